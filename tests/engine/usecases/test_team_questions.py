"""Looking after a team's questions: editing, showing, asking next, restoring, importing."""

from dataclasses import replace

from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import ConfirmCard, NoticeCard, ProblemCard
from bot.engine.cards.questions import DraftCard, ReviewCard
from bot.engine.model.question_form import DraftPurpose
from bot.engine.model.questions import Format, Level
from bot.engine.queries import FindForm
from bot.engine.records.question_pool import questions_of
from tests.support.builders import actor, bank, plan, question
from tests.support.world import LEAD, World, the

ANN = actor("ann")


async def edit(world: World, question_id: str, title: str) -> None:
    filled = await world.engine.ask(FindForm(LEAD, target=question_id))
    asked = qc.CheckQuestion(
        LEAD,
        world.clock.now,
        replace(filled.form, title=title),
        purpose=DraftPurpose.EDIT,
        target=question_id,
    )
    card = the(DraftCard, await world.ask(asked))
    assert card.problems == ()
    await world.ask(qc.SendDraft(LEAD, world.clock.now, card.draft_id))


async def test_an_edit_never_changes_a_question_under_peoples_feet() -> None:
    world = World(bank(question("maths/only")))
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await edit(world, "maths/only", "Better title")
    await world.to("2026-11-03 09:00")
    first, second = world.rounds()
    titles = [
        world.read(lambda tx, r=r: tx.questions.revision(r.question_id, r.revision))
        for r in (first, second)
    ]
    assert [each.title for each in titles if each] == ["Title of maths/only", "Better title"]
    edited = titles[1]
    assert edited is not None
    assert edited.follow_ups == question("maths/only").follow_ups, "a form has no room for them"


async def test_what_is_wanted_next_is_asked_next_and_once() -> None:
    world = World(bank(*(question(f"maths/q{n}") for n in range(6))))
    await world.schedule()
    order = [(await world.day(f"2026-11-0{day}")).question_id for day in (2, 3)]
    latest = next(q for q in world.bank.questions if q not in order)
    wanted = sorted(set(world.bank.questions) - {*order, latest})[-1]
    card = await world.ask(qc.AskNext(LEAD, world.clock.now, wanted))
    assert "asked next" in the(NoticeCard, card).title
    assert (await world.day("2026-11-04")).question_id == wanted
    assert world.read(lambda tx: tx.suggestions.asked_next(1)) == ()


async def test_a_schedule_that_does_not_fit_leaves_the_wanted_one_to_another() -> None:
    world = World(bank(question("maths/a"), question("pytorch/b", Level.ADVANCED)))
    await world.schedule(what=plan(tracks=("maths",)))
    card = await world.ask(qc.AskNext(LEAD, world.clock.now, "pytorch/b"))
    assert isinstance(card, ProblemCard)


async def test_a_retired_question_is_restored_and_asked() -> None:
    world = World(bank(question("maths/only")))
    await world.schedule()
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, "maths/only", "old"))
    wrong = await world.ask(qc.RestoreQuestion(LEAD, world.clock.now, "maths/onyl"))
    assert the(ProblemCard, wrong).fix == "Did you mean maths/only?"
    await world.ask(qc.RestoreQuestion(LEAD, world.clock.now, "maths/only"))
    assert (await world.day("2026-11-02")).question_id == "maths/only"


async def test_showing_a_question_marks_its_answer_as_seen() -> None:
    world = World(bank(question("maths/only")))
    await world.schedule()
    card = await world.ask(qc.ShowTeamQuestion(LEAD, world.clock.now, "maths/only"))
    assert "SECRET" in str(the(ReviewCard, card))
    await world.day("2026-11-02", LEAD, ANN)
    assert (world.points(LEAD), world.points(ANN)) == (0, 10)


async def test_an_open_question_of_any_team_is_shown_without_its_answer() -> None:
    world = World(bank(question("maths/only")))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    other = actor("zoe", manager=True, workspace="elsewhere")
    for who in (LEAD, other):
        card = await world.ask(qc.ShowTeamQuestion(who, world.clock.now, "maths/only"))
        assert "SECRET" not in str(card)
    card = await world.ask(qc.ShowTeamQuestion(other, world.clock.now, "maths/only", look=True))
    assert isinstance(card, ProblemCard)


async def test_questions_are_listed_by_their_words() -> None:
    world = World()
    await world.schedule()
    card = the(NoticeCard, await world.ask(qc.ListQuestions(LEAD, world.clock.now, "q01")))
    assert [each.partition(":")[0] for each in card.lines] == ["maths/q01", "pytorch/q01"]
    card = the(NoticeCard, await world.ask(qc.ListQuestions(LEAD, world.clock.now, page=3)))
    assert card.lines[-1] == "Page 3 of 3"


LONG = f"### Question: Long\n\nWhy {'so ' * 301}?\n\n### Answer\n\nSo.\n"


async def imported_unchecked() -> World:
    """Return a world that has imported a question whose prompt may hold its answer."""
    world = World(bank(question("maths/only")))
    await world.schedule(what=plan(format=Format.OPEN))
    card = the(ConfirmCard, await world.ask(qc.PreviewImport(LEAD, world.clock.now, LONG)))
    assert "Not asked before you check it: notes/long shows 303 words." in card.lines
    await world.ask(qc.SaveImport(LEAD, world.clock.now, int(card.token.removeprefix("import-"))))
    return world


async def test_an_unchecked_question_is_asked_of_nobody_until_a_manager_has_looked() -> None:
    world = await imported_unchecked()
    assert set(world.read(lambda tx: questions_of(tx, world.bank, 1))) == {"maths/only"}
    for day in ("2026-11-02", "2026-11-03"):
        await world.to(f"{day} 09:00")
    assert {each.question_id for each in world.rounds()} == {"maths/only"}
    asked = qc.ListQuestions(LEAD, world.clock.now, "not checked")
    listed = the(NoticeCard, await world.ask(asked))
    assert listed.lines == ("notes/long: Long (not checked)",)
    look = qc.ShowTeamQuestion(LEAD, world.clock.now, "notes/long")
    shown = the(ReviewCard, await world.ask(look))
    assert any("/question restore notes/long" in fact for fact in shown.facts)
    card = the(ProblemCard, await world.ask(qc.AskNext(LEAD, world.clock.now, "notes/long")))
    assert "isn't checked yet" in card.message
    done = await world.ask(qc.RestoreQuestion(LEAD, world.clock.now, "notes/long"))
    assert the(NoticeCard, done).title == "notes/long is checked and can be asked."
    await world.to("2026-11-04 09:00")
    assert world.rounds()[-1].question_id == "notes/long"


async def test_an_unchecked_question_that_was_edited_is_checked() -> None:
    world = await imported_unchecked()
    filled = await world.engine.ask(FindForm(LEAD, target="notes/long"))
    asked = qc.CheckQuestion(
        LEAD,
        world.clock.now,
        replace(filled.form, prompt="Why?"),
        purpose=DraftPurpose.EDIT,
        target="notes/long",
    )
    card = the(DraftCard, await world.ask(asked))
    await world.ask(qc.SendDraft(LEAD, world.clock.now, card.draft_id))
    assert "notes/long" in world.read(lambda tx: questions_of(tx, world.bank, 1))


async def test_only_managers_look_after_questions() -> None:
    world = World()
    await world.schedule()
    now = world.clock.now
    for command in (
        qc.ShowTeamQuestion(ANN, now, "maths/q01"),
        qc.ListQuestions(ANN, now),
        qc.AskNext(ANN, now, "maths/q01"),
        qc.RestoreQuestion(ANN, now, "maths/q01"),
    ):
        card = await world.ask(command)
        assert the(ProblemCard, card).message == "Only managers can do this."
