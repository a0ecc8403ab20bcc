from dataclasses import replace

from bot.engine.model.moderation import Correction, Proposal, ProposalState
from bot.engine.model.question_form import QuestionForm
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, NOON, a_member, a_question, a_team


def test_a_remembered_revision_stays_as_it_was_asked(tx: Transaction) -> None:
    asked = a_question()
    tx.questions.remember(asked)
    tx.questions.remember(replace(asked, title="Other words under the same revision"))
    tx.questions.remember(replace(asked, revision="r2", title="Edited"))
    assert tx.questions.revision(asked.id, "r1") == asked
    edited = tx.questions.revision(asked.id, "r2")
    assert edited is not None
    assert edited.title == "Edited"
    assert tx.questions.revision(asked.id, "r3") is None


def test_a_teams_own_questions_keep_their_order_when_one_is_replaced(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    first, second = a_question("notes/zebra"), a_question("notes/ant")
    tx.questions.put_team(red.id, first, NOON)
    tx.questions.put_team(red.id, second, NOON)
    tx.questions.put_team(blue.id, replace(first, title="Blue's"), NOON)
    fixed = replace(first, title="Fixed", revision="r2")
    tx.questions.put_team(red.id, fixed, NOON + HOUR)
    assert tx.questions.of_team(red.id) == (fixed, second)
    assert tx.questions.of_team(blue.id) == (replace(first, title="Blue's"),)
    assert tx.questions.in_team(red.id, first.id) == fixed
    assert tx.questions.in_team(red.id + blue.id + 1, first.id) is None


def test_a_removed_question_is_gone_for_one_team_and_its_revisions_stay(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    kept = a_question()
    tx.questions.remember(kept)
    for team in (red, blue):
        tx.questions.put_team(team.id, kept, NOON)
    for _ in range(2):
        tx.questions.remove_team(red.id, kept.id)
    assert (tx.questions.of_team(red.id), tx.questions.of_team(blue.id)) == ((), (kept,))
    assert tx.questions.revision(kept.id, kept.revision) == kept


def test_a_question_is_retired_for_one_team_alone(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    tx.questions.retire(red.id, "a/x", "wrong", NOON)
    tx.questions.retire(red.id, "a/x", "still wrong", NOON)
    tx.questions.retire(red.id, "a/y", "boring", NOON)
    assert tx.questions.retired(red.id) == {"a/x", "a/y"}
    assert tx.questions.retired(blue.id) == frozenset()


def test_a_later_correction_replaces_an_earlier_one(tx: Transaction) -> None:
    team = a_team(tx)
    ada = a_member(tx, team)
    first = Correction(team.id, "a/x", "r1", 1, ada.id, "typo", NOON)
    second = Correction(team.id, "a/y", "r1", 0, ada.id, "typo", NOON + HOUR)
    again = replace(first, key=2, reason="no, the third", at=NOON + 2 * HOUR)
    other = replace(first, revision="r0", at=NOON - HOUR)
    for correction in (first, second, again, other):
        tx.questions.correct(correction)
    assert tx.questions.corrections(team.id) == (other, second, again)
    assert tx.questions.corrections(team.id + 1) == ()


def test_proposals_wait_until_they_are_settled(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    ada, bob = a_member(tx, red), a_member(tx, blue)
    flag = tx.questions.propose(Proposal(0, red.id, ada.id, "flag", "a/x", "It is wrong", NOON))
    idea = tx.questions.propose(Proposal(0, red.id, ada.id, "suggestion", "", "# Why?", NOON))
    theirs = tx.questions.propose(Proposal(0, blue.id, bob.id, "flag", "a/x", "No", NOON))
    assert (flag.number, idea.number, theirs.number) == (1, 2, 1), "each team counts its own"
    assert tx.questions.proposal(red.id, 1) == flag
    assert tx.questions.proposal(blue.id, 1) == theirs
    assert tx.questions.proposals(red.id, ProposalState.WAITING) == (flag, idea)
    accepted = replace(flag, state=ProposalState.ACCEPTED)
    tx.questions.save_proposal(accepted)
    assert tx.questions.proposals(red.id, ProposalState.WAITING) == (idea,)
    assert tx.questions.proposals(red.id, ProposalState.ACCEPTED) == (accepted,)
    assert tx.questions.proposal(blue.id, 2) is None
    assert tx.questions.proposal_by_id(theirs.id) == theirs


def test_a_suggestion_keeps_its_form_and_what_it_has_become(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    ada = a_member(tx, red)
    form = QuestionForm("Title", "Why?", "a\n* b", "p", "An answer", "sql", "basic")
    idea = Proposal(0, red.id, ada.id, "suggestion", "", "", NOON, form=form)
    idea = tx.questions.propose(idea)
    assert tx.questions.proposal(red.id, 1) == idea
    assert tx.questions.became(red.id, "sql/title") is None
    accepted = replace(idea, state=ProposalState.ACCEPTED, question_id="sql/title", credited=False)
    tx.questions.save_proposal(accepted)
    assert tx.questions.became(red.id, "sql/title") == accepted
    assert tx.questions.became(blue.id, "sql/title") is None


def test_a_retired_question_comes_back_for_its_team_alone(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    for team in (red, blue):
        tx.questions.retire(team.id, "a/x", "boring", NOON)
    tx.questions.restore(red.id, "a/x")
    assert tx.questions.retired(red.id) == frozenset()
    assert tx.questions.retired(blue.id) == {"a/x"}
