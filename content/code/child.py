"""The process that runs a question's blocks. Started by ``runner``, never imported.

It reads one JSON object from standard input, ``{"file", "source", "blocks": [{"line",
"language", "code"}]}``, and writes one JSON object per line to its first standard output:
``{"event": "ready"}`` once the imports are done, then one event for each block. What the
blocks themselves print goes nowhere.
"""

import ast
import builtins
import contextlib
import importlib
import importlib.util
import io
import json
import linecache
import os
import sqlite3
import sys
import time
import traceback
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> None:
    """Run the blocks given on standard input and report the outcome of each."""
    events = io.open(os.dup(1), "w", encoding="utf-8")  # noqa: SIM115, UP020
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    job = json.load(sys.stdin)
    tell = _teller(events)
    source = job["source"].splitlines(keepends=True)
    linecache.cache[job["file"]] = (len(job["source"]), None, source, job["file"])
    missing = {block["line"]: _missing(block) for block in job["blocks"]}
    tell({"event": "ready"})
    _run_all(job, missing, tell)
    events.flush()
    # Threads of heavy libraries can hang an ordered exit, and nothing is left to save.
    os._exit(0)


def _teller(events: io.TextIOBase) -> Any:  # noqa: ANN401
    def tell(event: dict[str, Any]) -> None:
        events.write(json.dumps(event) + "\n")
        events.flush()

    return tell


def _run_all(job: dict[str, Any], missing: dict[int, list[str]], tell: Any) -> None:  # noqa: ANN401
    main_module = types.ModuleType("__main__")
    main_module.__dict__["__builtins__"] = builtins
    sys.modules["__main__"] = main_module
    database = sqlite3.connect(":memory:", isolation_level=None)
    lacking = ""  # why a name may be missing from here on
    for block in job["blocks"]:
        event = {"event": "block", "line": block["line"]}
        if missing[block["line"]]:
            names = sorted(missing[block["line"]])
            lacking = f"{', '.join(names)} {'isn' if len(names) == 1 else 'aren'}'t installed"
            tell({**event, "state": "skipped", "reason": lacking})
            continue
        began, cpu = time.monotonic(), time.process_time()
        try:
            if block["language"] == "sql":
                _run_sql(database, block)
            else:
                _run_python(block, job["file"], main_module.__dict__)
            outcome: dict[str, Any] = {"state": "passed"}
        except BaseException as error:  # noqa: BLE001 - SystemExit of a block is a failure too
            outcome = _failure(error, block, job["file"])
            if lacking and isinstance(error, NameError):
                outcome = {"state": "skipped", "reason": f"needs a block above ({lacking})"}
            elif block["language"] == "python":
                lacking = "which failed"
        took = {"wall": time.monotonic() - began, "cpu": time.process_time() - cpu}
        tell({**event, **outcome, **took})


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


def _run_python(block: dict[str, Any], file: str, namespace: dict[str, Any]) -> None:
    # Empty lines before it give the code the line numbers it has in its file.
    padded = "\n" * (block["line"] - 1) + block["code"]
    exec(compile(padded, file, "exec", dont_inherit=True), namespace)  # noqa: S102


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


def _failure(error: BaseException, block: dict[str, Any], file: str) -> dict[str, Any]:
    if isinstance(error, _SqlError):
        shown = f"{error.statement}\nsqlite3: {error}"
        return {"state": "failed", "at": error.line, "reason": str(error), "traceback": shown}
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == file]
    line = frames[-1].lineno if frames else None
    if isinstance(error, SyntaxError) and error.filename == file:
        line = error.lineno
    # The runner's own frames say nothing about the block.
    own = error.__traceback__
    while own is not None and Path(own.tb_frame.f_code.co_filename) == Path(__file__):
        own = own.tb_next
    shown = "".join(traceback.format_exception(type(error), error, own))
    reason = traceback.format_exception_only(type(error), error)[-1].strip().splitlines()[0]
    return {"state": "failed", "at": line or block["line"], "reason": reason, "traceback": shown}


if __name__ == "__main__":
    main()
