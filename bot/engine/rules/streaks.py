"""Streaks: a fold over a member's team days. Pure, so that the log can be rebuilt at any time.

The rules are those of ``docs/rules.md``: a streak is the kept days since the last miss; days that
are protected or excused neither add nor break. Every five kept days in a row earn a freeze, at
most two are held, and a miss uses one automatically.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.engine.model.people import Leave
from bot.engine.model.rounds import Excuse
from bot.engine.model.schedules import WORKING_DAYS, Weekday
from bot.engine.model.scores import DayOutcome, DayRule, Outage, StreakState, TeamDay
from bot.engine.rules.calendar import TEAM_DAY_MINIMUM

KEPT_DAYS_PER_FREEZE = 5
FREEZES_HELD = 2
DAYS_OF_A_WEEK = 7
COSTLY = (DayOutcome.MISSED, DayOutcome.FREEZE)
"""What a miss is when nothing excuses it."""

RULE_OF: Mapping[Excuse, DayRule] = {
    Excuse.WEEKEND: DayRule.WEEKEND,
    Excuse.OFF_DAY: DayRule.OFF_DAY,
    Excuse.HOLIDAY: DayRule.HOLIDAY,
    Excuse.SHORT: DayRule.SHORT,
    Excuse.OUTAGE: DayRule.OUTAGE,
    Excuse.PAUSE: DayRule.PAUSE,
}


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known of a member's team day before it is judged.

    ``protection`` is the rule by which a miss costs nothing, None when it costs.
    """

    day: date
    responded: bool
    protection: DayRule | None = None


def protection(
    day: date,
    excuses: Sequence[Excuse | None],
    holidays: Collection[date],
    leaves: Iterable[Leave],
) -> DayRule | None:
    """Return why missing the questions of ``day`` costs nothing, or None when it costs.

    ``excuses`` are those of its questions: one without an excuse is enough for the day to count.
    """
    if day in holidays:
        return DayRule.HOLIDAY
    if on_leave(leaves, day):
        return DayRule.LEAVE
    given = [RULE_OF[excuse] for excuse in excuses if excuse is not None]
    return given[0] if given and len(given) == len(excuses) else None


def judge(facts: DayFacts, before: StreakState) -> DayOutcome:
    """Return what a team day is, given the streak before it."""
    if facts.responded:
        return DayOutcome.KEPT
    if facts.protection is not None:
        return DayOutcome.LEAVE if facts.protection is DayRule.LEAVE else DayOutcome.EXCUSED
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
        case DayOutcome.LEAVE | DayOutcome.EXCUSED:
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
        rule = _rule(facts, outcome, earned=after.freezes > state.freezes)
        lines.append(TeamDay(member_id, facts.day, outcome, rule, after))
        state = after
    return tuple(lines)


def without_pending_days(
    member_id: int,
    lines: Iterable[TeamDay],
    pending: Collection[date],
    start: StreakState | None = None,
) -> tuple[TeamDay, ...]:
    """Return the lines of a log (oldest first, after ``start``), no miss on a date of ``pending``.

    Days that were answered, or that cost nothing, stay.
    """
    return replay(
        member_id,
        (
            DayFacts(line.day, line.outcome is DayOutcome.KEPT, _protection_of(line))
            for line in lines
            if line.day not in pending or line.outcome not in COSTLY
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


def excuse_when_asked(
    slot: date, days: Collection[Weekday], *, by_hand: bool, weekends_count: bool
) -> Excuse | None:
    """Return the excuse that a round has from the start: it is asked on a day off, or a weekend.

    ``days`` are the weekdays of its schedule. Saturday and Sunday count on a schedule that
    leaves other days out: its team has chosen them.
    """
    weekday = slot.weekday()
    if by_hand and weekday not in days:
        return Excuse.OFF_DAY
    asks_every_day = len(set(days)) == DAYS_OF_A_WEEK
    if asks_every_day and weekday not in WORKING_DAYS and not weekends_count:
        return Excuse.WEEKEND
    return None


def excuse_when_closed(
    opened_at: datetime,
    closed_at: datetime,
    slot: date,
    holidays: Collection[date],
    outages: Iterable[Outage],
) -> Excuse | None:
    """Return why a round costs nobody a day, as far as its close shows; None when it counts."""
    open_for = closed_at - opened_at
    if slot in holidays:
        return Excuse.HOLIDAY
    if open_for < TEAM_DAY_MINIMUM:
        return Excuse.SHORT
    if reachable(opened_at, closed_at, outages) < open_for / 2:
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


def _rule(facts: DayFacts, outcome: DayOutcome, *, earned: bool) -> DayRule:
    match outcome:
        case DayOutcome.KEPT:
            return DayRule.FREEZE_EARNED if earned else DayRule.ANSWERED
        case DayOutcome.FREEZE:
            return DayRule.FREEZE_USED
        case DayOutcome.LEAVE | DayOutcome.EXCUSED | DayOutcome.MISSED:
            return facts.protection or DayRule.MISSED


def _protection_of(line: TeamDay) -> DayRule | None:
    return line.rule if line.outcome in (DayOutcome.LEAVE, DayOutcome.EXCUSED) else None
