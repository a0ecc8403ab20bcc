from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from bot.engine.errors import StorageError
from bot.engine.model.rounds import Response, RoundState
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import (
    HOUR,
    MONDAY,
    NOON,
    a_member,
    a_response,
    a_round,
    a_schedule,
    a_team,
)

DAY = timedelta(days=1)


def test_a_response_comes_back_as_it_was_saved(tx: Transaction) -> None:
    team = a_team(tx)
    asked, member = a_round(tx, a_schedule(tx, team)), a_member(tx, team)
    words = Response(asked.id, member.id, None, "naïve\n<@U1> 🙂", NOON, NOON + HOUR, (0, 2), "1.5")
    tx.responses.save(words)
    assert tx.responses.get(asked.id, member.id) == words
    assert tx.responses.get(asked.id, member.id + 1) is None


def test_a_changed_response_keeps_its_first_time(tx: Transaction) -> None:
    team = a_team(tx)
    asked, member = a_round(tx, a_schedule(tx, team)), a_member(tx, team)
    tx.responses.save(replace(a_response(asked, member), covered=(1,)))
    later = NOON + HOUR
    tx.responses.save(Response(asked.id, member.id, 2, "more", later, later, (), "2.5"))
    expected = Response(asked.id, member.id, 2, "more", NOON, later, (), "2.5")
    assert tx.responses.get(asked.id, member.id) == expected
    assert tx.responses.count(asked.id) == 1


def test_changing_a_response_keeps_its_first_time_and_needs_one(tx: Transaction) -> None:
    team = a_team(tx)
    asked, member = a_round(tx, a_schedule(tx, team)), a_member(tx, team)
    tx.responses.save(a_response(asked, member))
    later = NOON + HOUR
    tx.responses.change(
        Response(asked.id, member.id, None, "more", later, later, (1,), "2.5", True)
    )
    expected = Response(asked.id, member.id, None, "more", NOON, later, (1,), "2.5", True)
    assert tx.responses.get(asked.id, member.id) == expected
    with pytest.raises(StorageError, match="no such response"):
        tx.responses.change(a_response(asked, a_member(tx, team)))


def test_whether_someone_answered_that_many_rounds(tx: Transaction) -> None:
    team = a_team(tx)
    schedule = a_schedule(tx, team)
    ada, bob = a_member(tx, team), a_member(tx, team)
    for number in range(3):
        tx.responses.save(a_response(a_round(tx, schedule, by_hand_number=number), ada))
    assert [tx.responses.has_answered(ada.id, n) for n in (1, 3, 4)] == [True, True, False]
    assert not tx.responses.has_answered(bob.id, 1)


def test_responses_of_a_round_are_listed_by_first_time_then_member(tx: Transaction) -> None:
    team = a_team(tx)
    schedule = a_schedule(tx, team)
    asked, other = a_round(tx, schedule), a_round(tx, schedule, by_hand_number=1)
    ada, bob, eve = (a_member(tx, team) for _ in range(3))
    eve_first = a_response(asked, eve, NOON - HOUR)
    for response in (a_response(asked, bob), a_response(asked, ada), eve_first):
        tx.responses.save(response)
    tx.responses.save(a_response(other, ada))
    assert [r.member_id for r in tx.responses.of_round(asked.id)] == [eve.id, ada.id, bob.id]
    assert [r.round_id for r in tx.responses.of_member(ada.id)] == [asked.id, other.id]
    assert tx.responses.count(asked.id) == 3


def test_a_teams_rounds_and_responses_since_a_date_are_its_own(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, elsewhere = a_schedule(tx, team), a_schedule(tx, a_team(tx))
    state = RoundState.REVEALED
    early, first, late = (a_round(tx, schedule, MONDAY + n * DAY, state=state) for n in range(3))
    still_open = a_round(tx, schedule, MONDAY + 3 * DAY, state=RoundState.OPEN)
    theirs = a_round(tx, elsewhere, MONDAY + 2 * DAY, state=state)
    ada, bob = a_member(tx, team), a_member(tx, team)
    for asked in (late, first, early, theirs, still_open):
        tx.responses.save(a_response(asked, bob))
        tx.responses.save(a_response(asked, ada))
    assert tx.rounds.closed_since(team.id, MONDAY + DAY) == (first, late)
    found = tx.responses.of_team_since(team.id, MONDAY + DAY)
    assert [(each.round_id, each.member_id) for each in found] == [
        (asked.id, who.id) for asked in (first, late, still_open) for who in (ada, bob)
    ]


def test_a_removed_response_is_gone_and_others_stay(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    ada, bob = a_member(tx, team), a_member(tx, team)
    tx.responses.save(a_response(asked, ada))
    tx.responses.save(a_response(asked, bob))
    tx.responses.remove(asked.id, ada.id)
    tx.responses.remove(asked.id, ada.id)
    assert [r.member_id for r in tx.responses.of_round(asked.id)] == [bob.id]


def test_an_instant_of_any_zone_comes_back_as_the_same_instant(tx: Transaction) -> None:
    team = a_team(tx)
    asked, member = a_round(tx, a_schedule(tx, team)), a_member(tx, team)
    abroad = NOON.astimezone(timezone(timedelta(hours=-8))).replace(microsecond=123456)
    tx.responses.save(a_response(asked, member, abroad))
    saved = tx.responses.get(asked.id, member.id)
    assert saved is not None
    assert saved.at == abroad
    assert saved.at.utcoffset() is not None


def test_responses_of_the_forgotten_are_counted_by_choice(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    asked, other = a_round(tx, schedule), a_round(tx, schedule, by_hand_number=1)
    for choice in (2, None, 2, 0):
        tx.responses.add_anonymous(asked.id, choice)
    assert tx.responses.anonymous(asked.id) == {2: 2, None: 1, 0: 1}
    assert tx.responses.anonymous(other.id) == {}
