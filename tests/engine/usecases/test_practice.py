"""Reviews: what is due comes back, the longest due first, and nothing that is secret."""

from datetime import timedelta

from bot.engine import commands as c
from bot.engine.cards import DrillCard, DrillSummaryCard, NoticeCard
from bot.engine.model.practice import ReviewState
from bot.engine.practice_queries import CountDueReviews
from tests.support.builders import bank, question
from tests.support.drills import ANN, drill, letter, press, quiz
from tests.support.world import LEAD, World, the


async def test_practice_asks_what_is_due_the_longest_due_first() -> None:
    world = World()
    nothing = await world.ask(c.StartPractice(ANN, world.clock.now))
    assert the(NoticeCard, nothing).title == "Nothing to review yet."
    await quiz(world, count=3)
    for right in (True, False, True):
        await press(world, letter(world, right))
        await world.after(minutes=1)
    soon = await world.ask(c.StartPractice(ANN, world.clock.now))
    assert "Your next review is due on" in the(NoticeCard, soon).lines[0]
    await world.after(days=60)
    card = the(DrillCard, await world.ask(c.StartPractice(ANN, world.clock.now)))
    assert card.total == 3
    first = [item.question_id for item in drill(world, 1).items]
    due = [item.question_id for item in drill(world, 2).items]
    assert set(due) == set(first)
    assert due[0] == first[1], "the one that was wrong comes back first"


async def test_the_days_question_comes_back_in_practice_too() -> None:
    world = World()
    await world.schedule()
    asked = await world.day("2026-11-02", wrong=(ANN,))
    await world.after(days=10)
    await world.ask(c.StartPractice(ANN, world.clock.now))
    assert asked.question_id in [item.question_id for item in drill(world).items]


async def test_a_retired_question_does_not_come_back() -> None:
    world = World()
    await world.schedule()
    asked = await world.day("2026-11-02", ANN)
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, asked.question_id, "wrong"))
    await world.after(days=30)
    card = await world.ask(c.StartPractice(ANN, world.clock.now))
    assert card == NoticeCard("Nothing to review right now.")


async def test_the_next_review_is_told_on_the_teams_own_date() -> None:
    world = World()
    await quiz(world, count=1)
    await press(world, letter(world))
    due = world.read(lambda tx: tx.practice.next_review(world.member(ANN)))
    assert due is not None
    for zone, offset in (("Pacific/Kiritimati", 14), ("Etc/GMT+12", -12)):
        local = due + timedelta(hours=offset)
        await world.ask(c.SetZone(LEAD, world.clock.now, zone))
        card = the(NoticeCard, await world.ask(c.StartPractice(ANN, world.clock.now)))
        assert card.lines == (f"Your next review is due on {local:%a} {local.day} {local:%b %Y}.",)


async def test_reviews_that_are_due_have_no_date_in_the_past() -> None:
    world = World()
    await quiz(world, count=2)
    for _ in range(2):
        await press(world, letter(world))
    await world.after(days=60)
    done = the(DrillSummaryCard, await press(world, "A"))  # the quiz has ended: it is shown again
    assert (done.due_reviews, done.next_review) == (2, None)


async def test_a_review_that_is_secret_today_comes_after_the_reveal() -> None:
    world = World(bank(question("maths/only")))
    await quiz(world, count=1)
    await press(world, letter(world, right=False))
    await world.schedule()
    await world.to("2026-11-04 09:00")
    card = await world.ask(c.StartPractice(ANN, world.clock.now))
    assert card == NoticeCard(
        "Nothing to review right now.",
        ("What is due is a question of the day right now. Try again after its reveal.",),
    )


async def test_due_reviews_are_counted_as_practice_would_ask_them_at_each_time() -> None:
    world = World()
    start = world.clock.now
    assert await world.engine.ask(CountDueReviews(ANN, (start,))) == (0,)
    await quiz(world, count=3)
    await press(world, letter(world))
    await world.after(days=20)
    for _ in range(2):
        await press(world, letter(world))
        await world.after(minutes=1)
    due = sorted(each.due_at for each in reviews(world))
    times = (start, *due, due[-1] + timedelta(days=400))
    assert await world.engine.ask(CountDueReviews(ANN, times)) == (0, 1, 2, 3, 3)
    retired = next(each.question_id for each in reviews(world) if each.due_at == due[0])
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, retired, "wrong"))
    assert await world.engine.ask(CountDueReviews(ANN, times)) == (0, 0, 1, 2, 2)
    assert await world.engine.ask(CountDueReviews(ANN, ())) == ()


def reviews(world: World) -> tuple[ReviewState, ...]:
    """Return what is kept for Ann to review."""
    return world.read(lambda tx: tx.practice.reviews_of(world.member(ANN)))
