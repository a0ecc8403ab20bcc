"""``warmup run``: start the bot."""

import asyncio

import click

from bot import app, logs
from bot.cli.shared import served_store, settings, shipped_bank


@click.command()
def run() -> None:
    """Start the bot.

    Platforms whose tokens are in the environment (or in .env) are started together:
    DISCORD_TOKEN; SLACK_BOT_TOKEN with SLACK_APP_TOKEN. With no token, a team's day is
    played in this terminal.
    """
    found = settings()
    if found.has_platform:
        logs.set_up(found.log_level, found.secrets, found.log_format)
        with served_store(found) as store:
            asyncio.run(app.serve(found, store, shipped_bank()))
        return
    quiet = "ERROR" if found.log_level == "INFO" else found.log_level
    logs.set_up(quiet, found.secrets, found.log_format)
    click.echo("No DISCORD_TOKEN or SLACK_BOT_TOKEN is set: playing a team's day in this terminal.")
    with served_store(found) as store:
        try:
            asyncio.run(app.play(store, shipped_bank()))
        except KeyboardInterrupt:
            click.echo("\nBye. Everything you answered is kept.")
