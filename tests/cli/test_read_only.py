"""A read-only PostgreSQL is reported at the start by every command that needs to write."""

from pathlib import Path

import pytest

from storage import database_url
from tests.support.postgresql import Server
from tests.support.process import shell


@pytest.mark.parametrize("command", [("run",), ("db", "upgrade"), ("db", "check")], ids=" ".join)
def test_a_read_only_database_is_refused(
    tmp_path: Path, server: Server, postgresql_url: str, command: tuple[str, ...]
) -> None:
    name = str(database_url.parse(postgresql_url).database)
    server.execute("ALTER DATABASE {} SET default_transaction_read_only = on", name)
    told = shell(tmp_path, *command, DATABASE_URL=postgresql_url)
    assert told.returncode == 1
    assert "is read-only: if it's a standby, set DATABASE_URL to the primary" in told.stderr
