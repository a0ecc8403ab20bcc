"""The driver's log, without what only echoes an error that its caller gets anyway.

Several rows in one call are sent without waiting for each. When one of them fails, a conflict
with another transaction say, the server runs none after it; the driver then raises the failure,
and on its way warns of each call that ended early. The failure is what counts: it's repeated, or
told once repeating doesn't help.
"""

import logging

from psycopg.errors import PipelineAborted

_DRIVER = logging.getLogger("psycopg")


def leave_out_echoes() -> None:
    """Keep such warnings out of the log from now on; all others stay."""
    _DRIVER.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    args = record.args
    return not (isinstance(args, tuple) and any(isinstance(a, PipelineAborted) for a in args))
