"""The lines in folded details without the tags that fold them."""

import re
from collections.abc import Sequence

from content.importers.lists.clean import Line
from content.importers.lists.summaries import opens_answer

_SUMMARY = re.compile(
    r"<summary\b[^<>]*>.*?(?:</summary\s*>|$)|</?(?:details|summary)\b[^<>]*>", re.I | re.S
)


def unfolded(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines without the tags of folds; a summary that says something stays, in bold."""
    found: list[Line] = []
    inside = False
    for line in lines:
        text = line.text
        if line.code or ("<" not in text and not inside):
            found.append(line)
            continue
        lower = text.lower()
        if inside and "</summary" in lower:
            inside, text = False, text[lower.index("</summary") + 10 :]
        elif inside:
            continue
        elif "<summary" in lower and "</summary" not in lower:
            inside = True
        kept = _SUMMARY.sub(_summary, text)
        found.append(line.saying(kept if kept.strip() or not text.strip() else ""))
    return tuple(found)


def _summary(found: re.Match[str]) -> str:
    said = re.sub(r"<[^<>]*>", "", found[0]).strip(" *_")
    return f"**{said}**" if said and not opens_answer(said) else ""


def lines_of(text: str, like: Line) -> tuple[Line, ...]:
    """Return a text that stood on the line ``like`` as lines; none if it's blank."""
    return (Line(like.at, text),) if text.strip() else ()
