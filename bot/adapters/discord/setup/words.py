"""What the forms of ``/daily setup`` hold, as typed, and how a message carries it.

The words live in the messages themselves: a form with a mistake shows them as a block of text
from which the next form is filled. Nothing typed is lost, and nothing is kept in memory.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

import discord

from bot.adapters.discord.render import forms, markdown
from bot.adapters.discord.render.layout import shortened
from bot.adapters.shared.reveal_field import parse_reveal, reveal_words
from bot.engine.model.questions import Format
from bot.engine.model.schedules import WORKING_DAYS, Plan
from bot.engine.rules.schedule_text import DAY_NAMES, PlanWords

WORDS_ID = 300
"""Component id of the text that holds a form's words."""
LABELS: Mapping[str, str] = {
    "channel": "Channel", "at": "Ask at", "zone": "Time zone", "days": "On these days",
    "reveal": "Reveal the answer at", "tracks": "Tracks", "levels": "Levels",
    "format": "How people answer", "notify": "Notify a role", "title": "Title",
    "intro": "Intro line", "pin": "Pin the question while it's open", "quiet": "Quiet reveal",
}  # fmt: skip
"""Every field's label, in order."""
_SEVERAL = ("days", "tracks", "levels")
_YES = "yes"


@dataclass(frozen=True, slots=True)
class FormWords:
    """What the forms hold, as typed. ``channel`` and ``notify`` are ids; empty for none."""

    channel: str = ""
    at: str = "09:00"
    zone: str = "UTC"
    reveal: str = "16:00"
    days: tuple[str, ...] = tuple(DAY_NAMES[day] for day in WORKING_DAYS)
    tracks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    format: str = Format.CHOICE.value
    notify: str = ""
    title: str = ""
    intro: str = ""
    pin: bool = False
    quiet: bool = False

    def plan_words(self) -> PlanWords:
        """Return the words as the engine's parser takes them."""
        reveal = parse_reveal(self.reveal)
        return PlanWords(
            at=self.at,
            zone=self.zone,
            days=",".join(self.days),
            tracks=self.tracks,
            levels=self.levels,
            format=self.format,
            reveal_after=reveal.after,
            reveal_at=reveal.at,
            reveal_next_day=reveal.next_day,
            title=self.title,
            intro=self.intro,
            notify=self.notify,
            pin=self.pin,
            quiet=self.quiet,
        )


def words_of(plan: Plan, channel: str) -> FormWords:
    """Return the words that make ``plan``."""
    return FormWords(
        channel=channel,
        at=f"{plan.at:%H:%M}",
        zone=plan.zone,
        reveal=reveal_words(plan),
        days=tuple(DAY_NAMES[day] for day in plan.days),
        tracks=plan.tracks,
        levels=tuple(level.value for level in plan.levels),
        format=plan.format.value,
        notify=plan.notify,
        title=plan.title,
        intro=plan.intro,
        pin=plan.pin,
        quiet=plan.quiet,
    )


def block_of(words: FormWords) -> str:
    """Return the words as a block of text for a message, a line for each field."""
    listed = (f"{label}: {_line(getattr(words, name))}" for name, label in LABELS.items())
    return str(markdown.fenced("\n".join(listed)))


def words_in(message: discord.Message | None) -> FormWords | None:
    """Return the words a message holds, or None when it holds none."""
    block = forms.texts(message).get(WORDS_ID, "")
    names = {label: name for name, label in LABELS.items()}
    found: dict[str, str] = {}
    for row in block.splitlines():
        label, colon, rest = row.partition(":")
        if colon and label in names:
            found[names[label]] = rest.strip().replace("\u200b", "")
    if not found:
        return None
    values: dict[str, Any] = {
        f.name: _value(f.name, found.get(f.name, "")) for f in fields(FormWords)
    }
    return FormWords(**values)


def _value(name: str, row: str) -> str | tuple[str, ...] | bool:
    if name in _SEVERAL:
        return tuple(part.strip() for part in row.split(",") if part.strip())
    return row == _YES if name in ("pin", "quiet") else row


def _line(value: object) -> str:
    match value:
        case bool():
            return _YES if value else "no"
        case tuple():
            return shortened(", ".join(map(str, cast("tuple[object, ...]", value))), 400)
        case _:
            return shortened(str(value), 400)
