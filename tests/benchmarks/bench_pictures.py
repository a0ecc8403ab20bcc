"""Milliseconds per picture, and for how long drawing keeps the bot from answering."""

import asyncio
import time
from contextlib import suppress

from bot.adapters.shared.card_pictures import drawing_of
from bot.pictures.png import png_of
from bot.pictures.renderer import Renderer
from bot.pictures.theme import DARK
from tests.benchmarks.report import Line
from tests.support.pictures import recap_card, stats_card, streak_card

RUNS = 10
CARDS = {
    "the streak's calendar": streak_card(),
    "the stats": stats_card("SQL", "Keras", "PyTorch", "Statistics"),
    "the recap": recap_card("Ada", "山田太郎", "Ben", "Cleo", "Dan"),
}


def run() -> list[Line]:
    """Measure each picture as the best of ten, and the longest pause of an event loop meanwhile."""
    drawings = {what: drawing_of(card, DARK) for what, card in CARDS.items()}
    svgs = {what: drawing.svg for what, drawing in drawings.items() if drawing}
    lines = [Line(what, f"{_best(svg):.0f} ms") for what, svg in svgs.items()]
    in_process, in_thread = asyncio.run(_pauses(list(svgs.values())))
    return [
        *lines,
        Line("the loop's longest pause, as it is", f"{in_process:.0f} ms"),
        Line("…, if it drew in a thread", f"{in_thread:.0f} ms"),
    ]


def _best(svg: str) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        png_of(svg)
        times.append(time.perf_counter() - began)
    return 1000 * min(times)


async def _pauses(svgs: list[str]) -> tuple[float, float]:
    """Return the longest pause while a process draws, and while a thread of this one does."""
    renderer = Renderer(seconds=30)
    await renderer.png(svgs[0])  # the start of the process is not measured
    watching = asyncio.create_task(_longest_pause())
    for svg in svgs[1:]:
        await renderer.png(svg)
    in_process = await _ended(watching)
    await renderer.close()
    watching = asyncio.create_task(_longest_pause())
    for svg in svgs[1:]:
        await asyncio.to_thread(png_of, svg)
    return in_process, await _ended(watching)


async def _longest_pause() -> float:
    """Return, when canceled, the longest time between two turns of the loop, in milliseconds."""
    longest, last = 0.0, time.perf_counter()
    with suppress(asyncio.CancelledError):
        while True:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    return 1000 * longest


async def _ended(watching: "asyncio.Task[float]") -> float:
    await asyncio.sleep(0.01)
    watching.cancel()
    return await watching
