"""The one field for when the answer comes: a time of day, or a delay after the question."""

import re
from dataclasses import dataclass

from bot.engine.model.schedules import Plan
from bot.engine.rules.schedule_text import describe_span

_TIME = re.compile(r"\d{1,2}:\d{2}\s*(am|pm)?|\d{1,2}\s*(am|pm)|\d{4}", re.IGNORECASE)
_NEXT_DAY = re.compile(r"(?:on\s+)?(?:the\s+)?next\s+(?:working\s+)?day(?:\s+at)?", re.IGNORECASE)
NEXT_DAY = "next working day"


@dataclass(frozen=True, slots=True)
class RevealWords:
    """When the answer comes, as the engine's parser takes it: ``after`` or ``at`` is empty."""

    after: str = ""
    at: str = ""
    next_day: bool = False


def parse_reveal(words: str) -> RevealWords:
    """Return ``words`` taken apart.

    ``16:00``, ``1600`` and ``4pm`` are times; ``6h``, ``90m``, ``after 6h`` and ``+6h`` delays;
    ``next working day 09:00`` is a time on the schedule's next day.
    """
    text = words.strip()
    bare = _NEXT_DAY.sub("", text).strip(" ,")
    if bare != text:
        return RevealWords(at=re.sub(r"^at\s+", "", bare), next_day=True)
    if _TIME.fullmatch(text):
        return RevealWords(at=text)
    return RevealWords(re.sub(r"^(after|in|\+)\s*", "", text, flags=re.IGNORECASE))


def reveal_words(plan: Plan) -> str:
    """Return when a plan reveals, in words that ``parse_reveal`` reads."""
    if plan.reveal_at is None:
        return describe_span(plan.reveal_after) if plan.reveal_after else ""
    wall = f"{plan.reveal_at:%H:%M}"
    return f"{NEXT_DAY} {wall}" if plan.reveal_next_day else wall
