"""``warmup run``: start the bot."""

import asyncio
import logging
import os
import signal
import threading
from types import FrameType

import click

from bot import app
from bot.cli.shared import served_store, settings, shipped_bank
from bot.ops import logs
from bot.settings import Settings

log = logging.getLogger(__name__)

LAST_RESORT = 9.7
"""Seconds after which a stop that hangs is cut off; what was acknowledged is in the database."""


@click.command()
def run() -> None:
    """Start the bot.

    Platforms whose tokens are in the environment (or in .env) are started together:
    DISCORD_TOKEN; SLACK_BOT_TOKEN with SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET and PORT).
    With no token, a team's day is played in this terminal.
    """
    found = settings()
    if found.has_platform:
        _serve(found)
    else:
        _play(found)


def _serve(found: Settings) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _nothing_to_finish)
    logs.set_up(found.log_level, found.secrets, found.log_format)
    with served_store(found) as store:
        asyncio.run(app.serve(found, store, shipped_bank(), _cut_off_later))


def _play(found: Settings) -> None:
    quiet = "ERROR" if found.log_level == "INFO" else found.log_level
    logs.set_up(quiet, found.secrets, found.log_format)
    click.echo("No DISCORD_TOKEN or SLACK_BOT_TOKEN is set: playing a team's day in this terminal.")
    with served_store(found) as store:
        try:
            asyncio.run(app.play(store, shipped_bank()))
        except KeyboardInterrupt:
            click.echo("\nBye. Everything you answered is kept.")


def _nothing_to_finish(_: int, __: FrameType | None) -> None:
    """End at once: told to stop before it served anyone."""
    raise SystemExit(0)


def _cut_off() -> None:
    told = "the stop hung for %g s and is cut off; what was acknowledged is in the database"
    log.error(told, LAST_RESORT)
    os._exit(1)


def _cut_off_later() -> None:
    cut = threading.Timer(LAST_RESORT, _cut_off)
    cut.daemon = True
    cut.start()
