"""The fitter: starts the optimizer's process for a history, waits for its answer, and ends it."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from bot.engine.errors import FitFails
from bot.engine.model.review_fits import Reviewed
from bot.engine.rules.install_line import Installation, Way, install_line, installation

SECONDS = 600.0
"""The longest that one history may take; one with 2,000 repeats takes ten on a usual machine."""
EXTRA = "fit-reviews"
IN_AN_IMAGE = (
    "add the lines for a container in docs/hosting.md to the Dockerfile, and build it again"
)
OPTIMIZER = (sys.executable, "-m", "bot.fitting.optimizer")
_NEEDED = ("torch", "pandas", "tqdm")
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "SYSTEMROOT")
"""What a process may know of our environment: no token, no address of a database."""
_MOST_SAID = 200
"""Characters of what the process says about its failure that are passed on."""


def missing_extra() -> str:
    """Return what is missing here to fit reviews, with the line that installs it, or nothing."""
    if all(map(find_spec, _NEEDED)):
        return ""
    return f"FIT_REVIEWS needs packages that aren't installed: {how_to_install()}"


def how_to_install(where: Installation | None = None) -> str:
    """Return what adds the packages ``where`` Warmup is installed: here, if None.

    They're too large for our image, also for the one with every other extra.
    """
    where = where or installation(Path(sys.prefix), sys.executable)
    if where.way is Way.IMAGE:
        return IN_AN_IMAGE
    return install_line(EXTRA, where)


class ProcessFitter:
    """Implements ``ports.ReviewFitter``; fits one history at a time.

    ``seconds`` is how long one may take; ``optimizer`` is the command that fits.
    """

    def __init__(self, seconds: float = SECONDS, optimizer: Sequence[str] = OPTIMIZER) -> None:
        self._seconds = seconds
        self._optimizer = (*optimizer, str(int(seconds) + 1))
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None
        self._closed = False

    @property
    def is_running(self) -> bool:
        """Whether a process is at work."""
        return self._process is not None and self._process.returncode is None

    async def fit(self, history: Sequence[Reviewed]) -> tuple[float, ...]:
        """Return the parameters; raises FitFails."""
        async with self._turn:
            if self._closed:
                raise FitFails("failed", "it was stopped")
            try:
                async with asyncio.timeout(self._seconds):
                    said = await self._exchange(_as_json(history))
            except TimeoutError:
                why = f"the optimizer took longer than {self._seconds:g} s"
                raise FitFails("timeout", why) from None
            except OSError as error:
                raise FitFails("failed", f"the optimizer can't be started: {error}") from None
            return _parameters(said)

    async def close(self) -> None:
        """Give up what is being fitted."""
        self._closed = True
        if self._process is not None and self.is_running:
            self._process.kill()

    async def _exchange(self, history: str) -> bytes:
        pipe = asyncio.subprocess.PIPE
        self._process = process = await asyncio.create_subprocess_exec(
            *self._optimizer, stdin=pipe, stdout=pipe, stderr=pipe,
            env=_environment(),
        )  # fmt: skip
        try:
            said, complaint = await process.communicate(history.encode())
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            raise FitFails("failed", _why(process.returncode, complaint))
        return said


def _environment() -> dict[str, str]:
    known = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**known, "OMP_NUM_THREADS": "1"}


def _as_json(history: Sequence[Reviewed]) -> str:
    numbers: dict[str, int] = {}
    return json.dumps(
        [
            (numbers.setdefault(each.question_id, len(numbers)), each.at.isoformat(), each.right)
            for each in history
        ]
    )


def _parameters(said: bytes) -> tuple[float, ...]:
    """Return the numbers of the answer; whether they're of use is for ``rules`` to tell."""
    try:
        answer = cast("object", json.loads(said))
        numbers = cast("list[object]", answer) if isinstance(answer, list) else [answer]
        return tuple(float(cast("float", each)) for each in numbers)
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise FitFails("failed", "the optimizer's answer isn't a list of numbers") from None


def _why(code: int, complaint: bytes) -> str:
    """Return how the process ended, and the last line of what it said."""
    lines = complaint.decode(errors="replace").strip().splitlines()
    said = f": {lines[-1][:_MOST_SAID]}" if lines else ""
    return f"the optimizer ended with {code}{said}"
