"""Runs the code of questions: every block, in order, in a fresh process, with a time limit.

All ``python`` blocks of a question share one namespace, top to bottom; its ``sql`` blocks
share one in-memory SQLite database. The process works in an empty folder with a minimal
environment. The imports at a block's top are done before the clock starts, since PyTorch alone
takes seconds.
"""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from content.code.blocks import Block, blocks_of
from content.format.loader import MAX_BYTES
from content.format.problems import Problem
from content.format.regular_files import NotRegularFileError, TooLargeError, read_regular

LIMIT = 10.0  # seconds a block may take
IMPORT_LIMIT = 180.0  # seconds for all imports of a question
GRACE = 3.0  # times the limit: a busy machine may take that long in a block that does not
_CHILD = Path(__file__).with_name("child.py")


class State(StrEnum):
    """The outcome of a block."""

    PASSED = "passed"
    FAILED = "failed"
    NO_RUN = "no-run"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class BlockRun:
    """A block and its outcome. ``at`` is the failing line in the file, else the block's."""

    file: str
    line: int
    language: str
    state: State
    at: int
    reason: str = ""
    traceback: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class CodeReport:
    """The outcomes of the blocks of many files."""

    runs: tuple[BlockRun, ...]

    def count(self, state: State) -> int:
        """Return how many blocks had this outcome."""
        return sum(run.state is state for run in self.runs)

    @property
    def skipped(self) -> dict[str, int]:
        """Why blocks were skipped, and how many for each reason."""
        reasons = Counter(run.reason for run in self.runs if run.state is State.SKIPPED)
        return dict(reasons.most_common())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The blocks that failed, as problems; the message ends with the traceback."""
        return tuple(
            Problem(run.file, run.at, "code", f"The block fails: {run.reason}.", run.traceback)
            for run in self.runs
            if run.state is State.FAILED
        )

    def to_plain(self) -> dict[str, Any]:
        """Return the counts as dicts, strings and numbers."""
        passed, failed = self.count(State.PASSED), self.count(State.FAILED)
        return {
            "blocks": len(self.runs),
            "run": passed + failed,
            "passed": passed,
            "failed": failed,
            "no_run": self.count(State.NO_RUN),
            "skipped": self.skipped,
        }


def run_bank(
    files: Iterable[Path],
    *,
    limit: float = LIMIT,
    processes: int = 2,
    progress: Callable[[Path, Sequence[BlockRun]], None] | None = None,
) -> CodeReport:
    """Run the code of bank files, ``processes`` at a time; results are in the files' order."""
    paths = list(files)

    def run(path: Path) -> tuple[BlockRun, ...]:
        return run_file(path, limit=limit)

    with ThreadPoolExecutor(max_workers=processes) as pool:
        runs: list[BlockRun] = []
        for path, found in zip(paths, pool.map(run, paths), strict=True):
            runs.extend(found)
            if progress:
                progress(path, found)
    return CodeReport(tuple(runs))


def run_file(path: Path, *, limit: float = LIMIT) -> tuple[BlockRun, ...]:
    """Run the code of the bank file at ``path``."""
    try:
        text = read_regular(path, MAX_BYTES).decode()
    except (OSError, NotRegularFileError, TooLargeError, UnicodeDecodeError):
        return ()  # the loader says what is wrong with the file
    return run_text(text, file=str(path), limit=limit)


def run_text(text: str, *, file: str, limit: float = LIMIT) -> tuple[BlockRun, ...]:
    """Run the code of a bank file's ``text``; ``file`` is how failures name it."""
    blocks = blocks_of(text)
    wanted = [block for block in blocks if block.runs]
    found = {run.line: run for run in _run(wanted, text, file, limit)} if wanted else {}
    return tuple(
        found.get(block.line) or _result(file, block, State.NO_RUN, "marked no-run")
        for block in blocks
    )


def _result(file: str, block: Block, state: State, reason: str, seconds: float = 0.0) -> BlockRun:
    return BlockRun(file, block.line, block.language, state, block.line, reason, "", seconds)


# --- the process -----------------------------------------------------------------------


def _run(blocks: Sequence[Block], text: str, file: str, limit: float) -> list[BlockRun]:
    job = {
        "file": file,
        "source": text,
        "blocks": [{"line": b.line, "language": b.language, "code": b.code} for b in blocks],
    }
    with tempfile.TemporaryDirectory(prefix="warmup-code-", ignore_cleanup_errors=True) as folder:
        stderr = Path(folder, "stderr.txt")
        work = Path(folder, "work")
        work.mkdir()
        with stderr.open("wb") as errors:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
                [sys.executable, "-I", "-X", "utf8", str(_CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=work,
                env=_environment(work),
                start_new_session=True,
            )
        child = _Child(process, blocks, file, limit)
        try:
            child.follow(json.dumps(job).encode())
        finally:
            _end(process)
        return child.results(stderr)


def _environment(home: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user's own leaks into a block."""
    return {
        "PATH": os.defpath,
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "MPLBACKEND": "Agg",
        "CUDA_VISIBLE_DEVICES": "",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "HF_HUB_OFFLINE": "1",
        # One thread each: two processes run at a time, and sums come out the same everywhere.
        "OMP_NUM_THREADS": "1",
        "TF_NUM_INTRAOP_THREADS": "1",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and whatever it started, and wait for it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    process.wait()


@dataclass(slots=True)
class _Child:
    """Follows one process: its events, and the clock of the block it is in."""

    process: subprocess.Popen[bytes]
    blocks: Sequence[Block]
    file: str
    limit: float
    done: list[BlockRun] = field(default_factory=list[BlockRun])
    ready: bool = False
    late: bool = False

    def follow(self, job: bytes) -> None:
        """Give the process its job and read its events until it ends or takes too long."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            return
        try:
            stdin.write(job)
            stdin.close()
        except BrokenPipeError:
            return
        for line in self._lines(stdout.fileno()):
            self._take(cast("dict[str, Any]", json.loads(line)))

    def results(self, stderr: Path) -> list[BlockRun]:
        """Return a result for every block, also for those the process never came to."""
        rest = self.blocks[len(self.done) :]
        if not rest:
            return self.done
        what = "it took longer" if self.ready else "its imports took longer"
        limit = self.limit if self.ready else IMPORT_LIMIT
        if self.late:
            first = _result(self.file, rest[0], State.FAILED, f"{what} than {limit:g} seconds")
        else:
            tail = stderr.read_text(encoding="utf-8", errors="replace")[-2000:]
            reason = f"the process died (exit code {self.process.returncode})"
            failed = _result(self.file, rest[0], State.FAILED, reason)
            first = BlockRun(
                failed.file, failed.line, failed.language, failed.state, failed.at, reason, tail
            )
        left = [
            _result(self.file, block, State.SKIPPED, "a block above failed") for block in rest[1:]
        ]
        return [*self.done, first, *left]

    def _lines(self, stdout: int) -> Iterator[bytes]:
        buffer = b""
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            deadline = time.monotonic() + IMPORT_LIMIT
            while True:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    self.late = True
                    return
                data = os.read(stdout, 65536)
                if not data:
                    return
                *lines, buffer = (buffer + data).split(b"\n")
                if lines:
                    yield from lines
                    deadline = time.monotonic() + self.limit * GRACE

    def _take(self, event: dict[str, Any]) -> None:
        if event["event"] == "ready":
            self.ready = True
            return
        block = self.blocks[len(self.done)]
        wall, cpu = float(event.get("wall", 0)), float(event.get("cpu", 0))
        state, reason = State(event["state"]), str(event.get("reason", ""))
        if state is State.PASSED and min(wall, cpu) > self.limit:
            state, reason = State.FAILED, f"it took {wall:.1f} seconds, longer than {self.limit:g}"
        self.done.append(
            BlockRun(
                self.file,
                block.line,
                block.language,
                state,
                int(event.get("at", block.line)),
                reason,
                str(event.get("traceback", "")),
                round(wall, 3),
            )
        )
