"""What people ask of the engine about all of theirs at once."""

from dataclasses import dataclass

from bot.engine.commands import Command


@dataclass(frozen=True, slots=True)
class ShowHome(Command):
    """Show everything of the actor's on one page; nothing is written, not even who they are."""
