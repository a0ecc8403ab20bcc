"""Slack's mrkdwn, for the few places that take nothing else: context lines and fallbacks.

Members' words never go here, since mrkdwn can't quote ``*`` and ``_``: they go into
rich_text, where every character is literal.
"""

import re
from datetime import datetime

from bot.adapters.shared.dates import closing_time, written_time
from bot.adapters.slack.limits import Json
from bot.engine.model.rich_text import Code, Inlines, plain_inlines

DATE_FORMAT = "{date_short_pretty} at {time}"
MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^<>]*)?>")
"""A mention of an account."""


MARKUP = re.compile(r"[*_~`]|:\w+:")
"""What Slack may read as formatting or an emoji; nothing escapes it."""


def escape(text: str) -> str:
    """Return ``text`` with its mentions, links and entities made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def date(at: datetime, zone: str) -> str:
    """Return ``at`` (aware) in the reader's own zone; in ``zone`` where that can't be shown."""
    return f"<!date^{int(at.timestamp())}^{DATE_FORMAT}|{escape(written_time(at, zone))}>"


def until(at: datetime, zone: str, *, overnight: bool = False) -> str:
    """Return when something closes, in the reader's zone; with its day when that is another."""
    style = DATE_FORMAT if overnight else "{time}"
    fallback = closing_time(at, zone, overnight=overnight)
    return f"<!date^{int(at.timestamp())}^{style}|{escape(fallback)}>"


def choice(text: Inlines) -> str | None:
    """Return a choice for a section; None where only rich_text can show it literally."""
    shown: list[str] = []
    for part in text:
        if isinstance(part, Code) and part.text.strip() and "`" not in part.text:
            shown.append(f"`{escape(part.text)}`")
            continue
        words = plain_inlines((part,))
        if MARKUP.search(words):
            return None
        shown.append(escape(words))
    return " ".join("".join(shown).split())


def date_element(at: datetime, zone: str) -> Json:
    """Return ``at`` as a rich_text element, shown in the reader's own zone."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": DATE_FORMAT,
        "fallback": written_time(at, zone),
    }


NAMED = re.compile(r"<(?:@|!subteam\^)([A-Z0-9]+)(?:\|[^<>]*)?>")
"""A mention of an account or a user group."""


def unescape(text: str, *, as_ids: bool = False) -> str:
    """Return what someone typed, from Slack's escaped form: ``<@U1|ann>`` becomes ``@ann``.

    ``as_ids`` makes it ``@U1``, for a command that is about people and user groups.
    """
    if as_ids:
        text = NAMED.sub(r"@\1", text)
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
