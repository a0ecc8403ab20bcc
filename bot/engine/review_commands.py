"""What people ask about the rules that their reviews follow."""

from dataclasses import dataclass

from bot.engine.commands import Command


@dataclass(frozen=True, slots=True)
class ShowOwnMemory(Command):
    """See whether one's reviews follow one's own memory."""


@dataclass(frozen=True, slots=True)
class SetOwnMemory(Command):
    """Let one's reviews follow one's own memory once it is known, or the usual rules."""

    own: bool
