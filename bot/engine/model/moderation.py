"""Suggestions, reports and corrected keys."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected key, for one team and one revision of a question.

    ``by`` is the member who corrected it, or 0 once they were forgotten.
    """

    team_id: int
    question_id: str
    revision: str
    key: int
    by: int
    reason: str
    at: datetime


class ProposalState(StrEnum):
    """Where a suggestion or a flag stands in the managers' queue."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion of a question (Markdown) or a report of a bad one.

    ``member_id`` is its author, or 0 once they were forgotten. ``number`` is what people call
    it by: it counts the team's suggestions and reports from 1.
    """

    id: int
    team_id: int
    member_id: int
    kind: Literal["suggestion", "flag"]
    question_id: str
    text: str
    at: datetime
    state: ProposalState = ProposalState.WAITING
    number: int = 0
