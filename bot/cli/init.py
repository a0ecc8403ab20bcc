"""``warmup init``: from tokens to a ``.env`` that works, with or without questions."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from bot.cli.env_file import refuse_existing, write_new
from bot.cli.findings import echo_findings
from bot.cli.init_texts import DISCORD_STEPS, NEXT_STEPS, SLACK_APP_STEPS, slack_steps
from bot.cli.progress import working
from bot.engine.errors import Refused
from bot.engine.ports.runtime import Finding
from bot.ops import logs
from bot.platforms import check_tokens
from bot.settings import Settings, SettingsProblems, load

DISCORD = ("DISCORD_TOKEN",)
SLACK = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
_LABELS = {
    "DISCORD_TOKEN": "Discord bot token",
    "SLACK_BOT_TOKEN": "Slack bot token (xoxb-…)",
    "SLACK_APP_TOKEN": "Slack app-level token (xapp-…)",
}
_ADDRESSES = ("DISCORD_API_URL", "SLACK_API_URL")


@click.command()
@click.option("--discord", is_flag=True, help="Set up Discord.")
@click.option("--slack", is_flag=True, help="Set up Slack (Socket Mode).")
@click.option("--discord-token", envvar="DISCORD_TOKEN", help="Bot token.  [or DISCORD_TOKEN]")
@click.option(
    "--slack-bot-token", envvar="SLACK_BOT_TOKEN", help="Bot token, xoxb-….  [or SLACK_BOT_TOKEN]"
)
@click.option(
    "--slack-app-token",
    envvar="SLACK_APP_TOKEN",
    help="App-level token, xapp-….  [or SLACK_APP_TOKEN]",
)
@click.option("--no-questions", is_flag=True, help="Ask nothing; fail if a token is missing.")
@click.option("--no-check", is_flag=True, help="Don't ask the platforms about the tokens.")
def init(
    discord_token: str | None,
    slack_bot_token: str | None,
    slack_app_token: str | None,
    *,
    discord: bool,
    slack: bool,
    no_questions: bool,
    no_check: bool,
) -> None:
    """Set up Discord or Slack: asks for the tokens, checks them and writes .env.

    .env is readable by you alone and is never overwritten. Tokens are best given in the
    environment or typed when asked: other users of this machine can read a command line.

    \b
    warmup init
    DISCORD_TOKEN=… warmup init --discord --no-questions
    """  # noqa: D301  # \b tells click to keep the line breaks
    file = Path(".env")
    refuse_existing(file)
    logs.set_up("ERROR", ())
    given = {
        "DISCORD_TOKEN": discord_token or "",
        "SLACK_BOT_TOKEN": slack_bot_token or "",
        "SLACK_APP_TOKEN": slack_app_token or "",
    }
    wanted = _platforms(given, discord=discord, slack=slack, no_questions=no_questions)
    tokens: dict[str, str] = {}
    for names in wanted:
        tokens |= _tokens(names, given, no_questions=no_questions, no_check=no_check)
    write_new(file, tokens)
    click.echo(f"\nWrote {file}, which only you can read.")
    click.echo(NEXT_STEPS)


def _platforms(
    given: Mapping[str, str], *, discord: bool, slack: bool, no_questions: bool
) -> list[tuple[str, ...]]:
    """Return the names of the tokens of each platform that is wanted."""
    if not discord and not slack:
        discord = bool(given["DISCORD_TOKEN"])
        slack = bool(given["SLACK_BOT_TOKEN"] or given["SLACK_APP_TOKEN"])
    if not discord and not slack:
        if no_questions:
            raise Refused("There's nothing to set up.", "Add --discord or --slack, and the tokens.")
        choice = click.prompt(
            "Where does your team chat?", type=click.Choice(["discord", "slack", "both"])
        )
        discord, slack = choice != "slack", choice != "discord"
    return [names for names, chosen in ((DISCORD, discord), (SLACK, slack)) if chosen]


def _tokens(
    names: tuple[str, ...], given: Mapping[str, str], *, no_questions: bool, no_check: bool
) -> dict[str, str]:
    """Return one platform's tokens, once the platform takes them."""
    known = {name: given[name] for name in names if given[name]}
    missing = [name for name in names if name not in known]
    if missing and no_questions:
        option = f"--{missing[0].lower().replace('_', '-')}"
        raise Refused(f"{missing[0]} is missing.", f"Set it in the environment, or add {option}.")
    if missing or "SLACK_BOT_TOKEN" in names:
        click.echo(DISCORD_STEPS if names == DISCORD else slack_steps())
    while True:
        tokens = {name: known.get(name) or _ask(name) for name in names}
        try:
            config = _checked(tokens)
            findings = () if no_check else _asked(config)
        except SettingsProblems as problems:
            findings = tuple(Finding(False, problem) for problem in problems.problems)
        echo_findings(findings)
        if all(finding.ok for finding in findings):
            return tokens
        if no_questions:
            raise Refused("Nothing was written.", "Fix this, then run it again.")
        click.echo("That didn't work. Try again, or press Ctrl+C to stop; nothing is written yet.")
        known = {}


def _asked(config: Settings) -> tuple[Finding, ...]:
    with working("Asking the platform about the tokens"):
        return tuple(asyncio.run(check_tokens(config)))


def _checked(tokens: Mapping[str, str]) -> Settings:
    addresses = {name: os.environ[name] for name in _ADDRESSES if name in os.environ}
    return load({**addresses, **tokens})


def _ask(name: str) -> str:
    """Ask for a token without showing it; from a pipe, read one line."""
    if name == "SLACK_APP_TOKEN":
        click.echo(SLACK_APP_STEPS)
    label = f"{_LABELS[name]} (hidden while you type or paste it)"
    if sys.stdin.isatty():
        return str(click.prompt(label, hide_input=True)).strip()
    click.echo(f"{label}:")
    line = sys.stdin.readline()
    if not line:
        raise Refused("The input ended; nothing was written.", "Add --no-questions and the tokens.")
    return line.strip()
