"""Points and streaks over real days: what counts, what is protected, what costs nobody."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.engine import commands as c
from bot.engine.cards import DayMark, ProblemCard, RevealCard, StreakCard
from bot.engine.errors import ChannelGone
from bot.engine.model.people import Actor
from bot.engine.model.rounds import Excuse
from tests.support.builders import actor, at, plan
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")
HOUR = timedelta(hours=1)
WEEKS = (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20)


def november(day: int) -> str:
    return f"2026-11-{day:02}"


async def lived(world: World, right: str, who: Actor = ANN) -> None:
    """Live through working days; ``x`` is a day on which ``who`` responds."""
    for day, mark in zip(WEEKS, right, strict=False):
        await world.day(november(day), *([who] if mark == "x" else []))


async def streak_card(world: World, who: Actor) -> StreakCard:
    return the(StreakCard, await world.ask(c.ShowStreak(who, world.clock.now)))


# --- points ----------------------------------------------------------------------------------


async def test_points_are_ten_two_and_five() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    cleo = actor("cleo")
    await world.choose(ANN)
    await world.choose(BEN, right=False)
    await world.say(cleo, "words")
    await world.to("2026-11-02 16:00")
    assert [world.points(who) for who in (ANN, BEN, cleo)] == [10, 2, 5]


async def test_no_points_are_booked_before_the_reveal() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.to("2026-11-02 15:59")
    assert world.points(ANN) == 0


async def test_points_are_booked_once_however_often_it_wakes() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    for _ in range(5):
        await world.after(minutes=10)
    assert world.points(ANN) == 10


async def test_a_reveal_that_comes_days_late_is_booked_on_its_own_date() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-06 09:00")
    await world.choose(ANN)
    await world.out_until("2026-11-10 08:00")
    (entry,) = world.read(lambda tx: tx.points.of_member(world.member(ANN)))
    assert (entry.on, entry.at) == (date(2026, 11, 6), at("2026-11-10 08:00"))
    assert world.outcomes(ANN) == ["6 kept"]


async def test_days_are_those_of_the_schedule_though_the_team_moves() -> None:
    world = World()
    await world.schedule(what=plan(reveal_after=timedelta(hours=12)))
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.ask(c.SetZone(LEAD, world.clock.now, "Asia/Tokyo"))
    await world.to("2026-11-02 21:00")  # already the third in Tokyo
    assert world.outcomes(ANN) == ["2 kept"]


# --- streaks ---------------------------------------------------------------------------------


async def test_a_weekend_is_nobodys_team_day() -> None:
    world = World()
    await world.schedule()
    await lived(world, "xxxxxxx")
    assert world.streak(ANN).current == 7
    assert world.outcomes(ANN)[4:6] == ["6 kept", "9 kept"]


async def test_one_follows_a_schedule_from_the_first_response_on() -> None:
    world = World()
    await world.schedule()
    await lived(world, "--x-x")
    assert world.outcomes(ANN) == ["4 kept", "5 missed", "6 kept"]


async def test_wrong_answers_and_words_keep_a_streak_too() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", wrong=(ANN,))
    await world.to("2026-11-03 09:00")
    await world.say(ANN, "words")
    await world.to("2026-11-03 16:00")
    assert world.streak(ANN).current == 2


async def test_a_freeze_earned_by_five_days_is_spent_by_a_miss() -> None:
    world = World()
    await world.schedule()
    await lived(world, "xxxxx-x-")
    assert world.outcomes(ANN)[5:] == ["9 freeze", "10 kept", "11 missed"]


async def test_every_day_is_explained() -> None:
    world = World()
    await world.schedule()
    await lived(world, "xxxxx-x")
    card = await streak_card(world, ANN)
    assert (card.current, card.best, card.freezes, card.to_next_freeze) == (6, 6, 0, 4)
    assert [day.mark for day in card.days] == [DayMark.KEPT] * 5 + [DayMark.FREEZE, DayMark.KEPT]
    assert card.days[4].reason == "answered (day 5) and earned a freeze"
    assert card.days[5].reason == "missed; a freeze saved your streak (0 left)"


async def test_the_days_of_eight_weeks_are_shown_from_their_monday_on() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-06", ANN)
    await world.day("2026-11-09", ANN)
    await world.to("2027-01-03 12:00")
    card = await streak_card(world, ANN)
    assert card.since == date(2026, 11, 9)
    assert [(day.day, day.reason) for day in card.days] == [(card.since, "answered (day 2)")]
    await world.to("2027-01-04 08:00")
    card = await streak_card(world, ANN)
    assert (card.since, card.days, card.current) == (date(2026, 11, 16), (), 2)


async def test_an_open_day_is_shown_as_open() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.to("2026-11-03 09:00")
    assert (await streak_card(world, ANN)).days[-1].reason == "open: answer to keep your streak"
    await world.choose(ANN)
    last = (await streak_card(world, ANN)).days[-1]
    assert (last.mark, last.reason) == (DayMark.OPEN, "open: answered")


async def test_who_never_took_part_has_no_streak_and_is_told_how_it_begins() -> None:
    world = World()
    await world.schedule()
    card = await world.ask(c.ShowStreak(ANN, world.clock.now))
    assert isinstance(card, ProblemCard)
    assert "to start one" in card.fix


async def test_streaks_worth_a_mention_are_told_at_the_reveal() -> None:
    world = World()
    await world.schedule()
    await lived(world, "xxxxx")
    (mention,) = the(RevealCard, world.gateway.shown()[-1].card).streaks
    assert (mention.name, mention.days, mention.best) == ("Ann", 5, True)


# --- what costs nobody a streak --------------------------------------------------------------


async def test_holidays_cost_nobody_a_streak() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 3)))
    await world.day("2026-11-03")
    await world.day("2026-11-04", ANN)
    assert world.outcomes(ANN) == ["2 kept", "4 kept"]


async def test_a_holiday_named_while_the_question_is_open_costs_nobody_a_streak() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.to("2026-11-03 09:00")
    await world.ask(c.AddHoliday(LEAD, world.clock.now, date(2026, 11, 3)))
    await world.to("2026-11-03 16:00")
    assert world.round().excuse is Excuse.HOLIDAY
    assert world.outcomes(ANN) == ["2 kept", "3 excused"]


async def test_pauses_skips_and_failures_cost_nobody_a_streak() -> None:
    world = World()
    made = await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.ask(c.SkipNext(LEAD, world.clock.now, made.id))
    await world.day("2026-11-03")
    await world.ask(c.PauseSchedule(LEAD, world.clock.now, made.id))
    await world.day("2026-11-04")
    await world.ask(c.ResumeSchedule(LEAD, world.clock.now, made.id))
    world.gateway.refuse("post", ChannelGone("gone"), times=1)
    await world.to("2026-11-05 09:00")
    await world.ask(c.ResumeSchedule(LEAD, world.clock.now, made.id))
    await world.day("2026-11-06", ANN)
    assert world.outcomes(ANN) == ["2 kept", "6 kept"]


async def test_a_round_open_for_under_an_hour_costs_nobody_a_streak() -> None:
    world = World()
    await world.schedule(what=plan(reveal_after=timedelta(minutes=59)))
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.to("2026-11-02 09:59")
    assert world.round().excuse is Excuse.SHORT
    assert world.outcomes(ANN) == ["2 kept"]
    assert world.points(ANN) == 10
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 09:59")
    assert world.outcomes(ANN) == ["2 kept", "3 excused"]


@pytest.mark.parametrize("reveal", [{"reveal_after": HOUR}, {"reveal_at": time(10)}])
async def test_a_question_of_an_hour_counts_though_its_post_took_seconds(
    reveal: dict[str, Any],
) -> None:
    world = World()
    await world.schedule(what=plan(**reveal))
    await world.to("2026-11-02 09:00:07")
    await world.choose(ANN)
    await world.to("2026-11-02 10:00")
    assert world.round().opened_at == at("2026-11-02 09:00:07")
    assert world.outcomes(ANN) == ["2 kept"]


async def test_a_late_question_counts_from_its_post() -> None:
    world = World()
    await world.schedule(what=plan(reveal_after=timedelta(minutes=30)))
    await world.to("2026-11-02 09:40")
    await world.choose(ANN)
    await world.to("2026-11-02 10:10")
    assert world.round().excuse is Excuse.SHORT


async def test_weekdays_changed_while_the_question_is_open_cost_nobody_the_day() -> None:
    world = World()
    made = await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.ask(c.EditSchedule(LEAD, world.clock.now, made.id, plan(days=(1, 2, 3, 4))))
    await world.to("2026-11-02 16:00")
    assert world.outcomes(ANN) == ["2 kept"]


async def test_a_question_by_hand_on_a_weekend_costs_nobody_a_streak() -> None:
    world = World()
    made = await world.schedule()
    await world.day("2026-11-06", ANN)
    await world.to("2026-11-07 10:00")
    await world.ask(c.PostNow(LEAD, world.clock.now, made.id))
    await world.to("2026-11-07 10:01")
    await world.to("2026-11-07 18:00")
    assert world.round().excuse is Excuse.OFF_DAY
    assert world.outcomes(ANN) == ["6 kept", "7 excused"]


async def test_an_outage_over_several_days_costs_nobody_a_streak() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.out_until("2026-11-05 20:00")
    await world.day("2026-11-06", ANN)
    assert world.outcomes(ANN) == ["2 kept", "6 kept"]


async def test_an_outage_while_the_question_was_open_costs_nobody_a_streak() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, BEN)
    await world.to("2026-11-03 09:00")
    await world.choose(BEN)
    await world.to("2026-11-03 09:10")
    await world.out_until("2026-11-03 15:30")
    await world.to("2026-11-03 16:00")
    assert world.round().excuse is Excuse.OUTAGE
    assert world.outcomes(ANN) == ["2 kept", "3 excused"]
    assert world.outcomes(BEN) == ["2 kept", "3 kept"], "nor takes a day from who responded"


async def test_a_short_outage_leaves_the_day_what_it_was() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.to("2026-11-03 09:00")
    await world.out_until("2026-11-03 12:00")
    await world.to("2026-11-03 16:00")
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]


async def test_an_outage_over_the_reveal_leaves_the_day_what_it_was() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.to("2026-11-03 09:00")
    await world.to("2026-11-03 13:00")
    await world.out_until("2026-11-04 12:00")
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]


async def test_leave_protects_its_days() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    leave = c.TakeLeave(ANN, world.clock.now, date(2026, 11, 3), date(2026, 11, 5))
    await world.ask(leave)
    for day in (3, 4):
        await world.day(november(day))
    await world.day(november(5), ANN)
    await world.day(november(6))
    assert world.outcomes(ANN) == ["2 kept", "3 leave", "4 leave", "5 kept", "6 missed"]
