"""Logging a lost connection in one line; what the library logs about it is for DEBUG."""

import logging
import sys

from bot.adapters.slack.errors import NETWORK_ERRORS, translated

log = logging.getLogger(__name__)


class ReconnectLog(logging.Filter):
    """Replaces what the library logs to ``library`` while it retries, ``every`` seconds."""

    def __init__(self, library: logging.Logger, every: float) -> None:
        super().__init__()
        self._library = library
        self._every = every
        self._logged: set[str] = set()

    def start(self) -> None:
        """Replace it from now on."""
        self._library.addFilter(self)

    def stop(self) -> None:
        """Let the library log for itself again."""
        self._library.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Log our own line instead of one about the network; once for each reason."""
        error = sys.exception()
        if record.levelno < logging.WARNING or not isinstance(error, NETWORK_ERRORS):
            return True
        log.debug("%s", record.getMessage(), exc_info=error)
        if (why := str(translated(error))) not in self._logged:
            self._logged.add(why)
            log.warning("Slack: connection lost (%s); retrying every %g s", why, self._every)
        return False

    def connected(self) -> None:
        """Note that the connection works."""
        if self._logged:
            log.info("Slack: reconnected")
        self._logged.clear()
