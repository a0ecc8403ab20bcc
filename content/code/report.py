"""The outcomes of code blocks, and what is counted and listed of them."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from content.code.blocks import Block
from content.format.problems import Problem


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


def result(
    file: str, block: Block, state: State, reason: str, *, seconds: float = 0.0, traceback: str = ""
) -> BlockRun:
    """Return a block's outcome at its own first line."""
    return BlockRun(file, block.line, block.language, state, block.line, reason, traceback, seconds)
