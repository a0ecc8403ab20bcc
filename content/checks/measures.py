"""Measures of text: words of prose, characters shown, and how much two texts share."""

import re
from collections.abc import Iterable

from bot.engine.model.rich_text import Block, BulletList, CodeBlock, NumberedList, Quote, plain_text

_WORD = re.compile(r"[^\W_](?:[\w'’.+#/-]*\w)?[+#]*")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by can do does for from has have how if in into is it its "
        "more not of on one only or so than that the their them then there these they this to two "
        "was were what when where which while who why will with you your",
    )
)


def prose_words(document: Iterable[Block]) -> int:
    """Count the words of ``document`` outside code blocks."""
    return len(plain_text(_prose(document)).split())


def shown_length(document: Iterable[Block]) -> int:
    """Count the characters of ``document`` as plain text, code included."""
    return len(plain_text(document))


def tokens(text: str) -> frozenset[str]:
    """Return the words of ``text`` that carry meaning, folded."""
    return frozenset(word for word in _WORD.findall(text.casefold()) if word not in _STOP)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of tokens two texts have in common, 0 to 1 (Jaccard's index)."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def _prose(document: Iterable[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in document:
        match block:
            case CodeBlock():
                pass
            case BulletList(items):
                kept.append(BulletList(tuple(map(_prose, items))))
            case NumberedList(items, start):
                kept.append(NumberedList(tuple(map(_prose, items)), start))
            case Quote(blocks):
                kept.append(Quote(_prose(blocks)))
            case _:
                kept.append(block)
    return tuple(kept)
