"""Logging a lost connection in one line; what the library logs about it is for DEBUG."""

import logging
import sys

from bot.adapters.slack.errors import NETWORK_ERRORS, translated

log = logging.getLogger(__name__)


class ReconnectLog(logging.Filter):
    """Logs once why a connection was lost, in place of what the library logs to ``library``."""

    def __init__(self, library: logging.Logger) -> None:
        super().__init__()
        self._library = library
        self._logged: set[str] = set()

    def start(self) -> None:
        """Replace it from now on."""
        self._library.addFilter(self)

    def stop(self) -> None:
        """Let the library log for itself again."""
        self._library.removeFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        """Log our own line instead of one about the network."""
        error = sys.exception()
        if record.levelno < logging.WARNING or not isinstance(error, NETWORK_ERRORS):
            return True
        self.lost(str(translated(error)), error)
        return False

    def lost(self, why: str, error: Exception | None = None) -> None:
        """Log that there is no connection; once for each reason until there is one again."""
        log.debug("not connected: %s", why, exc_info=error)
        if why not in self._logged:
            self._logged.add(why)
            log.warning("Slack: connection lost; reconnecting. %s", why)

    def connected(self) -> None:
        """Note that the connection works."""
        if self._logged:
            log.info("Slack: reconnected")
        self._logged.clear()
