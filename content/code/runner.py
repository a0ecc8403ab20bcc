"""Runs the code of questions: every block, in order, in a fresh process, with a time limit.

All ``python`` blocks of a question share one namespace, top to bottom; its ``sql`` blocks
share one in-memory SQLite database. ``guard`` says how the process is shut in. The imports at
a block's top are done before the clock starts, since PyTorch alone takes seconds.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from content.code.blocks import blocks_of
from content.code.process import obstacle, run_blocks
from content.code.report import BlockRun, CodeReport, State, result
from content.format.loader import MAX_BYTES
from content.format.regular_files import NotRegularFileError, TooLargeError, read_regular

LIMIT = 10.0  # seconds a block may take


def run_bank(
    files: Iterable[Path],
    *,
    limit: float = LIMIT,
    processes: int = 2,
    contained: bool | None = None,
    progress: Callable[[Path, Sequence[BlockRun]], None] | None = None,
) -> CodeReport:
    """Run the code of bank files, ``processes`` at a time; results are in the files' order.

    ``contained`` None means as far as this machine allows.
    """
    paths = list(files)

    def run(path: Path) -> tuple[BlockRun, ...]:
        return run_file(path, limit=limit, contained=contained)

    with ThreadPoolExecutor(max_workers=processes) as pool:
        runs: list[BlockRun] = []
        for path, found in zip(paths, pool.map(run, paths), strict=True):
            runs.extend(found)
            if progress:
                progress(path, found)
    return CodeReport(tuple(runs))


def run_file(
    path: Path, *, limit: float = LIMIT, contained: bool | None = None
) -> tuple[BlockRun, ...]:
    """Run the code of the bank file at ``path``."""
    try:
        text = read_regular(path, MAX_BYTES).decode()
    except (OSError, NotRegularFileError, TooLargeError, UnicodeDecodeError):
        return ()  # the loader says what is wrong with the file
    return run_text(text, file=str(path), limit=limit, contained=contained)


def run_text(
    text: str, *, file: str, limit: float = LIMIT, contained: bool | None = None
) -> tuple[BlockRun, ...]:
    """Run the code of a bank file's ``text``; ``file`` is how failures name it."""
    blocks = blocks_of(text)
    wanted = [block for block in blocks if block.runs]
    found: dict[int, BlockRun] = {}
    if wanted:
        shut_in = not obstacle() if contained is None else contained
        runs = run_blocks(wanted, text, file, limit, contained=shut_in)
        found = {run.line: run for run in runs}
    return tuple(
        found.get(block.line) or result(file, block, State.NO_RUN, "marked no-run")
        for block in blocks
    )
