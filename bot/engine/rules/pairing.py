"""Who is paired with whom for a mock interview: who waits longest first, and no pair again soon.

Two are not paired again within ``REPEAT_AFTER``, so never twice in a week. After that, someone's
latest partner is their last choice.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

REPEAT_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two members who were paired, and when."""

    members: frozenset[int]
    at: datetime


def match(
    waiting: Sequence[int], meetings: Collection[Meeting], now: datetime
) -> tuple[int, int] | None:
    """Return the next two of those who wait (the longest first), or None.

    The first of the two waits longest of all who can be paired.
    """
    lately = {each.members for each in meetings if now - each.at < REPEAT_AFTER}
    for number, first in enumerate(waiting):
        others = [each for each in waiting[number + 1 :] if frozenset((first, each)) not in lately]
        if others:
            return first, min(others, key=lambda each: _met_last(first, each, meetings))
    return None


def match_all(
    waiting: Sequence[int], meetings: Collection[Meeting], now: datetime
) -> tuple[tuple[int, int], ...]:
    """Return every pair that can be made of those who wait, each in one pair at most."""
    left, pairs = list(waiting), list[tuple[int, int]]()
    while pair := match(left, meetings, now):
        pairs.append(pair)
        left = [each for each in left if each not in pair]
    return tuple(pairs)


def _met_last(one: int, other: int, meetings: Collection[Meeting]) -> bool:
    """Tell whether the latest partner of either was the other one."""
    pair = frozenset((one, other))
    for member in pair:
        theirs = [each for each in meetings if member in each.members]
        if theirs and max(theirs, key=lambda each: each.at).members == pair:
            return True
    return False
