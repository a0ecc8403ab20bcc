"""Reading a model's reply: one claim for each key point, or a reason why it can't be used.

Servers promise JSON and send fences, thoughts, halves and essays. Nothing is guessed: a reply has
the shape of ``prompt.SCHEMA``, or it counts for nothing.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from bot.engine.model.coverage import Claim

LONGEST = 40_000
"""Characters of a reply that are looked at; a reply for ten key points has about 2,000."""
MOST_OBJECTS = 50
"""Places where a JSON object may begin that are looked at."""
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_MALFORMED = (ValueError, RecursionError)


class UnusableReply(Exception):
    """A reply that has not the shape that was asked for; says in what."""


def read(text: str, points: int) -> tuple[Claim, ...]:
    """Return the claims of a reply about so many key points, in their order.

    A key point that it leaves out isn't covered. Of several objects of the right shape the last
    counts: models repeat what they were given before they answer.

    Raises UnusableReply.
    """
    if len(text) > LONGEST:
        raise UnusableReply(f"the reply has {len(text):,} characters")
    problem, read_last = "the reply has no JSON object", None
    for found in _objects(_THOUGHTS.sub("", text)):
        try:
            read_last = _claims(found, points)
        except UnusableReply as error:
            problem = str(error)
    if read_last is None:
        raise UnusableReply(problem)
    return read_last


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of ``text`` that don't lie within another."""
    decoder, at = json.JSONDecoder(), 0
    for _ in range(MOST_OBJECTS):
        at = text.find("{", at)
        if at < 0:
            return
        try:
            found, at = decoder.raw_decode(text, at)
        except _MALFORMED:
            at += 1
            continue
        yield found


def _claims(found: dict[str, Any], points: int) -> tuple[Claim, ...]:
    listed = found.get("points")
    if not isinstance(listed, list):
        raise UnusableReply('the reply has no list "points"')
    claims: dict[int, Claim] = {}
    for entry in cast("list[object]", listed):
        number, claim = _claim(entry)
        if not 1 <= number <= points or number in claims:
            raise UnusableReply(
                f"the reply names key point {number} of {points}, or names it twice"
            )
        claims[number] = claim
    return tuple(claims.get(number, Claim(covered=False)) for number in range(1, points + 1))


def _claim(entry: object) -> tuple[int, Claim]:
    fields = cast("dict[str, object]", entry) if isinstance(entry, dict) else {}
    number, covered, quote = (fields.get(name) for name in ("number", "covered", "quote"))
    quote = "" if quote is None else quote
    if (
        not isinstance(number, int)
        or isinstance(number, bool)
        or not isinstance(covered, bool)
        or not isinstance(quote, str)
    ):
        raise UnusableReply("a key point of the reply has not the shape that was asked for")
    return number, Claim(covered, quote)
