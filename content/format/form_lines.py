"""The lines of a form's fields: choices with their reasons, and key points.

A choice is ``* text | reason``: the ``*`` marks the right one, the reason may be missing. Bullets
and boxes (``- [x]``), which people paste, are understood, too.
"""

import re
from dataclasses import dataclass

from bot.engine.model.questions import Choice
from bot.engine.model.rich_text import Inlines
from content.exporters.inline_markdown import inline_markdown
from content.markdown.blocks import parse_inlines

_CHOICE = re.compile(r"(?:[-•]\s+)?(?:\[(?P<box>[ xX])\]\s*)?(?P<star>\*\s+)?(?P<text>.*)")
_BULLET = re.compile(r"(?:[-•*]|\d{1,2}[.)])\s+")
_TICKS = re.compile(r"`+")
_BAR = re.compile(r"(?<!\\)\|(?:\s|$)")


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice as typed: its text and reason as Markdown."""

    text: str
    right: bool
    why: str


def choice_lines(text: str) -> tuple[ChoiceLine, ...]:
    """Return the choices of a field, one per line that has any text."""
    return tuple(_choice_line(line.strip()) for line in text.splitlines() if line.strip())


def choice_of(line: ChoiceLine) -> Choice:
    """Return the choice that a line describes."""
    return Choice(parse_inlines(line.text), line.right, parse_inlines(line.why))


def point_lines(text: str) -> tuple[Inlines, ...]:
    """Return the key points of a field, one per line that has any text."""
    lines = (_BULLET.sub("", line.strip(), count=1) for line in text.splitlines())
    return tuple(parse_inlines(line) for line in lines if line.strip())


def write_choices(choices: tuple[Choice, ...]) -> str:
    """Return the field that reads as ``choices``."""
    return "\n".join(_written(choice) for choice in choices)


def write_points(points: tuple[Inlines, ...]) -> str:
    """Return the field that reads as ``points``."""
    return "\n".join(f"- {_line(point)}" for point in points)


def _choice_line(line: str) -> ChoiceLine:
    found = _CHOICE.fullmatch(line)
    if found is None:  # the pattern takes any line
        return ChoiceLine(line, right=False, why="")
    right = bool(found["star"]) or (found["box"] or " ") != " "
    text, why = _parted(found["text"])
    return ChoiceLine(text, right, why)


def _parted(text: str) -> tuple[str, str]:
    """Part a choice from its reason at the first bar outside code."""
    spans = _code_spans(text)
    for bar in _BAR.finditer(text):
        if not any(start <= bar.start() < end for start, end in spans):
            return text[: bar.start()].strip(), text[bar.end() :].strip()
    return text.strip(), ""


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Return where code stands: from a run of backticks to the next run of as many.

    In one pass, whatever the text: a pattern that looks for the end again from every run isn't.
    """
    runs = [(run.start(), run.end()) for run in _TICKS.finditer(text)]
    later: dict[int, int] = {}
    closing: dict[int, int] = {}
    for number, (start, end) in reversed([*enumerate(runs)]):
        if end - start in later:
            closing[number] = later[end - start]
        later[end - start] = number
    spans: list[tuple[int, int]] = []
    number = 0
    while number < len(runs):
        last = closing.get(number)
        if last is not None:
            spans.append((runs[number][0], runs[last][1]))
        number = (number if last is None else last) + 1
    return spans


def _written(choice: Choice) -> str:
    mark = "* " if choice.right else ""
    why = f" | {_line(choice.why)}" if choice.why else ""
    return f"{mark}{_with_literal_bars(_line(choice.text))}{why}"


def _with_literal_bars(line: str) -> str:
    """Escape the bars outside code, which would part the choice from its reason."""
    parts: list[str] = []
    end = 0
    for start, stop in _code_spans(line):
        parts += [_BAR.sub(lambda bar: f"\\{bar[0]}", line[end:start]), line[start:stop]]
        end = stop
    return "".join((*parts, _BAR.sub(lambda bar: f"\\{bar[0]}", line[end:])))


def _line(inlines: Inlines) -> str:
    return inline_markdown(inlines).replace("\\\n", " ").replace("\n", " ")
