"""The week on one page, in the channel once; and the month's champion."""

import logging
from dataclasses import replace

import pytest

from bot.engine import commands as c
from bot.engine.cards import BoardLine, ChampionCard, NamedCount, NoticeCard, ProblemCard, RecapCard
from bot.engine.model.deliveries import DeliveryState
from bot.engine.model.people import Actor
from tests.support.builders import actor, bank, plan, question
from tests.support.world import LEAD, World, the

ANN, BEN, CLEO, DAN = actor("ann"), actor("ben"), actor("cleo"), actor("dan")
FRIDAY = "2026-11-06"


async def week(world: World, *days: int) -> None:
    """Let Ann be right each day, Ben and Cleo wrong."""
    for day in days:
        await world.day(f"2026-11-{day:02}", ANN, wrong=(BEN, CLEO))


def recaps(world: World) -> list[RecapCard]:
    return [m.card for m in world.gateway.shown() if isinstance(m.card, RecapCard)]


def champions(world: World) -> list[ChampionCard]:
    return [m.card for m in world.gateway.shown() if isinstance(m.card, ChampionCard)]


async def test_the_week_is_summed_up_once_an_hour_after_its_last_reveal() -> None:
    world = World()
    await world.schedule()
    await week(world, 2, 3, 4, 5, 6)
    await world.to(f"{FRIDAY} 16:59")
    assert recaps(world) == []
    await world.to(f"{FRIDAY} 17:00")
    await world.after(hours=1)
    (card,) = recaps(world)
    assert (card.people, card.answers, card.right, card.graded) == (3, 15, 5, True)
    assert (str(card.first), str(card.last)) == ("2026-11-02", FRIDAY)
    ben, cleo = world.member(BEN), world.member(CLEO)
    assert card.lines == (
        BoardLine(1, (world.member(ANN),), ("Ann",), 0, 50),
        BoardLine(2, (ben, cleo), ("Ben", "Cleo"), 0, 10),
    )
    assert card.streaks == tuple(NamedCount(name, 5) for name in ("Ann", "Ben", "Cleo"))
    assert card.hardest is not None
    assert (card.hardest.right, card.hardest.answers) == (1, 3)
    assert str(card.next_at) == "2026-11-09 09:00:00+00:00"


async def test_every_week_has_a_recap_of_its_own() -> None:
    world = World()
    await world.schedule()
    await week(world, 6)
    await world.to(f"{FRIDAY} 17:00")
    await week(world, 9, 13)
    await world.to("2026-11-13 17:00")
    assert [card.answers for card in recaps(world)] == [3, 6]


async def test_a_recap_comes_although_the_last_day_was_skipped() -> None:
    world = World()
    await world.schedule()
    await week(world, 2)
    await world.ask(c.AddHoliday(LEAD, world.clock.now, world.clock.now.date().replace(day=6), "x"))
    await world.to(f"{FRIDAY} 17:00")
    assert len(recaps(world)) == 1


async def test_a_week_without_answers_is_skipped_with_the_reason(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02")
    with caplog.at_level(logging.INFO):
        await world.to(f"{FRIDAY} 17:00")
    assert recaps(world) == []
    assert "recap-1-2026-W45 not sent: nobody answered" in caplog.text


async def test_a_team_chooses_when_it_comes_or_that_it_does_not() -> None:
    world = World()
    await world.schedule()
    await week(world, 2)
    told = the(NoticeCard, await world.ask(c.SetRecap(LEAD, world.clock.now, "wed 12:00")))
    assert told.lines == ("It comes on Wednesday at 12:00, UTC.",)
    await world.to("2026-11-04 12:00")
    assert len(recaps(world)) == 1
    await world.to(f"{FRIDAY} 17:00")
    assert len(recaps(world)) == 1
    await world.ask(c.SetRecap(LEAD, world.clock.now, "off"))
    await week(world, 9, 10, 11)
    await world.to("2026-11-13 17:00")
    assert len(recaps(world)) == 1


async def test_off_stops_the_one_that_waits_and_on_brings_it_back() -> None:
    world = World()
    await world.schedule()
    await week(world, 2)
    await world.ask(c.SetRecap(LEAD, world.clock.now, "off"))
    assert world.read(lambda tx: tx.deliveries.by_key("recap-1-2026-W45")) is None
    await world.ask(c.SetRecap(LEAD, world.clock.now, "on"))
    await week(world, 3)
    await world.to(f"{FRIDAY} 17:00")
    assert len(recaps(world)) == 1


@pytest.mark.parametrize(
    ("by", "words", "problem"),
    [
        (ANN, "off", "Only managers can do this."),
        (LEAD, "mon-fri", "A recap comes on one day of the week."),
        (LEAD, "fri noon", '"noon" isn\'t a time of day.'),
    ],
)
async def test_what_makes_no_sense_is_refused(by: Actor, words: str, problem: str) -> None:
    world = World()
    await world.schedule()
    asked = c.SetRecap(by, world.clock.now, words)
    assert the(ProblemCard, await world.ask(asked)).message == problem


async def test_hidden_members_are_counted_but_never_named() -> None:
    world = World()
    await world.schedule()
    await week(world, 2, 3)
    await world.ask(c.HideMe(ANN, world.clock.now, hidden=True))
    await world.to(f"{FRIDAY} 17:00")
    (card,) = recaps(world)
    assert (card.people, card.answers) == (3, 6)
    assert "Ann" not in repr(card)


async def test_the_best_applauded_answer_is_named_unless_it_is_private() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    for who in (ANN, BEN, CLEO):
        await world.say(who, "it depends")
    await world.to("2026-11-02 16:00")
    ann, ben, cleo = world.member(ANN), world.member(BEN), world.member(CLEO)
    for author, member in ((ann, ben), (ann, cleo), (ben, ann)):
        world.store.write_now(lambda tx, a=author, m=member: tx.applause.add(1, a, m))
    response = world.read(lambda tx: tx.responses.get(1, ann))
    assert response is not None
    world.store.write_now(lambda tx: tx.responses.save(replace(response, private=True)))
    await world.to(f"{FRIDAY} 17:00")
    assert recaps(world)[0].favorite == NamedCount("Ben", 1)


async def test_the_hardest_question_is_the_one_that_the_fewest_got_right() -> None:
    questions = [question(f"maths/q{n}") for n in range(5)]
    world = World(bank(*questions))
    await world.schedule()
    await world.day("2026-11-02", ANN, BEN, CLEO)
    hard = await world.day("2026-11-03", wrong=(ANN, BEN, CLEO))
    await world.day("2026-11-04", wrong=(DAN,))
    await world.to(f"{FRIDAY} 17:00")
    (card,) = recaps(world)
    assert card.hardest is not None
    assert card.hardest.message == hard.message
    assert (card.hardest.right, card.hardest.answers) == (0, 3)


async def test_the_month_has_a_champion_once() -> None:
    world = World()
    await world.schedule(what=plan())
    await week(world, 2, 3, 30)
    await world.to("2026-11-30 17:00")
    await world.after(hours=1)
    (card,) = champions(world)
    assert (card.lines[0].names, card.lines[0].points) == (("Ann",), 30)
    assert card.month.month == 11
    assert card.answered == 3


async def test_a_recap_whose_answer_was_lost_is_not_posted_again() -> None:
    world = World()
    await world.schedule()
    await week(world, 2)
    world.gateway.lose_answer("post", times=1)
    await world.to(f"{FRIDAY} 09:00")  # the question's answer is the one that is lost
    world.gateway.lose_answer("post", times=1)
    await world.to(f"{FRIDAY} 17:00")
    await world.after(minutes=5)
    assert len(recaps(world)) == 1
    found = world.read(lambda tx: tx.deliveries.by_key("recap-1-2026-W45"))
    assert found is not None
    assert found.state is DeliveryState.SENT


async def forget(world: World, who: Actor) -> None:
    await world.ask(c.ForgetMe(who, world.clock.now, confirmed=True))
    await world.work()


async def test_a_recap_is_shown_again_without_someone_who_is_forgotten() -> None:
    world = World()
    await world.schedule()
    await week(world, 2, 3, 4, 5, 6)
    await world.to(f"{FRIDAY} 17:00")
    assert "Ann" in repr(recaps(world))
    await world.to("2026-11-25 12:00")
    posted = len(world.gateway.messages)
    await forget(world, ANN)
    (card,) = recaps(world)
    assert "Ann" not in repr(card)
    assert [line.names for line in card.lines] == [("Ben", "Cleo")]
    assert len(world.gateway.messages) == posted


async def test_the_champion_is_shown_again_without_someone_who_is_forgotten() -> None:
    world = World()
    await world.schedule()
    await week(world, 26, 27, 30)
    await world.to("2026-11-30 17:00")
    assert "Ann" in repr(champions(world))
    await world.to("2026-12-28 12:00")
    await forget(world, ANN)
    (card,) = champions(world)
    assert card.lines[0].names == ("Ben", "Cleo")


async def test_a_recap_of_nobody_who_is_left_says_so() -> None:
    world = World()
    await world.schedule()
    for day in (5, 6):
        await world.day(f"2026-11-{day:02}", ANN)
    await world.to(f"{FRIDAY} 17:00")
    await forget(world, ANN)
    shown = [message.card for message in world.gateway.shown()]
    assert not any("Ann" in repr(card) for card in shown)


async def test_a_recap_of_long_ago_is_left_alone() -> None:
    world = World()
    await world.schedule()
    await week(world, 6)
    await world.to(f"{FRIDAY} 17:00")
    await world.to("2026-12-07 12:00")
    before = world.gateway.calls.count(("update", "2"))
    await forget(world, ANN)
    assert "Ann" in repr(recaps(world)[0])
    assert world.gateway.calls.count(("update", "2")) == before
