from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.engine.model.deliveries import Delivery, DeliveryKind, DeliveryState
from bot.engine.model.moderation import Proposal
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import (
    CHANNEL,
    HOUR,
    NOON,
    OTHER_CHANNEL,
    a_member,
    a_round,
    a_schedule,
    a_team,
)

DAY = timedelta(days=1)
ACCOUNT = Account("console", "local", "ada")
ALL = 1000


def a_delivery(tx: Transaction, key: str = "k", **fields: Any) -> Delivery:
    """Add a message and return it as it is stored."""
    if "team_id" not in fields:
        fields["team_id"] = a_team(tx).id
    values: dict[str, Any] = {"target": ACCOUNT, "due_at": NOON, "expires_at": NOON + HOUR}
    assert tx.deliveries.add(Delivery(key, DeliveryKind.REMINDER, **{**values, **fields}))
    stored = tx.deliveries.by_key(key)
    assert stored is not None
    return stored


def test_a_delivery_comes_back_as_it_was_added(tx: Transaction) -> None:
    team = a_team(tx)
    schedule = a_schedule(tx, team)
    author = a_member(tx, team).id
    proposal = tx.questions.propose(Proposal(0, team.id, author, "suggestion", "", "Why?", NOON))
    full = a_delivery(
        tx,
        "full",
        team_id=team.id,
        member_id=author,
        round_id=a_round(tx, schedule).id,
        schedule_id=schedule.id,
        proposal_id=proposal.id,
        state=DeliveryState.SENDING,
        worker="w",
        lease_until=NOON + HOUR,
        attempts=3,
        retry_at=NOON,
        refused_at=NOON,
        note="down",
        message=MessageRef(ChannelRef("console", "local", "D1"), "12.5"),
    )
    to_channel = a_delivery(tx, "other", target=OTHER_CHANNEL, expires_at=NOON + DAY)
    assert tx.deliveries.get(full.id) == full
    assert (full.note, to_channel.target) == ("down", OTHER_CHANNEL)
    assert full.message == MessageRef(ChannelRef("console", "local", "D1"), "12.5")
    assert tx.deliveries.get(full.id + 100) is None


def test_a_key_is_added_once_whatever_became_of_it(tx: Transaction) -> None:
    first = a_delivery(tx)
    before = tx.deliveries.added
    tx.deliveries.save(replace(first, state=DeliveryState.SENT))
    assert not tx.deliveries.add(replace(first, id=0, due_at=NOON + DAY))
    assert tx.deliveries.by_key("k") == replace(first, state=DeliveryState.SENT)
    assert tx.deliveries.added == before


def test_a_plan_moves_what_waits_and_nothing_else(tx: Transaction) -> None:
    waiting = a_delivery(tx)
    later = replace(waiting, id=0, due_at=NOON + HOUR, expires_at=NOON + DAY)
    tx.deliveries.plan(later)
    assert tx.deliveries.by_key("k") == replace(later, id=waiting.id)
    tx.deliveries.save(replace(later, id=waiting.id, state=DeliveryState.SENDING))
    tx.deliveries.plan(waiting)
    moved = tx.deliveries.by_key("k")
    assert moved is not None
    assert moved.due_at == NOON + HOUR
    tx.deliveries.plan(replace(waiting, id=0, key="new"))
    assert tx.deliveries.by_key("new") is not None


def test_only_what_waits_can_be_withdrawn(tx: Transaction) -> None:
    waiting, sending = a_delivery(tx, "a"), a_delivery(tx, "b", state=DeliveryState.SENDING)
    tx.deliveries.withdraw("a")
    tx.deliveries.withdraw("b")
    tx.deliveries.withdraw("c")
    assert (tx.deliveries.get(waiting.id), tx.deliveries.get(sending.id)) == (None, sending)


def test_only_what_was_sent_is_shown_again(tx: Transaction) -> None:
    shown = MessageRef(CHANNEL, "1")
    for state in DeliveryState:
        a_delivery(tx, state.value, state=state, message=shown, attempts=4, worker="w")
        tx.deliveries.show_again(state.value, NOON + HOUR)
    again = tx.deliveries.by_key("sent")
    assert again is not None
    assert (again.state, again.due_at) == (DeliveryState.WAITING, NOON + HOUR)
    assert (again.message, again.attempts, again.expires_at) == (shown, 0, NOON + HOUR + DAY)
    dropped = tx.deliveries.by_key("dropped")
    assert dropped is not None
    assert dropped.state is DeliveryState.DROPPED


DUE: list[tuple[dict[str, Any], bool]] = [
    ({}, True),
    ({"due_at": NOON + HOUR}, False),
    ({"state": DeliveryState.SENDING}, True),
    ({"state": DeliveryState.SENT}, False),
    ({"state": DeliveryState.DROPPED}, False),
    ({"lease_until": NOON + HOUR, "worker": "w"}, False),
    ({"lease_until": NOON, "worker": "w"}, True),
    ({"lease_until": NOON + HOUR, "worker": "me"}, True),
    ({"lease_until": NOON + DAY, "worker": "w"}, True),
    ({"retry_at": NOON + HOUR}, False),
    ({"retry_at": NOON}, True),
    ({"state": DeliveryState.SENDING, "retry_at": NOON + DAY}, True),
    ({"target": OTHER_CHANNEL}, False),
    ({"target": CHANNEL}, True),
    ({"expires_at": NOON - HOUR}, True),
]


@pytest.mark.parametrize(("fields", "due"), DUE)
def test_a_delivery_is_due_when_its_time_has_come_and_nobody_holds_it(
    tx: Transaction, fields: dict[str, Any], due: bool
) -> None:
    added = a_delivery(tx, **fields)
    found = tx.deliveries.due(["console", "discord"], NOON, "me", ALL)
    assert found == ((added,) if due else ())


def test_the_longest_due_comes_first_and_pages_are_full(tx: Transaction) -> None:
    for number, state in enumerate([DeliveryState.WAITING, DeliveryState.SENDING] * 3):
        a_delivery(tx, str(number), due_at=NOON - number * HOUR, state=state)
    found = tx.deliveries.due(["console"], NOON, "me", 4)
    assert [each.key for each in found] == ["5", "4", "3", "2"]


NEXT: list[tuple[dict[str, Any], object]] = [
    ({"due_at": NOON + HOUR}, NOON + HOUR),
    ({"due_at": NOON}, None),
    ({"due_at": NOON + HOUR, "state": DeliveryState.SENT}, None),
    ({"retry_at": NOON + HOUR}, NOON + HOUR),
    ({"retry_at": NOON + HOUR, "state": DeliveryState.SENDING}, NOON + HOUR),
    ({"lease_until": NOON + HOUR, "state": DeliveryState.SENDING}, NOON + HOUR),
    ({"retry_at": NOON - HOUR, "state": DeliveryState.SENDING}, None),
    ({"retry_at": NOON + HOUR, "state": DeliveryState.DROPPED}, None),
]


@pytest.mark.parametrize(("fields", "at"), NEXT)
def test_the_next_time_is_known(tx: Transaction, fields: dict[str, Any], at: object) -> None:
    a_delivery(tx, "much later", due_at=NOON + 3 * DAY)
    a_delivery(tx, **fields)
    assert tx.deliveries.next_due(NOON) == (at or NOON + 3 * DAY)


def test_a_lease_is_given_to_one_worker_at_a_time(tx: Transaction) -> None:
    added, until = a_delivery(tx), NOON + HOUR
    mine = tx.deliveries.acquire(added.id, "me", NOON, until)
    assert mine == replace(added, worker="me", lease_until=until)
    assert tx.deliveries.acquire(added.id, "other", NOON, until) is None
    assert tx.deliveries.acquire(added.id, "me", NOON, until) == mine
    theirs = tx.deliveries.acquire(added.id, "other", until, until + HOUR)
    assert theirs == replace(added, worker="other", lease_until=until + HOUR)
    assert tx.deliveries.acquire(added.id + 1, "me", NOON, until) is None


def test_what_ended_processes_held_is_freed(tx: Transaction) -> None:
    held = a_delivery(tx, "a", state=DeliveryState.SENDING, worker="w", lease_until=NOON + HOUR)
    free = a_delivery(tx, "b", state=DeliveryState.SENDING)
    sent = a_delivery(tx, "c", state=DeliveryState.SENT, worker="w")
    tx.deliveries.release_all(NOON)
    assert tx.deliveries.get(held.id) == replace(held, worker="", lease_until=NOON)
    assert (tx.deliveries.get(free.id), tx.deliveries.get(sent.id)) == (free, sent)


def test_deliveries_go_with_what_they_are_about(tx: Transaction) -> None:
    team = a_team(tx)
    member = a_member(tx, team)
    about_them = a_delivery(tx, "a", team_id=team.id, member_id=member.id)
    of_the_team = a_delivery(tx, "b", team_id=team.id)
    kept = a_delivery(tx, "c")
    assert tx.deliveries.of_member(member.id) == (about_them,)
    tx.members.forget(member.id)
    assert tx.deliveries.get(about_them.id) is None
    tx.teams.remove(team.id)
    assert (tx.deliveries.get(of_the_team.id), tx.deliveries.get(kept.id)) == (None, kept)


def test_an_accounts_deliveries_are_found_and_removed(tx: Transaction) -> None:
    theirs = a_delivery(tx, "a")
    a_delivery(tx, "b", target=replace(ACCOUNT, user="ben"))
    a_delivery(tx, "c", target=CHANNEL)
    assert tx.deliveries.of_account(ACCOUNT) == (theirs,)
    tx.deliveries.remove(theirs.id)
    assert tx.deliveries.of_account(ACCOUNT) == ()


def test_old_ones_are_pruned(tx: Transaction) -> None:
    for number in range(3):
        a_delivery(tx, str(number), expires_at=NOON - number * DAY)
    assert tx.deliveries.prune(NOON, 1) == 1
    assert tx.deliveries.prune(NOON, 5) == 1
    assert tx.deliveries.by_key("0") is not None
