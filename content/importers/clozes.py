"""Gaps in the text of a flashcard: ``{{c1::word}}``, ``{{c2::word::hint}}``, also one in another.

Any text is read in one pass; a gap that's never closed is text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Union

DEEPEST = 8
"""Gaps around a gap; a deeper one is text."""
_TOKEN = re.compile(r"\{\{c(?P<number>\d{1,3})::|\}\}")


@dataclass(slots=True)
class Gap:
    """A gap: its number, what it hides, and a hint, if there is one."""

    number: int
    parts: "list[Part]" = field(default_factory=list)  # pyright: ignore[reportUnknownVariableType]
    hint: str = ""


Part = Union[str, Gap]  # noqa: UP007  # a name that the class above uses before it's there


def parts_of(text: str) -> list[Part]:
    """Return a text as what stands between its gaps, and the gaps."""
    open_gaps = [Gap(0)]
    position = 0
    for token in _TOKEN.finditer(text):
        open_gaps[-1].parts.append(text[position : token.start()])
        position = token.end()
        if token["number"] and len(open_gaps) <= DEEPEST:
            open_gaps.append(Gap(int(token["number"])))
        elif token["number"] or len(open_gaps) == 1:
            open_gaps[-1].parts.append(token[0])
        else:
            gap = _with_hint(open_gaps.pop())
            open_gaps[-1].parts.append(gap)
    open_gaps[-1].parts.append(text[position:])
    while len(open_gaps) > 1:
        gap = open_gaps.pop()
        open_gaps[-1].parts.extend((f"{{{{c{gap.number}::", *gap.parts))
    return open_gaps[0].parts


def gaps_in(parts: Sequence[Part]) -> Iterator[Gap]:
    """Yield the gaps, each before those inside it."""
    for part in parts:
        if isinstance(part, Gap):
            yield part
            yield from gaps_in(part.parts)


def shown(parts: Sequence[Part], number: int = 0) -> str:
    """Return the text with the gaps of ``number`` left open, and all others filled."""
    return "".join(_shown(part, number) for part in parts)


def _shown(part: Part, number: int) -> str:
    if isinstance(part, str):
        return part
    if part.number != number:
        return shown(part.parts, number)
    return f"[{part.hint}]" if part.hint else "[…]"


def _with_hint(gap: Gap) -> Gap:
    """Return the gap with what follows its first ``::`` as its hint."""
    for index, part in enumerate(gap.parts):
        if isinstance(part, str) and "::" in part:
            text, _, hint = part.partition("::")
            rest = shown(gap.parts[index + 1 :])
            return Gap(gap.number, [*gap.parts[:index], text], f"{hint}{rest}")
    return gap
