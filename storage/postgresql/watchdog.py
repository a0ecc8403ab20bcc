"""PostgreSQL connections that don't wait forever for a lock, a statement or a silent server.

The operating system reports a server that's gone, but not one that hangs, nor a proxy that
accepts data and never passes it on.
"""

import re
import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from storage.postgresql.time_limits import DEFAULT_TIME_LIMITS, TimeLimits

T = TypeVar("T")


class ImpatientConnection(psycopg.Connection[Any]):
    """A connection that closes itself when the server is silent for ``max_silence`` seconds."""

    max_silence = DEFAULT_TIME_LIMITS.silence

    def wait(self, gen: PQGen[T], *args: Any, **options: Any) -> T:  # noqa: ANN401  # the driver's
        """Wait as the driver does; it wakes up now and then, which lets us check the time."""
        return super().wait(_until_silent(self, gen), *args, **options)


def connect(limits: TimeLimits, *args: Any, **options: Any) -> ImpatientConnection:  # noqa: ANN401  # the driver's
    """Connect as the driver does, then apply ``limits``.

    A limit in the URL's own ``options`` takes precedence. The limits are set after connecting
    because poolers refuse connections that ask for any.
    """
    connection = ImpatientConnection.connect(*args, **options)
    connection.max_silence = limits.silence
    set_by_user = re.split(r"[\s=]|-c", str(options.get("options", "")))
    connection.autocommit = True
    for name, limit in limits.settings.items():
        if name not in set_by_user:
            connection.execute("SELECT set_config(%s, %s, false)", (name, limit))
    connection.autocommit = False
    return connection


def _until_silent(connection: ImpatientConnection, gen: PQGen[T]) -> Generator[Any, Any, T]:
    last_data = time.monotonic()
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                last_data = time.monotonic()
            elif time.monotonic() - last_data > connection.max_silence:
                connection.close()
                raise psycopg.OperationalError(
                    f"no response for {connection.max_silence:g} seconds"
                )
            wanted = gen.send(ready)
    except StopIteration as end:
        return end.value
