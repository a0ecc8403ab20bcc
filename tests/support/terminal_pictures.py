"""A terminal's screen as a page, on a dark and on a light palette."""

from collections.abc import Mapping
from html import escape
from itertools import groupby

from rich.cells import cell_len

from tests.support.terminal import COLORS, Style, Terminal

DARK: Mapping[str, str] = {
    "": "#d3d7cf", "paper": "#1b1d23", "dim": "#7b7f86",
    **dict(zip(COLORS, (
        "#2e3436", "#ef5350", "#6cc04a", "#e0c04c", "#6f9fdc", "#b58ac0", "#3fc1c9", "#d3d7cf",
    ), strict=True)),
    "bright black": "#7b7f86",
}  # fmt: skip
LIGHT: Mapping[str, str] = {
    "": "#24292e", "paper": "#ffffff", "dim": "#7a8087",
    **dict(zip(COLORS, (
        "#24292e", "#c01c28", "#26803b", "#8a6500", "#12488b", "#8a2e8f", "#0b7285", "#6a737d",
    ), strict=True)),
    "bright black": "#7a8087",
}  # fmt: skip


def page(screens: list[Terminal], palette: Mapping[str, str]) -> str:
    """Return a page that shows screens below each other as a terminal would draw them."""
    drawn = "".join(f"<pre>{_rows(screen, palette)}</pre>" for screen in screens)
    return f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 12px; background: {palette["paper"]}; color: {palette[""]}; }}
pre {{ margin: 0 0 16px; font: 14px/19px "DejaVu Sans Mono", monospace; }}
i {{ font-style: normal; display: inline-block; overflow: hidden; height: 19px;
vertical-align: top; }}
</style>{drawn}"""


def _rows(screen: Terminal, palette: Mapping[str, str]) -> str:
    return "\n".join(_row(row, palette) for row in screen.cells)


def _row(cells: list[tuple[str, Style]], palette: Mapping[str, str]) -> str:
    runs = groupby((cell for cell in cells if cell[0]), key=lambda cell: cell[1])
    return "".join(_run([char for char, _ in run], style, palette) for style, run in runs)


def _run(chars: list[str], style: Style, palette: Mapping[str, str]) -> str:
    ink = "dim" if style.dim and not style.ink else style.ink
    ink = palette.get(ink) or palette[ink.removeprefix("bright ")]
    paper = palette[style.paper.removeprefix("bright ") or "paper"]
    if style.reverse:
        ink, paper = paper, ink
    look = f"color:{ink};" + (f"background:{paper};" if paper != palette["paper"] else "")
    look += "font-weight:bold;" if style.bold else ""
    look += "font-style:italic;" if style.italic else ""
    look += "opacity:.6;" if style.dim and style.ink else ""
    text = "".join(f'<i style="width:{cell_len(char)}ch">{escape(char)}</i>' for char in chars)
    return f'<span style="{look}">{text}</span>'
