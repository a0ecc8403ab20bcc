"""Logging to standard error: one line per event, with every secret redacted.

A line about a round ends with its id (``round=12``); in JSON it has a field ``round``.
"""

import json
import logging
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Literal

from bot.engine import log_context

LogFormat = Literal["text", "json"]
FORMATS: tuple[LogFormat, ...] = ("text", "json")

KEPT_BYTES = 64 * 1024
"""About how large the file of warnings and errors gets; the one before is kept, too."""
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_REDACTED = "•••"
_WARNING_AND_ABOVE = ("aiohttp.access", "discord", "slack_bolt", "slack_sdk", "alembic")
_ERRORS_ONLY = ("apscheduler", "psycopg")
"""They warn about things that get retried; we log it ourselves when something finally fails."""
_MALFORMED_REQUESTS = ("aiohttp.http_exceptions", "aiohttp.web_protocol")
"""Modules that raise the errors of malformed requests, before any code of ours has run."""
_NEVER_DEBUG = ("markdown_it", "asyncio", "sqlalchemy", "slack_sdk.webhook")
"""Their DEBUG output is thousands of lines about their own internals.

slack_sdk.webhook also logs the URL it calls, and anyone who has that can post as the bot.
"""

_ESCAPED = r"(?:\\|%5C)*"
_QUOTE = rf"""{_ESCAPED}(?:["']|%2[27])"""
_IS = rf"(?:{_QUOTE}(?::|%3A)(?: |\+|%20)*{_QUOTE}|(?:=|%3D){_QUOTE}?)"
"""What's between a key and its value in JSON (escaped any number of times), repr or a form."""

_KEYS = ("token", "ticket", "secret", "password", "ookie", "response_url", "upload_url")
_BEFORE_SECRETS = (
    *(key + _IS for key in _KEYS),
    r"""uthorization["']?: ?["']?\w+ """,  # a header
    *(r"/interactions/\d+/", r"/webhooks/\d+/"),  # a path that contains a token
    rf"hooks\.[\w.-]+{_ESCAPED}(?:/|%2F)",  # a URL that anyone can post to
    *(r"xox[a-z]-", r"xapp-"),  # Slack tokens, anywhere
    *(rf"{start}(?=[\w-]{{22,27}}\.[\w-]{{6}}\.[\w-]{{27}})" for start in "MNO"),  # Discord tokens
)
"""What comes before a secret. Each starts with a fixed character, which makes matching fast."""

_SECRET = re.compile(rf"({'|'.join(_BEFORE_SECRETS)})(?:(?!{_QUOTE})[^\s&,)}}])+")


class _Redacting(logging.Formatter):
    """Formats a record and its traceback with every secret redacted."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = sorted(secrets, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without secrets."""
        return self._redacted(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's name
        """Return the line with its context fields at the end."""
        context = "".join(f" {name}={value}" for name, value in log_context.fields().items())
        return super().formatMessage(record) + context

    def _redacted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _REDACTED)
        return _SECRET.sub(rf"\1{_REDACTED}", text)


class _Json(_Redacting):
    """Formats a record as one JSON object per line, for log collectors."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object without secrets."""
        line: dict[str, int | str] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": self._redacted(record.getMessage()),
            **log_context.fields(),
        }
        if record.exc_info:
            line["error"] = self._redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class ProblemFile(RotatingFileHandler):
    """Keeps the latest warnings and errors in a small file that its owner alone can read."""

    def __init__(self, file: Path, secrets: Iterable[str]) -> None:
        # Opened at the first problem, so that a folder that can't be written to stops nobody.
        super().__init__(file, maxBytes=KEPT_BYTES, backupCount=1, encoding="utf-8", delay=True)
        self.setLevel(logging.WARNING)
        self.setFormatter(_Redacting(secrets))

    def _open(self) -> Any:  # noqa: ANN401  # the type of logging's own
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's name
        """Do nothing: the line is in the log itself."""


def recent_problems(file: Path, count: int) -> list[str]:
    """Return the last ``count`` lines that a bot kept in ``file``."""
    lines: list[str] = []
    for each in (file.with_name(f"{file.name}.1"), file):
        with suppress(OSError):
            lines += each.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[-count:]


def _is_our_problem(record: logging.LogRecord) -> bool:
    """Return False for errors that only mean somebody sent a malformed request to a port."""
    kind = record.exc_info[0] if record.exc_info else None
    return kind is None or kind.__module__ not in _MALFORMED_REQUESTS


def set_up(
    level: str,
    secrets: Iterable[str] = (),
    log_format: LogFormat = "text",
    *,
    problems: Path | None = None,
) -> None:
    """Log to standard error at ``level``; from libraries, warnings and errors only.

    At DEBUG, libraries log everything too, except those in ``_NEVER_DEBUG``. Warnings and errors
    are also kept in the file ``problems``, for ``recent_problems``.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json(secrets) if log_format == "json" else _Redacting(secrets))
    handlers: list[logging.Handler] = [handler]
    if problems is not None:
        handlers.append(ProblemFile(problems, secrets))
    root = logging.getLogger()
    for previous in tuple(root.handlers):
        root.removeHandler(previous)
        previous.close()
    for each in handlers:
        if level != "DEBUG":
            each.addFilter(_is_our_problem)
        root.addHandler(each)
    root.setLevel(level)
    library_level = logging.DEBUG if level == "DEBUG" else max(logging.WARNING, root.level)
    for name in _WARNING_AND_ABOVE:
        logging.getLogger(name).setLevel(library_level)
    for name in _ERRORS_ONLY:
        logging.getLogger(name).setLevel(max(logging.ERROR, root.level))
    for name in _NEVER_DEBUG:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
