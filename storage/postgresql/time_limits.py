"""How long PostgreSQL may take while people are waiting."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """Limits in seconds. The server enforces all but ``silence``, which needs no server."""

    lock: float = 5.0
    statement: float = 15.0
    idle_in_transaction: float = 60.0
    silence: float = 20.0
    """Without a byte from the server; longer than a statement may take."""

    @property
    def settings(self) -> Mapping[str, str]:
        """Return the limits the server enforces, as its settings."""
        return {
            "lock_timeout": f"{self.lock * 1000:.0f}ms",
            "statement_timeout": f"{self.statement * 1000:.0f}ms",
            "idle_in_transaction_session_timeout": f"{self.idle_in_transaction * 1000:.0f}ms",
        }


DEFAULT_TIME_LIMITS = TimeLimits()
