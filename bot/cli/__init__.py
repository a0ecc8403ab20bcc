"""The ``warmup`` command. Each subcommand has its own module, imported only when called."""

from bot.cli.main import main

__all__ = ["main"]
