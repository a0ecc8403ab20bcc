"""``python -m tests.pictures``: draw every picture again into ``docs/pictures/``."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.preview.page import render_page
from bot.preview.shelf import shelf_of
from bot.preview.view import View
from tests.support.chromium import Page, browsing

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


async def main() -> None:
    """Draw all pictures; one that is too large is an error."""
    FOLDER.mkdir(exist_ok=True)
    async with browsing() as page:
        with TemporaryDirectory() as folder:
            for picture in PICTURES:
                size = await draw(page, picture, Path(folder))
                print(f"{picture.name}.png: {size // 1000} kB")
                if size > MOST_BYTES:
                    raise SystemExit(f"{picture.name}.png is larger than {MOST_BYTES} bytes.")


if __name__ == "__main__":
    asyncio.run(main())
