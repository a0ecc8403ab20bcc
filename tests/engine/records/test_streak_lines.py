"""A streak's days in lines, and how this week went."""

from datetime import date, timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import DayMark, StreakCard, StreakDay, WeekSoFar
from bot.engine.model.scores import DayRule
from bot.engine.records.streak_lines import streak_lines, week_so_far
from tests.support.builders import actor
from tests.support.world import World, the

ANN = actor("ann")
MONDAY = date(2026, 11, 2)
MARKS = {
    DayRule.ANSWERED: DayMark.KEPT,
    DayRule.FREEZE_EARNED: DayMark.KEPT,
    DayRule.LEAVE: DayMark.LEAVE,
    DayRule.OUTAGE: DayMark.EXCUSED,
    DayRule.FREEZE_USED: DayMark.FREEZE,
    DayRule.MISSED: DayMark.MISSED,
}


def days(*rules: DayRule | None) -> list[StreakDay]:
    return [
        StreakDay(
            MONDAY + timedelta(days=number),
            MARKS[rule] if rule else DayMark.OPEN,
            f"day {number}",
            rule,
        )
        for number, rule in enumerate(rules)
    ]


def told(*rules: DayRule | None) -> list[tuple[int, int, str]]:
    return [(line.first.day, line.last.day, line.reason) for line in streak_lines(days(*rules))]


def test_three_answered_days_in_a_row_are_one_line_and_two_are_not() -> None:
    assert told(*[DayRule.ANSWERED] * 3) == [(2, 4, "3 days answered")]
    assert told(*[DayRule.ANSWERED] * 2) == [(2, 2, "day 0"), (3, 3, "day 1")]


def test_days_on_leave_are_one_line_of_their_own() -> None:
    leave = [DayRule.LEAVE] * 4
    assert told(DayRule.ANSWERED, *leave) == [(2, 2, "day 0"), (3, 6, "4 days on leave")]


@pytest.mark.parametrize(
    "rule",
    [DayRule.FREEZE_EARNED, DayRule.OUTAGE, DayRule.FREEZE_USED, DayRule.MISSED, None],
)
def test_days_that_have_something_to_tell_stay_lines_of_their_own(rule: DayRule | None) -> None:
    assert len(told(rule, rule, rule)) == 3
    split = told(*[DayRule.ANSWERED] * 3, rule, *[DayRule.ANSWERED] * 3)
    assert [line[2] for line in split] == ["3 days answered", "day 3", "3 days answered"]


def test_a_week_counts_the_days_that_were_to_be_answered() -> None:
    lived = days(DayRule.ANSWERED, DayRule.FREEZE_USED, DayRule.LEAVE, DayRule.MISSED, None)
    assert week_so_far(lived, date(2026, 11, 6)) == WeekSoFar(1, 3)
    assert week_so_far(lived, date(2026, 11, 9)) == WeekSoFar(0, 0)


async def week(world: World) -> WeekSoFar:
    return the(StreakCard, await world.ask(c.ShowStreak(ANN, world.clock.now))).week


async def test_today_is_counted_as_soon_as_it_is_answered() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.to("2026-11-03 09:00")
    assert await week(world) == WeekSoFar(1, 1)
    await world.choose(ANN)
    assert await week(world) == WeekSoFar(2, 2)


async def test_a_streak_that_ended_is_followed_by_a_longer_best_one() -> None:
    world = World()
    await world.schedule()
    for day in ("02", "03", "04"):
        await world.day(f"2026-11-{day}", ANN)
    await world.day("2026-11-05")
    await world.day("2026-11-06", ANN)
    await world.day("2026-11-09")
    card = the(StreakCard, await world.ask(c.ShowStreak(ANN, world.clock.now)))
    ended = "missed with no freeze left: your streak of"
    assert [line.reason for line in card.lines] == [
        "3 days answered",
        f"{ended} 3 days ended",
        "answered (day 1)",
        f"{ended} 1 day ended (best: 3 days)",
    ]
    assert (card.current, card.best) == (0, 3)
