"""Helpers for the subcommands: settings, an open store, the questions."""

import os
import sys
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from bot.cli.progress import OPENING, READING, working
from bot.clock import now
from bot.engine.ports.runtime import Bank, Finding
from bot.engine.records import streak_rebuild
from bot.engine.rounds.lease import STANDARD
from bot.engine.rounds.startup import recover, release_abandoned
from bot.setting_names import misspelled
from bot.settings import Settings, load, read
from storage.database_url import is_sqlite
from storage.engines import SERVING
from storage.migrations import upgrade
from storage.sqlite.single_process import single_process
from storage.store import SqlStore

REBUILD_PAGE = 100
"""How many members' streak logs are folded again in one unit of work."""


def settings() -> Settings:
    """Read the environment and ``.env`` in the current folder."""
    return load(os.environ, Path(".env"))


def misspelled_settings() -> tuple[Finding, ...]:
    """Return a finding for each name that's close to one of ours, in the same two places."""
    return tuple(misspelled(read(os.environ), read({}, Path(".env"))))


@contextmanager
def opened_store(config: Settings, client_name: str = "warmup") -> Generator[SqlStore]:
    """Migrate the database and open it.

    ``client_name`` is how the connections are listed on a PostgreSQL server.
    """
    with ExitStack() as opened:
        with working(OPENING):
            upgrade.upgrade(config.database_url)
            store = opened.enter_context(SqlStore(config.database_url, client_name=client_name))
            rebuild_streaks(store)
        yield store


def rebuild_streaks(store: SqlStore) -> None:
    """Fold the streak logs again if an upgrade changed the rules; resumes after an interruption."""
    if members := store.read_now(streak_rebuild.members_to_rebuild):
        for start in range(0, len(members), REBUILD_PAGE):
            page = members[start : start + REBUILD_PAGE]
            store.write_now(lambda tx, page=page: streak_rebuild.rebuild(tx, page))
        store.write_now(streak_rebuild.note_rebuilt)


@contextmanager
def served_store(config: Settings) -> Generator[SqlStore]:
    """Open the database to run the bot on it.

    Only one process may serve a SQLite file, so whatever a killed process left unfinished
    is released right away. Raises StorageError when another process serves the file.
    """
    with single_process(config.database_url), opened_store(config, SERVING) as store:
        if is_sqlite(store.url):
            at = now()
            if config.platforms:
                store.write_now(lambda tx: recover(tx, at, STANDARD))
            else:  # a terminal has no calls in flight
                store.write_now(lambda tx: release_abandoned(tx, at))
        yield store


def time_of(store: SqlStore) -> datetime:
    """Return the time by the database's clock, or by this machine's if it's a file."""
    return store.read_now(lambda tx: tx.database_time()) or now()


def shipped_bank() -> Bank:
    """Load the shipped questions; unchanged ones come from a cache."""
    from content.format.loader import load_bank  # noqa: PLC0415  # slow, and few commands need it

    folder = cache_folder(os.environ, sys.platform)
    with working(READING):
        return load_bank(cache=folder / "questions.json" if folder else None)


def problem_file() -> Path | None:
    """Return where a bot keeps its latest warnings and errors; None if there's no place for it."""
    folder = cache_folder(os.environ, sys.platform)
    return folder / "problems.log" if folder else None


def cache_folder(environ: Mapping[str, str], platform: str) -> Path | None:
    """Return the user's cache folder for Warmup; None if the user has no home folder."""
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if environ.get("XDG_CACHE_HOME"):
        parent = Path(environ["XDG_CACHE_HOME"])
    elif platform == "win32" and environ.get("LOCALAPPDATA"):
        parent = Path(environ["LOCALAPPDATA"])
    elif home and Path(home).is_dir():  # a service account's home may not exist
        parent = Path(home, "Library/Caches" if platform == "darwin" else ".cache")
    else:
        return None
    return parent / "warmup" if parent.is_absolute() else None
