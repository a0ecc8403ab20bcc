"""What the report of a mock interview says: figures, what was missed, what to do about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.engine.model.interviews import Interview, InterviewItem

GOOD = 0.6
"""The share of key points from which on a question went well."""
REVIEWS = 3
"""Questions of an interview that come back as reviews."""
MISSED = 3
"""Missed key points that a report names."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Key points covered of all, and seconds used of those suggested.

    ``seconds`` leaves out what was left over a pause; None when nothing could be measured.
    """

    covered: int
    points: int
    seconds: int | None
    minutes: int


def counted(interview: Interview) -> tuple[InterviewItem, ...]:
    """Return the items that a report counts: all that were asked and not left out."""
    return tuple(item for item in interview.items if item.answer and not item.left_out)


def covered_in(item: InterviewItem) -> int:
    """Return how many key points of an item were covered."""
    return len(item.covered or ()) if item.answered else 0


def share_of(item: InterviewItem) -> float:
    """Return the share of an item's key points that were covered, 0 to 1."""
    return covered_in(item) / item.points if item.points else float(item.answered)


def went_well(item: InterviewItem) -> bool:
    """Tell whether an item went well enough to be reviewed later rather than soon."""
    return share_of(item) >= GOOD


def seconds_of(item: InterviewItem) -> int | None:
    """Return the seconds used for a question and its follow-up; None if they weren't measured."""
    said = [each for each in (item.answer, item.reply) if each is not None]
    known = [each.seconds for each in said if each.seconds is not None]
    return sum(known) if said and len(known) == len(said) else None


def minutes_of(item: InterviewItem) -> int:
    """Return the minutes suggested for a question and its follow-up."""
    return item.minutes + item.follow_minutes


def figures(items: Iterable[InterviewItem]) -> Figures:
    """Return the sums over items."""
    listed = tuple(items)
    known = [seconds for item in listed if (seconds := seconds_of(item)) is not None]
    return Figures(
        covered=sum(map(covered_in, listed)),
        points=sum(item.points for item in listed),
        seconds=sum(known) if known else None,
        minutes=sum(map(minutes_of, listed)),
    )


def by_track(items: Iterable[InterviewItem]) -> dict[str, Figures]:
    """Return the sums for each track, in the order they came up."""
    groups: dict[str, list[InterviewItem]] = {}
    for item in items:
        groups.setdefault(item.track, []).append(item)
    return {track: figures(group) for track, group in groups.items()}


def weakest_first(items: Iterable[InterviewItem]) -> tuple[InterviewItem, ...]:
    """Return the items, those with the smallest share of covered points first."""
    return tuple(sorted(items, key=share_of))


def missed_most(items: Sequence[InterviewItem], most: int = MISSED) -> tuple[tuple[str, int], ...]:
    """Return missed key points as question id and index: one from each question in turn.

    The questions with the smallest shares come first.
    """
    missed = [
        [(item.question_id, n) for n in range(item.points) if n not in (item.covered or ())]
        for item in weakest_first(item for item in items if item.answered)
    ]
    rounds = max(map(len, missed), default=0)
    in_turn = [points[n] for n in range(rounds) for points in missed if n < len(points)]
    return tuple(in_turn[:most])
