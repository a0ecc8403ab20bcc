import asyncio
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pytest

from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store
from storage import database_url, engines
from storage.migrations import upgrade
from storage.store import SqlStore
from storage.transaction import SqlTransaction
from tests.support import postgresql
from tests.support.fakes.memory import Tables
from tests.support.fakes.memory_store import MemoryStore, MemoryTransaction
from tests.support.lived import live

T = TypeVar("T")
Transactions = Callable[[], AbstractContextManager[Transaction]]
KINDS = ("memory", "sqlite", "postgresql")


class AnyStore(Store, Protocol):
    """A store with its doors for callers without an event loop."""

    def write_now(self, command: Callable[[Transaction], T]) -> T: ...
    def read_now(self, query: Callable[[Transaction], T]) -> T: ...


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database at today's revision, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "warmup.db"
    upgrade.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def path(migrated: Path, tmp_path: Path) -> Path:
    """A database of the test's own."""
    return Path(shutil.copy(migrated, tmp_path / "warmup.db"))


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def history(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with something in every table, to be copied."""
    path = Path(shutil.copy(migrated, tmp_path_factory.mktemp("history") / "warmup.db"))
    with SqlStore(f"sqlite:///{path}") as store:
        asyncio.run(live(store))
    return path


@pytest.fixture
def lived_path(history: Path, tmp_path: Path) -> Path:
    """A database of the test's own with something in every table."""
    return Path(shutil.copy(history, tmp_path / "lived.db"))


@pytest.fixture
def lived(lived_path: Path) -> str:
    return f"sqlite:///{lived_path}"


@pytest.fixture
def sqlite_store(url: str) -> Iterator[SqlStore]:
    with SqlStore(url) as store:
        yield store


@pytest.fixture
def postgresql_store(postgresql_url: str) -> Iterator[SqlStore]:
    with SqlStore(postgresql_url) as store:
        yield store


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> AnyStore:
    """A store of each kind."""
    if request.param == "memory":
        return MemoryStore()
    made: AnyStore = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture(params=KINDS, scope="session")
def transactions(request: pytest.FixtureRequest, migrated: Path) -> Iterator[Transactions]:
    """Open transactions on an empty store of each kind; nothing they write is kept."""
    if request.param == "memory":
        yield _in_memory
    elif request.param == "sqlite":
        with _undone(f"sqlite:///{migrated}") as transactions:
            yield transactions
    else:
        server: postgresql.Server = request.getfixturevalue("server")
        with server.copy("migrated") as url, _undone(url) as transactions:
            yield transactions


@contextmanager
def _undone(url: str) -> Generator[Transactions]:
    engine = engines.connect(database_url.parse(url), engines.Role.WRITE)

    @contextmanager
    def in_database() -> Generator[Transaction, Any, None]:
        with engine.connect() as connection, connection.begin() as undone:
            yield SqlTransaction(connection)
            undone.rollback()

    yield in_database
    engine.dispose()


@pytest.fixture
def tx(transactions: Transactions) -> Iterator[Transaction]:
    """One transaction on an empty store of each kind."""
    with transactions() as opened:
        yield opened


@contextmanager
def _in_memory() -> Generator[Transaction, Any, None]:
    yield MemoryTransaction(Tables())
