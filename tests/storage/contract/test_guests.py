"""People of another workspace in a shared channel: one member in each team, one account."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.people import Actor, Identity, Workspace
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import (
    known_member,
    member_of,
    needs_update,
    rename,
    team_of,
    users_in,
)
from tests.storage.conftest import Transactions
from tests.support.stored_world import NOON, a_schedule

HOST, HOME = "T0HOST", "T0FAR"
UNTOLD = Actor("slack", HOST, "U0FAR", "Far")
GUEST = replace(UNTOLD, own_workspace=HOME)
AT_HOME = replace(UNTOLD, workspace=HOME)


def test_a_guest_is_a_member_of_the_hosts_team_by_an_account_of_their_own(tx: Transaction) -> None:
    guest = member_of(tx, GUEST, NOON)
    assert guest.team_id == team_of(tx, "slack", HOST, NOON).id
    assert tx.members.identities(guest.id) == (Identity("slack", HOME, "U0FAR", guest.id),)
    assert known_member(tx, UNTOLD) == guest, "also while nobody tells whose they are"
    assert known_member(tx, AT_HOME) is None
    assert users_in(tx, guest.id, "slack", HOST) == ("U0FAR",)


def test_who_was_kept_under_the_channels_workspace_moves_and_stays_the_same_member(
    tx: Transaction,
) -> None:
    before = member_of(tx, UNTOLD, NOON)
    assert not needs_update(tx, UNTOLD)
    assert needs_update(tx, GUEST)
    assert member_of(tx, GUEST, NOON) == before
    assert not needs_update(tx, GUEST)
    assert tx.members.identities(before.id) == (Identity("slack", HOME, "U0FAR", before.id),)
    assert tx.members.of_team(before.team_id) == (before,)


def test_who_moves_keeps_their_accounts_elsewhere(tx: Transaction) -> None:
    member = member_of(tx, UNTOLD, NOON)
    elsewhere = Identity("discord", "G1", "7", member.id)
    tx.members.link(elsewhere)
    rename(tx, replace(GUEST, name="Far Away"))
    assert tx.members.identities(member.id) == (
        elsewhere,
        Identity("slack", HOME, "U0FAR", member.id),
    )


def test_a_schedule_that_a_guest_once_owned_goes_on_without_an_owner(tx: Transaction) -> None:
    member_of(tx, UNTOLD, NOON)
    team = team_of(tx, "slack", HOST, NOON)
    made = a_schedule(tx, team)
    there = replace(made.channel, platform="slack", workspace=HOST)
    theirs = replace(made, channel=there, owner="U0FAR")
    tx.schedules.save(theirs)
    member_of(tx, GUEST, NOON)
    assert tx.schedules.get(made.id) == replace(theirs, owner="")


def test_of_a_team_with_two_workspaces_each_has_its_own_accounts(tx: Transaction) -> None:
    member = member_of(tx, Actor("discord", "G1", "7", "Ada"), NOON)
    team = team_of(tx, "discord", "G1", NOON)
    tx.teams.attach(Workspace("discord", "G2", team.id))
    tx.members.link(Identity("discord", "G2", "8", member.id))
    assert users_in(tx, member.id, "discord", "G1") == ("7",)
    assert users_in(tx, member.id, "discord", "G2") == ("8",)


SIGHTS = st.lists(
    st.tuples(st.sampled_from([UNTOLD, GUEST, AT_HOME]), st.sampled_from(["serves", "renames"]))
)


@given(SIGHTS)
def test_in_whatever_order_they_are_seen_they_are_one_member_of_each_team(
    transactions: Transactions, sights: list[tuple[Actor, str]]
) -> None:
    with transactions() as tx:
        first: dict[str, int] = {}
        for actor, does in sights:
            if does == "serves":
                member = member_of(tx, actor, NOON)
                assert first.setdefault(actor.workspace, member.id) == member.id
            else:
                rename(tx, actor)
        host, home = (tx.members.by_identity("slack", each, "U0FAR") for each in (HOST, HOME))
        assert {each.id for each in (host, home) if each} == set(first.values())
        assert len(set(first.values())) == len(first)
        served = [actor for actor, does in sights if does == "serves" and actor.workspace == HOST]
        if host is not None and served:
            met = sights.index((served[0], "serves"))
            told = any(actor == GUEST for actor, _ in sights[met:])
            owner = HOME if told else HOST
            assert tx.members.identities(host.id) == (Identity("slack", owner, "U0FAR", host.id),)
