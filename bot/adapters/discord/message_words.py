"""What a person wrote in a message, as others read it: no ids, and apart what was hidden."""

import re
from dataclasses import dataclass

import discord

_SPOILER = re.compile(r"\\.|```.*?```|`[^`\n]*`|\|\|(?P<hidden>.+?)\|\|", re.DOTALL)
"""A spoiler, or what may hold two bars without being one: an escape, code."""
_PLAIN = (
    (re.compile(r"<@&\d+>"), "@role"),
    (re.compile(r"<@!?\d+>"), "@someone"),
    (re.compile(r"<#\d+>"), "#channel"),
    (re.compile(r"<a?(:\w+:)\d+>"), r"\1"),
    (re.compile(r"<(/[^<>:\n]+):\d+>"), r"\1"),
)
"""What Discord's app shows of what it sends as ids; a question names nobody."""


@dataclass(frozen=True, slots=True)
class Words:
    """A message's words. ``hidden`` are those behind spoilers, each on a line of its own."""

    shown: str
    hidden: str


def words_of(message: discord.Message) -> Words:
    """Return what somebody wrote, or what they forwarded if they wrote nothing."""
    forwarded = (each.content for each in message.message_snapshots)
    return split(message.content or next(forwarded, ""))


def split(content: str) -> Words:
    """Return the text of a message without its spoilers, and the spoilers."""
    for pattern, plain in _PLAIN:
        content = pattern.sub(plain, content)
    hidden = [found["hidden"].strip() for found in _SPOILER.finditer(content) if found["hidden"]]
    shown = _SPOILER.sub(lambda found: "" if found["hidden"] else found[0], content)
    return Words(shown.strip(), "\n".join(hidden))


def is_by_person(message: discord.Message) -> bool:
    """Tell whether a person wrote it: no bot, no webhook, and not Discord itself."""
    person = not message.author.bot and message.webhook_id is None
    return person and not message.is_system()
