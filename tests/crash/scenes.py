"""Scenes run side by side, and their results."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Literal

from tests.crash.crowd import press
from tests.crash.life import Report, live

Kind = Literal["rounds", "crowds"]
KILLS_A_SCENE = {"rounds": 20, "crowds": 10}
LANES = 4
"""Scenes at once: more than the two processors of a small machine, for scenes wait a lot."""


def scene(kind: Kind, seed: int, kills: int) -> Report:
    """Play a scene."""
    return asyncio.run(live(seed, kills) if kind == "rounds" else press(seed, kills))


def shares(kind: Kind, kills: int) -> list[int]:
    """Return how many kills each scene has."""
    most = KILLS_A_SCENE[kind]
    return [min(most, kills - done) for done in range(0, kills, most)]


def play(
    seed: int, wanted: dict[Kind, int], lanes: int, tell: Callable[[str], None]
) -> dict[Kind, list[Report]]:
    """Play as many scenes of each kind as there must be kills, telling of each."""
    reports: dict[Kind, list[Report]] = {kind: [] for kind in wanted}
    with ProcessPoolExecutor(lanes, mp_context=get_context("spawn")) as pool:
        running: list[tuple[Kind, Future[Report]]] = [
            (kind, pool.submit(scene, kind, seed + number, share))
            for kind, kills in wanted.items()
            for number, share in enumerate(shares(kind, kills))
        ]
        for kind, done in running:
            report = done.result()
            reports[kind].append(report)
            tell(line(kind, report))
            for failure in report.failures:
                tell(f"  FAILED: {failure}")
    return reports


def line(kind: Kind, report: Report) -> str:
    """Return a scene in a line."""
    return (
        f"{kind}, seed {report.seed}: {len(report.kills)} kills, {report.starts} starts, "
        f"{report.seconds:.0f} s"
    )


def summary(kind: Kind, reports: Sequence[Report], wanted: int) -> Iterable[str]:
    """Yield what the scenes of a kind came to."""
    steps = Counter(step.kind for report in reports for step in report.kills)
    yield from (f"{count:5}  {step}" for step, count in sorted(steps.items()))
    kills, count = sum(steps.values()), sum(report.slots for report in reports)
    seeds = ", ".join(str(report.seed) for report in reports if report.failures)
    yield f"{kind}: {kills} of {wanted} kills at {len(steps)} kinds of steps."
    if seeds:
        yield f"{kind}: FAILED with the seeds {seeds}."
    elif kills < wanted:
        yield f"{kind}: FAILED, fewer kills came than were asked for."
    elif kind == "rounds":
        yield f"rounds: each of {count} slots was asked once and revealed once."
    else:
        yield f"crowds: each of {count} receipts is in the database, nobody has two responses."


def passed(reports: Sequence[Report], wanted: int) -> bool:
    """Tell whether all kills came and nothing failed."""
    kills = sum(len(report.kills) for report in reports)
    return kills >= wanted and not any(report.failures for report in reports)
