"""Groups of commands: imported only when called, with help that is never cut off."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, cast

import click

from bot.engine.rules.did_you_mean import suggest

_WHOLE = 1000
"""Characters that a first sentence never has."""


class Group(click.Group):
    """A group whose help says what each subcommand does in a whole sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands; a long line is continued below."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.about(ctx, name)) for name in self.list_commands(ctx)])

    def about(self, ctx: click.Context, name: str) -> str:
        """Return what a subcommand does, in a sentence."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(_WHOLE) if command else ""


class LazyGroup(Group):
    """A group that imports a command only when it's called, not to list it.

    ``lazy`` has, by its name, where a command is (``module:attribute``) and what it does;
    ``order`` is the order in which the names are listed, those it doesn't have last.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401  # click's own
        lazy: Mapping[str, tuple[str, str]],
        order: Sequence[str] = (),
        **kwargs: Any,  # noqa: ANN401  # click's own
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy
        self._order = list(order)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order people need them."""
        names = [*self.lazy, *super().list_commands(ctx)]
        return sorted(names, key=lambda name: (*self._order, name).index(name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self.lazy[cmd_name][0].partition(":")
        return cast("click.Command", getattr(import_module(module), attribute))

    def about(self, ctx: click.Context, name: str) -> str:
        """Return what a subcommand does, without importing it."""
        return self.lazy[name][1] if name in self.lazy else super().about(ctx, name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown name, suggest a similar one."""
        names = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in names:
            hint = suggest(args[0], names)
            raise click.UsageError(f'There\'s no command "{args[0]}". {hint}', ctx)
        return super().resolve_command(ctx, args)
