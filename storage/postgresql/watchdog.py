"""PostgreSQL connections that do not wait for ever: on a lock, a statement, a silent server.

The system tells of a server that is gone, but not of one that hangs, nor of a proxy that
takes what is sent and passes nothing on.
"""

import re
import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

T = TypeVar("T")
PATIENCE = 20.0  # seconds without a byte; the server itself ends a statement sooner
LIMITS = {
    "lock_timeout": "5s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "60s",
}


class Hurried(psycopg.Connection[Any]):
    """A connection that closes itself when nothing has come for ``PATIENCE`` seconds."""

    def wait(self, gen: PQGen[T], *args: Any, **options: Any) -> T:  # noqa: ANN401  # the driver's
        """Wait as the driver does, which looks up now and then to see whether it should go on."""
        return super().wait(_until_silent(self, gen), *args, **options)


def connect(*args: Any, **options: Any) -> Hurried:  # noqa: ANN401  # the driver's own
    """Connect as the driver does, and limit what a statement may take on the server.

    What the address's own ``options`` limit is left as it says. The limits are set once
    connected: poolers refuse a connection that comes with any.
    """
    connection = Hurried.connect(*args, **options)
    own = re.split(r"[\s=]|-c", str(options.get("options", "")))
    connection.autocommit = True
    for name, limit in LIMITS.items():
        if name not in own:
            connection.execute("SELECT set_config(%s, %s, false)", (name, limit))
    connection.autocommit = False
    return connection


def _until_silent(connection: Hurried, gen: PQGen[T]) -> Generator[Any, Any, T]:
    heard = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                heard = time.monotonic()
            elif time.monotonic() - heard > PATIENCE:
                connection.close()
                raise psycopg.OperationalError(f"no answer for {PATIENCE:g} seconds")
            wanted = gen.send(ready)
    except StopIteration as end:
        return end.value
