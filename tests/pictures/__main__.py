"""``python -m tests.pictures``: draw every picture again into ``docs/pictures/``."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.preview.page import render_page
from bot.preview.shelf import shelf_of
from bot.preview.view import View
from tests.pictures.terminal import WIDTH, played
from tests.support.chromium import Page, browsing
from tests.support.terminal_pictures import DARK, LIGHT
from tests.support.terminal_pictures import page as terminal_page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LABEL = "Drawn from the real payloads"
MOST_BYTES = 200_000
PHONE, DESKTOP = 390, 760


@dataclass(frozen=True)
class Picture:
    """A picture: its question, look and scenes, its width in pixels, and its scale."""

    name: str
    question: str
    view: View
    scenes: tuple[str, ...]
    width: int
    scale: float = 1


PICTURES = (
    Picture("question-on-phones", "pytorch/tensor-views", View("all", "dark", "phone"),
            ("question",), 3 * PHONE),
    Picture("reveal-on-phones", "pytorch/tensor-views", View("all", "light", "phone"),
            ("reveal", "revealed"), 3 * PHONE),
    Picture("discord", "pytorch/tensor-views", View("discord", "dark", "desktop"),
            ("question", "reveal", "result"), DESKTOP, 1.25),
    Picture("slack", "pytorch/tensor-views", View("slack", "light", "desktop"),
            ("question", "reveal", "result"), DESKTOP, 1.25),
    Picture("terminal", "pytorch/tensor-views", View("terminal", "dark", "desktop"),
            ("question", "receipt", "revealed"), DESKTOP, 1.25),
)  # fmt: skip


async def draw(page: Page, picture: Picture, folder: Path) -> int:
    """Draw a picture and return its size in bytes."""
    shelf, first = shelf_of(picture.question, "")
    html = render_page(shelf.read(first), picture.view, bare=True, label=LABEL, only=picture.scenes)
    source = folder / f"{picture.name}.html"
    source.write_text(html, encoding="utf-8")
    await page.open(source.as_uri())
    file = FOLDER / f"{picture.name}.png"
    drawn = await page.picture(picture.width, scale=picture.scale)
    file.write_bytes(drawn)
    return len(drawn)


async def draw_terminal(page: Page, folder: Path) -> list[tuple[str, int]]:
    """Draw the terminal's screens on a dark and on a light palette; return names and sizes."""
    screens = await asyncio.to_thread(played)
    sizes: list[tuple[str, int]] = []
    for name, palette in (("terminal-dark", DARK), ("terminal-light", LIGHT)):
        source = folder / f"{name}.html"
        source.write_text(terminal_page(screens, palette), encoding="utf-8")
        await page.open(source.as_uri())
        drawn = await page.picture(WIDTH)
        (FOLDER / f"{name}.png").write_bytes(drawn)
        sizes.append((name, len(drawn)))
    return sizes


def check_size(name: str, size: int) -> None:
    """Print a picture's size; one that is too large is an error."""
    print(f"{name}.png: {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{name}.png is larger than {MOST_BYTES} bytes.")


async def main() -> None:
    """Draw all pictures; one that is too large is an error."""
    FOLDER.mkdir(exist_ok=True)
    async with browsing() as page:
        with TemporaryDirectory() as folder:
            for picture in PICTURES:
                check_size(picture.name, await draw(page, picture, Path(folder)))
            for name, size in await draw_terminal(page, Path(folder)):
                check_size(name, size)


if __name__ == "__main__":
    asyncio.run(main())
