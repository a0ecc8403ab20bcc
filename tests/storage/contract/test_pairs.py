"""Interviews in pairs come back as they were saved, and go with either of the two."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine.errors import StorageError
from bot.engine.model.interviews import Interview
from bot.engine.model.pairs import Pair, PairState, Waiting
from bot.engine.model.people import Member
from bot.engine.model.questions import Level
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, NOON, a_member, a_team

DAY = timedelta(days=1)


def invited(candidate: Member, interviewer: Member) -> Pair:
    return Pair(
        0, candidate.team_id, candidate.id, interviewer.id, candidate.id, "sql", Level.BASIC, 20,
        PairState.INVITED, NOON, NOON + DAY,
    )  # fmt: skip


def waiting(member: Member, hours: int = 0) -> Waiting:
    since = NOON + hours * HOUR
    return Waiting(0, member.team_id, member.id, since, since + DAY)


def test_a_pair_comes_back_as_it_was_saved(tx: Transaction) -> None:
    team = a_team(tx)
    ada, ben = a_member(tx, team), a_member(tx, team, "Ben")
    first = tx.pairs.add(invited(ada, ben))
    assert tx.pairs.get(first.id) == first
    interview = tx.interviews.add(Interview(0, ada.id, "", None, 20, (), 1, NOON, led=True))
    begun = replace(first, state=PairState.BEGUN, level=None, asked_by=None,
                    interview_id=interview.id, expires_at=NOON + HOUR)  # fmt: skip
    tx.pairs.save(begun)
    assert tx.pairs.get(first.id) == begun
    tx.interviews.delete(interview.id)
    assert tx.pairs.get(first.id) in (begun, replace(begun, interview_id=None))
    with pytest.raises(StorageError):
        tx.pairs.save(replace(begun, id=99))


def test_a_members_pairs_are_those_of_either_side(tx: Transaction) -> None:
    team = a_team(tx)
    ada, ben, cy = (a_member(tx, team, name) for name in ("Ada", "Ben", "Cy"))
    pairs = [tx.pairs.add(invited(*two)) for two in ((ada, ben), (cy, ada), (ben, cy))]
    assert tx.pairs.of_member(ada.id) == (pairs[0], pairs[1])
    assert tx.pairs.of_member(ben.id) == (pairs[0], pairs[2])


def test_a_pair_goes_with_either_of_the_two(tx: Transaction) -> None:
    team = a_team(tx)
    ada, ben, cy = (a_member(tx, team, name) for name in ("Ada", "Ben", "Cy"))
    kept = tx.pairs.add(invited(ben, cy))
    tx.pairs.add(invited(ada, ben))
    tx.pairs.add(invited(cy, ada))
    tx.pairs.wait(waiting(ada))
    tx.members.forget(ada.id)
    assert tx.pairs.of_member(ada.id) == ()
    assert tx.pairs.of_member(cy.id) == (kept,)
    assert tx.pairs.waiting(team.id) == ()
    tx.teams.remove(team.id)
    assert tx.pairs.get(kept.id) is None


def test_an_interview_that_is_led_is_none_of_those_alone(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    alone = tx.interviews.add(Interview(0, ada.id, "", None, 20, (), 1, NOON))
    led = tx.interviews.add(Interview(0, ada.id, "", None, 20, (), 1, NOON, led=True))
    assert tx.interviews.unfinished(ada.id) == alone
    assert tx.interviews.get(led.id) == led


def test_people_wait_in_the_order_they_came_each_once(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx, "Blue")
    ada, ben = a_member(tx, red), a_member(tx, red, "Ben")
    late, early = tx.pairs.wait(waiting(ada, 2)), tx.pairs.wait(waiting(ben, 1))
    tx.pairs.wait(waiting(a_member(tx, blue)))
    assert tx.pairs.waiting(red.id) == (early, late)
    again = tx.pairs.wait(waiting(ada, 0))
    assert tx.pairs.waiting(red.id) == (again, early)
    assert tx.pairs.waiting_of(ada.id) == again
    tx.pairs.stop_waiting(ada.id)
    assert tx.pairs.waiting_of(ada.id) is None
    assert tx.pairs.waiting(red.id) == (early,)


def test_only_old_ones_are_pruned_a_few_at_a_time(tx: Transaction) -> None:
    team = a_team(tx)
    ada, ben = a_member(tx, team), a_member(tx, team, "Ben")
    for _ in range(3):
        tx.pairs.add(invited(ada, ben))
    new = tx.pairs.add(replace(invited(ada, ben), asked_at=NOON + HOUR))
    assert [tx.pairs.prune(NOON + HOUR, 2) for _ in range(3)] == [2, 1, 0]
    assert tx.pairs.of_member(ada.id) == (new,)
    kept = tx.pairs.wait(waiting(ada, 1))
    tx.pairs.wait(waiting(ben))
    assert [tx.pairs.prune_waiting(NOON + DAY + HOUR, 2) for _ in range(2)] == [1, 0]
    assert tx.pairs.waiting(team.id) == (kept,)
