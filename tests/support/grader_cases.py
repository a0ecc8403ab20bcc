"""Answers with what a model said of them, right or fooled, and what may be ticked of it."""

import json
from dataclasses import dataclass
from pathlib import Path

from bot.engine.model.coverage import Claim, GradingTask

CASES_FILE = Path(__file__).parent.parent / "grader" / "cases.json"


@dataclass(frozen=True, slots=True)
class Case:
    """A written case."""

    name: str
    task: GradingTask
    claims: tuple[Claim, ...]
    covered: tuple[int, ...]


def written_cases() -> tuple[Case, ...]:
    """Return the cases of ``tests/grader/cases.json``."""
    return tuple(
        Case(
            each["case"],
            GradingTask(each["question"], tuple(each["key_points"]), each["answer"]),
            tuple(Claim(covered, quote) for covered, quote in each["reply"]),
            tuple(each["covered"]),
        )
        for each in json.loads(CASES_FILE.read_text())
    )


CASES = written_cases()
