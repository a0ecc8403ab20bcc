"""The machine's clock, read in one place and passed on from there."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, aware UTC."""
    return datetime.now(UTC)
