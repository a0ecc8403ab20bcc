"""Slack's mrkdwn, for the few places that take nothing else: context lines and fallbacks.

Members' words never go here, since mrkdwn can't quote ``*`` and ``_``: they go into
rich_text, where every character is literal.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.adapters.slack.limits import Json

DATE_FORMAT = "{date_short_pretty} at {time}"


def escape(text: str) -> str:
    """Return ``text`` so that no mention, link or entity in it comes alive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def date(at: datetime, zone: str) -> str:
    """Return ``at`` (aware) in the reader's own zone; in ``zone`` where that can't be shown."""
    return f"<!date^{int(at.timestamp())}^{DATE_FORMAT}|{escape(written(at, zone))}>"


def date_element(at: datetime, zone: str) -> Json:
    """Return ``at`` as a rich_text element, shown in the reader's own zone."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": DATE_FORMAT,
        "fallback": written(at, zone),
    }


def written(at: datetime, zone: str) -> str:
    """Return ``at`` in words, in ``zone``."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b %H:%M} {zone}"
