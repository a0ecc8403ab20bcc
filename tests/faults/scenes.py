"""Scenes beside each other, and what they came to."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.faults.life import Report, live

KILLS_A_SCENE = 20
LANES = 3
"""Scenes at once: more than the two processors of a small machine, for scenes wait a lot."""


def scene(seed: int, kills: int) -> Report:
    """Play a scene."""
    return asyncio.run(live(seed, kills))


def play(seed: int, kills: int, lanes: int, tell: Callable[[str], None]) -> list[Report]:
    """Play as many scenes as there must be kills, telling of each."""
    shares = [min(KILLS_A_SCENE, kills - done) for done in range(0, kills, KILLS_A_SCENE)]
    reports: list[Report] = []
    with ProcessPoolExecutor(lanes, mp_context=get_context("spawn")) as pool:
        running = [pool.submit(scene, seed + number, share) for number, share in enumerate(shares)]
        for done in running:
            report = done.result()
            reports.append(report)
            tell(line(report))
            for failure in report.failures:
                tell(f"  FAILED: {failure}")
    return reports


def line(report: Report) -> str:
    """Return a scene in a line."""
    return (
        f"seed {report.seed}: {len(report.kills)} kills, {report.starts} starts, "
        f"{report.slots} slots, {report.seconds:.0f} s"
    )


def summary(reports: Sequence[Report], wanted: int, seconds: float) -> Iterable[str]:
    """Yield what all scenes came to."""
    kinds = Counter(step.kind for report in reports for step in report.kills)
    for kind, count in sorted(kinds.items()):
        yield f"{count:5}  {kind}"
    kills = sum(kinds.values())
    slots = sum(report.slots for report in reports)
    bad = [report.seed for report in reports if report.failures]
    yield f"{kills} of {wanted} kills at {len(kinds)} kinds of steps, {slots} slots, {seconds:.0f}s"
    if bad:
        yield f"FAILED with the seeds {', '.join(map(str, bad))}."
    elif kills < wanted:
        yield "FAILED: fewer kills came than were asked for."
    else:
        yield "Every slot was asked once and revealed once."
