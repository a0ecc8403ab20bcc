"""Streaks: a fold over a member's team days. Pure, so that the log can be rebuilt at any time.

The rules (DESIGN.md, "Rules of the game"): a streak is the kept days since the last miss;
protected days neither add nor break. Every five kept days in a row earn a freeze, at
most two are held, and a miss uses one automatically.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.engine.model.people import Leave
from bot.engine.model.rounds import Excuse
from bot.engine.model.schedules import Weekday
from bot.engine.model.scores import DayOutcome, Outage, StreakState, TeamDay
from bot.engine.rules.calendar import TEAM_DAY_MINIMUM

KEPT_DAYS_PER_FREEZE = 5
FREEZES_HELD = 2


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known of a member's team day before it is judged."""

    day: date
    responded: bool
    on_leave: bool


def judge(facts: DayFacts, before: StreakState) -> DayOutcome:
    """Return what a team day is, given the streak before it."""
    if facts.responded:
        return DayOutcome.KEPT
    if facts.on_leave:
        return DayOutcome.LEAVE
    return DayOutcome.FREEZE if before.freezes else DayOutcome.MISSED


def advance(before: StreakState, outcome: DayOutcome) -> StreakState:
    """Return the streak after a day of ``outcome``."""
    match outcome:
        case DayOutcome.KEPT:
            current = before.current + 1
            earned = 1 if current % KEPT_DAYS_PER_FREEZE == 0 else 0
            return StreakState(
                current, max(before.best, current), min(before.freezes + earned, FREEZES_HELD)
            )
        case DayOutcome.FREEZE:
            return StreakState(before.current, before.best, before.freezes - 1)
        case DayOutcome.LEAVE:
            return before
        case DayOutcome.MISSED:
            return StreakState(0, before.best, before.freezes)


def replay(
    member_id: int, days: Iterable[DayFacts], start: StreakState | None = None
) -> tuple[TeamDay, ...]:
    """Fold ``days`` (oldest first) into the lines of the streak log."""
    state = start or StreakState()
    lines: list[TeamDay] = []
    for facts in days:
        outcome = judge(facts, state)
        after = advance(state, outcome)
        lines.append(TeamDay(member_id, facts.day, outcome, _reason(outcome, state, after), after))
        state = after
    return tuple(lines)


def without_pending_days(
    member_id: int,
    lines: Iterable[TeamDay],
    pending: Collection[date],
    start: StreakState | None = None,
) -> tuple[TeamDay, ...]:
    """Return the lines of a log (oldest first, after ``start``) without the dates ``pending``.

    Days that were answered or are of a leave stay: nothing to come can change them.
    """
    return replay(
        member_id,
        (
            DayFacts(line.day, line.outcome is DayOutcome.KEPT, line.outcome is DayOutcome.LEAVE)
            for line in lines
            if line.day not in pending or line.outcome in (DayOutcome.KEPT, DayOutcome.LEAVE)
        ),
        start,
    )


def to_next_freeze(state: StreakState) -> int:
    """Return how many more kept days in a row earn the next freeze; 0 while two are held."""
    if state.freezes >= FREEZES_HELD:
        return 0
    return KEPT_DAYS_PER_FREEZE - state.current % KEPT_DAYS_PER_FREEZE


def on_leave(leaves: Iterable[Leave], day: date) -> bool:
    """Return whether one of ``leaves`` covers ``day``."""
    return any(leave.first <= day <= leave.last for leave in leaves)


def excuse(
    opened_at: datetime,
    closed_at: datetime,
    slot: date,
    days: Collection[Weekday],
    holidays: Collection[date],
    outages: Iterable[Outage],
) -> Excuse | None:
    """Return why a round is nobody's team day, or None when it counts.

    ``slot`` is the round's local date, ``days`` the weekdays that count. ``outages`` shorten
    the time the round could be answered.
    """
    if slot in holidays:
        return Excuse.HOLIDAY
    if slot.weekday() not in days:
        return Excuse.OFF_DAY
    if closed_at - opened_at < TEAM_DAY_MINIMUM:
        return Excuse.SHORT
    if reachable(opened_at, closed_at, outages) < TEAM_DAY_MINIMUM:
        return Excuse.OUTAGE
    return None


def reachable(opened_at: datetime, closed_at: datetime, outages: Iterable[Outage]) -> timedelta:
    """Return how long a round was open while the bot was running."""
    left = closed_at - opened_at
    seen_until = opened_at
    for outage in sorted(outages, key=lambda outage: outage.began_at):
        began = max(outage.began_at, seen_until)
        ended = min(outage.ended_at, closed_at)
        if ended > began:
            left -= ended - began
            seen_until = ended
    return left


def _reason(outcome: DayOutcome, before: StreakState, after: StreakState) -> str:
    match outcome:
        case DayOutcome.KEPT if after.freezes > before.freezes:
            return f"answered (day {after.current}) and earned a freeze"
        case DayOutcome.KEPT:
            return f"answered (day {after.current})"
        case DayOutcome.FREEZE:
            return f"missed, but a freeze saved your streak ({after.freezes} left)"
        case DayOutcome.LEAVE:
            return "you were on leave"
        case DayOutcome.MISSED if before.current:
            return f"missed with no freeze left: your {before.current}-day streak ended"
        case DayOutcome.MISSED:
            return "missed"
