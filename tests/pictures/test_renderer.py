"""PNG off the event loop: right in size, never blank, and never in a message's way."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from io import BytesIO
from struct import pack, unpack

import pytest

from bot.adapters.shared.card_pictures import CardPictures, drawing_of
from bot.engine import cards as k
from bot.pictures.png import png_of
from bot.pictures.png_worker import serve
from bot.pictures.renderer import REMEMBERED, Renderer
from bot.pictures.theme import DARK, LIGHT, Theme
from tests.support.pictures import (
    hostile_recaps,
    png_bytes,
    png_size,
    recap_card,
    stats_card,
    streak_card,
)

CARDS = (streak_card(), stats_card(), recap_card("Ada", "Ben", "山田太郎"), *hostile_recaps()[:3])
BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


@pytest.fixture
async def renderer() -> AsyncGenerator[Renderer]:
    made = Renderer(seconds=30)
    yield made
    await made.close()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("card", CARDS)
async def test_a_picture_is_a_png_of_three_times_a_phones_width(
    renderer: Renderer, card: k.Card, theme: Theme
) -> None:
    picture = await CardPictures(renderer, theme).of(card)
    assert picture is not None
    width, height = png_size(picture.png)
    assert width == 1032
    assert 200 < height < 1400
    assert len(set(png_bytes(picture.png))) > 20
    assert len(picture.png) < 150_000
    assert picture.alt


async def test_a_picture_is_the_same_in_the_process_and_outside(renderer: Renderer) -> None:
    drawing = drawing_of(streak_card(), DARK)
    assert drawing is not None
    assert await renderer.png(drawing.svg) == png_of(drawing.svg)


@pytest.mark.parametrize("script", ["山", "김", "م", "א", "अ", "Ж", "ễ"])
def test_letters_of_every_script_leave_ink_of_their_own(script: str) -> None:
    """A font that lacks a letter would draw the same empty box for all."""
    missing = png_of(svg_of("\U0010fffd", "Noto Sans"))
    shown = drawing_of(recap_card(script), DARK)
    assert shown is not None
    family = shown.svg.split(f">{script}</tspan>")[0].rsplit('font-family="', 1)[1].rstrip('"')
    assert png_of(svg_of(script, family)) != missing
    assert png_of(svg_of(script, family)) != png_of(svg_of("", family))


def svg_of(words: str, family: str) -> str:
    text = f'<text x="5" y="40" font-size="30" font-family="{family}">{words}</text>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">{text}</svg>'


async def test_a_picture_drawn_before_is_not_drawn_again(renderer: Renderer) -> None:
    first = await renderer.png(BLANK)
    assert first is not None
    assert await renderer.png(BLANK) is first


async def test_only_so_many_pictures_are_remembered(renderer: Renderer) -> None:
    first = await renderer.png(BLANK)
    for number in range(REMEMBERED):
        await renderer.png(BLANK.replace('"10"', f'"{11 + number}"', 1))
    again = await renderer.png(BLANK)
    assert again == first
    assert again is not first


async def test_the_next_picture_is_drawn_after_one_that_could_not_be(renderer: Renderer) -> None:
    assert await renderer.png("not a picture") is None
    assert await renderer.png(BLANK) is not None


async def test_pictures_asked_for_at_once_are_all_drawn(renderer: Renderer) -> None:
    asked = [BLANK.replace('"10"', f'"{10 + 2 * number}"', 1) for number in range(8)]
    pngs = [png or b"" for png in await asyncio.gather(*map(renderer.png, asked))]
    assert [png_size(png)[0] for png in pngs] == [15 + 3 * number for number in range(8)]


@pytest.mark.parametrize(
    "worker",
    [
        ("/nowhere/to/be/found",),
        (sys.executable, "-c", "pass"),
        (sys.executable, "-c", "import sys; sys.stdin.read()"),
        (sys.executable, "-c", "import sys; sys.stdout.write('no'); sys.stdout.flush()"),
    ],
)
async def test_a_process_that_fails_costs_the_picture_alone(
    worker: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")  # whatever an earlier test left
    renderer = Renderer(seconds=1, worker=worker)
    assert await renderer.png(BLANK) is None
    assert await renderer.png(BLANK) is None
    assert await CardPictures(renderer, DARK).of(streak_card()) is None
    await renderer.close()
    assert sum(record.levelname == "WARNING" for record in caplog.records) == 1


async def test_a_picture_that_is_given_up_leaves_no_answer_to_the_next() -> None:
    renderer = Renderer(seconds=30)
    waiting = asyncio.create_task(renderer.png(BLANK))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    other = BLANK.replace('"10"', '"20"', 1)
    png = await renderer.png(other)
    await renderer.close()
    assert png is not None
    assert png_size(png) == (30, 15)


def test_the_worker_ends_with_its_input_and_answers_what_is_no_picture_with_nothing() -> None:
    asked = [BLANK.encode(), b"nothing"]
    source = BytesIO(b"".join(pack(">I", len(each)) + each for each in asked) + b"\0")
    out = BytesIO()
    serve(source, out)
    answered = out.getvalue()
    (length,) = unpack(">I", answered[:4])
    assert png_size(answered[4 : 4 + length]) == (15, 15)
    assert answered[4 + length :] == pack(">I", 0)
