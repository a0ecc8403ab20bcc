"""Points: daily rounds only. Right choice 10, wrong choice 2, own words or a reply 5."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from bot.engine.model.rounds import Response, Round
from bot.engine.model.scores import PointEntry
from bot.engine.rules.grading import Grade, grade

POINTS: Mapping[Grade, int] = {Grade.RIGHT: 10, Grade.WRONG: 2, Grade.WORDS: 5}
REASONS: Mapping[Grade, str] = {
    Grade.RIGHT: "right choice",
    Grade.WRONG: "wrong choice",
    Grade.WORDS: "answered in own words",
}


def award(
    asked: Round, responses: Iterable[Response], on: date, at: datetime
) -> tuple[PointEntry, ...]:
    """Return the points that a round's responses earn, on the team's local date ``on``."""
    return tuple(
        _entry(asked, response.member_id, POINTS[result], REASONS[result], on, at)
        for response in responses
        for result in (grade(response, asked.right_choice),)
    )


def rescore(
    asked: Round,
    responses: Iterable[Response],
    booked: Iterable[PointEntry],
    reason: str,
    at: datetime,
) -> tuple[PointEntry, ...]:
    """Return the changes that bring ``booked`` in line with the round's corrected key.

    Each change is booked on the date of the points it corrects, so past boards change, too.
    """
    sums: dict[int, int] = {}
    dates: dict[int, date] = {}
    for entry in booked:
        sums[entry.member_id] = sums.get(entry.member_id, 0) + entry.points
        dates.setdefault(entry.member_id, entry.on)
    changes: list[PointEntry] = []
    for response in responses:
        member = response.member_id
        change = POINTS[grade(response, asked.right_choice)] - sums.get(member, 0)
        if change:
            on = dates.get(member, asked.closes_on)
            changes.append(_entry(asked, member, change, reason, on, at))
    return tuple(changes)


def _entry(
    asked: Round, member_id: int, points: int, reason: str, on: date, at: datetime
) -> PointEntry:
    return PointEntry(asked.team_id, member_id, asked.id, asked.track, points, reason, on, at)
