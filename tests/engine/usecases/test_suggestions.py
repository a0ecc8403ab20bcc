"""Writing a question: checked, previewed, sent, reviewed, asked, told of."""

from dataclasses import replace

import pytest

from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import MineCard, NoticeCard, ProblemCard
from bot.engine.cards.questions import DraftCard, ReviewCard
from bot.engine.errors import NotAllowed, NotFound, Refused
from bot.engine.model.moderation import Verdict
from bot.engine.model.question_form import DraftPurpose, QuestionForm
from bot.engine.model.schedules import ChannelRef
from bot.engine.queries import FindForm
from tests.support.builders import actor, bank, question
from tests.support.world import LEAD, World, suggest, the

ANN, BEN, CLEO = actor("ann"), actor("ben"), actor("cleo")
FORM = QuestionForm(
    "Two keys", "What is `len({1: 0})`?", "1 | yes\n* 2 | no", "- keys", "Two.", "maths", "basic"
)


def a_world() -> World:
    return World(bank(question("maths/q1"), question("maths/q2")))


async def draft(world: World, form: QuestionForm = FORM, who: object = ANN) -> DraftCard:
    assert isinstance(who, type(ANN))
    return the(DraftCard, await world.ask(qc.CheckQuestion(who, world.clock.now, form)))


async def test_a_draft_shows_what_the_team_will_see_and_keeps_what_was_typed() -> None:
    world = a_world()
    card = await draft(world)
    assert card.whole is not None
    assert (card.title, card.whole.track_title, card.problems) == ("Two keys", "Maths", ())
    assert [choice.right for choice in card.whole.choices] == [False, True]
    filled = await world.engine.ask(FindForm(ANN, draft_id=card.draft_id))
    assert filled.form == FORM


async def test_a_mistake_is_told_and_everything_typed_comes_back() -> None:
    world = a_world()
    wrong = replace(FORM, choices="1\n2", track="", level="")
    card = await draft(world, wrong)
    assert card.whole is None
    assert dict(card.problems) == {
        "Choices": "Which choice is right? Put * and a space before it.",
        "Track": "Choose what it is about.",
        "Level": "Choose how hard it is.",
    }
    assert (await world.engine.ask(FindForm(ANN, draft_id=card.draft_id))).form == wrong
    sent = await world.ask(qc.SendDraft(ANN, world.clock.now, card.draft_id))
    assert the(DraftCard, sent).problems == card.problems
    assert world.store.tables.proposals == {}
    fixed = qc.CheckQuestion(ANN, world.clock.now, replace(FORM, track="", level=""), card.draft_id)
    await world.ask(fixed)
    await world.ask(qc.SortDraft(ANN, world.clock.now, card.draft_id, track="maths"))
    ready = await world.ask(qc.SortDraft(ANN, world.clock.now, card.draft_id, level="basic"))
    assert the(DraftCard, ready).problems == ()


async def test_a_form_that_stays_open_leaves_no_draft_behind() -> None:
    world = a_world()
    asked = qc.CheckQuestion(ANN, world.clock.now, replace(FORM, prompt=""), keep_mistakes=False)
    assert the(DraftCard, await world.ask(asked)).problems
    assert world.store.tables.drafts == {}


async def test_cards_say_which_lines_people_wrote_so_that_none_of_them_becomes_a_command() -> None:
    world = a_world()
    for who in (ANN, BEN):
        await suggest(world, who, "/me forget")
    queue = the(NoticeCard, await world.ask(c.ReviewQueue(LEAD, world.clock.now)))
    assert ["/me forget" in line for line in queue.lines] == [True, True, False]
    assert queue.quoted == 2
    await world.ask(qc.AcceptSuggestion(LEAD, world.clock.now, 1))
    listed = the(NoticeCard, await world.ask(qc.ListQuestions(LEAD, world.clock.now, "forget")))
    assert listed.quoted == len(listed.lines) == 1


async def test_a_draft_is_its_authors_alone() -> None:
    world = a_world()
    card = await draft(world)
    with pytest.raises((NotAllowed, NotFound)):
        await world.engine.ask(FindForm(BEN, draft_id=card.draft_id))
    await world.ask(qc.DiscardDraft(BEN, world.clock.now, card.draft_id))
    sent = await world.ask(qc.SendDraft(BEN, world.clock.now, card.draft_id))
    assert the(NoticeCard, sent).title == "Already sent, or discarded."
    assert card.draft_id in world.store.tables.drafts


async def test_sending_twice_suggests_once() -> None:
    world = a_world()
    card = await draft(world)
    for _ in range(2):
        await world.ask(qc.SendDraft(ANN, world.clock.now, card.draft_id))
    assert len(world.store.tables.proposals) == 1


async def test_an_accepted_suggestion_is_asked_and_earns_its_author_a_streak_but_no_points() -> (
    None
):
    world = World(bank(question("maths/q1")))
    await world.schedule()
    await suggest(world, ANN)
    card = await world.ask(qc.AcceptSuggestion(LEAD, world.clock.now, number=1))
    settled = the(ReviewCard, card).settled
    assert settled is not None
    assert (settled.verdict, settled.by, settled.told) == (Verdict.ACCEPTED, "Lead", "Ann")
    await world.ask(qc.AskNext(LEAD, world.clock.now, "maths/views"))
    await world.day("2026-11-02", ANN, BEN, LEAD)
    assert world.round().question_id == "maths/views"
    assert [world.points(who) for who in (ANN, BEN, LEAD)] == [0, 10, 0]
    assert world.streak(ANN).current == 1
    mine = the(MineCard, await world.ask(c.ShowMine(ANN, world.clock.now, world.round().id)))
    assert mine.points == 0
    assert world.differences() == ()


async def test_accepting_twice_adds_one_question_and_names_are_never_taken_twice() -> None:
    world = a_world()
    await suggest(world, ANN)
    await suggest(world, BEN)
    for number in (1, 1, 2):
        await world.ask(qc.AcceptSuggestion(LEAD, world.clock.now, number=number))
    assert [each.id for each in world.read(lambda tx: tx.questions.of_team(1))] == [
        "maths/views",
        "maths/views-2",
    ]


async def test_a_suggestion_is_declined_with_a_reason_only() -> None:
    world = a_world()
    await suggest(world, ANN)
    card = await world.ask(qc.Decline(LEAD, world.clock.now, number=1))
    assert isinstance(card, ProblemCard)
    card = await world.ask(qc.Decline(LEAD, world.clock.now, number=1, reason="known"))
    settled = the(ReviewCard, card).settled
    assert settled is not None
    assert (settled.verdict, settled.reason) == (Verdict.DECLINED, "known")
    late = await world.ask(qc.AcceptSuggestion(LEAD, world.clock.now, number=1))
    assert the(ReviewCard, late).settled == settled
    assert world.read(lambda tx: tx.questions.of_team(1)) == ()


async def test_edit_first_accepts_the_edited_question() -> None:
    world = a_world()
    await suggest(world, ANN)
    filled = await world.engine.ask(FindForm(LEAD, proposal_id=1))
    better = replace(filled.form, title="Better views")
    asked = qc.CheckQuestion(
        LEAD, world.clock.now, better, purpose=DraftPurpose.REVIEW, proposal_id=1
    )
    card = the(DraftCard, await world.ask(asked))
    await world.ask(qc.SendDraft(LEAD, world.clock.now, card.draft_id))
    (kept,) = world.read(lambda tx: tx.questions.of_team(1))
    assert (kept.id, kept.title) == ("maths/better-views", "Better views")
    assert set(world.read(lambda tx: tx.suggestions.seen(kept.revision))) == {
        world.member(ANN),
        world.member(LEAD),
    }


@pytest.mark.parametrize("what", ["queue", "show", "accept", "decline", "set"])
async def test_only_reviewers_decide(what: str) -> None:
    world = a_world()
    await suggest(world, ANN)
    now = world.clock.now
    commands: dict[str, c.Command] = {
        "queue": c.ReviewQueue(BEN, now),
        "show": qc.ShowProposal(BEN, now, 1),
        "accept": qc.AcceptSuggestion(BEN, now, 1),
        "decline": qc.Decline(BEN, now, 1, reason="no"),
        "set": qc.SetReviewers(BEN, now, None),
    }
    assert isinstance(await world.ask(commands[what]), ProblemCard)
    assert world.store.tables.settlements == {}


async def test_the_chosen_channel_or_role_decides_besides_managers() -> None:
    world = a_world()
    room = ChannelRef("console", "local", "reviewers")
    other = replace(room, channel="general")
    for _ in range(4):
        await suggest(world, ANN)
    now = world.clock.now
    await world.ask(qc.SetReviewers(LEAD, now, room))
    refused = await world.ask(qc.AcceptSuggestion(BEN, now, 1, channel=other))
    assert isinstance(refused, ProblemCard)
    assert isinstance(await world.ask(qc.AcceptSuggestion(BEN, now, 1, channel=room)), ReviewCard)
    await world.ask(qc.SetReviewers(LEAD, now, room, "7"))
    refused = await world.ask(qc.AcceptSuggestion(BEN, now, 2, channel=room))
    assert isinstance(refused, ProblemCard)
    with_role = replace(BEN, roles=("6", "7"))
    assert isinstance(await world.ask(qc.AcceptSuggestion(with_role, now, 2)), ReviewCard)
    foreign = replace(room, workspace="elsewhere")
    assert isinstance(await world.ask(qc.SetReviewers(LEAD, now, foreign)), ProblemCard)


# --- reports -----------------------------------------------------------------------------


async def reported() -> World:
    world = World(bank(question("maths/only", key=0)))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.ask(c.FlagQuestion(BEN, world.clock.now, "", "B is right, too.", 1))
    return world


async def test_a_report_on_an_open_question_shows_no_answer_before_a_look() -> None:
    world = await reported()
    card = the(ReviewCard, await world.ask(qc.ShowProposal(LEAD, world.clock.now, 1)))
    assert card.whole is not None
    assert card.whole.hidden
    assert "SECRET" not in str(card)
    assert {choice.right for choice in card.whole.choices} == {None}
    with pytest.raises(Refused, match="open"):
        await world.engine.ask(FindForm(LEAD, proposal_id=1))
    looked = await world.ask(qc.ShowProposal(LEAD, world.clock.now, 1, look=True))
    assert "SECRET" in str(looked)
    assert (
        await world.engine.ask(FindForm(LEAD, proposal_id=1))
    ).form.title == "Title of maths/only"
    await world.choose(LEAD)
    await world.to("2026-11-02 16:00")
    assert (world.points(LEAD), world.points(ANN)) == (0, 10)
    assert world.streak(LEAD).current == 1


async def test_who_answered_before_looking_keeps_the_points() -> None:
    world = await reported()
    await world.choose(LEAD)
    await world.to("2026-11-02 10:00")
    await world.ask(qc.ShowProposal(LEAD, world.clock.now, 1, look=True))
    await world.to("2026-11-02 16:00")
    assert world.points(LEAD) == 10


async def test_changing_the_right_choice_scores_again_and_settles_the_report() -> None:
    world = await reported()
    await world.to("2026-11-02 16:00")
    asked = qc.CorrectReported(LEAD, world.clock.now, 1, choice=2, reason="true")
    settled = the(ReviewCard, await world.ask(asked)).settled
    assert settled is not None
    assert (settled.verdict, settled.told) == (Verdict.CORRECTED, "Ben")
    assert world.points(ANN) == 2


async def test_a_report_retires_its_question_or_finds_nothing_wrong() -> None:
    world = await reported()
    await world.ask(c.FlagQuestion(ANN, world.clock.now, "maths/only", "boring"))
    fine = the(ReviewCard, await world.ask(qc.Decline(LEAD, world.clock.now, 2)))
    assert fine.settled is not None
    assert fine.settled.verdict is Verdict.NOTHING_WRONG
    await world.ask(qc.RetireReported(LEAD, world.clock.now, 1, reason="old"))
    assert world.read(lambda tx: tx.questions.retired(1)) == {"maths/only"}


async def test_another_teams_items_are_out_of_reach() -> None:
    world = a_world()
    await suggest(world, ANN)
    other = actor("zoe", manager=True, workspace="elsewhere")
    await suggest(world, other, "Theirs")
    card = await world.ask(qc.AcceptSuggestion(other, world.clock.now, 1))
    assert isinstance(card, ProblemCard)
    await world.ask(qc.AcceptSuggestion(other, world.clock.now, number=1))
    (theirs,) = world.read(lambda tx: tx.questions.of_team(2))
    assert theirs.title == "Theirs"
    assert world.read(lambda tx: tx.questions.of_team(1)) == ()
