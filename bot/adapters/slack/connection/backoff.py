"""A lost connection in one line: what it is, and what is done. The library's own are for DEBUG."""

import logging
import sys

from bot.adapters.slack.web_api import NETWORK_ERRORS, translated

log = logging.getLogger(__name__)


class Reconnecting(logging.Filter):
    """Takes what the library says to ``library`` while it can't connect, ``every`` seconds."""

    def __init__(self, library: logging.Logger, every: float) -> None:
        super().__init__()
        self._library = library
        self._every = every
        self._told: set[str] = set()

    def begin(self) -> None:
        """Take it from now on."""
        self._library.addFilter(self)

    def end(self) -> None:
        """Let the library speak for itself again."""
        self._library.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Say our own line instead of one about the network; once for each reason."""
        error = sys.exception()
        if record.levelno < logging.WARNING or not isinstance(error, NETWORK_ERRORS):
            return True
        log.debug("%s", record.getMessage(), exc_info=error)
        if (why := str(translated(error))) not in self._told:
            self._told.add(why)
            told = "Slack's connection is lost: %s; it is tried again every %g s"
            log.warning(told, why, self._every)
        return False

    def made(self) -> None:
        """Note that the connection works."""
        if self._told:
            log.info("Slack's connection is made again")
        self._told.clear()
