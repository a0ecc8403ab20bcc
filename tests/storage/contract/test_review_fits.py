"""What a member's history has taught comes back as it was saved; who is due is found."""

from dataclasses import replace

from bot.engine.model.people import Member
from bot.engine.model.practice import Attempt
from bot.engine.model.review_fits import ReviewFit
from bot.engine.model.rounds import Response
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, NOON, a_member, a_round, a_schedule, a_team


def attempts(tx: Transaction, member: Member, count: int) -> None:
    tx.practice.add_attempts(
        [
            Attempt(member.id, f"maths/q{number:02}", "maths", True, "drill", NOON)
            for number in range(count)
        ]
    )


def test_a_fit_comes_back_as_it_was_saved(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    fit = ReviewFit(ada.id, NOON + HOUR, 640, (0.2172, 1.0, 1e-3, 100.0), NOON)
    tx.review_fits.save(fit)
    assert tx.review_fits.get(ada.id) == fit
    assert tx.review_fits.get(bob.id) is None
    again = ReviewFit(ada.id, NOON, wants_defaults=True)
    tx.review_fits.save(again)
    assert tx.review_fits.get(ada.id) == again


def test_those_with_enough_attempts_are_due_by_id(tx: Transaction) -> None:
    team, other = a_team(tx), a_team(tx)
    ada, bob, eve = a_member(tx, team), a_member(tx, team), a_member(tx, other)
    for member, count in ((eve, 5), (bob, 2), (ada, 3)):
        attempts(tx, member, count)
    assert tx.review_fits.due(NOON, 3, 10) == (ada.id, eve.id)
    assert tx.review_fits.due(NOON, 3, 1) == (ada.id,)
    assert tx.review_fits.due(NOON, 6, 10) == ()


def test_who_was_looked_at_is_due_again_at_their_time(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    attempts(tx, ada, 2)
    tx.review_fits.save(ReviewFit(ada.id, NOON))
    assert tx.review_fits.due(NOON - HOUR, 2, 10) == ()
    assert tx.review_fits.due(NOON, 2, 10) == (ada.id,)


def test_who_wants_the_defaults_is_never_due(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    attempts(tx, ada, 2)
    tx.review_fits.save(ReviewFit(ada.id, NOON, wants_defaults=True))
    assert tx.review_fits.due(NOON + HOUR, 2, 10) == ()


def test_the_fits_of_who_responded_to_a_round_are_found_in_one_go(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    ada, bob, eve = (a_member(tx, team) for _ in range(3))
    fits = [ReviewFit(member.id, NOON, 600, (1.0,), NOON) for member in (ada, eve)]
    for fit in fits:
        tx.review_fits.save(fit)
    for member in (ada, bob):
        tx.responses.save(Response(asked.id, member.id, 0, None, NOON, NOON))
    assert tx.review_fits.of_responders(asked.id) == {ada.id: fits[0]}


def test_it_goes_with_its_member_and_nobody_elses_does(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    fit = ReviewFit(ada.id, NOON, 600, (1.0,), NOON)
    for each in (fit, replace(fit, member_id=bob.id)):
        tx.review_fits.save(each)
    tx.members.forget(ada.id)
    assert tx.review_fits.get(ada.id) is None
    assert tx.review_fits.get(bob.id) is not None
