"""Moving to PostgreSQL and back: everything, or nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from bot.engine.errors import StorageError
from bot.engine.model.people import Member
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from bot.engine.records import audit
from storage import engines
from storage.maintenance import copy
from storage.maintenance.integrity import findings
from storage.sqlite.single_process import single_process
from storage.store import SqlStore
from storage.tables import metadata
from tests.support.lived import sights
from tests.support.postgresql import Server
from tests.support.stored_world import NOON

pytestmark = pytest.mark.slow


def copied(source: str, target: str) -> copy.Copied:
    return copy.copy(source, target, audit.differences)


def seen(url: str) -> list[object]:
    with SqlStore(url) as store:
        assert findings(store, audit.differences) == ()
        return sights(store)


def add_member(tx: Transaction) -> int:
    return tx.members.add(Member(0, 1, "New", NOON)).id


def test_everything_moves_to_postgresql_and_back(
    lived: str, server: Server, tmp_path: Path
) -> None:
    progress: list[tuple[int, int]] = []
    target, home = server.empty(), f"sqlite:///{tmp_path}/home.db"

    def tell(done: int, rows: int) -> None:
        progress.append((done, rows))

    done = copy.copy(lived, target, audit.differences, tell)
    assert done.rows.keys() == metadata.tables.keys()
    assert min(done.rows.values()) > 0, "the history has something in every table"
    assert done.findings == ()
    assert progress[-1] == (2 * sum(done.rows.values()),) * 2
    assert copied(target, home).rows == done.rows
    before = seen(lived)
    assert seen(target) == before
    assert seen(home) == before


def test_an_id_is_never_used_twice(lived: str, server: Server, tmp_path: Path) -> None:
    target, home = server.empty(), f"sqlite:///{tmp_path}/home.db"
    copied(lived, target)
    copied(target, home)
    given: list[int] = []
    for url in (lived, target, home):
        with SqlStore(url) as store:
            given.append(store.write_now(add_member))
            store.write_now(lambda tx: tx.teams.add(type(tx.teams.all()[0])(0, "New", "UTC", NOON)))
    assert given == [6, 6, 6], "the fifth was given, and is gone"


def test_a_target_that_is_not_empty_is_refused(lived: str, postgresql_url: str) -> None:
    with SqlStore(postgresql_url) as store:
        store.write_now(lambda tx: tx.settings.put(Setting.SLACK_ORIGIN, "precious"))
    with pytest.raises(StorageError, match=r"isn't empty \(settings has rows\): choose an empty"):
        copied(lived, postgresql_url)
    with SqlStore(postgresql_url) as store:
        assert store.read_now(lambda tx: tx.teams.all()) == ()


def test_a_database_in_use_is_refused(lived: str, server: Server) -> None:
    target = server.empty()
    with single_process(lived), pytest.raises(StorageError, match="Another `warmup run` is using"):
        copied(lived, target)
    copied(lived, target)
    with (
        SqlStore(target, client_name=engines.SERVING),
        pytest.raises(StorageError, match=r"A bot is using postgresql.*: stop it first"),
    ):
        copied(target, server.empty())


SPOIL = """
    CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN NEW.value := 'spoiled'; RETURN NEW; END $$;
    CREATE TRIGGER spoil BEFORE INSERT ON settings FOR EACH ROW EXECUTE FUNCTION spoil()
"""


def test_a_copy_that_does_not_match_is_rolled_back(lived: str, postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        connection.execute(SPOIL)
    with pytest.raises(StorageError, match="copy of settings doesn't match, so it was rolled back"):
        copied(lived, postgresql_url)
    with SqlStore(postgresql_url) as store:
        assert store.read_now(lambda tx: tx.teams.all()) == ()


def test_points_and_streaks_must_match(lived: str, postgresql_url: str) -> None:
    told: list[tuple[str, ...]] = [("a finding",), ()]
    found = iter(told)
    with pytest.raises(StorageError, match=r"points or streaks don't match \(1 problem in"):
        copy.copy(lived, postgresql_url, lambda _: next(found))
    with SqlStore(postgresql_url) as store:
        assert store.read_now(lambda tx: tx.teams.all()) == ()


def test_problems_of_the_source_are_reported_and_copied(
    lived: str, lived_path: Path, postgresql_url: str
) -> None:
    with closing(sqlite3.connect(lived_path)) as connection, connection:
        connection.execute("UPDATE point_totals SET points = 1 WHERE period = 'all'")
    done = copied(lived, postgresql_url)
    assert "on the leaderboard (period all" in done.findings[0]


def test_nul_characters_of_old_answers_are_removed(
    lived: str, lived_path: Path, server: Server
) -> None:
    with closing(sqlite3.connect(lived_path)) as connection, connection:
        connection.execute("UPDATE responses SET text = 'a' || char(0) || 'b' WHERE text <> ''")
    target = server.empty()
    copied(lived, target)
    with SqlStore(target) as store:
        texts = {r.text for r in store.read_now(lambda tx: tx.responses.of_member(2))}
    assert "ab" in texts
    assert texts <= {None, "ab"}


def test_a_missing_source_is_not_created(tmp_path: Path, server: Server) -> None:
    with pytest.raises(StorageError, match="There's no database"):
        copied(f"sqlite:///{tmp_path}/none.db", server.empty())
    assert list(tmp_path.iterdir()) == []


def test_source_and_target_must_be_different_databases(url: str, path: Path) -> None:
    path.with_name("link.db").symlink_to(path)
    for same in (path, path.parent / "." / ".." / path.parent.name / path.name, "link.db"):
        with pytest.raises(StorageError, match="are the same database: choose"):
            copied(url, f"sqlite:///{path.parent / same}")
