"""The ``warmup`` command: finds the subcommand and turns errors into one clear message."""

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from bot import __version__
from bot.cli.help import LazyGroup
from bot.cli.json_output import OPTION, echo_error
from bot.engine.errors import Refused, WarmupError
from bot.engine.rules.text import clean_text, shorten

_COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("bot.cli.run:run", "Start the bot (or a demo in this terminal, if no token is set)."),
    "init": ("bot.cli.init:init", "Set up the tokens: asks, checks them and writes .env."),
    "doctor": ("bot.cli.doctor:doctor", "Check tokens, permissions, channels and the database."),
    "schedule": (
        "bot.cli.schedule:schedule",
        "Add, list, edit, pause, resume and remove schedules.",
    ),
    "content": ("bot.cli.content:content", "Write, check, show, import and export questions."),
    "grader": ("bot.cli.grader:grader", "Try the model that suggests ticks on marked answers."),
    "db": ("bot.cli.db:db", "Upgrade, back up, restore, check and move the database."),
}


@click.group(
    cls=LazyGroup,
    lazy=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="warmup")
def warmup() -> None:
    """One interview question every working day, for Discord, Slack and the terminal.

    Without a chat token, `warmup run` plays a team's day in this terminal.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command. An expected error prints one message and exits with 1.

    With ``--json`` the message is JSON, too. Wrong options exit with 2 (``docs/commands.md``).
    """
    given = sys.argv[1:] if arguments is None else arguments
    as_json = OPTION in given
    try:
        _refuse_unprintable(given)
        if as_json:
            _run_for_json(given)
        else:
            warmup.main(args=given, prog_name="warmup")
    except Refused as problem:
        _fail(problem.message, problem.fix, as_json=as_json)
    except WarmupError as problem:
        _fail(str(problem), "", as_json=as_json)


def _run_for_json(arguments: Sequence[str]) -> None:
    """Run the command and exit; what click would print to stderr is printed as JSON."""
    try:
        code: object = warmup.main(args=arguments, prog_name="warmup", standalone_mode=False)
    except click.ClickException as problem:
        echo_error(problem.format_message())
        sys.exit(problem.exit_code)
    except click.Abort:
        echo_error("Canceled.")
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _refuse_unprintable(arguments: Sequence[str]) -> None:
    """Refuse bytes that aren't text and control characters: no database or terminal takes them."""
    for argument in arguments:
        if clean_text(argument) != argument:
            shown = shorten("".join(c if c.isprintable() else ascii(c)[1:-1] for c in argument))
            wrong = f'The argument "{shown}" has a control character, or isn\'t UTF-8.'
            raise Refused(wrong, "Type it again without; rename a file that is called so.")


def _fail(message: str, fix: str, *, as_json: bool) -> NoReturn:
    if as_json:
        echo_error(message, fix)
    else:
        click.echo(f"{message}\n{fix}".strip(), err=True)
    sys.exit(1)
