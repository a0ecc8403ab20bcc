"""``DISCORD_SHARD_COUNT`` and ``DISCORD_SHARD_IDS``: how workers divide Discord's servers."""

import re

MAX_SHARDS = 10_000
"""Enough for ten million servers."""
_RANGES = re.compile(r"\d{1,5}(-\d{1,5})?( *, *\d{1,5}(-\d{1,5})?)*", re.ASCII)

BAD_COUNT = f"DISCORD_SHARD_COUNT must be a number from 1 to {MAX_SHARDS:,}, not {{text!r}}."
NO_COUNT = "DISCORD_SHARD_IDS needs DISCORD_SHARD_COUNT: set how many shards there are in all."
BAD_IDS = "DISCORD_SHARD_IDS must be shard numbers such as 0-3 or 0,2,4, not {text!r}."
OUTSIDE = "DISCORD_SHARD_IDS names shard {wrong}, but the last of {count} shards is {last}."


def read_shards(count_text: str, ids_text: str, problems: list[str]) -> tuple[int, tuple[int, ...]]:
    """Return how many shards there are and which are this worker's; (0, ()) for none.

    What is wrong is added to ``problems``.
    """
    if not count_text:
        if ids_text:
            problems.append(NO_COUNT)
        return 0, ()
    short = count_text.isascii() and count_text.isdecimal() and len(count_text) <= 5
    count = int(count_text) if short else 0
    if not 0 < count <= MAX_SHARDS:
        problems.append(BAD_COUNT.format(text=count_text[:20]))
        return 0, ()
    return count, _ids(ids_text, count, problems) if ids_text else tuple(range(count))


def _ids(text: str, count: int, problems: list[str]) -> tuple[int, ...]:
    if len(text) > 1000 or _RANGES.fullmatch(text) is None:
        problems.append(BAD_IDS.format(text=text[:20]))
        return ()
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        low, high = int(first), int(last or first)
        if low > high:
            problems.append(BAD_IDS.format(text=part.strip()))
            return ()
        found.update(range(low, high + 1))
    if max(found) >= count:
        problems.append(OUTSIDE.format(wrong=max(found), count=count, last=count - 1))
        return ()
    return tuple(sorted(found))
