"""The one field for when the answer comes: a time of day, or a delay after the question."""

import re

_TIME = re.compile(r"\d{1,2}:\d{2}\s*(am|pm)?|\d{1,2}\s*(am|pm)|\d{4}", re.IGNORECASE)


def parse_reveal(words: str) -> tuple[str, str]:
    """Return ``words`` as (delay, time of day) for the engine's parser; one of them is empty.

    ``16:00``, ``1600`` and ``4pm`` are times; ``6h``, ``90m``, ``after 6h`` and ``+6h`` delays.
    """
    text = words.strip()
    if _TIME.fullmatch(text):
        return "", text
    return re.sub(r"^(after|in|\+)\s*", "", text, flags=re.IGNORECASE), ""
