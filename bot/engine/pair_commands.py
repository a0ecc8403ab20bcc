"""What people ask of the engine about mock interviews in pairs.

Buttons carry the pair's id. A press that no longer fits, or is the other one's to make, changes
nothing and shows where the pair is.
"""

from dataclasses import dataclass

from bot.engine.commands import Command
from bot.engine.model.questions import Level


@dataclass(frozen=True, slots=True)
class InviteMember(Command):
    """Ask the member with the account ``user``, where the actor acts, to interview the actor.

    Track, level and minutes are as in ``StartInterview``.
    """

    user: str
    track: str = ""
    level: Level | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class FindPartner(Command):
    """Be paired with another member of the team who asks for it, or wait for one."""


@dataclass(frozen=True, slots=True)
class StopWaiting(Command):
    """Wait for a partner no more."""


@dataclass(frozen=True, slots=True)
class OnPair(Command):
    """Something done to a pair."""

    pair_id: int


@dataclass(frozen=True, slots=True)
class AcceptPair(OnPair):
    """Accept an invitation."""


@dataclass(frozen=True, slots=True)
class DeclinePair(OnPair):
    """Decline an invitation."""


@dataclass(frozen=True, slots=True)
class CallOffPair(OnPair):
    """Take an invitation back, or call off what both had agreed on."""


@dataclass(frozen=True, slots=True)
class SwapSides(OnPair):
    """Be the interviewer of an interview that hasn't begun, or (not ``interviewer``) the other."""

    interviewer: bool


@dataclass(frozen=True, slots=True)
class BeginPair(OnPair):
    """Ask the first question: the interviewer does."""


@dataclass(frozen=True, slots=True)
class ProposeSwap(OnPair):
    """After the end, invite the other one to an interview with the sides swapped."""


@dataclass(frozen=True, slots=True)
class AtPairStep(OnPair):
    """Something done at a question of a pair's interview."""

    step: int


@dataclass(frozen=True, slots=True)
class TickPairPoint(AtPairStep):
    """As the interviewer, tick one key point (by index), or untick it."""

    index: int
    covered: bool


@dataclass(frozen=True, slots=True)
class TickPairPoints(AtPairStep):
    """As the interviewer, tick the key points of ``covered`` (by index), and no others."""

    covered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NextPairQuestion(AtPairStep):
    """As the interviewer, ask what comes next, or end with the reports."""


@dataclass(frozen=True, slots=True)
class EndPair(AtPairStep):
    """Ask nothing more, and get the reports: either of the two may."""
