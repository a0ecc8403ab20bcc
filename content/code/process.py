"""Starts the guarded process of a question's code, follows it and ends it."""

import contextlib
import json
import os
import secrets
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import content
from content.code.blocks import Block
from content.code.limits import GIB, MEMORY, TOO_MUCH_MEMORY
from content.code.report import BlockRun, State, result

IMPORT_LIMIT = 180.0  # seconds for all imports of a question
_LONGEST_LINE = 1024**2  # bytes; our own lines are far shorter
_ROOT = Path(content.__file__).parent.parent
_GUARD = (
    "import json, sys; sys.path.insert(0, {root!r}); from content.code.guard import main;"
    " main(json.loads({job!r}))"
)


@cache
def obstacle() -> str:
    """Return why code can't be contained on this machine; empty if it can."""
    with tempfile.TemporaryDirectory(prefix="warmup-code-") as folder:
        probe = _Followed((), "", 0.0)
        _run(probe, {"file": "", "source": "", "blocks": []}, Path(folder), contained=True)
        if probe.ready:
            return ""
        lines = Path(folder, "stderr.txt").read_text(errors="replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "it ended without a word")


def run_blocks(
    blocks: Sequence[Block], text: str, file: str, limit: float, *, contained: bool
) -> list[BlockRun]:
    """Run the blocks of a bank file's ``text``, each within ``limit`` seconds of wall time."""
    job = {
        "file": file,
        "source": text,
        "blocks": [{"line": b.line, "language": b.language, "code": b.code} for b in blocks],
    }
    followed = _Followed(blocks, file, limit)
    with tempfile.TemporaryDirectory(prefix="warmup-code-", ignore_cleanup_errors=True) as folder:
        exit_code = _run(followed, job, Path(folder), contained=contained)
        with Path(folder, "stderr.txt").open("rb") as errors:
            errors.seek(max(0, os.fstat(errors.fileno()).st_size - 2000))
            tail = errors.read().decode(errors="replace")
    return followed.results(exit_code, tail)


def _run(followed: "_Followed", job: dict[str, Any], folder: Path, *, contained: bool) -> int:
    """Run the job, with what it prints in the folder's ``stderr.txt``; return its exit code."""
    work = folder / "work"
    work.mkdir()
    token = secrets.token_hex(16)
    results, channel = os.pipe()
    seconds = int(IMPORT_LIMIT + followed.limit * len(followed.blocks) + 1)
    guard = {
        "contained": contained,
        "channel": channel,
        "cpu_seconds": seconds * (os.cpu_count() or 1),
    }
    start = _GUARD.format(root=str(_ROOT), job=json.dumps(guard))
    try:
        with (folder / "stderr.txt").open("wb") as errors:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
                [sys.executable, "-I", "-X", "utf8", "-c", start],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=work,
                env=_ENVIRONMENT,
                start_new_session=True,
                pass_fds=[channel],
            )
        os.close(channel)
        try:
            _give(process, json.dumps({"token": token, **job}).encode())
            followed.follow(results, token.encode())
        finally:
            _end(process, patience=0.0 if followed.late else 0.5)
    finally:
        os.close(results)
    return process.returncode


_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "CUDA_VISIBLE_DEVICES": "",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "HF_HUB_OFFLINE": "1",
    # One thread each: two processes run at a time, and sums come out the same everywhere.
    "OMP_NUM_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
}
"""All of a block's environment but its folder: nothing of the user's own, no setting of ours."""


def _give(process: subprocess.Popen[bytes], job: bytes) -> None:
    if process.stdin:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(job)
            process.stdin.close()


def _end(process: subprocess.Popen[bytes], patience: float) -> None:
    """End the process and whatever it started, and wait for it.

    One that closed its channel leaves by itself within ``patience`` seconds; its exit code is
    kept then.
    """
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(patience)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
    process.wait()


@dataclass(slots=True)
class _Followed:
    """Follows one process: what it reports, and the clock of the block it is in."""

    blocks: Sequence[Block]
    file: str
    limit: float
    done: list[BlockRun] = field(default_factory=list[BlockRun])
    ready: bool = False
    late: bool = False
    lacking: str = ""  # why a name may be missing from here on

    def follow(self, channel: int, token: bytes) -> None:
        """Read what the process reports until it ends or takes too long.

        A line without the token isn't the reporter's, whoever wrote it.
        """
        began = time.monotonic()
        for line in self._lines(channel):
            said, _, rest = line.partition(b" ")
            if said != token:
                continue
            state, _, details = rest.decode(errors="replace").partition(" ")
            now = time.monotonic()
            if state == "ready":
                self.ready = True
            elif len(self.done) < len(self.blocks):
                self.done.append(self._outcome(State(state), _fields(details), now - began))
            began = now

    def results(self, exit_code: int, tail: str) -> list[BlockRun]:
        """Return a result for every block, also for those the process never came to."""
        rest = self.blocks[len(self.done) :]
        if not rest:
            return self.done
        what = "it took longer" if self.ready else "its imports took longer"
        limit = self.limit if self.ready else IMPORT_LIMIT
        if self.late:
            reason = f"{what} than {limit:g} seconds"
            tail = "Make it quicker; on a busy machine, allow more with --limit."
        elif exit_code == TOO_MUCH_MEMORY:
            reason = f"it used more than {MEMORY // GIB} GiB of memory"
        else:
            reason = f"the process ended before the block did (exit code {exit_code})"
        first = result(self.file, rest[0], State.FAILED, reason, traceback=tail)
        left = [
            result(self.file, block, State.SKIPPED, "a block above failed") for block in rest[1:]
        ]
        return [*self.done, first, *left]

    def _lines(self, channel: int) -> Iterator[bytes]:
        buffer = b""
        with selectors.DefaultSelector() as selector:
            selector.register(channel, selectors.EVENT_READ)
            deadline = time.monotonic() + IMPORT_LIMIT
            while True:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    self.late = True
                    return
                data = os.read(channel, 65536)
                if not data or len(buffer) > _LONGEST_LINE:
                    return
                *lines, buffer = (buffer + data).split(b"\n")
                before = (self.ready, len(self.done))
                yield from lines
                # Only what was heard of starts the next block's clock, not any line.
                if (self.ready, len(self.done)) != before:
                    deadline = time.monotonic() + self.limit

    def _outcome(self, state: State, details: Any, seconds: float) -> BlockRun:  # noqa: ANN401
        block = self.blocks[len(self.done)]
        plain = result(self.file, block, state, "", seconds=round(seconds, 3))
        if state is State.PASSED:
            return plain
        if state is State.SKIPPED:
            verb = "isn" if len(details) == 1 else "aren"
            self.lacking = f"{', '.join(details)} {verb}'t installed"
            return replace(plain, reason=self.lacking)
        # A block can spoil what is said of its own failure, not that it failed.
        found = cast("dict[str, object]", details) if isinstance(details, dict) else {}
        reason = str(found.get("reason") or "SystemExit: it left before its end")
        if self.lacking and reason.startswith("NameError"):
            reason = f"needs a block above ({self.lacking})"
            return replace(plain, state=State.SKIPPED, reason=reason)
        if block.language == "python":
            self.lacking = "which failed"
        at = found.get("at")
        at = at if isinstance(at, int) else block.line
        return replace(plain, at=at, reason=reason, traceback=str(found.get("traceback", "")))


def _fields(details: str) -> Any:  # noqa: ANN401  # any JSON value, or None
    try:
        return json.loads(details)
    except (ValueError, RecursionError):
        return None
