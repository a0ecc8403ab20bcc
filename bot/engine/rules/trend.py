"""How someone's answers went week by week, in the weeks that a picture shows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bot.engine.model.scores import WeekScore
from bot.engine.rules.calendar import instant, local_date

WEEKS_SHOWN = 8
"""Weeks in the pictures of a streak and of statistics, the current one included."""

FEWEST_ANSWERS = 5
"""With fewer answers in either half of the weeks, nothing is said about where they go."""

CLEAR_RISE = 0.05
"""A smaller rise of the share that was right is chance."""


def first_monday(today: date) -> date:
    """Return the Monday of the first week shown."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS_SHOWN - 1)


def trend_start(today: date, zone: str) -> datetime:
    """Return the instant (UTC) at which the first week shown begins."""
    return instant(first_monday(today), time(), zone)


def weekly_scores(
    answers: Iterable[tuple[datetime, bool]], today: date, zone: str
) -> tuple[WeekScore, ...]:
    """Return the score of each week shown, oldest first; weeks without an answer are there too.

    ``answers`` are the instants at which questions were answered, and whether that was right;
    those of other weeks are left out.
    """
    first = first_monday(today)
    right, total = [0] * WEEKS_SHOWN, [0] * WEEKS_SHOWN
    for at, is_right in answers:
        week = (local_date(at, zone) - first).days // 7
        if 0 <= week < WEEKS_SHOWN:
            total[week] += 1
            right[week] += is_right
    return tuple(
        WeekScore(first + timedelta(weeks=week), right[week], total[week])
        for week in range(WEEKS_SHOWN)
    )


def is_rising(weeks: Sequence[WeekScore]) -> bool:
    """Return whether clearly more was right in the later half of the weeks than in the earlier."""
    half = len(weeks) // 2
    before, after = _share(weeks[:half]), _share(weeks[half:])
    return before is not None and after is not None and after - before >= CLEAR_RISE


def _share(weeks: Sequence[WeekScore]) -> float | None:
    """Return the share that was right, None with too few answers to say so."""
    total = sum(week.total for week in weeks)
    return sum(week.right for week in weeks) / total if total >= FEWEST_ANSWERS else None
