"""``DATABASE_URL``: parsing and checking it, and naming the database in messages."""

import re
from pathlib import Path
from urllib.parse import unquote, unquote_plus

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.engine.errors import StorageError
from storage.sqlite.preflight import check_file

_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql+psycopg": "postgresql+psycopg",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]|%00")
_PASSWORDS = re.compile(r"://[^:/]*:([^@]*)@|[?&](?:ssl)?password=([^&]*)")


def parse(url: str) -> URL:
    """Parse a ``DATABASE_URL``; raise ``StorageError``, with the fix, if it can't be used."""
    if _CONTROL.search(url):
        raise StorageError(
            "DATABASE_URL contains a line break or another control character: "
            "write it on one line without any."
        )
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that isn't a number
        raise _not_a_url() from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise StorageError(
            f"DATABASE_URL uses {parsed.drivername[:20]}; Warmup supports sqlite and postgresql, "
            "such as sqlite:///warmup.db or postgresql://user:password@host/name."
        )
    parsed = parsed.set(drivername=driver)
    if is_sqlite(parsed):
        _check_sqlite(parsed, has_query="?" in url)
    else:
        _check_postgresql(parsed)
    try:
        parsed.get_dialect()().create_connect_args(parsed)
    except (ArgumentError, ValueError):
        raise _not_a_url() from None
    return parsed


def _not_a_url() -> StorageError:
    return StorageError(
        "DATABASE_URL isn't a valid URL: write it like sqlite:///warmup.db "
        "or postgresql://user:password@host:5432/name."
    )


def _check_sqlite(url: URL, *, has_query: bool) -> None:
    if url.host or url.database in (None, "", ":memory:"):
        raise StorageError(
            "DATABASE_URL has no file name: write it with three slashes, like sqlite:///warmup.db."
        )
    if has_query and (sqlite_path(url) or "uri" not in url.query):
        raise StorageError(
            "DATABASE_URL has a ? after the file name: remove it and what follows "
            "(write a ? that's part of the name as %3F)."
        )


def _check_postgresql(url: URL) -> None:
    if url.port is not None and not 0 < url.port < 65536:
        raise StorageError(
            "DATABASE_URL has a port that isn't between 1 and 65535; PostgreSQL's default is 5432."
        )
    if "@" in (url.host or ""):
        raise StorageError("DATABASE_URL has more than one @: write an @ in the password as %40.")


def is_sqlite(url: URL) -> bool:
    """Return whether the database is a SQLite file."""
    return url.get_backend_name() == "sqlite"


def sqlite_path(url: URL) -> Path | None:
    """Return the database's file; None for PostgreSQL and for SQLite ``file:`` URIs."""
    if not is_sqlite(url) or url.database is None or url.database.startswith("file:"):
        return None
    return Path(url.database)


def display_name(url: URL) -> str:
    """Return how to name the database in messages: its path, or its URL without the password.

    The query is dropped because it can contain a password too.
    """
    bare = url.set(drivername=url.get_backend_name(), query={})
    return str(sqlite_path(url) or bare.render_as_string(hide_password=True))


def passwords(url: str) -> tuple[str, ...]:
    """Return the passwords in a ``DATABASE_URL``, both encoded and decoded."""
    encoded = [user or query for user, query in _PASSWORDS.findall(url)]
    forms = (form for each in encoded for form in (each, unquote(each), unquote_plus(each)))
    return tuple(dict.fromkeys(filter(None, forms)))


def preflight(url: URL, *, must_exist: bool = True) -> None:
    """Raise ``StorageError``, with the fix, if the database's file can't be used."""
    path = sqlite_path(url)
    if path is not None:
        check_file(path, must_exist=must_exist)
