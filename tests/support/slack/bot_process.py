"""The bot as a process of its own on the fake Slack, to be killed."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

from tests.support.slack.rig import SlackRig

SECONDS = 30.0


async def start(slack: SlackRig, folder: Path) -> Process:
    """Start the bot and wait until it is connected."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'warmup.db'}",
        "SLACK_BOT_TOKEN": slack.world.bot_token,
        "SLACK_APP_TOKEN": slack.world.app_token,
        "SLACK_API_URL": slack.server.api_url,
    }
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stdout=PIPE, stderr=PIPE
    )
    await slack.server.until(lambda: slack.server.connected == 1, SECONDS)
    return running


async def kill(slack: SlackRig, running: Process) -> None:
    running.send_signal(signal.SIGKILL)
    await running.communicate()
    await slack.server.until(lambda: slack.server.connected == 0)
