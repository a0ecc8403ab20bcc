"""Reading a text with marks in it from left to right: the first rule that fits counts.

Messages hold at most 4,000 characters, so a rule may look for its end up to there, and marks
within marks are read only so deep.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.preview.markup import Html, joined

DEEPEST = 8
"""Marks within marks beyond which a text is shown as it stands."""


@dataclass(frozen=True, slots=True)
class Reading:
    """As of when times are told (aware), and within how many marks a text stands."""

    now: datetime
    depth: int = 0

    def deeper(self) -> "Reading":
        """Return the reading of what stands within one more mark."""
        return Reading(self.now, self.depth + 1)


Draw = Callable[[re.Match[str], Reading], Html]


@dataclass(frozen=True, slots=True)
class Rule:
    """Text that a pattern finds where it stands, and how it is drawn."""

    pattern: re.Pattern[str]
    draw: Draw


def scan(text: str, rules: Sequence[Rule], plain: re.Pattern[str], reading: Reading) -> Html:
    """Return ``text`` drawn by ``rules``; ``plain`` matches what none of them can begin with."""
    if reading.depth > DEEPEST:
        return joined([text])
    drawn: list[str] = []
    at = 0
    while at < len(text):
        if literal := plain.match(text, at):
            drawn.append(literal[0])
            at = literal.end()
            continue
        rule, found = _first(text, at, rules)
        drawn.append(rule.draw(found, reading) if rule and found else text[at])
        at = found.end() if found else at + 1
    return joined(drawn)


def _first(
    text: str, at: int, rules: Sequence[Rule]
) -> tuple[Rule, re.Match[str]] | tuple[None, None]:
    for rule in rules:
        if found := rule.pattern.match(text, at):
            return rule, found
    return None, None
