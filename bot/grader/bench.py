"""How well a model agrees with people: cases of a file, and what the model makes of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from bot.engine.errors import GraderFails, Refused
from bot.engine.model.coverage import Claim, GradingTask
from bot.engine.ports.grader import Grader
from bot.engine.rules.coverage import evidence

T = TypeVar("T")
SHAPE = (
    'Write one object per line: {"question": "…", "key_points": ["…"], "answer": "…", '
    '"covered": [1]}'
)


@dataclass(frozen=True, slots=True)
class BenchCase:
    """An answer with the numbers of the key points, from 1, that a person says it covers."""

    line: int
    task: GradingTask
    covered: frozenset[int]


@dataclass(frozen=True, slots=True)
class PointResult:
    """A key point: what a person says, what is ticked, and what the model said."""

    line: int
    number: int
    key_point: str
    person: bool
    ticked: bool
    claim: Claim

    @property
    def agrees(self) -> bool:
        """Whether the tick is as the person's."""
        return self.person == self.ticked


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of a case: its key points, or why the model gave no word."""

    line: int
    points: tuple[PointResult, ...]
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many key points are ticked as people would, and which aren't."""

    points: int
    agreed: int
    ticked_wrongly: int
    missed: int
    unsupported: int
    """Claims of the model whose words don't show the key point, as far as code can see."""
    failed: int
    """Answers that the model gave no word about."""


def read_cases(text: str) -> tuple[BenchCase, ...]:
    """Return the cases of a file; raises Refused with the line of the first that's wrong."""
    cases = tuple(
        _case(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    )
    if not cases:
        raise Refused("There are no cases in the file.", SHAPE)
    return cases


def _case(number: int, line: str) -> BenchCase:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused(f"Line {number} isn't a JSON object.", SHAPE) from None
    fields: dict[str, Any] = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    question, points = fields.get("question"), _all(fields.get("key_points"), str)
    answer, covered = fields.get("answer"), _all(fields.get("covered"), int)
    if not isinstance(question, str) or not isinstance(answer, str):
        raise Refused(f'Line {number} needs a "question" and an "answer".', SHAPE)
    if not points:
        raise Refused(f'Line {number} needs a list of "key_points".', SHAPE)
    if covered is None or not all(1 <= each <= len(points) for each in covered):
        fix = f"They are numbered from 1 to {len(points)}; [] is none."
        raise Refused(f'Line {number} needs a list "covered" with numbers of key points.', fix)
    return BenchCase(number, GradingTask(question, points, answer), frozenset(covered))


def _all(value: object, kind: type[T]) -> tuple[T, ...] | None:
    """Return a list's members if all of them are of a kind, else None."""
    if not isinstance(value, list):
        return None
    listed = cast("list[object]", value)
    found = tuple(each for each in listed if isinstance(each, kind) and not isinstance(each, bool))
    return found if len(found) == len(listed) else None


async def run_case(grader: Grader, case: BenchCase) -> CaseResult:
    """Have the model read a case."""
    try:
        claims = await grader.claims(case.task)
    except GraderFails as failure:
        return CaseResult(case.line, (), str(failure))
    ticked = {one.point for one in evidence(case.task, claims)}
    return CaseResult(case.line, tuple(_points(case, claims, ticked)))


def _points(case: BenchCase, claims: Sequence[Claim], ticked: set[int]) -> Iterator[PointResult]:
    for index, (point, claim) in enumerate(zip(case.task.key_points, claims, strict=True)):
        person = index + 1 in case.covered
        yield PointResult(case.line, index + 1, point, person, index in ticked, claim)


def agreement(results: Sequence[CaseResult]) -> Agreement:
    """Count how far ticks and people agree, over the answers that the model has read."""
    points = [point for result in results for point in result.points]
    return Agreement(
        points=len(points),
        agreed=sum(point.agrees for point in points),
        ticked_wrongly=sum(point.ticked and not point.person for point in points),
        missed=sum(point.person and not point.ticked for point in points),
        unsupported=sum(point.claim.covered and not point.ticked for point in points),
        failed=sum(bool(result.failure) for result in results),
    )
