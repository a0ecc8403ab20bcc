"""Mock interviews in pairs: who interviews whom, how far they are, who waits for a partner.

A pair's interview is an ``Interview`` of the candidate's that the interviewer leads.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.engine.model.questions import Level

INVITATION_WAITS = timedelta(hours=24)
"""How long an invitation can be accepted, and then the interview be started."""
WAITING_LASTS = timedelta(days=3)
"""How long someone waits for a partner."""


class PairState(StrEnum):
    """How far a pair is."""

    INVITED = "invited"
    AGREED = "agreed"
    """Both want it; the interviewer starts it."""
    BEGUN = "begun"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members of a team, one of whom interviews the other.

    ``asked_by`` is who invited the other one, None where both waited for a partner. ``track``,
    ``level`` and ``minutes`` are as in an interview.
    Until it has begun, it is over at ``expires_at``. ``interview_id`` is None until then.
    """

    id: int
    team_id: int
    candidate_id: int
    interviewer_id: int
    asked_by: int | None
    track: str
    level: Level | None
    minutes: int
    state: PairState
    asked_at: datetime
    expires_at: datetime
    interview_id: int | None = None

    @property
    def members(self) -> frozenset[int]:
        """Both members."""
        return frozenset((self.candidate_id, self.interviewer_id))

    def other(self, member_id: int) -> int:
        """Return the member who isn't ``member_id``."""
        return self.interviewer_id if member_id == self.candidate_id else self.candidate_id


@dataclass(frozen=True, slots=True)
class Waiting:
    """A member who waits for a partner, from ``since`` until ``expires_at``."""

    id: int
    team_id: int
    member_id: int
    since: datetime
    expires_at: datetime
