"""What the console prints as HTML: its characters, with their colors as classes."""

from io import StringIO

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from bot.adapters.console.render.cards import render
from bot.engine.cards import Card
from bot.preview.markup import Html, element, joined

_LOOKS = ("bold", "dim", "italic", "underline", "strike", "reverse")


def printed(card: Card, columns: int) -> Html:
    """Return a card as a terminal of so many columns shows it."""
    console = Console(
        file=StringIO(), width=columns, force_terminal=True, color_system="standard",
        markup=False, highlight=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    lines = console.render_lines(render(card), pad=False)
    return element("pre", _lines(lines), class_="screen")


def _lines(lines: list[list[Segment]]) -> Html:
    drawn: list[str] = []
    for number, line in enumerate(lines):
        drawn += ["\n"] * bool(number)
        drawn += [_segment(segment) for segment in line if not segment.control]
    return joined(drawn)


def _segment(segment: Segment) -> str:
    names = _classes(segment.style) if segment.style else ""
    return element("span", segment.text, class_=names) if names else segment.text


def _classes(style: Style) -> str:
    names = [look for look in _LOOKS if getattr(style, look)]
    for kind, color in (("fg", style.color), ("bg", style.bgcolor)):
        if color is not None and not color.is_default:
            names.append(f"{kind}{color.downgrade(ColorSystem.STANDARD).number}")
    return " ".join(names)
