"""Databases of earlier versions still work, with a team's two weeks in them."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.engine.model.people import Member
from bot.engine.ports.repositories import Transaction
from bot.engine.records import audit
from storage import database_url, engines
from storage.maintenance import copy
from storage.maintenance.integrity import findings
from storage.migrations import upgrade
from storage.store import SqlStore
from storage.tables import metadata
from tests.support.lived import sights
from tests.support.postgresql import Server
from tests.support.stored_world import NOON

pytestmark = pytest.mark.slow

RELEASES = Path(__file__).parent / "releases"
STANDINGS = {"Lead": (0, 0), "Ann": (58, 3), "Ben": (42, 0), "Ève": (74, 1)}
"""Points, and the streak the history ends with."""


@pytest.fixture(params=sorted(RELEASES.glob("*.sql")), ids=lambda file: file.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database as an earlier version left it: ``.dump`` of ``tests/storage/lived.py``."""
    file: Path = request.param
    path = tmp_path / "released.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(file.read_text(encoding="utf-8"))
    return f"sqlite:///{path}"


def standings(tx: Transaction) -> dict[str, tuple[int, int]]:
    """Return everyone's points and streak by name."""
    team = tx.teams.all()[0]
    found: dict[str, tuple[int, int]] = {}
    for member in tx.members.of_team(team.id):
        latest = tx.days.before(member.id, date.max)
        points = sum(entry.points for entry in tx.points.of_member(member.id))
        found[member.name] = (points, latest.after.current if latest else 0)
    return found


def test_an_old_database_is_upgraded_with_all_its_data(released: str) -> None:
    upgrade.upgrade(released)
    assert upgrade.current(released) == upgrade.head()
    with SqlStore(released) as store:
        assert findings(store, audit.differences) == ()
        assert store.read_now(standings) == STANDINGS
        new = store.write_now(lambda tx: tx.members.add(Member(0, 1, "New", NOON)))
        assert new.id == 6, "the fifth was given, and is gone"


def test_an_old_database_moves_to_postgresql(released: str, server: Server) -> None:
    target = server.empty()
    copy.copy(released, target, audit.differences)
    with SqlStore(target) as store:
        assert store.read_now(standings) == STANDINGS


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_migrations_go_back_and_forth_with_data(kind: str, lived: str, server: Server) -> None:
    url = lived
    if kind == "postgresql":
        copy.copy(lived, url := server.empty(), audit.differences)
    with SqlStore(url) as store:
        before = sights(store)
    upgrade.downgrade(url, "0001")
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        assert findings(store, audit.differences) == ()
        assert sights(store) == before


def test_the_migrations_create_the_same_tables_on_postgresql(server: Server) -> None:
    url = server.empty()
    for _ in range(2):
        upgrade.upgrade(url)
        with SqlStore(url):
            pass
        engine = engines.connect(database_url.parse(url), engines.Role.READ)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
        engine.dispose()
        upgrade.downgrade(url, "base")
        assert upgrade.current(url) is None
