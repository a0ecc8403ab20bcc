"""A question as people type it into a form, and the drafts that wait to be sent."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """What was typed, field by field; an empty string is a field left empty.

    ``choices`` has one choice per line, ``*`` before the right one and the reason after ``|``.
    ``points`` has one key point per line. ``track`` and ``level`` are ids.
    """

    title: str = ""
    prompt: str = ""
    choices: str = ""
    points: str = ""
    answer: str = ""
    track: str = ""
    level: str = ""


FIELDS = tuple(field.name for field in fields(QuestionForm))


def form_to_plain(form: QuestionForm) -> dict[str, str]:
    """Return ``form`` as JSON values."""
    return {name: getattr(form, name) for name in FIELDS}


def form_from_plain(plain: dict[str, Any]) -> QuestionForm:
    """Return the form that ``form_to_plain`` turned into ``plain``."""
    return QuestionForm(**{name: str(plain.get(name, "")) for name in FIELDS})


class DraftPurpose(StrEnum):
    """What becomes of a draft when it is sent."""

    SUGGEST = "suggest"
    """It goes to the reviewers."""
    ADD = "add"
    """It becomes a question of the team."""
    EDIT = "edit"
    """It replaces the question ``target``."""
    REVIEW = "review"
    """It replaces the suggestion or report ``proposal_id``, which is then accepted or settled."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that someone is writing; only they see it. It waits until it is sent.

    ``target`` is the id of the question that an EDIT replaces, or a REVIEW if it is of a report.
    """

    id: int
    team_id: int
    member_id: int
    purpose: DraftPurpose
    form: QuestionForm
    at: datetime
    target: str = ""
    proposal_id: int = 0


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """An import that waits to be confirmed: what is new and changed, as plain JSON values.

    ``import_plan.plan_from_plain`` reads them.
    """

    id: int
    team_id: int
    member_id: int
    questions: tuple[dict[str, Any], ...]
    at: datetime
