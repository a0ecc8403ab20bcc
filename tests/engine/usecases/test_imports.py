"""Importing a list in chat: what it would do is shown first, and happens once somebody says so."""

import pytest

from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import ConfirmCard, NoticeCard, ProblemCard
from bot.engine.cards.questions import DraftCard
from bot.engine.errors import NotAllowed
from bot.engine.model.question_form import DraftPurpose
from bot.engine.model.questions import Format, Question
from bot.engine.model.rich_text import plain_text
from bot.engine.queries import FindForm
from bot.engine.rules.import_words import JUDGED
from bot.engine.usecases.imports import IMPORT_QUESTIONS, MEANWHILE
from tests.support.builders import actor, bank, plan, question
from tests.support.world import LEAD, World, the

ANN, LEO = actor("ann"), actor("leo", manager=True)
TENSORS = "### Question: Tensors\nWhat is a tensor of rank two, in plain words?\n### Answer\n"
VIEWS = "### Question: Views\nWhy does a view cost no memory?\n### Answer\nIt shares the data.\n"
FIRST = f"{TENSORS}An array of numbers.\n"
SECOND = f"{TENSORS}A grid of numbers with rows and columns.\n{VIEWS}"


async def previewed(world: World, text: str, who: c.Actor = LEAD) -> ConfirmCard:
    return the(ConfirmCard, await world.ask(qc.PreviewImport(who, world.clock.now, text)))


async def saved(world: World, card: ConfirmCard, who: c.Actor = LEAD) -> str:
    """Press a preview's first button; return what it says."""
    return await pressed(world, card.token, who)


async def pressed(world: World, token: str, who: c.Actor = LEAD) -> str:
    what, _, number = token.partition("-")
    save = qc.SaveImport(who, world.clock.now, int(number), changes=what == "update")
    card = await world.ask(save)
    return card.message if isinstance(card, ProblemCard) else the(NoticeCard, card).title


async def imported(*texts: str) -> World:
    """Return a world whose team has imported these lists, one after the other."""
    world = World(bank(question("maths/only")))
    await world.schedule(what=plan(format=Format.OPEN))
    for text in texts:
        await saved(world, await previewed(world, text))
    return world


def own(world: World) -> dict[str, Question]:
    return {each.id: each for each in world.read(lambda tx: tx.questions.of_team(1))}


def answers(world: World) -> dict[str, str]:
    return {name: plain_text(each.answer) for name, each in own(world).items()}


async def edit(world: World, question_id: str, **changes: str) -> None:
    """Edit one of the team's questions in chat."""
    filled = await world.engine.ask(FindForm(LEAD, target=question_id))
    form = {**{name: getattr(filled.form, name) for name in filled.form.__slots__}, **changes}
    asked = qc.CheckQuestion(
        LEAD,
        world.clock.now,
        type(filled.form)(**form),
        purpose=DraftPurpose.EDIT,
        target=question_id,
    )
    card = the(DraftCard, await world.ask(asked))
    await world.ask(qc.SendDraft(LEAD, world.clock.now, card.draft_id))


async def test_a_new_list_is_previewed_and_kept_once_confirmed() -> None:
    world = await imported()
    card = await previewed(world, SECOND)
    assert (card.title, card.confirm, card.also) == ("Add 2 questions?", "Add them", ())
    assert card.lines[0] == "2 questions: 2 new."
    assert {"notes/tensors: Tensors", "notes/views: Views"} <= set(card.lines)
    assert own(world) == {}
    assert [await saved(world, card) for _ in range(2)] == [
        "Added 2 questions.",
        "Already imported, or too old.",
    ]
    assert own(world).keys() == {"notes/tensors", "notes/views"}


async def test_a_list_that_is_there_already_has_nothing_to_confirm() -> None:
    world = await imported(SECOND)
    again = the(NoticeCard, await world.ask(qc.PreviewImport(LEAD, world.clock.now, SECOND)))
    assert again.title == "Nothing new in these notes."
    assert again.lines[0] == "2 questions: 2 unchanged."


async def test_what_changed_is_shown_before_it_happens_and_one_may_take_only_the_new() -> None:
    world = await imported(FIRST)
    card = await previewed(world, SECOND)
    assert card.title == "Add 1 question and update 1?"
    assert [card.confirm, *(label for label, _ in card.also)] == ["Add new only", "Update too"]
    assert card.lines[0] == "2 questions: 1 new, 1 changed."
    assert card.lines[1] == (
        'notes/tensors: answer: "An array of numbers." → "A grid of numbers with rows and columns."'
    )
    assert JUDGED in card.lines
    assert await saved(world, card) == "Added 1 question."
    assert answers(world)["notes/tensors"] == "An array of numbers."
    assert "notes/views" in own(world)


async def test_what_changed_is_updated_and_the_revision_before_is_kept() -> None:
    world = await imported(FIRST)
    before = own(world)["notes/tensors"]
    ((_, token),) = (await previewed(world, SECOND)).also
    assert await pressed(world, token) == "Added 1 question and updated 1 question."
    after = own(world)["notes/tensors"]
    assert plain_text(after.answer) == "A grid of numbers with rows and columns."
    kept = world.read(lambda tx: tx.questions.revision(before.id, before.revision))
    assert kept is not None
    assert plain_text(kept.answer) == "An array of numbers."
    assert await pressed(world, token) == "Already imported, or too old."


async def test_a_list_with_changes_alone_has_one_way_to_go_on() -> None:
    world = await imported(SECOND)
    card = await previewed(world, FIRST)
    assert (card.title, card.confirm, card.also) == ("Update 1 question?", "Update them", ())
    assert await saved(world, card) == "Updated 1 question."
    assert answers(world)["notes/tensors"] == "An array of numbers."


async def test_a_question_whose_title_changed_is_still_the_same_one() -> None:
    world = await imported(FIRST)
    renamed = FIRST.replace("Question: Tensors", "Question: Matrices, for short")
    card = await previewed(world, renamed)
    assert card.title == "Update 1 question?"
    await saved(world, card)
    assert {name: each.title for name, each in own(world).items()} == {
        "notes/tensors": "Matrices, for short"
    }


async def test_a_question_is_recognized_by_what_its_list_calls_it() -> None:
    world = await imported()
    sheet = "id,question,answer\nk-1,{},{}\nk-2,Why does a view cost no memory?,It shares.\n"
    for asked, answer in (
        ("What is a tensor of rank two?", "A grid."),
        ("How many axes are in a matrix?", "Two of them."),
    ):
        read = await world.engine.read_file(LEAD, "mine.csv", sheet.format(asked, answer).encode())
        card = await world.ask(qc.PreviewImport(LEAD, world.clock.now, read=read))
        await saved(world, the(ConfirmCard, card))
    assert len(own(world)) == 2
    assert "Two of them." in answers(world).values()


async def test_what_was_edited_here_stays_while_the_list_says_the_same() -> None:
    world = await imported(FIRST)
    await edit(world, "notes/tensors", answer="A better answer.")
    again = the(NoticeCard, await world.ask(qc.PreviewImport(LEAD, world.clock.now, FIRST)))
    assert again.lines[0] == "1 question: 1 unchanged (1 of them edited here)."
    card = await previewed(world, SECOND)
    assert any("(replaces what was edited here)" in line for line in card.lines)
    await saved(world, card)
    assert answers(world)["notes/tensors"] == "A better answer."


async def test_an_edit_made_here_outlives_every_later_change_of_the_list() -> None:
    world = await imported(FIRST)
    await edit(world, "notes/tensors", title="Our own title")
    for answer in ("A grid of numbers with rows and columns.", "A table of many numbers."):
        await saved(world, await previewed(world, f"{TENSORS}{answer}\n"))
        there = own(world)["notes/tensors"]
        assert (there.title, plain_text(there.answer)) == ("Our own title", answer)


async def test_nothing_happens_to_a_question_that_was_changed_after_the_preview() -> None:
    world = await imported(FIRST)
    card = await previewed(world, SECOND)
    await edit(world, "notes/tensors", answer="Somebody's own words.")
    ((_, token),) = card.also
    assert await pressed(world, token) == MEANWHILE
    assert answers(world) == {"notes/tensors": "Somebody's own words."}


async def test_of_two_who_import_the_same_list_the_second_hears_of_the_first() -> None:
    world = await imported()
    mine, theirs = await previewed(world, FIRST), await previewed(world, FIRST, LEO)
    assert await saved(world, mine) == "Added 1 question."
    assert await saved(world, theirs, LEO) == MEANWHILE
    assert len(own(world)) == 1


async def test_only_whoever_saw_the_preview_confirms_it() -> None:
    world = await imported()
    card = await previewed(world, FIRST)
    assert await saved(world, card, LEO) == "Already imported, or too old."
    assert await saved(world, card, ANN) == "Only managers can do this."
    assert own(world) == {}


async def test_a_preview_tells_nothing_of_the_answer_of_an_open_question() -> None:
    world = await imported(FIRST)
    await world.ask(qc.AskNext(LEAD, world.clock.now, "notes/tensors"))
    await world.to("2026-11-02 09:00")
    assert [each.question_id for each in world.rounds()] == ["notes/tensors"]
    shown = (await previewed(world, SECOND)).lines
    assert shown[1] == "notes/tensors: answer (open right now, so the words aren't shown)"
    assert "An array" not in "".join(shown)
    await world.ask(qc.ShowTeamQuestion(LEAD, world.clock.now, "notes/tensors", look=True))
    assert "An array" in "".join((await previewed(world, SECOND)).lines)


async def test_an_open_round_keeps_the_text_it_asked() -> None:
    world = await imported(FIRST)
    await world.ask(qc.AskNext(LEAD, world.clock.now, "notes/tensors"))
    await world.to("2026-11-02 09:00")
    ((_, token),) = (await previewed(world, SECOND)).also
    await pressed(world, token)
    (asked,) = world.rounds()
    kept = world.read(lambda tx: tx.questions.revision(asked.question_id, asked.revision))
    assert kept is not None
    assert plain_text(kept.answer) == "An array of numbers."


async def test_long_previews_name_some_of_each_and_count_the_rest() -> None:
    parts = [
        f"### Question: Part {n}\nWhich {n} is meant by {n}{n}?\n### Answer\n" for n in range(9)
    ]
    world = await imported("".join(f"{part}Old {n}.\n" for n, part in enumerate(parts)))
    fresh = "".join(f"### Question: New {n * 111}\nIs it {n * 111}?\n" for n in range(1, 9))
    card = await previewed(
        world, "".join(f"{part}New {n}.\n" for n, part in enumerate(parts)) + fresh
    )
    assert "17 questions: 8 new, 9 changed." in card.lines
    assert {"and 6 more to update", "and 4 more new"} <= set(card.lines)
    assert len(card.lines) <= 20
    assert max(map(len, card.lines)) <= 240


async def test_what_a_list_left_out_is_counted() -> None:
    world = await imported()
    sheet = b"question,answer\nWhat is a letter?,One of 26.\n,lonely\n"
    read = await world.engine.read_file(LEAD, "letters.csv", sheet)
    card = the(ConfirmCard, await world.ask(qc.PreviewImport(LEAD, world.clock.now, read=read)))
    assert card.lines[0] == "1 question: 1 new, 1 left out."
    assert "line 3: left out: lonely: it asks nothing" in card.lines


async def test_a_file_is_read_before_it_is_previewed_and_must_not_hold_too_many() -> None:
    world = await imported()
    read = await world.engine.read_file(LEAD, "quiz.gift", b"::One::What is one? {=one ~two}\n")
    preview = qc.PreviewImport(LEAD, world.clock.now, read=read)
    assert the(ConfirmCard, await world.ask(preview)).title == "Add 1 question?"
    many = "\n\n".join(f"What is {number}? {{=one ~two}}" for number in range(IMPORT_QUESTIONS + 1))
    read = await world.engine.read_file(LEAD, "quiz.gift", many.encode())
    problem = the(ProblemCard, await world.ask(qc.PreviewImport(LEAD, world.clock.now, read=read)))
    assert problem.message == "There are 2,001 questions; chat takes 2,000."


@pytest.mark.parametrize("text", ["", "nothing here", "x" * 300_000])
async def test_notes_without_questions_are_refused(text: str) -> None:
    world = World()
    card = await world.ask(qc.PreviewImport(LEAD, world.clock.now, text))
    assert isinstance(card, ProblemCard)


async def test_only_managers_import() -> None:
    world = await imported()
    with pytest.raises(NotAllowed):  # unread: what nobody reads can't take long
        await world.engine.read_file(ANN, "broken.json", b"{")
    for command in (
        qc.PreviewImport(ANN, world.clock.now, FIRST),
        qc.SaveImport(ANN, world.clock.now, 1),
        qc.SaveImport(ANN, world.clock.now, 1, changes=True),
    ):
        assert the(ProblemCard, await world.ask(command)).message == "Only managers can do this."
