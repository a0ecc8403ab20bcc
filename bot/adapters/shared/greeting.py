"""Inviting the bot while it is away: how long afterward a hello still makes sense."""

from datetime import datetime, timedelta

GREETED_WITHIN = timedelta(days=7)
"""Far less than the key of a hello is remembered, so that nobody is greeted twice."""


def is_recent(invited_at: datetime, now: datetime) -> bool:
    """Tell whether an invitation is young enough for a hello; clocks may differ by a little."""
    return -timedelta(hours=1) <= now - invited_at <= GREETED_WITHIN
