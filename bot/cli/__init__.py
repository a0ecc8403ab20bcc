"""The shell's commands, each in its own file and imported only when it is called."""

from bot.cli.main import main

__all__ = ["main"]
