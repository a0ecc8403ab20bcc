"""Boxes as MkDocs writes them (``!!! question "Why?"``), as plain Markdown lines.

A box's body stands four columns further in; it's moved out, so that lists and code in it are
read as anywhere else. Each line stays one line.
"""

import re
from collections.abc import Collection, Sequence

from content.importers.lists import words
from content.importers.lists.summaries import opens_answer

_BOX = re.compile(
    r"(?P<indent>[ ]*)(?:!!!|\?\?\?\+?)[ \t]+(?P<kind>[\w-]+)(?:[ \t]+[\w-]+)*[ \t]*"
    r"(?:\"(?P<title>.*)\")?[ \t]*"
)
_STEP = 4
_QUESTIONS = ("question", "quiz", "exercise", "frage", "faq", "help")


def without_boxes(lines: Sequence[str], code: Collection[int]) -> list[str]:
    """Return the lines with the heads of boxes as bold titles, and their bodies moved out."""
    found: list[str] = []
    open_boxes: list[int] = []
    moved = 0
    for at, line in enumerate(lines):
        width = len(line) - len(line.lstrip(" "))
        if line.strip() and at not in code:
            while open_boxes and width < open_boxes[-1] + _STEP:
                open_boxes.pop()
            moved = _STEP * len(open_boxes)
        box = _BOX.fullmatch(line) if at not in code and ("!!!" in line or "???" in line) else None
        if box:
            open_boxes.append(width)
            found.append(f"{line[:width][moved:]}{_head(box['kind'], box['title'] or '')}")
            moved = _STEP * len(open_boxes)
        else:
            found.append(line[min(moved, width) :] if moved else line)
    return found


def _head(kind: str, title: str) -> str:
    """Return what the first line of a box says in plain Markdown; nothing if it only frames."""
    if opens_answer(title or kind) or words.ANSWER_LINE.fullmatch(title or kind):
        return "**Answer:**"
    if title and (words.asks_plainly(title) or words.ASKED.match(title)):
        return f"**{title}**"
    return "**Question:**" if kind.lower() in _QUESTIONS else ""
