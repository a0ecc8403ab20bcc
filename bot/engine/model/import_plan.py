"""What importing a list would do to the questions that are there, question by question."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.engine.model.question_json import Plain, from_plain, to_plain
from bot.engine.model.questions import Question

_QUESTIONS = ("before", "after", "listed")
"""The questions of a change."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question that is there: as it's kept, as it's asked, and as it was imported.

    ``asked`` differs from ``kept`` where its right choice was corrected. ``imported`` is None
    where that isn't known.
    """

    kept: Question
    asked: Question
    imported: Question | None = None


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that changes, by its name for people, and its text before and after.

    ``edited`` tells that it was changed here, too, since the last import.
    """

    part: str
    before: str
    after: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A question that would change; ``listed`` is what its list says, under the question's id."""

    before: Question
    after: Question
    listed: Question
    parts: tuple[PartChange, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What an import does; ``ids`` are those of the list's questions, in the list's order.

    ``unchanged`` are ids of questions that stay as they are, ``edited`` those of them that
    differ from the list because they were edited here.
    """

    ids: tuple[str, ...]
    new: tuple[Question, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[str, ...]
    edited: tuple[str, ...]


def plan_to_plain(planned: Update) -> tuple[Plain, ...]:
    """Return what is new and what is changed as JSON values; the rest happens to nothing."""
    changed = (
        {name: to_plain(getattr(change, name)) for name in _QUESTIONS} for change in planned.changed
    )
    return (*map(to_plain, planned.new), *changed)


def plan_from_plain(plain: Iterable[Plain]) -> Update:
    """Return the plan that ``plan_to_plain`` turned into ``plain``, without what it shows."""
    new: list[Question] = []
    changed: list[Change] = []
    for each in plain:
        if _QUESTIONS[0] in each:
            before, after, listed = (from_plain(each[name]) for name in _QUESTIONS)
            changed.append(Change(before, after, listed, ()))
        else:
            new.append(from_plain(each))
    return Update((), tuple(new), tuple(changed), (), ())
