"""What members type, made fit to keep: no database refuses it, no screen acts on it."""

import re
from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.engine.commands import Command

C = TypeVar("C", bound=Command)

# Control characters but tab and newline (PostgreSQL takes no NUL), and halves of a
# character (which UTF-8 does not know, so no database takes them).
_RETURNS = re.compile("\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_HALVES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Return ``text`` without control characters; lines end with a newline alone."""
    return _HALVES.sub("\ufffd", _CONTROLS.sub("", _RETURNS.sub("\n", text)))


def clean_command(command: C) -> C:
    """Return ``command`` with every text that somebody typed cleaned."""
    changed: dict[str, Any] = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if isinstance(value, str) and (clean := clean_text(value)) != value:
            changed[field.name] = clean
    return replace(command, **changed) if changed else command
