"""What a reader finds in a source: questions as they were written, and what it left out.

A reader copies; it doesn't interpret rich text. ``content.importers.pipeline`` makes the
questions of the engine from these, the same way for every format.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.engine.model.questions import Level, Question
from content.importers.limits import MOST_QUESTIONS


class Markup(StrEnum):
    """How a text is written."""

    MARKDOWN = "markdown"
    HTML = "html"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and how it's written."""

    text: str = ""
    markup: Markup = Markup.MARKDOWN

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read."""
        return not self.text.strip()


NOTHING = Written()


@dataclass(frozen=True, slots=True)
class FoundChoice:
    """A choice, whether the source says that it's right, and why."""

    text: Written
    right: bool = False
    why: Written = NOTHING


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question as its source has it.

    ``line`` counts from 1; in a table it's the row, in a deck the card. ``title`` is empty where
    the prompt is all there is. ``whole`` is a question that needs no reading, such as one of our
    own exports; the other fields are then unused. ``doubt`` is why a person should look first.
    ``offered`` is how many choices the source has, and ``keyed`` whether it says which are right,
    also where the question can't be asked with them. ``source_id`` is what the source itself calls
    the question by, also when its words change; empty where it gives it no name.
    """

    line: int
    title: str = ""
    prompt: Written = NOTHING
    choices: tuple[FoundChoice, ...] = ()
    answer: Written = NOTHING
    track: str = ""
    level: Level | None = None
    tags: tuple[str, ...] = ()
    doubt: str = ""
    offered: int = 0
    keyed: bool = False
    source_id: str = ""
    whole: Question | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that looks like a question, its line (from 1), and why it isn't imported.

    ``read_as`` names the reader that would take it, if one would.
    """

    line: int
    what: str
    why: str
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a line (from 1) of the source, or about all of it (line 0)."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class FoundQuestions:
    """All that a reader found in one source, in the source's order.

    ``saw`` says what the source holds instead, for a reader that found nothing, and ``read_as``
    names the reader that would take that for questions, if one would.
    """

    questions: tuple[FoundQuestion, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    saw: str = ""
    read_as: str = ""

    @classmethod
    def of(
        cls,
        found: Iterable[FoundQuestion | LeftOut],
        remarks: tuple[Remark, ...] = (),
        saw: str = "",
    ) -> "FoundQuestions":
        """Return what was found one after another, questions apart from what was left out.

        It stops at one question more than a source may have, so that refusing it takes no time.
        """
        questions: list[FoundQuestion] = []
        left: list[LeftOut] = []
        for each in found:
            if isinstance(each, LeftOut):
                left.append(each)
            else:
                questions.append(each)
                if len(questions) > MOST_QUESTIONS:
                    break
        return cls(tuple(questions), tuple(left), remarks, saw)
