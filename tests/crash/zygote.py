"""Starts bots quickly: imports everything once, then forks a process for each.

A bot takes seconds to import and a blink to fork, and hundreds are started. What runs in
the fork is ``warmup run`` itself, in a folder, an environment and at a time of its own.
A bot that gets SIGUSR1 has slept a moment: ``Timing.in_flight`` is over by its clock.

One JSON object a line is read (``folder``, ``now``, ``environment``); one a line is
written: ``{"started": pid}``, and ``{"ended": pid}`` once a bot is gone.
"""

import json
import os
import select
import signal
import traceback
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import time_machine

import bot.adapters.discord.client
import bot.adapters.slack.client
import bot.app
import bot.cli.run
import storage.migrations
from bot.cli.main import main as warmup
from bot.cli.shared import shipped_bank
from bot.engine.rounds.lease import STANDARD

LOADED = (bot.adapters.discord.client, bot.adapters.slack.client, bot.app, storage.migrations)


def tell(**said: int) -> None:
    os.write(1, json.dumps(said).encode() + b"\n")


def live(wanted: Mapping[str, Any]) -> None:
    """Be the bot, in the fork."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    log = os.open("bot.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), log, log)):
        os.dup2(file, number)
    clock = time_machine.travel(datetime.fromisoformat(wanted["now"])).start()

    def leap(*_: object) -> None:
        clock.shift(STANDARD.in_flight)

    signal.signal(signal.SIGUSR1, leap)
    warmup(["run"])


def start(line: bytes) -> None:
    wanted: dict[str, Any] = json.loads(line)
    pid = os.fork()
    if pid:
        tell(started=pid)
        return
    try:
        live(wanted)
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 1)
    except BaseException:  # noqa: BLE001 - whatever it was, the fork must not continue as a zygote
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def reap() -> None:
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        tell(ended=pid)


def woken_only(*_: object) -> None:
    """Do nothing: the signal has come through the pipe."""


def main() -> None:
    bank = shipped_bank()
    bot.cli.run.shipped_bank = lambda: bank
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, woken_only)
    tell(ready=os.getpid())
    waiting = b""
    while True:
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
            reap()
        if 0 in ready:
            read = os.read(0, 65536)
            if not read:
                return
            *lines, waiting = (waiting + read).split(b"\n")
            for line in lines:
                start(line)


if __name__ == "__main__":
    main()
