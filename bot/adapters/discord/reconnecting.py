"""A Discord out of reach in one line: why, and when it is tried again. Traces are for DEBUG."""

import logging
import math
import sys
from typing import cast

log = logging.getLogger(__name__)

TRYING = "Attempting a reconnect in %.2fs"
"""What the library says, with a trace, at every try to connect again."""


def out_of_reach(error: BaseException, seconds: float) -> None:
    """Say that ``error`` kept us from Discord, and that it is tried again in ``seconds``."""
    why = str(error) or type(error).__name__
    log.warning("Discord can't be reached (%s); trying again in %d s", why, math.ceil(seconds))
    log.debug("the trace of it", exc_info=error)


def in_a_line(record: logging.LogRecord) -> bool:
    """Say our own line instead of the library's: a filter for its log."""
    error = sys.exception()
    if record.msg != TRYING or error is None:
        return True
    (seconds,) = cast("tuple[float]", record.args)
    out_of_reach(error, seconds)
    return False
