"""A question whose prompt shows the answer is never posted; another one is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import (
    AlertCard,
    DrillCard,
    DrillSummaryCard,
    NoticeCard,
    ProblemCard,
    QuestionCard,
)
from bot.engine.errors import Refused, Transient
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import paragraph
from bot.engine.model.rounds import RoundState, Skip
from bot.engine.records.question_pool import put_team_question
from bot.engine.rounds.slots import claim_slots
from tests.support.builders import CHANNEL, actor, at, bank, plan, question
from tests.support.world import LEAD, World, the, words_in

ANN = actor("ann")


def leaking(name: str) -> Question:
    """Return a question as careless imports make them."""
    prompt = paragraph("What is it?\nAnswer: a tensor")
    return replace(question(name), prompt=prompt, revision="leaking")


async def test_the_next_question_is_asked_in_its_place() -> None:
    world = World(bank(*(leaking(f"maths/q{n}") for n in range(9)), question("maths/good")))
    await world.schedule()
    for day in (2, 3):
        await world.to(f"2026-11-{day:02} 09:00")
        await world.to(f"2026-11-{day:02} 16:00")
    assert {each.question_id for each in world.rounds()} == {"maths/good"}
    assert "a tensor" not in "".join(map(words_in, world.gateway.seen))


async def test_without_another_the_slot_is_left_out() -> None:
    world = World(bank(question("maths/a")))
    await world.schedule()
    world.bank.questions["maths/a"] = leaking("maths/a")
    await world.to("2026-11-02 09:00")
    assert world.gateway.shown() == []
    (only,) = world.rounds()
    assert only.skip_reason is Skip.NO_QUESTION


async def test_one_that_was_claimed_before_is_held_back_when_it_is_to_be_posted() -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    await world.schedule()
    world.clock.now = at("2026-11-02 09:00")
    (claimed,) = world.store.write_now(lambda tx: claim_slots(tx, world.bank, 1, world.clock.now))
    bad = leaking(claimed.question_id)
    world.store.write_now(lambda tx: tx.questions.remember(bad))
    world.store.write_now(lambda tx: tx.rounds.save(replace(claimed, revision="leaking")))
    await world.work()
    (shown,) = world.gateway.shown()
    assert isinstance(shown.card, QuestionCard)
    assert world.round().state is RoundState.OPEN
    assert world.round().question_id != claimed.question_id


async def test_the_owner_is_told_once_what_is_left_out_and_of_more_when_more_is() -> None:
    world = World(bank(leaking("maths/a"), leaking("maths/b"), question("maths/good")))
    made = await world.schedule()
    for day in (2, 3, 4):
        await world.to(f"2026-11-{day:02} 09:00")
        await world.to(f"2026-11-{day:02} 16:00")
    ((who, card),) = world.gateway.directs
    assert who.user == made.owner
    assert isinstance(card, AlertCard)
    assert (card.title, card.channel) == ("2 questions left out", CHANNEL)
    assert "maths/a: the prompt shows an answer." in card.lines
    changed = replace(leaking("maths/a"), revision="changed")
    world.store.write_now(lambda tx: tx.questions.put_team(made.team_id, changed, at("2026-11-04")))
    await world.to("2026-11-05 09:00")
    assert [the(AlertCard, told).title for _, told in world.gateway.directs] == [
        "2 questions left out",
        "1 question left out",
    ]


async def test_the_owner_is_told_once_too_when_the_question_is_asked_by_hand() -> None:
    world = World(bank(leaking("maths/a"), question("maths/good")))
    made = await world.schedule()
    for minutes in (1, 2):
        await world.ask(c.PostNow(LEAD, world.clock.now, made.number, CHANNEL))
        await world.after(minutes=minutes)
        assert len(world.gateway.directs) == 1
    await world.to("2026-11-02 09:00")
    ((who, card),) = world.gateway.directs
    assert who.user == made.owner
    assert the(AlertCard, card).lines[0] == "maths/a: the prompt shows an answer."


async def test_who_asks_by_hand_reads_that_every_question_shows_its_answer() -> None:
    world = World(bank(question("maths/a")))
    made = await world.schedule()
    world.bank.questions["maths/a"] = leaking("maths/a")
    card = await world.ask(c.PostNow(LEAD, world.clock.now, made.number, CHANNEL))
    assert "shows its answer" in the(ProblemCard, card).message


async def test_an_owner_who_cannot_be_reached_today_is_told_tomorrow() -> None:
    world = World(bank(leaking("maths/a"), question("maths/good")))
    await world.schedule()
    world.gateway.refuse("direct", Transient("no answer"), times=1)
    await world.to("2026-11-02 09:00")
    assert world.gateway.directs == []
    await world.to("2026-11-03 09:00")
    assert len(world.gateway.directs) == 1


async def test_a_schedule_is_refused_when_all_its_questions_show_their_answers() -> None:
    world = World(bank(leaking("maths/a")))
    card = await world.ask(c.AddSchedule(LEAD, world.clock.now, CHANNEL, plan()))
    assert "No questions match" in the(ProblemCard, card).message


async def test_a_teams_own_question_that_shows_its_answer_is_neither_added_nor_changed_to() -> None:
    world = World()
    team = (await world.schedule()).team_id
    now = world.clock.now
    world.store.write_now(lambda tx: put_team_question(tx, team, question("maths/own"), now))
    for name in ("maths/own", "maths/other"):
        with pytest.raises(Refused, match=f"The prompt of {name} shows an answer."):
            world.store.write_now(lambda tx, n=name: put_team_question(tx, team, leaking(n), now))
    assert world.read(lambda tx: tx.questions.of_team(team)) == (question("maths/own"),)


async def test_a_quiz_leaves_it_out_also_one_that_had_picked_it_before() -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    first = the(DrillCard, await world.ask(c.StartQuiz(ANN, world.clock.now, "maths", None, 5)))
    asked, coming = (each.question_id for each in world.store.tables.drills[1].items)
    world.store.write_now(lambda tx: tx.questions.remember(leaking(coming)))
    drill = world.store.tables.drills[1]
    items = (drill.items[0], replace(drill.items[1], revision=leaking(coming).revision))
    world.store.write_now(lambda tx: tx.practice.save_drill(replace(drill, items=items)))
    answer = c.AnswerDrill(ANN, world.clock.now, first.drill_id, 0, "A")
    assert the(DrillSummaryCard, await world.ask(answer)).total == 1
    world.bank.questions[coming] = leaking(coming)
    second = the(DrillCard, await world.ask(c.StartQuiz(ANN, world.clock.now, "maths", None, 5)))
    assert second.total == 1
    assert world.store.tables.drills[2].items[0].question_id == asked


async def test_practice_leaves_it_out() -> None:
    world = World(bank(question("maths/a")))
    first = the(DrillCard, await world.ask(c.StartQuiz(ANN, world.clock.now, "maths", None, 1)))
    await world.ask(c.AnswerDrill(ANN, world.clock.now, first.drill_id, 0, "A"))
    world.clock.advance(timedelta(days=30))
    world.bank.questions["maths/a"] = leaking("maths/a")
    card = await world.ask(c.StartPractice(ANN, world.clock.now))
    assert the(NoticeCard, card).title == "Nothing to review right now."
