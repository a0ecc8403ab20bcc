"""Drills: private, feedback at once, the same after a restart, harmless when pressed twice."""

from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine.cards import Card, DrillCard, DrillSummaryCard, ProblemCard, StatsCard
from bot.engine.dispatcher import Engine
from bot.engine.model.practice import PASSED_OVER, Focus
from bot.engine.model.questions import Level
from tests.support.builders import actor, bank, plan, question
from tests.support.drills import ANN, BEN, drill, letter, press, quiz
from tests.support.world import LEAD, World, the, words_in


async def test_a_drill_asks_as_many_questions_of_the_track_as_were_wanted() -> None:
    world = World()
    card = await quiz(world, track="pytorch", count=3)
    assert (card.position, card.total, card.feedback) == (0, 3, None)
    asked = [item.question_id for item in drill(world).items]
    assert len(set(asked)) == 3
    assert all(question_id.startswith("pytorch/") for question_id in asked)


async def test_each_answer_is_told_at_once_with_why() -> None:
    world = World()
    await quiz(world)
    first = the(DrillCard, await press(world, letter(world)))
    assert first.feedback is not None
    assert first.feedback.right
    assert first.feedback.why_wrong == ()
    second = the(DrillCard, await press(world, letter(world, right=False)))
    assert second.feedback is not None
    assert not second.feedback.right
    assert "SECRET why" in words_in(second.feedback.why_right)
    assert "SECRET why" in words_in(second.feedback.why_wrong)
    assert second.feedback.why_right != second.feedback.why_wrong
    third = the(DrillCard, await press(world, ""))
    assert third.feedback is not None
    assert (third.feedback.chosen, third.feedback.right) == ("", False)
    assert third.position == 3


async def test_the_question_being_asked_is_never_told() -> None:
    world = World()
    card: Card = await quiz(world)
    while isinstance(card, DrillCard):
        asked = drill(world).items[card.position].question_id
        assert "SECRET" not in words_in((card.subject, card.prompt, card.choices))
        assert f"of {asked}" not in (words_in(card.feedback) if card.feedback else "")
        card = await press(world, letter(world))


async def test_the_end_gives_the_score_by_track_and_the_weakest() -> None:
    world = World(bank(question("maths/a"), question("maths/b"), question("pytorch/c")))
    await quiz(world, count=3)
    card: Card | None = None
    for _ in range(3):
        asked = drill(world).items[drill(world).position].question_id
        card = await press(world, letter(world, right=asked != "maths/a"))
    summary = the(DrillSummaryCard, card)
    assert (summary.right, summary.total, summary.weakest) == (2, 3, "Maths")
    assert [(score.track, score.right, score.total) for score in summary.tracks] == [
        ("maths", 1, 2),
        ("pytorch", 1, 1),
    ]
    assert summary.feedback is not None
    assert summary.next_review is not None
    stats = the(StatsCard, await world.ask(c.ShowStats(ANN, world.clock.now)))
    assert [(score.title, score.right, score.total) for score in stats.tracks] == [
        ("Maths", 1, 2),
        ("Pytorch", 1, 1),
    ]
    assert stats.points == 0
    assert [(week.right, week.total) for week in stats.weeks] == [*[(0, 0)] * 7, (2, 3)]


async def test_stats_count_each_answer_in_its_week() -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    await quiz(world, count=1)
    await press(world, letter(world, right=False))
    await world.to((world.clock.now + timedelta(weeks=2)).strftime("%Y-%m-%d 12:00"))
    await quiz(world, count=1)
    await press(world, letter(world, drill_id=2), drill_id=2)
    stats = the(StatsCard, await world.ask(c.ShowStats(ANN, world.clock.now)))
    assert [(week.right, week.total) for week in stats.weeks[-3:]] == [(0, 1), (0, 0), (1, 1)]
    assert stats.weeks[-1].monday <= world.clock.now.date()
    assert not stats.rising


async def test_a_drill_goes_on_after_a_restart() -> None:
    world = World()
    await quiz(world)
    await press(world, letter(world))
    restarted = Engine(world.store, world.bank)
    card = await restarted.handle(c.AnswerDrill(ANN, world.clock.now, 1, 1, letter(world)))
    assert the(DrillCard, card).position == 2


async def test_a_drill_keeps_the_revision_it_asked_when_the_bank_changes() -> None:
    world = World(bank(question("maths/a", key=0, revision="r1")))
    await quiz(world, count=1)
    chosen = letter(world)
    edited = bank(question("maths/a", key=1, revision="r2"))
    card = await Engine(world.store, edited).handle(
        c.AnswerDrill(ANN, world.clock.now, 1, 0, chosen)
    )
    assert the(DrillSummaryCard, card).right == 1


async def test_a_second_press_on_the_same_question_changes_nothing() -> None:
    world = World()
    await quiz(world)
    await press(world, letter(world), 0)
    held = drill(world)
    again = the(DrillCard, await press(world, letter(world, right=False), 0))
    assert drill(world) == held
    assert (again.position, again.feedback) == (1, None)
    stats = the(StatsCard, await world.ask(c.ShowStats(ANN, world.clock.now)))
    assert sum(score.total for score in stats.tracks) == 1


async def test_a_press_after_the_end_shows_the_end_again() -> None:
    world = World()
    await quiz(world, count=1)
    first = the(DrillSummaryCard, await press(world, letter(world)))
    again = the(DrillSummaryCard, await press(world, "A", 0))
    assert (again.right, again.total) == (first.right, first.total)
    ahead = await press(world, "A", 7)
    assert isinstance(ahead, DrillSummaryCard)


async def test_two_drills_at_once_never_mix() -> None:
    world = World()
    await quiz(world, ANN)
    await quiz(world, ANN)
    await quiz(world, BEN)
    await press(world, letter(world, drill_id=2), drill_id=2)
    assert [drill(world, n).position for n in (1, 2, 3)] == [0, 1, 0]


async def test_anothers_drill_is_out_of_reach() -> None:
    world = World()
    await quiz(world, ANN)
    for stranger in (BEN, actor("ann", workspace="elsewhere")):
        card = await press(world, letter(world), who=stranger)
        assert the(ProblemCard, card).message == "That's someone else's quiz."
    assert drill(world).position == 0


async def test_new_questions_come_before_those_seen() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(6))))
    seen: list[str] = []
    for number in (1, 2):
        await quiz(world, count=3)
        for _ in range(3):
            await press(world, letter(world, drill_id=number), drill_id=number)
        seen += [item.question_id for item in drill(world, number).items]
        await world.after(minutes=5)
    assert len(set(seen)) == 6


@pytest.mark.parametrize("count", [0, -1, 21, 10**9])
async def test_a_drill_has_one_to_twenty_questions(count: int) -> None:
    world = World()
    card = await world.ask(c.StartQuiz(ANN, world.clock.now, count=count))
    assert "1 to 20" in the(ProblemCard, card).message


async def test_an_unknown_track_is_answered_with_the_nearest_and_an_empty_level_so() -> None:
    world = World(bank(question("maths/a", Level.BASIC)))
    card = await world.ask(c.StartQuiz(ANN, world.clock.now, "math"))
    assert the(ProblemCard, card).fix == "Did you mean maths?"
    card = await world.ask(c.StartQuiz(ANN, world.clock.now, "maths", Level.ADVANCED))
    assert the(ProblemCard, card).message == "No advanced maths questions left to ask right now."


async def test_a_letter_that_is_not_there_is_refused_and_the_drill_waits() -> None:
    world = World()
    await quiz(world)
    assert the(ProblemCard, await press(world, "Z")).fix == "Choose A to D."
    assert drill(world).position == 0


async def test_questions_without_choices_are_not_drilled() -> None:
    world = World(bank(question("maths/a"), question("maths/plain", choices=0)))
    assert (await quiz(world)).total == 1


# --- the team's open question ----------------------------------------------------------------


async def test_a_drill_never_asks_the_teams_open_question() -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    card = await quiz(world)
    assert card.total == 1
    assert drill(world).items[0].question_id != world.round().question_id
    await world.to("2026-11-02 16:00")
    assert (await quiz(world)).total == 2


@pytest.mark.parametrize("workspace", ["elsewhere", ""])
async def test_an_open_question_is_in_no_quiz_of_another_server_or_of_a_direct_message(
    workspace: str,
) -> None:
    world = World(bank(question("maths/a"), question("maths/b")))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    zoe = actor("zoe", workspace=workspace)
    assert (await quiz(world, zoe)).total == 1
    assert drill(world).items[0].question_id != world.round().question_id
    await world.to("2026-11-02 16:00")
    assert (await quiz(world, zoe)).total == 2


async def test_a_quiz_begun_elsewhere_withholds_an_answer_once_a_team_is_asked() -> None:
    world = World(bank(question("maths/a")))
    await world.schedule()
    zoe = actor("zoe", workspace="elsewhere")
    await quiz(world, zoe)
    await world.to("2026-11-02 09:00")
    card = the(DrillSummaryCard, await press(world, letter(world), who=zoe))
    assert card.feedback is not None
    assert "SECRET" not in words_in(card)
    assert card.total == 0


async def test_a_drill_does_not_tell_a_question_that_became_the_teams_meanwhile() -> None:
    world = World(bank(question("maths/a"), question("pytorch/b")))
    await world.schedule(what=plan(tracks=("maths",)))
    await quiz(world, track="maths", count=1)
    await world.to("2026-11-02 09:00")
    card = the(DrillSummaryCard, await press(world, letter(world)))
    assert card.feedback is not None
    assert "at the reveal" in card.feedback.skipped
    assert "SECRET" not in words_in(card)
    assert (card.right, card.total) == (0, 0)
    assert world.store.tables.attempts == {}


async def test_a_drill_passes_over_a_coming_question_that_became_the_teams() -> None:
    world = World(bank(question("maths/a"), question("pytorch/b"), question("pytorch/c")))
    made = await world.schedule(what=plan(tracks=("maths",)))
    position = 0
    drill_id = 0
    while position == 0:  # until the team's question is not the drill's first
        drill_id += 1
        await world.after(minutes=1)
        await quiz(world, count=3)
        ids = [item.question_id for item in drill(world, drill_id).items]
        position = ids.index("maths/a")
    await world.ask(c.PostNow(LEAD, world.clock.now, made.id))
    await world.work()
    assert world.round().question_id == "maths/a"
    card: Card | None = None
    while drill(world, drill_id).ended_at is None:
        card = await press(world, letter(world, drill_id=drill_id), drill_id=drill_id)
        assert "maths/a" not in words_in(card)
    assert the(DrillSummaryCard, card).total == 2
    assert drill(world, drill_id).items[position].chosen == PASSED_OVER


async def test_a_quiz_gets_harder_as_someone_gets_better() -> None:
    levels = [Level.BASIC] * 8 + [Level.INTERMEDIATE] * 8 + [Level.ADVANCED] * 8
    asked = [question(f"maths/q{n:02}", level=level) for n, level in enumerate(levels)]
    world = World(bank(*asked))
    held = {each.id: each.level for each in asked}
    await quiz(world)
    assert {held[item.question_id] for item in drill(world).items} == {
        Level.BASIC,
        Level.INTERMEDIATE,
    }
    for _ in range(5):
        await press(world, letter(world))
    await quiz(world)
    asked_next = [held[item.question_id] for item in drill(world, 2).items]
    assert asked_next.count(Level.INTERMEDIATE) == 3
    assert asked_next.count(Level.ADVANCED) == 1
    harder = c.StartQuiz(ANN, world.clock.now, focus=Focus.HARDER)
    the(DrillCard, await world.ask(harder))
    assert {held[item.question_id] for item in drill(world, 3).items} == {Level.ADVANCED}


async def test_weak_spots_are_asked_once_there_are_any() -> None:
    names = [f"{track}/q{n}" for track in ("maths", "pytorch") for n in range(8)]
    world = World(bank(*map(question, names)))
    weak = c.StartQuiz(ANN, world.clock.now, focus=Focus.WEAK)
    assert "no weak spots yet" in the(ProblemCard, await world.ask(weak)).message
    for number, track in enumerate(("maths", "pytorch"), 1):
        await quiz(world, track=track)
        for _ in range(5):
            await press(
                world, letter(world, right=track == "maths", drill_id=number), drill_id=number
            )
    the(DrillCard, await world.ask(weak))
    tracks = {item.question_id.partition("/")[0] for item in drill(world, 3).items}
    assert tracks == {"pytorch"}
