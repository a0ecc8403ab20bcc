"""Slack's mrkdwn, for the few places that take nothing else: context lines and fallbacks.

Members' words never go here, since mrkdwn can't quote ``*`` and ``_``: they go into
rich_text, where every character is literal.
"""

import re
from datetime import datetime

from bot.adapters.shared.dates import written_time
from bot.adapters.slack.limits import Json

DATE_FORMAT = "{date_short_pretty} at {time}"
MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
"""A mention of an account."""


def escape(text: str) -> str:
    """Return ``text`` so that no mention, link or entity in it comes alive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def date(at: datetime, zone: str) -> str:
    """Return ``at`` (aware) in the reader's own zone; in ``zone`` where that can't be shown."""
    return f"<!date^{int(at.timestamp())}^{DATE_FORMAT}|{escape(written_time(at, zone))}>"


def date_element(at: datetime, zone: str) -> Json:
    """Return ``at`` as a rich_text element, shown in the reader's own zone."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": DATE_FORMAT,
        "fallback": written_time(at, zone),
    }


def unescape(text: str) -> str:
    """Return what someone typed, from Slack's escaped form: ``<@U1|ann>`` becomes ``@ann``."""
    plain = re.sub(r"<([^<>]*)>", lambda found: _reference(found[1]), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _reference(inner: str) -> str:
    """Return a reference in words; what merely stands between < and > stays as it is."""
    target, _, label = inner.partition("|")
    if target[:1] in ("@", "#"):
        return target[:1] + (label.lstrip("@#") or target[1:])
    if target[:1] == "!":
        return label or "@" + target[1:].partition("^")[0]
    if target.startswith(("http:", "https:", "mailto:", "tel:")):
        return label or target
    return f"<{inner}>"
