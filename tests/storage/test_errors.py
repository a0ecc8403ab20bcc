"""Each trouble with the database gets one clear sentence that names the fix."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.engine.errors import StorageError
from bot.engine.model.settings import Setting
from bot.engine.rules.install_line import install_line
from storage import database_url
from storage.errors import RESTORE, explain
from storage.maintenance.integrity import findings
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.keyed_values import put_value, value_of
from tests.support.postgresql import Server


def refusal(url: str, busy_timeout: float = 5) -> str:
    """What opening the store at ``url`` says."""
    with pytest.raises(StorageError) as caught:
        SqlStore(url, busy_timeout=busy_timeout).open()
    return str(caught.value)


def refused_upgrade(url: str) -> str:
    """What upgrading the database at ``url`` says."""
    with pytest.raises(StorageError) as caught:
        upgrade.upgrade(url)
    return str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    for use in (refusal, refused_upgrade):
        said = use(f"sqlite:///{tmp_path}/none/warmup.db")
        assert f"The folder {tmp_path}/none doesn't exist: create it" in said


def test_a_missing_database_is_distinguished_from_a_broken_one(tmp_path: Path) -> None:
    said = refusal(f"sqlite:///{tmp_path}/warmup.db")
    assert f"There's no database at {tmp_path}/warmup.db: run `warmup db upgrade`" in said
    assert not (tmp_path / "warmup.db").exists()


def test_an_empty_file_needs_an_upgrade(tmp_path: Path) -> None:
    (tmp_path / "warmup.db").touch()
    url = f"sqlite:///{tmp_path}/warmup.db"
    assert "run `warmup db upgrade`" in refusal(url)
    upgrade.upgrade(url)
    SqlStore(url).open().close()


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    assert "is a folder: set DATABASE_URL to a file" in refusal(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 4\x00" + bytes(4096), b"{}" * 4096])
def test_another_kind_of_file_is_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "warmup.db"
    path.write_bytes(content)
    for use in (refusal, refused_upgrade):
        assert "isn't a SQLite database: set DATABASE_URL to another file" in use(
            f"sqlite:///{path}"
        )
    assert path.read_bytes() == content


@pytest.mark.parametrize("kept", [50, 100, 4096, 40_000])
def test_a_truncated_file_is_reported(path: Path, url: str, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    assert "is truncated: restore a backup" in refusal(url)


def test_a_file_with_pages_still_in_its_log_is_intact(path: Path, url: str, tmp_path: Path) -> None:
    with SqlStore(url) as store:
        store.write_now(lambda tx: put_value(tx, "key", "here"))
        crashed = tmp_path / "crashed.db"
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{crashed}{suffix}")
    with SqlStore(f"sqlite:///{crashed}") as store:
        assert store.read_now(lambda tx: value_of(tx, "key")) == "here"


def test_an_interrupted_checkpoint_is_not_damage(path: Path, url: str, tmp_path: Path) -> None:
    """A checkpoint writes the first page first: it tells of pages that are still in the log."""
    with SqlStore(url) as store:
        store.write_now(lambda tx: put_value(tx, "key", "here" * 50_000))
        crashed = tmp_path / "crashed.db"
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{crashed}{suffix}")
    log = Path(f"{crashed}-wal").read_bytes()
    frames = [log[at : at + 24 + 4096] for at in range(32, len(log), 24 + 4096)]
    first_page = next(frame[24:] for frame in frames if frame[:4] == b"\x00\x00\x00\x01")
    crashed.write_bytes(first_page + crashed.read_bytes()[4096:])
    with SqlStore(f"sqlite:///{crashed}") as store:
        assert store.read_now(lambda tx: value_of(tx, "key")) == "here" * 50_000


def test_damage_inside_is_reported(path: Path, url: str) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996  # the first page: which tables there are
    path.write_bytes(content)
    assert "is damaged: restore a backup" in refusal(url)


def test_a_newer_database_is_left_alone(path: Path, url: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for use in (refusal, refused_upgrade):
        said = use(url)
        assert "from a newer Warmup (revision 9999" in said
        assert "install that version, or restore a backup" in said
    assert upgrade.current(url) == "9999"


def test_a_locked_database_names_the_fix(path: Path, url: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = refusal(url, busy_timeout=0.05)
    assert "is locked by another process: stop that process, or try again" in said


def test_a_lock_taken_later_fails_only_the_write(path: Path, url: str) -> None:
    with SqlStore(url, busy_timeout=0.05) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageError, match="locked by another process"):
                store.write_now(lambda tx: put_value(tx, "key", "1"))
        store.write_now(lambda tx: put_value(tx, "key", "2"))
        assert store.read_now(lambda tx: value_of(tx, "key")) == "2"


def test_a_read_only_database_is_reported(path: Path) -> None:
    with SqlStore(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        with pytest.raises(StorageError, match="is read-only: give Warmup's user write permission"):
            store.write_now(lambda tx: put_value(tx, "key", "here"))
        assert store.read_now(lambda tx: value_of(tx, "key")) is None


@pytest.mark.parametrize("refused", ["warmup.db", ""])
def test_a_file_or_folder_without_permission_is_reported(
    path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    # Root may write anything, so the system's answer is replaced, not the rights.
    denied = path.parent / refused

    def access(path: Path, _: int) -> bool:
        return path != denied

    monkeypatch.setattr(os, "access", access)
    said = refusal(f"sqlite:///{path}")
    assert "read-only" in said
    assert "give Warmup's user write permission" in said


@pytest.mark.parametrize(
    ("url", "fix"),
    [
        ("warmup.db", "write it like sqlite:///warmup.db"),
        ("", "write it like sqlite:///warmup.db"),
        ("mysql://root@localhost/x", "Warmup supports sqlite and postgresql"),
        ("sqlite://", "three slashes"),
        ("sqlite:///:memory:", "three slashes"),
    ],
)
def test_an_unusable_url_is_refused(url: str, fix: str) -> None:
    with pytest.raises(StorageError, match="DATABASE_URL") as caught:
        SqlStore(url)
    assert fix in str(caught.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_accepted(scheme: str) -> None:
    url = database_url.parse(f"{scheme}://user:secret@host/name")
    assert url.drivername == "postgresql+psycopg"
    assert "secret" not in database_url.display_name(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://user:secret@127.0.0.1:1/name?connect_timeout=2",
        "postgres://user@127.0.0.1:1/name?connect_timeout=2&password=secret",
    ],
)
def test_an_unreachable_server_is_reported_without_the_password(url: str) -> None:
    said = refusal(url)
    assert "127.0.0.1" in said
    assert "check DATABASE_URL and that the server is running." in said
    assert "secret" not in said


def test_a_missing_driver_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert install_line("postgresql") in refusal("postgres://host/name")


def test_what_a_server_rejects_is_reported_with_the_fix(
    server: Server, postgresql_url: str
) -> None:
    missing = refusal(server.url("not_there"))
    assert "not_there" in missing
    assert "doesn't exist: create it (CREATE DATABASE), or change" in missing
    assert "\n" not in missing
    with SqlStore(postgresql_url) as store:
        name = database_url.parse(postgresql_url).database
        assert name is not None
        server.execute("CREATE ROLE stranger LOGIN")
        stranger = refusal(postgresql_url.replace("postgres@", "stranger@"))
        assert "access to its tables: make that user their owner" in stranger
        server.execute("ALTER DATABASE {} SET default_transaction_read_only = on", name)
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = "
            "current_user AND pid <> pg_backend_pid() AND application_name = 'warmup'"
        )
        read_only = (
            "is read-only: if it's a standby, set DATABASE_URL to the primary; otherwise turn"
        )
        with pytest.raises(StorageError, match=read_only):
            store.write_now(lambda tx: put_value(tx, "key", "here"))
        assert read_only in refusal(postgresql_url)


REACHED = 'connection failed: connection to server at "127.0.0.1", port 5432 failed: '


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        ('FATAL:  password authentication failed for user "w"', "rejects the user or the password"),
        ("fe_sendauth: no password supplied", "needs a password: put it in DATABASE_URL"),
        ('FATAL:  role "w" does not exist', "doesn't know the user: create it"),
        ("FATAL:  sorry, too many clients already", "raise the server's max_connections, raise"),
        ("FATAL:  remaining connection slots are reserved for roles with", "max_connections"),
        ('FATAL:  too many connections for role "w"', "the CONNECTION LIMIT of the user"),
        ('FATAL:  too many connections for database "w"', "CONNECTION LIMIT of the user or the d"),
        ('FATAL:  permission denied for database "w"', "GRANT CONNECT"),
        ("server does not support SSL, but SSL was required", "fix sslmode"),
        ("SSL error: certificate verify failed", "fix sslmode (or sslrootcert)"),
        ('root certificate file "/r.crt" does not exist', "fix sslmode (or sslrootcert)"),
        (
            'FATAL:  no pg_hba.conf entry for host "::1", user "w", no encryption',
            "fix the user or",
        ),
        (
            "FATAL:  the database system is starting up",
            "is starting or stopping: try again",
        ),
        (
            "Connection refused",
            "check DATABASE_URL and that the server is running",
        ),
    ],
)
def test_a_rejected_connection_is_reported_with_the_fix(words: str, fix: str) -> None:
    refused = OperationalError(None, None, Exception(REACHED + words))
    assert fix in str(explain(refused, "postgresql://w@h/w"))


def test_a_real_server_rejects_connections_with_the_messages_we_know(
    server: Server, postgresql_url: str
) -> None:
    server.execute("CREATE ROLE few LOGIN CONNECTION LIMIT 0")
    assert "the CONNECTION LIMIT of the user" in refusal(
        postgresql_url.replace("postgres@", "few@")
    )
    ghost = refusal(postgresql_url.replace("postgres@", "ghost@"))
    assert "doesn't know the user: create it (CREATE ROLE" in ghost


def test_a_dropped_table_is_found_and_not_mistaken_for_an_old_revision(
    server: Server, postgresql_url: str
) -> None:
    name = str(database_url.parse(postgresql_url).database)
    with SqlStore(postgresql_url) as store:
        assert findings(store) == ()
        server.execute("DROP TABLE settings", database=name)
        server.execute("ALTER TABLE members DROP COLUMN name", database=name)
        assert findings(store) == (
            f"The table settings is missing. To fix it, {RESTORE}.",
            f"Columns missing from the table members: name. To fix it, {RESTORE}.",
        )
        with pytest.raises(StorageError, match=r"is missing a table .*: restore a backup"):
            store.write_now(lambda tx: tx.settings.put(Setting.SLACK_ORIGIN, "here"))


def test_a_dropped_table_of_a_sqlite_file_is_found(path: Path, url: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE outages")
    with SqlStore(url) as store:
        assert findings(store) == (
            "The table outages is missing. To fix it, restore a backup (`warmup db restore FILE`).",
        )


@pytest.fixture
def sick() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


def test_other_errors_keep_the_databases_message(sick: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.Error) as caught:
        sick.execute("SELECT nonsense")
    assert (
        str(explain(caught.value, "x.db")) == "The database x.db failed: no such column: nonsense"
    )
    with pytest.raises(sqlite3.Error) as caught:
        sick.execute("SELECT * FROM teams")
    assert "is missing a table or column: restore" in str(explain(caught.value, "x.db"))


def test_errors_wrapped_by_sqlalchemy_are_explained_the_same_way() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as caught:
        connection.exec_driver_sql("SELECT * FROM teams")
    engine.dispose()
    assert "is missing a table or column: restore" in str(explain(caught.value, "x.db"))
