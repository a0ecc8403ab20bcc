"""Suggestions, reports, corrected keys, who reviews them, and who has seen an answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.engine.model.question_form import QuestionForm
from bot.engine.model.schedules import ChannelRef


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
    """A suggestion of a question or a report of a bad one.

    ``member_id`` is its author, or 0 once they were forgotten. ``number`` is what people call
    it by: it counts the team's suggestions and reports from 1. ``form`` is the question as
    suggested; None for reports, and for suggestions of free ``text`` that older versions took.
    ``question_id`` is the question reported, or what an accepted suggestion has become.
    ``credited`` says whether the author wants to be named below it.
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
    form: QuestionForm | None = None
    credited: bool = True


class Verdict(StrEnum):
    """What a reviewer decided about a suggestion or a report."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    CORRECTED = "corrected"
    EDITED = "edited"
    RETIRED = "retired"
    NOTHING_WRONG = "nothing wrong"


@dataclass(frozen=True, slots=True)
class Settlement:
    """Who settled a suggestion or report, how and why; ``by`` is 0 once they were forgotten."""

    proposal_id: int
    verdict: Verdict
    by: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reviewers:
    """Where a team's suggestions and reports go; without any, its managers are told.

    ``role`` is the platform's id of those who may decide there, besides managers; empty for
    everyone in the channel.
    """

    team_id: int
    channel: ChannelRef
    role: str = ""
