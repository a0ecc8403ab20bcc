"""``warmup run``: start the bot."""

import asyncio
import logging
import os
import signal
import threading
from types import FrameType

import click

from bot import __version__, app
from bot.cli.progress import nothing_shown
from bot.cli.shared import misspelled_settings, problem_file, served_store, settings, shipped_bank
from bot.ops import logs
from bot.settings import Settings
from storage import database_url
from storage.migrations import HEAD

log = logging.getLogger(__name__)

FORCE_EXIT_SECONDS = 9.7
"""Seconds until a shutdown that hangs is forced; acknowledged answers are saved by then."""


@click.command()
def run() -> None:
    """Start the bot.

    Serves every platform whose tokens are in the environment or in .env: DISCORD_TOKEN;
    SLACK_BOT_TOKEN with SLACK_APP_TOKEN (or SLACK_SIGNING_SECRET and PORT). Without a
    token, a team's day is played in this terminal.

    Stops at Ctrl+C or SIGTERM, within 10 seconds and with exit code 0.
    """
    config = settings()
    if config.platforms:
        _serve(config)
    else:
        _play(config)


def _serve(config: Settings) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _exit_now)
    logs.set_up(config.log_level, config.secrets, config.log_format, problems=problem_file())
    platforms = [name.title() for name in config.platforms]
    log.info("Warmup %s starts, for %s", __version__, " and ".join(platforms))
    with nothing_shown(), served_store(config) as store:
        log.info("database: %s, revision %s", database_url.display_name(store.url), HEAD)
        asyncio.run(app.serve(config, store, shipped_bank(), _force_exit_later))
    log.info("Warmup has stopped; everything acknowledged is saved. Goodbye!")


def _play(config: Settings) -> None:
    level = "ERROR" if config.log_level == "INFO" else config.log_level
    logs.set_up(level, config.secrets, config.log_format)
    for finding in misspelled_settings():
        click.echo(f"{finding.what} {finding.fix}", err=True)
    click.echo("No chat token found, so here's a demo in your terminal.")
    with served_store(config) as store:
        try:
            asyncio.run(app.play(store, shipped_bank(), config.grader))
        except KeyboardInterrupt:
            click.echo("\nBye. Your answers are saved.")


def _exit_now(_: int, __: FrameType | None) -> None:
    """Exit right away: the bot hasn't served anyone yet, so there's nothing to finish."""
    raise SystemExit(0)


def _force_exit() -> None:
    message = "shutdown took over %g s, forcing exit; acknowledged answers are saved"
    log.error(message, FORCE_EXIT_SECONDS)
    os._exit(1)


def _force_exit_later() -> None:
    timer = threading.Timer(FORCE_EXIT_SECONDS, _force_exit)
    timer.daemon = True
    timer.start()
