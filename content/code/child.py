"""The process that runs a question's blocks. Started by ``guard``, never imported.

It reads one JSON object from standard input, ``{"token", "file", "source", "blocks": [{"line",
"language", "code"}]}``, and writes lines to the descriptor named by its argument: ``TOKEN
ready`` once the imports are done, then for each block, in order, ``TOKEN passed``, ``TOKEN
skipped JSON`` or ``TOKEN failed JSON``. What the blocks themselves print goes nowhere.

A block must not be able to say that it passed, so nothing it can reach knows the token or the
descriptor: the blocks run in a thread that is calls of C functions all the way down, in whose
frames there is nothing to find, and the thread that reports calls no function that a block
could have replaced. Looking into other threads and into the collector's list of all objects is
refused while blocks run. Only raw memory (``ctypes``) is left to a block that wants to lie.
"""

import _thread
import ast
import builtins
import contextlib
import functools
import importlib
import importlib.util
import json
import linecache
import operator
import os
import queue
import random
import signal
import sqlite3
import sys
import traceback
import types
import weakref
from collections.abc import Iterator
from typing import Any, cast

_REFUSED = {
    *("sys._current_frames", "sys._current_exceptions", "gc.get_objects", "gc.get_referrers"),
    *("sys.setprofile", "sys.settrace", "sys.monitoring.register_callback"),
}
_LONGEST = 20_000  # bytes of the details of a failure


def main() -> None:
    """Run the blocks given on standard input and report the outcome of each."""
    channel = _hidden(int(sys.argv.pop()))
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    job = json.load(sys.stdin)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    token = job.pop("token").encode()
    source = job["source"].splitlines(keepends=True)
    linecache.cache[job["file"]] = (len(job["source"]), None, source, job["file"])
    main_module = types.ModuleType("__main__")
    main_module.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = main_module
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    plans: list[tuple[bytes, Any]] = []
    for block in job["blocks"]:
        missing = _missing(block)
        work = _python(block, job["file"], main_module.__dict__)
        if block["language"] == "sql":
            work = functools.partial(_run_sql, database, block)
        plans.append((json.dumps(sorted(missing)).encode() if missing else b"", work))
    failures = _Failures(job["file"])
    sys.unraisablehook = failures.note
    lanes = [_lane() for _ in range(len(plans) + 1)]
    _run_all(plans, iter(lanes), failures.found, channel, token)


def _hidden(descriptor: int) -> int:
    """Move a descriptor to a number nobody can guess."""
    while True:
        number = random.SystemRandom().randrange(64, 500)
        try:
            os.fstat(number)
        except OSError:
            os.dup2(descriptor, number, inheritable=False)
            os.close(descriptor)
            return number


# --- running ---------------------------------------------------------------------------


def _run_all(
    plans: list[tuple[bytes, Any]],
    lanes: Iterator[tuple[Any, Any, Any]],
    failures: list[bytes],
    channel: int,
    token: bytes,
) -> None:
    """Run the plans and report on each. Once the first runs, only C functions are called."""
    write, leave, kind, text = os.write, os._exit, type, bytes
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a block could raise it in this thread
    sys.addaudithook(_refuse)
    jobs, ended, _leash = next(lanes)
    write(channel, token + b" ready\n")
    for missing, work in plans:
        if missing:
            write(channel, token + b" skipped " + missing + b"\n")
            continue
        jobs.put(work)
        if ended.get() is None:
            write(channel, token + b" passed\n")
            continue
        details = failures.pop() if failures else b""
        if kind(details) is not text:
            details = b""
        write(channel, token + b" failed " + details + b"\n")
        jobs, ended, _leash = next(lanes)
    # Threads of heavy libraries can hang an ordered exit, and nothing is left to save.
    leave(0)


def _lane() -> tuple[Any, Any, Any]:
    """Start a thread that calls what is put into the first queue.

    The second gets None for each call that returned. A call that fails ends the thread, and
    with it the last use of ``next_job``, whose reference then goes into that queue.
    """
    jobs: queue.SimpleQueue[Any] = queue.SimpleQueue()
    ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
    next_job = functools.partial(jobs.get)
    leash = weakref.ref(next_job, ended.put)
    results = cast("Iterator[None]", map(operator.call, iter(next_job, None)))
    _thread.start_new_thread(any, (map(ended.put, results),))
    return jobs, ended, leash


def _refuse(event: str, _arguments: object) -> None:
    if event in _REFUSED:
        message = f"{event} is refused while blocks run"
        raise RuntimeError(message)


# --- python ----------------------------------------------------------------------------


def _missing(block: dict[str, Any]) -> list[str]:
    """Do what the block begins with; return the packages it imports that aren't installed."""
    if block["language"] != "python":
        return []
    try:
        tree = ast.parse(block["code"])
    except (SyntaxError, ValueError):
        return []
    names = [name for name in dict.fromkeys(_imports(tree)) if name not in sys.modules]
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    _begin(tree, {*missing})
    return missing


def _begin(tree: ast.Module, missing: set[str]) -> None:
    """Do the imports at a block's top, and set the environment variables that stand there.

    Some packages read a variable while they are imported, so the order is the block's own.
    """
    for node in tree.body:
        setting = _setting(node)
        if setting:
            os.environ[setting[0]] = setting[1]
        elif not isinstance(node, ast.Import | ast.ImportFrom):
            return
        for name in {*_imports(node)} - missing:
            # The block fails on it, with its own line.
            with contextlib.suppress(BaseException):
                importlib.import_module(name)


def _setting(node: ast.stmt) -> tuple[str, str] | None:
    """Return name and value when ``node`` is ``os.environ["NAME"] = "value"``."""
    match node:
        case ast.Assign(
            targets=[
                ast.Subscript(
                    value=ast.Attribute(value=ast.Name("os"), attr="environ"),
                    slice=ast.Constant(str(name)),
                )
            ],
            value=ast.Constant(str(value)),
        ):
            return name, value
        case _:
            return None


def _imports(node: ast.AST) -> Iterator[str]:
    """Yield the top-level packages a block needs; those it tries to import it can lack."""
    if isinstance(node, ast.Try) and any(_catches_import_error(h) for h in node.handlers):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module.partition(".")[0]
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    names = {n.id for n in ast.walk(handler.type) if isinstance(n, ast.Name)}
    return bool(names & {"ImportError", "ModuleNotFoundError", "Exception"})


def _python(block: dict[str, Any], file: str, namespace: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the C call that runs a block, or the one that fails on its syntax."""
    # Empty lines before it give the code the line numbers it has in its file.
    padded = "\n" * (block["line"] - 1) + block["code"]
    compiled = functools.partial(compile, padded, file, "exec", dont_inherit=True)
    try:
        return functools.partial(exec, compiled(), namespace)
    except Exception:  # noqa: BLE001  # whatever a compiler raises: it does so again in its turn
        return compiled


# --- sql -------------------------------------------------------------------------------


class _SqlError(Exception):
    def __init__(self, line: int, statement: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.statement = statement


def _run_sql(database: sqlite3.Connection, block: dict[str, Any]) -> None:
    for line, statement in _statements(block["code"]):
        try:
            database.execute(statement).fetchall()
        except sqlite3.Error as error:
            raise _SqlError(block["line"] + line, statement, str(error)) from error


def _statements(code: str) -> Iterator[tuple[int, str]]:
    """Yield (line from 0, statement); a semicolon ends one where SQLite says so."""
    start = 0
    for position, char in enumerate(code):
        if char == ";" and sqlite3.complete_statement(code[start : position + 1]):
            yield _placed(code, start, position + 1)
            start = position + 1
    if any(line.split("--")[0].strip() for line in code[start:].splitlines()):
        yield _placed(code, start, len(code))


def _placed(code: str, start: int, end: int) -> tuple[int, str]:
    raw = code[start:end]
    lead = len(raw) - len(raw.lstrip())
    return code.count("\n", 0, start + lead), raw.strip()


# --- failures --------------------------------------------------------------------------


class _Failures:
    """Notes why a block's thread ended, as JSON. The blocks can reach it, and change it."""

    def __init__(self, file: str) -> None:
        self.found: list[bytes] = []
        self._file = file

    def note(self, failure: Any) -> None:  # noqa: ANN401  # sys.UnraisableHookArgs can't be made
        """Take what ``sys.unraisablehook`` is given."""
        # Other threads of a block, and its objects that can't be deleted, end up here as well.
        details = json.dumps(_failure(failure.exc_value, failure.exc_traceback, self._file))
        self.found.append(details.encode())


def _failure(error: BaseException, frames: types.TracebackType | None, file: str) -> dict[str, Any]:
    if isinstance(error, _SqlError):
        shown = f"{error.statement}\nsqlite3: {error}"
        return {"at": error.line, "reason": str(error), "traceback": shown[-_LONGEST:]}
    own = [f for f in traceback.extract_tb(frames) if f.filename == file]
    line = own[-1].lineno if own else None
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno
    shown = "".join(traceback.format_exception(type(error), error, frames))
    reason = traceback.format_exception_only(type(error), error)[-1].strip().splitlines()[0]
    return {"at": line, "reason": reason[:_LONGEST], "traceback": shown[-_LONGEST:]}


if __name__ == "__main__":
    main()
