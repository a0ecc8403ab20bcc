from dataclasses import replace

from bot.engine.model.moderation import Proposal, Reviewers, Settlement, Verdict
from bot.engine.model.question_form import Draft, DraftPurpose, QuestionForm, WaitingImport
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, NOON, a_member, a_team

FORM = QuestionForm(title="Keys", prompt="Why?\n\nTwo", choices="a\n* b | it is", level="basic")


def test_a_draft_comes_back_as_it_was_saved_until_it_is_removed(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    reported = tx.questions.propose(Proposal(0, team.id, bob.id, "flag", "a/x", "No", NOON))
    draft = tx.suggestions.add_draft(
        Draft(0, team.id, ada.id, DraftPurpose.REVIEW, FORM, NOON, "a/x", reported.id)
    )
    theirs = tx.suggestions.add_draft(Draft(0, team.id, bob.id, DraftPurpose.SUGGEST, FORM, NOON))
    changed = replace(draft, form=replace(FORM, track="sql"), at=NOON + HOUR)
    tx.suggestions.save_draft(changed)
    assert tx.suggestions.draft(draft.id) == changed
    assert tx.suggestions.drafts_of(ada.id) == (changed,)
    tx.suggestions.remove_draft(draft.id)
    assert tx.suggestions.draft(draft.id) is None
    assert tx.suggestions.draft(theirs.id) == theirs


def test_an_import_waits_until_it_is_removed(tx: Transaction) -> None:
    team = a_team(tx)
    ada = a_member(tx, team)
    waiting = WaitingImport(0, team.id, ada.id, ({"id": "a/x"}, {"id": "a/y"}), NOON)
    waiting = tx.suggestions.add_import(waiting)
    assert tx.suggestions.waiting_import(waiting.id) == waiting
    assert tx.suggestions.imports_of(ada.id) == (waiting,)
    tx.suggestions.remove_import(waiting.id)
    assert tx.suggestions.waiting_import(waiting.id) is None


def test_what_waited_too_long_goes_a_few_at_a_time(tx: Transaction) -> None:
    team = a_team(tx)
    ada = a_member(tx, team)
    for hours in (0, 1, 2):
        at = NOON + hours * HOUR
        tx.suggestions.add_draft(Draft(0, team.id, ada.id, DraftPurpose.ADD, FORM, at))
        tx.suggestions.add_import(WaitingImport(0, team.id, ada.id, (), at))
    assert tx.suggestions.prune(NOON + 2 * HOUR, 3) == 3
    assert tx.suggestions.prune(NOON + 2 * HOUR, 3) == 1
    assert tx.suggestions.prune(NOON + 2 * HOUR, 3) == 0
    assert len(tx.suggestions.drafts_of(ada.id)) == len(tx.suggestions.imports_of(ada.id)) == 1


def test_a_verdict_outlives_its_reviewer_without_a_name(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    flag = tx.questions.propose(Proposal(0, team.id, ada.id, "flag", "a/x", "No", NOON))
    assert tx.suggestions.settlement(flag.id) is None
    settled = Settlement(flag.id, Verdict.NOTHING_WRONG, bob.id, "It is right.", NOON)
    tx.suggestions.settle(settled)
    assert tx.suggestions.settlement(flag.id) == settled
    assert tx.suggestions.settled_by(bob.id) == (settled,)
    tx.members.forget(bob.id)
    assert tx.suggestions.settlement(flag.id) == replace(settled, by=0)


def test_the_first_time_someone_saw_an_answer_stays(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    tx.suggestions.see(ada.id, "r1", NOON)
    tx.suggestions.see(ada.id, "r1", NOON + HOUR)
    tx.suggestions.see(bob.id, "r1", NOON + HOUR)
    tx.suggestions.see(bob.id, "r2", NOON)
    assert tx.suggestions.seen("r1") == {ada.id: NOON, bob.id: NOON + HOUR}
    assert tx.suggestions.seen_by(bob.id) == {"r2": NOON, "r1": NOON + HOUR}
    tx.members.forget(ada.id)
    assert tx.suggestions.seen("r1") == {bob.id: NOON + HOUR}


def test_a_team_has_one_place_for_its_reviewers_or_none(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    there = Reviewers(red.id, ChannelRef("discord", "1", "22"), "333")
    tx.suggestions.set_reviewers(Reviewers(red.id, ChannelRef("slack", "T", "C"), ""))
    tx.suggestions.set_reviewers(there)
    assert tx.suggestions.reviewers(red.id) == there
    assert tx.suggestions.reviewers(blue.id) is None
    tx.suggestions.clear_reviewers(red.id)
    assert tx.suggestions.reviewers(red.id) is None


def test_what_is_asked_next_keeps_its_order_and_is_queued_once(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    for question in ("b/x", "a/x", "b/x"):
        tx.suggestions.ask_next(red.id, question, NOON)
    tx.suggestions.ask_next(blue.id, "c/x", NOON)
    assert tx.suggestions.asked_next(red.id) == ("b/x", "a/x")
    tx.suggestions.not_next(red.id, "b/x")
    assert tx.suggestions.asked_next(red.id) == ("a/x",)
    assert tx.suggestions.asked_next(blue.id) == ("c/x",)
