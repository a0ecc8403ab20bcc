"""Logging: one line an event on standard error, and no secret in any of them.

A line about a round ends with its id (``round=12``); as JSON it has a field ``round``.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

from bot.engine import log_context

LogFormat = Literal["text", "json"]
FORMATS: tuple[LogFormat, ...] = ("text", "json")

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_HIDDEN = "•••"
_NOISY = ("aiohttp.access", "discord", "slack_bolt", "slack_sdk", "alembic")
_ALARMED = ("apscheduler", "psycopg")
"""They warn of what is run again, or not yet again; what fails for good is said elsewhere."""
_STRANGERS = ("aiohttp.http_exceptions", "aiohttp.web_protocol")
"""Where the errors are made that a request brings along, before anything of ours has run."""
_NEVER_CHATTY = ("markdown_it", "asyncio", "sqlalchemy", "slack_sdk.webhook")
"""What these say at DEBUG is about themselves, thousands of lines at the start.

The last says which address it calls, and whoever knows that may answer in the bot's name.
"""

_ESCAPED = r"(?:\\|%5C)*"
_QUOTE = rf"""{_ESCAPED}(?:["']|%2[27])"""
_IS = rf"(?:{_QUOTE}(?::|%3A)(?: |\+|%20)*{_QUOTE}|(?:=|%3D){_QUOTE}?)"
"""Between a key and its value: in JSON, however often escaped, in Python's way, in a form."""

_KEYS = ("token", "ticket", "secret", "password", "ookie", "response_url", "upload_url")
_SECRET_PLACES = (
    *(key + _IS for key in _KEYS),
    r"""uthorization["']?: ?["']?\w+ """,  # a header
    *(r"/interactions/\d+/", r"/webhooks/\d+/"),  # a path that carries its own token
    rf"hooks\.[\w.-]+{_ESCAPED}(?:/|%2F)",  # an address anyone may answer to
    *(r"xox[a-z]-", r"xapp-"),  # a token of Slack's, wherever it stands
    *(rf"{start}(?=[\w-]{{22,27}}\.[\w-]{{6}}\.[\w-]{{27}})" for start in "MNO"),  # of Discord's
)
"""What stands before a secret. Each begins with one certain character: so it is found fast."""

_SECRET = re.compile(rf"({'|'.join(_SECRET_PLACES)})(?:(?!{_QUOTE})[^\s&,)}}])+")


class _Redacting(logging.Formatter):
    """Formats a record, its traceback included, with every secret blotted out."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = sorted(secrets, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return self._blotted(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """Return the line, what it is about at its end."""
        about = "".join(f" {name}={value}" for name, value in log_context.fields().items())
        return super().formatMessage(record) + about

    def _blotted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return _SECRET.sub(rf"\1{_HIDDEN}", text)


class _Json(_Redacting):
    """Formats a record as one JSON object a line, for machines that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object without secrets."""
        line: dict[str, int | str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": self._blotted(record.getMessage()),
            **log_context.fields(),
        }
        if record.exc_info:
            line["error"] = self._blotted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def _is_ours_to_fix(record: logging.LogRecord) -> bool:
    """Tell whether it is not merely that a stranger called a port with something unreadable."""
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or kind.__module__ not in _STRANGERS


def set_up(level: str, secrets: Iterable[str] = (), form: LogFormat = "text") -> None:
    """Send all logging to standard error at ``level``; libraries speak from WARNING up."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json(secrets) if form == "json" else _Redacting(secrets))
    if level != "DEBUG":
        handler.addFilter(_is_ours_to_fix)
    root = logging.getLogger()
    for old in tuple(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    quiet = logging.DEBUG if level == "DEBUG" else max(logging.WARNING, root.level)
    for name in _NOISY:
        logging.getLogger(name).setLevel(quiet)
    for name in _ALARMED:
        logging.getLogger(name).setLevel(max(logging.ERROR, root.level))
    for name in _NEVER_CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
