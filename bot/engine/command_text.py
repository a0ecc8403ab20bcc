"""The texts in a command, cleaned before it is served: any of them may have been typed."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from bot.engine.commands import Command
from bot.engine.rules.text import clean_text

C = TypeVar("C", bound=Command)


def clean_command(command: C) -> C:
    """Return ``command`` with every text in it cleaned: any of them may have been typed."""
    changed: dict[str, Any] = {}
    for field in fields(command):
        value = getattr(command, field.name)
        if isinstance(value, str) and (clean := clean_text(value)) != value:
            changed[field.name] = clean
    return replace(command, **changed) if changed else command
