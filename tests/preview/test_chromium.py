"""The preview in a real browser: run by ``poe chromium``, or wherever CHROMIUM is set."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.preview.server import PreviewServer
from bot.preview.shelf import shelf_of
from tests.support.chromium import Page, browsing
from tests.support.previews import bank_of_files

pytestmark = pytest.mark.chromium

EVERYTHING = "platform=all&theme=both&width=both"
VARIED = (
    "pytorch/tensor-views",
    "mathematics/two-correlated-columns",
    "algorithms/cache-without-hits",
    "neural-networks/rnn-hidden-state",
    "sql/plan-after-the-load",
    "behavioral/change-without-authority",
)
"""With code and without, with formulas, long, short, and without choices."""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with browsing() as opened:
        yield opened


async def test_nothing_is_blocked_and_nothing_sticks_out_of_any_column(page: Page) -> None:
    shelf, first = shelf_of(VARIED[0], "")
    server = PreviewServer(shelf, first, wait=lambda: asyncio.sleep(0.1))
    site = (await server.start(0)).partition(f"/{first}")[0]
    for question_id in VARIED:
        await page.open(f"{site}/{question_id}?{EVERYTHING}")
        stages = await page.evaluate(
            "[...document.querySelectorAll('.stage')].map(e => [e.className, e.dataset.overflow])"
        )
        assert len(stages) == 12
        assert [name for name, overflow in stages if overflow != "no"] == [], question_id
        assert await page.evaluate("document.querySelectorAll('.undrawn').length") == 0
        background = "getComputedStyle(document.querySelector('.discord')).backgroundColor"
        assert await page.evaluate(background) == "rgb(49, 51, 56)"
        assert page.complaints() == []
    await server.close()


async def test_the_page_reloads_when_the_file_is_saved(page: Page, tmp_path: Path) -> None:
    bank = bank_of_files(tmp_path)
    shelf, first = shelf_of("hashing/ring", "", root=bank)
    server = PreviewServer(shelf, first, wait=lambda: asyncio.sleep(0.05))
    await page.open(await server.start(0))
    assert await page.evaluate("document.querySelector('h1').textContent") == (
        "Consistent hashing (ring)"
    )
    file = bank / "hashing" / "ring.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("(ring)", "(changed)"), encoding="utf-8")
    await page.event("Page.loadEventFired")
    assert await page.evaluate("document.querySelector('h1').textContent") == (
        "Consistent hashing (changed)"
    )
    await page.evaluate("document.querySelector('[rel=next]').click()")
    await page.event("Page.loadEventFired")
    assert await page.evaluate("location.pathname") == "/hashing/spread"
    await server.close()
