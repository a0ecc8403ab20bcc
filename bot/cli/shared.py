"""What several commands need: settings, an open store, the bank, JSON output."""

import json
import os
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bot.engine.ports.runtime import Bank
from bot.engine.rounds.lease import STANDARD
from bot.engine.rounds.startup import recover, release_abandoned
from bot.settings import Settings, load
from storage.engines import SERVING, is_sqlite
from storage.migrations import upgrade
from storage.sqlite.single_process import sole
from storage.store import SqlStore


def settings() -> Settings:
    """Read the environment and ``.env`` in the current folder."""
    return load(os.environ, Path(".env"))


@contextmanager
def opened_store(found: Settings, known_as: str = "warmup") -> Generator[SqlStore]:
    """Bring the database up to date and open it, ``known_as`` to its server."""
    upgrade.upgrade(found.database_url)
    with SqlStore(found.database_url, known_as=known_as) as store:
        yield store


@contextmanager
def served_store(found: Settings) -> Generator[SqlStore]:
    """Open the database to serve it; on SQLite, alone, so a killed process's work is soon free.

    Raises StorageError when another process serves the file.
    """
    with sole(found.database_url), opened_store(found, SERVING) as store:
        if is_sqlite(store.url):  # one process serves a file
            now = datetime.now(UTC)
            if found.has_platform:
                store.write_now(lambda tx: recover(tx, now, STANDARD))
            else:  # a terminal has no calls under way
                store.write_now(lambda tx: release_abandoned(tx, now))
        yield store


def shipped_bank() -> Bank:
    """Load the shipped questions; those that did not change since the last start, from a cache."""
    from content.format.loader import load_bank  # noqa: PLC0415  # only some commands need it

    folder = cache_folder(os.environ, sys.platform)
    return load_bank(cache=folder / "questions.json" if folder else None)


def cache_folder(environ: Mapping[str, str], platform: str) -> Path | None:
    """Return this account's folder for what Warmup can make again; None if it has no home."""
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if environ.get("XDG_CACHE_HOME"):
        parent = Path(environ["XDG_CACHE_HOME"])
    elif platform == "win32" and environ.get("LOCALAPPDATA"):
        parent = Path(environ["LOCALAPPDATA"])
    elif home and Path(home).is_dir():  # accounts of services may name one that isn't there
        parent = Path(home, "Library/Caches" if platform == "darwin" else ".cache")
    else:
        return None
    return parent / "warmup" if parent.is_absolute() else None


def echo_json(value: Any) -> None:  # noqa: ANN401  # any JSON value
    """Print ``value`` as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
