"""A quiz that people take together: a minute a question, private until each ends, one board."""

from datetime import timedelta
from string import ascii_uppercase

import pytest

from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine.cards import (
    Card,
    GroupAnswerCard,
    GroupBoardCard,
    GroupQuestionCard,
    NoticeCard,
    ProblemCard,
)
from bot.engine.model.group_quizzes import GroupQuiz
from bot.engine.model.people import Actor
from bot.engine.model.questions import Question
from bot.engine.rounds.lease import STANDARD
from tests.support.builders import CHANNEL, actor, bank, question
from tests.support.fakes.fuse import Fuse
from tests.support.killed_outbox import dying_worker, work_until_killed
from tests.support.world import LEAD, World, the

ANN, BEN, EVE = actor("ann"), actor("ben"), actor("eve")
MINUTE = timedelta(seconds=60)


async def begin(world: World, by: Actor = ANN) -> Card:
    shown = await world.ask(gc.StartGroupQuiz(by, world.clock.now, CHANNEL))
    await world.work()
    return shown


def quiz(world: World) -> GroupQuiz:
    found = world.read(lambda tx: tx.group_quizzes.get(1))
    assert found is not None
    return found


def asked(world: World) -> Question:
    item = quiz(world).item
    found = world.read(lambda tx: tx.questions.revision(item.question_id, item.revision))
    assert found is not None
    return found


async def choose(world: World, who: Actor, *, right: bool = True) -> Card:
    now = quiz(world)
    key = asked(world).key
    place = next(i for i, index in enumerate(now.item.order) if (index == key) is right)
    letter = ascii_uppercase[place]
    return await world.ask(gc.SubmitGroupAnswer(who, world.clock.now, now.id, now.position, letter))


async def time_is_up(world: World) -> None:
    await world.after(seconds=61)
    await world.after(seconds=10)


def shown(world: World) -> list[Card]:
    return [message.card for message in world.gateway.shown(CHANNEL)]


async def test_five_questions_of_a_minute_and_a_board_that_shares_places() -> None:
    world = World()
    assert the(NoticeCard, await begin(world)).title == "The quiz starts in this channel."
    for number in range(5):
        card = the(GroupQuestionCard, shown(world)[-1])
        assert (card.position, card.total) == (number, 5)
        assert card.closes_at == world.clock.now + MINUTE
        await choose(world, ANN)
        await choose(world, BEN)
        await choose(world, EVE, right=number == 0)
        await time_is_up(world)
    *answers, board = shown(world)
    assert [the(GroupAnswerCard, card).answered for card in answers] == [3] * 5
    first, later = the(GroupAnswerCard, answers[0]), the(GroupAnswerCard, answers[1])
    assert (first.right_names, later.right_names) == (("Ann", "Ben", "Eve"), ("Ann", "Ben"))
    board = the(GroupBoardCard, board)
    assert (board.total, board.people) == (5, 3)
    assert [(p.rank, p.names, p.right) for p in board.places] == [
        (1, ("Ann", "Ben"), 5), (3, ("Eve",), 1),
    ]  # fmt: skip
    assert quiz(world).ended_at is not None


async def test_nothing_is_shown_of_what_people_chose_until_a_question_ends() -> None:
    world = World()
    await begin(world)
    before = shown(world)
    saved = the(NoticeCard, await choose(world, ANN))
    await choose(world, BEN, right=False)
    await world.after(seconds=59)
    assert shown(world) == before
    assert saved.title.startswith("Saved: ")
    assert not isinstance(before[0], GroupAnswerCard)


async def test_a_choice_can_be_changed_until_the_question_closes_and_not_after() -> None:
    world = World()
    await begin(world)
    await choose(world, ANN, right=False)
    await choose(world, ANN)
    late = quiz(world).item.closes_at
    assert late is not None
    world.clock.now = late  # the last moment has passed, and nobody has closed it yet
    assert isinstance(await choose(world, BEN), ProblemCard)
    await world.work()
    closed = the(GroupAnswerCard, shown(world)[0])
    assert (closed.answered, closed.right_names) == (1, ("Ann",))
    old = gc.SubmitGroupAnswer(BEN, world.clock.now, 1, 0, "A")
    await world.after(seconds=10)
    assert isinstance(await world.ask(old), ProblemCard)


async def test_answers_count_for_stats_and_reviews_once() -> None:
    world = World()
    await begin(world)
    await choose(world, ANN, right=False)
    question_id = asked(world).id
    await time_is_up(world)
    await time_is_up(world)
    attempts = world.read(lambda tx: tx.practice.attempts_of(world.member(ANN)))
    assert [(a.question_id, a.right) for a in attempts] == [(question_id, False)]
    assert world.read(lambda tx: tx.practice.review(world.member(ANN), question_id)) is not None
    assert world.read(lambda tx: tx.points.board(1, "all", "", 0, 9)) == ()


async def test_a_channel_has_one_quiz_at_a_time() -> None:
    world = World()
    await begin(world)
    assert isinstance(await begin(world, BEN), ProblemCard)
    await world.ask(gc.StopGroupQuiz(ANN, world.clock.now, 1))
    await world.work()
    assert isinstance(await begin(world, BEN), NoticeCard)


async def test_only_whoever_started_it_or_a_manager_stops_it() -> None:
    world = World()
    await begin(world)
    await choose(world, BEN)
    assert isinstance(await world.ask(gc.StopGroupQuiz(BEN, world.clock.now, 1)), ProblemCard)
    assert isinstance(await world.ask(gc.StopGroupQuiz(LEAD, world.clock.now, 1)), NoticeCard)
    await world.work()
    closed, board = shown(world)
    assert the(GroupAnswerCard, closed).right_names == ("Ben",)
    assert the(GroupBoardCard, board).total == 1
    assert isinstance(await world.ask(gc.StopGroupQuiz(LEAD, world.clock.now, 1)), ProblemCard)


async def test_a_question_of_the_day_is_never_asked_and_left_out_when_it_becomes_one() -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    await begin(world)
    first = asked(world).id
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.after(seconds=10)
    opened = world.round().question_id
    assert {first, opened} <= {"maths/a", "maths/b"}
    posted = [card for card in shown(world) if isinstance(card, GroupQuestionCard)]
    assert posted == []
    assert isinstance(shown(world)[0], GroupAnswerCard)


async def test_who_is_hidden_has_a_place_and_no_name() -> None:
    world = World()
    await begin(world)
    await choose(world, ANN)
    await choose(world, BEN)
    await world.ask(c.HideMe(BEN, world.clock.now, hidden=True))
    await world.ask(gc.StopGroupQuiz(ANN, world.clock.now, 1))
    await world.work()
    closed, board = shown(world)
    card = the(GroupAnswerCard, closed)
    assert (card.right_names, card.right_more) == (("Ann",), 1)
    (place,) = the(GroupBoardCard, board).places
    assert (place.names, place.more) == (("Ann",), 1)


async def test_a_quiz_that_was_left_alone_by_an_outage_ends_with_what_there_is() -> None:
    world = World()
    await begin(world)
    await choose(world, ANN)
    await world.out_until("2026-11-01 21:00")
    closed, board = shown(world)
    assert isinstance(closed, GroupAnswerCard)
    assert the(GroupBoardCard, board).total == 1


async def test_after_a_restart_people_have_the_rest_of_their_minute() -> None:
    world = World()
    await begin(world)
    world.clock.advance(timedelta(seconds=30))
    world.outbox = world.outbox_worker("heir")
    assert isinstance(await choose(world, ANN), NoticeCard)
    await world.after(seconds=31)
    assert the(GroupAnswerCard, shown(world)[0]).answered == 1


@pytest.mark.parametrize("letter", ["Z", "", "AB"])
async def test_what_is_no_choice_is_refused(letter: str) -> None:
    world = World()
    await begin(world)
    press = gc.SubmitGroupAnswer(ANN, world.clock.now, 1, 0, letter)
    assert isinstance(await world.ask(press), ProblemCard)


async def test_another_teams_quiz_is_not_found() -> None:
    world = World()
    await begin(world)
    stranger = Actor("console", "elsewhere", "eve", "eve")
    press = gc.SubmitGroupAnswer(stranger, world.clock.now, 1, 0, "A")
    assert isinstance(await world.ask(press), ProblemCard)


async def killed_at(world: World, step: int) -> Fuse:
    """Let a worker die at its step, and another one take over, once the lease is over."""
    worker, fuse = dying_worker(world, step)
    await work_until_killed(worker)
    heir = world.outbox_worker("heir")
    await work_until_killed(heir)
    if fuse.blown and quiz(world).item.closes_at is None:
        world.clock.advance(STANDARD.lease)
        await work_until_killed(heir)
    return fuse


async def test_a_worker_killed_at_any_step_asks_and_closes_each_question_once() -> None:
    step, blown = 0, True
    while blown:
        step += 1
        world = World()
        await world.ask(gc.StartGroupQuiz(ANN, world.clock.now, CHANNEL))
        fuse = await killed_at(world, step)
        await choose(world, ANN)
        world.clock.advance(MINUTE)
        closing = await killed_at(world, step)
        world.clock.advance(STANDARD.lease)
        await world.work()
        await world.after(seconds=10)
        assert [message.key for message in world.gateway.shown(CHANNEL)][:2] == [
            "together-1-0", "together-1-1",
        ], step  # fmt: skip
        assert the(GroupAnswerCard, shown(world)[0]).right_names == ("Ann",), step
        ann = world.member(ANN)
        attempts = world.read(lambda tx, ann=ann: tx.practice.attempts_of(ann))
        assert len(attempts) == 1, step
        blown = fuse.blown or closing.blown
    assert step > 6
