"""Revision 0009: the team becomes part of an account's key, and back."""

import pytest

from bot.engine.model.people import Identity, Member, Workspace
from bot.engine.ports.repositories import Transaction
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.postgresql import Server
from tests.support.stored_world import a_member, a_team


def _fill(tx: Transaction) -> tuple[Member, Member]:
    """Let someone be a member of two teams, and a guest in the first."""
    host, own = a_team(tx, "Host"), a_team(tx, "Own")
    tx.teams.attach(Workspace("slack", "T1", host.id))
    tx.teams.attach(Workspace("slack", "T2", own.id))
    guest, at_home = a_member(tx, host, "Guest"), a_member(tx, own, "At home")
    for member in (guest, at_home):
        tx.members.link(Identity("slack", "T2", "U1", member.id))
    tx.members.link(Identity("slack", "T2", "U2", guest.id))
    tx.members.note_home("slack", "T2", "U1")
    return guest, at_home


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_guests_move_in_with_their_host_and_keep_all_they_have(
    kind: str, request: pytest.FixtureRequest
) -> None:
    if kind == "postgresql":
        server: Server = request.getfixturevalue("server")
        url = server.empty()
    else:
        url = f"sqlite:///{request.getfixturevalue('tmp_path')}/guests.db"
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        guest, at_home = store.write_now(_fill)
    upgrade.downgrade(url, "0008")
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        assert store.read_now(lambda tx: tx.members.identities(guest.id)) == (
            Identity("slack", "T1", "U1", guest.id),
            Identity("slack", "T1", "U2", guest.id),
        )
        assert store.read_now(lambda tx: tx.members.by_identity("slack", "T1", "U1")) == guest
        assert store.read_now(lambda tx: tx.members.by_identity("slack", "T2", "U1")) == at_home
        assert store.read_now(lambda tx: tx.members.home("slack", "U1")) == "T2"
        store.write_now(lambda tx: tx.members.forget(at_home.id))
        assert store.read_now(lambda tx: tx.members.home("slack", "U1")) is None
