"""Help that is never cut off: click shortens what a subcommand does to one line, with dots."""

import click

_WHOLE = 1000
"""Characters that a first sentence never has."""


class Group(click.Group):
    """A group whose help says what each subcommand does in a whole sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands; a long line is continued below."""
        named = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str(_WHOLE)) for name, each in named if each]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
