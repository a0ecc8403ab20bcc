"""What the buttons of a mock interview in pairs do; see ``action_ids``."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PairAccept:
    """Accept an invitation."""

    pair_id: int


@dataclass(frozen=True, slots=True)
class PairDecline:
    """Decline an invitation."""

    pair_id: int


@dataclass(frozen=True, slots=True)
class PairOff:
    """Take an invitation back, or call off what was agreed."""

    pair_id: int


@dataclass(frozen=True, slots=True)
class PairSwap:
    """Before it begins, be the interviewer (``asks`` is 1) or the candidate (0)."""

    pair_id: int
    asks: int


@dataclass(frozen=True, slots=True)
class PairAgain:
    """After the end, propose another one with the sides swapped."""

    pair_id: int


@dataclass(frozen=True, slots=True)
class PairBegin:
    """Ask the first question."""

    pair_id: int


@dataclass(frozen=True, slots=True)
class PairTick:
    """Tick one key point (``on`` is 1), or untick it (0)."""

    pair_id: int
    step: int
    index: int
    on: int


@dataclass(frozen=True, slots=True)
class PairBoxes:
    """Tick the key points whose boxes are chosen, and no others."""

    pair_id: int
    step: int


@dataclass(frozen=True, slots=True)
class PairNext:
    """Ask the next question."""

    pair_id: int
    step: int


@dataclass(frozen=True, slots=True)
class PairEnd:
    """Ask nothing more, and get the reports."""

    pair_id: int
    step: int


@dataclass(frozen=True, slots=True)
class PartnerStop:
    """Wait for a partner no more."""


PairAction = (
    PairAccept
    | PairDecline
    | PairOff
    | PairSwap
    | PairAgain
    | PairBegin
    | PairTick
    | PairBoxes
    | PairNext
    | PairEnd
    | PartnerStop
)
PAIR_KINDS: Mapping[str, type[PairAction]] = {
    "pa": PairAccept,
    "pd": PairDecline,
    "po": PairOff,
    "pw": PairSwap,
    "pg": PairAgain,
    "pb": PairBegin,
    "pt": PairTick,
    "pk": PairBoxes,
    "pn": PairNext,
    "pe": PairEnd,
    "px": PartnerStop,
}
