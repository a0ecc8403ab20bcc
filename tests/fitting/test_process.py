"""The optimizer's process: its answer, its failures, its end; never in the event loop's way."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.errors import FitFails
from bot.engine.model.review_fits import Reviewed
from bot.fitting.process import ProcessFitter
from tests.support.memories import LASTING, START, remembered

ANSWERS = f"import sys; sys.stdin.read(); print({list(LASTING)})"
ECHOES = (
    "import json, sys; h = json.load(sys.stdin)\n"
    "print([h[0][0], h[1][0], h[-1][0], len(h), int(h[0][2]), float(sys.argv[1])])"
)
HANGS = "import time; time.sleep(600)"


def scripted(code: str, seconds: float = 30) -> ProcessFitter:
    """Return a fitter whose optimizer is this program."""
    return ProcessFitter(seconds, (sys.executable, "-c", code))


async def failure_of(fitter: ProcessFitter) -> FitFails:
    with pytest.raises(FitFails) as caught:
        await fitter.fit(remembered())
    return caught.value


async def test_the_answer_is_what_the_process_says() -> None:
    assert await scripted(ANSWERS).fit(remembered()) == LASTING


async def test_it_gets_the_history_with_numbers_for_questions_and_the_time_it_has() -> None:
    assert await scripted(ECHOES).fit(remembered()) == (0, 1, 3, 8, 1, 31)


async def test_it_learns_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "not-for-it")
    asks = "import os, sys; sys.stdin.read(); print([len(os.environ.get('DISCORD_TOKEN', ''))])"
    assert await scripted(asks).fit(remembered()) == (0,)


async def test_times_arrive_as_they_are() -> None:
    code = (
        "import json, sys; from datetime import datetime\n"
        "((_, at, _),) = json.load(sys.stdin); at = datetime.fromisoformat(at)\n"
        "print([at.hour, at.microsecond, at.utcoffset().seconds])"
    )
    odd = Reviewed("maths/q01", START + timedelta(microseconds=3), True)
    assert await scripted(code).fit([odd]) == (9, 3, 0)


async def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = f"import os, pathlib; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); {HANGS}"
    failure = await failure_of(scripted(code, seconds=2))
    assert failure.kind == "timeout"
    assert str(failure) == "the optimizer took longer than 2 s"
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("raise SystemExit(3)", "the optimizer ended with 3"),
        ("raise ValueError('no such card')", "ended with 1: ValueError: no such card"),
        ("import os; os.kill(os.getpid(), 9)", "the optimizer ended with -9"),
        ("print('nan but no list')", "the optimizer's answer isn't a list of numbers"),
        ("print('[0.1, \\'a\\']')", "isn't a list of numbers"),
        ("print('[[0.1]]')", "isn't a list of numbers"),
        ("print('{}')", "isn't a list of numbers"),
        ("print([10**400])", "isn't a list of numbers"),
        ("print('[' * 100_000)", "isn't a list of numbers"),
        ("pass", "isn't a list of numbers"),
    ],
)
async def test_a_failure_says_why(code: str, why: str) -> None:
    failure = await failure_of(scripted(code))
    assert failure.kind == "failed"
    assert why in str(failure)


async def test_a_program_that_is_not_there_is_a_failure_like_any_other() -> None:
    failure = await failure_of(ProcessFitter(5, ("/no/such/program",)))
    assert "can't be started" in str(failure)


class Hanging:
    """An optimizer that hangs; it calls when it has begun."""

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "calls")
        self._begun = asyncio.Event()
        code = f"import socket; s = socket.socket(socket.AF_UNIX); s.connect({self._path!r})"
        self.fitter = scripted(f"{code}; {HANGS}")

    async def begin(self) -> "asyncio.Task[tuple[float, ...]]":
        """Start a fit, and return it once its process has begun."""

        def called(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()
            self._begun.set()

        server = await asyncio.start_unix_server(called, self._path)
        fit = asyncio.create_task(self.fitter.fit(remembered()))
        await self._begun.wait()  # the event loop runs while the process does
        server.close()
        return fit


async def test_a_close_ends_what_is_being_fitted_and_what_waits_for_it(tmp_path: Path) -> None:
    hanging = Hanging(tmp_path)
    fit = await hanging.begin()
    waiting = asyncio.create_task(hanging.fitter.fit(remembered()))
    await hanging.fitter.close()
    ended = await asyncio.gather(fit, waiting, return_exceptions=True)
    assert [str(each) for each in ended] == ["the optimizer ended with -9", "it was stopped"]


async def test_a_cancelled_fit_leaves_no_process_behind(tmp_path: Path) -> None:
    hanging = Hanging(tmp_path)
    fit = await hanging.begin()
    assert hanging.fitter.is_running
    fit.cancel()
    await asyncio.gather(fit, return_exceptions=True)
    assert not hanging.fitter.is_running


def test_a_bot_that_fits_nothing_imports_nothing_of_the_optimizer() -> None:
    code = (
        "import sys, json, bot.app, bot.fitters, bot.engine.rules.spaced_repetition\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(json.loads(done.stdout))
    assert "fsrs.scheduler" in modules
    assert not modules & {"torch", "pandas", "tqdm", "fsrs.optimizer", "bot.fitting.optimizer"}
