"""Reading questions that people type or send, and writing them back into a form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.engine.errors import Refused
from bot.engine.model.import_plan import Known, Update
from bot.engine.model.question_form import QuestionForm
from bot.engine.model.questions import Question
from bot.engine.model.read_notes import ReadNotes


@dataclass(frozen=True, slots=True)
class ReadForm:
    """The question of a form, or None; ``problems`` has one sentence per field.

    ``notes`` are worth a look and prevent nothing.
    """

    question: Question | None
    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: tuple[str, ...] = ()


class QuestionParser(Protocol):
    """Turns what people type into questions, by the same rules as the files of the bank."""

    def read(
        self, form: QuestionForm, question_id: str = "", base: Question | None = None
    ) -> ReadForm:
        """Return the question of ``form`` under ``question_id``, or what is wrong with it.

        Parts that no form has, such as references, are those of ``base``.
        """
        ...

    def write(self, question: Question) -> QuestionForm:
        """Return the form that reads as ``question``."""
        ...

    def slug(self, title: str) -> str:
        """Return the last part of a question's id for ``title``; empty when nothing is left."""
        ...

    def read_notes(self, text: str) -> ReadNotes:
        """Return the questions of a list in text: Markdown, CSV, GIFT and more."""
        ...

    def read_file(self, name: str, content: bytes) -> ReadNotes:
        """Return the questions of a file in any format that is read, by its content.

        Raises Refused with one sentence for what can't be read. May take seconds.
        """
        ...

    def plan_import(
        self, known: Sequence[Known], found: Sequence[Question], shipped: Collection[str]
    ) -> Update:
        """Return what importing ``found`` does to the ``known`` questions of a team.

        New ids are none of the ``shipped``. May take seconds.
        """
        ...


class NoParser:
    """The parser where nobody can write questions."""

    def read(
        self, form: QuestionForm, question_id: str = "", base: Question | None = None
    ) -> ReadForm:
        """Refuse."""
        del form, question_id, base
        raise _refused()

    def write(self, question: Question) -> QuestionForm:
        """Refuse."""
        del question
        raise _refused()

    def slug(self, title: str) -> str:
        """Refuse."""
        del title
        raise _refused()

    def read_notes(self, text: str) -> ReadNotes:
        """Refuse."""
        del text
        raise _refused()

    def read_file(self, name: str, content: bytes) -> ReadNotes:
        """Refuse."""
        del name, content
        raise _refused()

    def plan_import(
        self, known: Sequence[Known], found: Sequence[Question], shipped: Collection[str]
    ) -> Update:
        """Refuse."""
        del known, found, shipped
        raise _refused()


def _refused() -> Refused:
    return Refused("Questions can't be written here.", "Use the bot that runs in your chat.")


NO_PARSER = NoParser()
