"""A title for a question that has none: its first sentence, cut to a title's length."""

import re

TITLE_LENGTH = 100


def title_from(text: str) -> str:
    """Return the first sentence of ``text``, at most ``TITLE_LENGTH`` characters of it."""
    flat = " ".join(text.split())
    first = re.split(r"(?<=[.?!])\s+(?=[A-Z0-9])", flat, maxsplit=1)[0]
    if len(first) <= TITLE_LENGTH:
        return first.rstrip(".:")
    cut = first[: TITLE_LENGTH - 1].rpartition(" ")[0] or first[: TITLE_LENGTH - 1]
    return cut.rstrip(" ,;:") + "…"
