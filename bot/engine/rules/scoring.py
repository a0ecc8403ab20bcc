"""Points: daily rounds only. Right choice 10, wrong choice 2, own words or a reply 5.

Whoever had seen the answer before they answered (because they wrote or reviewed the question)
earns none: answering keeps their streak all the same.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from bot.engine.model.rounds import Response, Round
from bot.engine.model.scores import PointEntry
from bot.engine.rules.grading import Grade, grade

POINTS: Mapping[Grade, int] = {Grade.RIGHT: 10, Grade.WRONG: 2, Grade.WORDS: 5}
REASONS: Mapping[Grade, str] = {
    Grade.RIGHT: "right choice",
    Grade.WRONG: "wrong choice",
    Grade.WORDS: "answered in own words",
}


SEEN_BEFORE = "had seen the answer"
NOBODY: Mapping[int, datetime] = MappingProxyType({})


def knew_answer(response: Response, seen: Mapping[int, datetime]) -> bool:
    """Tell whether a response was given, or changed, after its author had seen the answer.

    ``seen`` has when members saw the answer of the question's revision.
    """
    at = seen.get(response.member_id)
    return at is not None and at <= response.at


def award(
    asked: Round,
    responses: Iterable[Response],
    on: date,
    at: datetime,
    seen: Mapping[int, datetime] = NOBODY,
) -> tuple[PointEntry, ...]:
    """Return the points that a round's responses earn, on the local date ``on``."""
    return tuple(
        _entry(asked, response.member_id, points, reason, on, at)
        for response in responses
        for points, reason in (_earned(asked, response, seen),)
    )


def earned(asked: Round, response: Response, seen: Mapping[int, datetime]) -> int:
    """Return the points that a response is worth."""
    points, _ = _earned(asked, response, seen)
    return points


def _earned(asked: Round, response: Response, seen: Mapping[int, datetime]) -> tuple[int, str]:
    if knew_answer(response, seen):
        return 0, SEEN_BEFORE
    result = grade(response, asked.right_choice)
    return POINTS[result], REASONS[result]


def rescore(
    asked: Round,
    responses: Iterable[Response],
    booked: Iterable[PointEntry],
    reason: str,
    at: datetime,
    seen: Mapping[int, datetime] = NOBODY,
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
        change = earned(asked, response, seen) - sums.get(member, 0)
        if change:
            on = dates.get(member, asked.slot)
            changes.append(_entry(asked, member, change, reason, on, at))
    return tuple(changes)


def _entry(
    asked: Round, member_id: int, points: int, reason: str, on: date, at: datetime
) -> PointEntry:
    return PointEntry(asked.team_id, member_id, asked.id, asked.track, points, reason, on, at)
