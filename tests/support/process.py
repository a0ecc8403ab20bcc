"""The real ``warmup`` command in a process of its own, in an empty folder."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from bot.cli import main

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment with nothing of the machine's settings in it."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "HOME": str(folder), "TZ": "UTC", "PYTHONPATH": str(ROOT), **more}


def warmup(
    folder: Path, *arguments: str, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run ``warmup`` with ``arguments`` in ``folder``, typing ``typed``."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(folder, **settings),
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def shell(
    folder: Path, *arguments: str, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a ``warmup`` command in this process, as if in ``folder``: as ``warmup``, but quick."""
    out, err = StringIO(), StringIO()
    before = dict(os.environ), Path.cwd(), sys.stdin
    code = 0
    try:
        os.environ.clear()
        os.environ.update(environment(folder, **settings))
        os.chdir(folder)
        sys.stdin = StringIO(typed)
        with redirect_stdout(out), redirect_stderr(err):
            main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        os.chdir(before[1])
        sys.stdin = before[2]
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def started(folder: Path, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    """Start ``warmup`` and leave it running, its input and output open.

    Ctrl-C reaches it even where the tests themselves run in the background, and so ignore it.
    """
    with heard(signal.SIGINT):
        return _started(folder, *arguments, **settings)


@contextmanager
def heard(number: signal.Signals) -> Generator[None]:
    """Don't ignore a signal: a process started meanwhile won't, either."""
    before = signal.getsignal(number)
    if before is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


def _started(folder: Path, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(folder, **settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def result_of(done: subprocess.CompletedProcess[str]) -> Any:
    """Return the result in what a command printed with ``--json``; null if it failed."""
    printed = json.loads(done.stdout)
    assert printed.keys() == {"ok", "result", "error"}
    assert printed["ok"] == (done.returncode == 0)
    return printed["result"]
