"""The form of ``/daily setup``: time, zone, days, tracks, levels, format, reveal.

A form has room for five fields, so what is typed (time, zone, reveal) shares one. The
words live in the messages themselves: a form with a mistake, or a schedule to change,
shows them as a block of text from which the next form is filled. Nothing typed is lost,
and nothing is kept in memory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import forms, markdown
from bot.adapters.discord.render.layout import (
    BLURPLE,
    RED,
    Panel,
    button,
    panel,
    rows,
    shortened,
    text,
)
from bot.adapters.shared import action_ids, labels
from bot.adapters.shared.reveal_field import parse_reveal
from bot.engine.cards import ProblemCard
from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import WORKING_DAYS, Plan
from bot.engine.rules.schedule_text import DAY_NAMES, PlanProblems, PlanWords, describe_span

WORDS_ID = 300
"""Component id of the text that holds a form's words."""
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ZONES: Mapping[str, str] = {
    "cs": "Europe/Prague", "da": "Europe/Copenhagen", "de": "Europe/Berlin",
    "el": "Europe/Athens", "en-GB": "Europe/London", "fi": "Europe/Helsinki",
    "fr": "Europe/Paris", "hi": "Asia/Kolkata", "hr": "Europe/Zagreb",
    "hu": "Europe/Budapest", "it": "Europe/Rome", "ja": "Asia/Tokyo", "ko": "Asia/Seoul",
    "lt": "Europe/Vilnius", "nl": "Europe/Amsterdam", "no": "Europe/Oslo",
    "pl": "Europe/Warsaw", "pt-BR": "America/Sao_Paulo", "ro": "Europe/Bucharest",
    "sv-SE": "Europe/Stockholm", "th": "Asia/Bangkok", "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv", "vi": "Asia/Ho_Chi_Minh", "zh-CN": "Asia/Shanghai",
    "zh-TW": "Asia/Taipei", "es-ES": "Europe/Madrid", "en-US": "America/New_York",
}  # fmt: skip
"""A first guess from the reader's language: Discord tells no zone. It is shown to be changed."""

_LABELS: Mapping[str, str] = {
    "at": "Time", "zone": "Zone", "reveal": "Reveal",
    "days": "Days", "tracks": "Tracks", "levels": "Levels", "format": "Format",
}  # fmt: skip
_TYPED = ("at", "zone", "reveal")


@dataclass(frozen=True, slots=True)
class FormWords:
    """What the form holds, as typed."""

    at: str = "09:00"
    zone: str = "UTC"
    reveal: str = "16:00"
    days: tuple[str, ...] = tuple(DAY_NAMES[day] for day in WORKING_DAYS)
    tracks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    format: str = Format.CHOICE.value

    def plan_words(self) -> PlanWords:
        """Return the words as the engine's parser takes them."""
        delay, at = parse_reveal(self.reveal)
        return PlanWords(
            at=self.at,
            zone=self.zone,
            days=",".join(self.days),
            tracks=self.tracks,
            levels=self.levels,
            format=self.format,
            reveal_after=delay,
            reveal_at=at,
        )


def words_of(plan: Plan) -> FormWords:
    """Return the words that make ``plan``."""
    reveal = f"{plan.reveal_at:%H:%M}" if plan.reveal_at else ""
    if plan.reveal_after:
        reveal = describe_span(plan.reveal_after)
    return FormWords(
        at=f"{plan.at:%H:%M}",
        zone=plan.zone,
        reveal=reveal,
        days=tuple(DAY_NAMES[day] for day in plan.days),
        tracks=plan.tracks,
        levels=tuple(level.value for level in plan.levels),
        format=plan.format.value,
    )


# --- the form --------------------------------------------------------------------------


def form(
    schedule_id: int, words: FormWords, tracks: Mapping[str, str], *, threads: bool
) -> forms.Form:
    """Return the form, filled with ``words``, offering ``tracks`` (titles by id).

    ``threads`` offers the thread format.
    """
    title = "Change the daily question" if schedule_id else "A daily question here"
    made = forms.Form(title, action_ids.Setup(schedule_id))
    typed = "\n".join(f"{_LABELS[name]}: {getattr(words, name)}" for name in _TYPED)
    when: ui.TextInput[Any] = ui.TextInput(
        custom_id="when", style=discord.TextStyle.paragraph, default=typed, max_length=300
    )
    about = "Local time, a zone like Europe/Berlin; the reveal as a time (16:00) or a delay (6h)."
    made.add_item(ui.Label(text="Time, zone, reveal", description=about, component=when))
    made.add_item(ui.Label(text="Days", component=_days(words)))
    none = "Leave empty for all."
    made.add_item(ui.Label(text="Tracks", description=none, component=_tracks(words, tracks)))
    made.add_item(ui.Label(text="Levels", description=none, component=_levels(words)))
    made.add_item(ui.Label(text="Format", component=_formats(words, threads=threads)))
    return made


def read(fields: Mapping[str, tuple[str, ...]]) -> FormWords:
    """Return what a submitted form says. Lines may come in order instead of by label."""
    names = {label.lower(): name for name, label in _LABELS.items() if name in _TYPED}
    typed: dict[str, str] = {}
    for row in forms.first(fields, "when").splitlines():
        label, colon, rest = row.partition(":")
        name = names.get(label.strip().lower()) if colon else None
        name = name or next((free for free in _TYPED if free not in typed), None)
        if name and row.strip():
            typed[name] = (rest if label.strip().lower() in names else row).strip()
    return FormWords(
        at=typed.get("at", ""),
        zone=typed.get("zone", ""),
        reveal=typed.get("reveal", ""),
        days=fields.get("days", ()),
        tracks=fields.get("tracks", ()),
        levels=fields.get("levels", ()),
        format=forms.first(fields, "format"),
    )


def _days(words: FormWords) -> ui.CheckboxGroup[Any]:
    options = [
        discord.CheckboxGroupOption(label=full, value=short, default=short in words.days)
        for full, short in zip(FULL_DAYS, DAY_NAMES, strict=True)
    ]
    return ui.CheckboxGroup(custom_id="days", options=options, min_values=1, max_values=7)


def _tracks(words: FormWords, tracks: Mapping[str, str]) -> ui.Select[Any]:
    listed = dict.fromkeys((*words.tracks, *tracks))
    options = [
        discord.SelectOption(
            label=shortened(tracks.get(track, track), limits.OPTION_LABEL),
            value=track[: limits.OPTION_LABEL],
            default=track in words.tracks,
        )
        for track in list(listed)[: limits.SELECT_OPTIONS]
    ]
    return ui.Select(
        custom_id="tracks",
        placeholder="All tracks",
        options=options,
        min_values=0,
        max_values=len(options),
        required=False,
    )


def _levels(words: FormWords) -> ui.CheckboxGroup[Any]:
    options = [
        discord.CheckboxGroupOption(
            label=level.value.capitalize(), value=level.value, default=level.value in words.levels
        )
        for level in Level
    ]
    return ui.CheckboxGroup(
        custom_id="levels", options=options, required=False, min_values=0, max_values=len(options)
    )


def _formats(words: FormWords, *, threads: bool) -> ui.RadioGroup[Any]:
    offered = [f for f in Format if threads or f is not Format.THREAD]
    chosen = words.format if words.format in offered else Format.CHOICE.value
    options = [
        discord.RadioGroupOption(
            label=labels.FORMATS[f][0],
            value=f.value,
            description=labels.FORMATS[f][1],
            default=f.value == chosen,
        )
        for f in offered
    ]
    return ui.RadioGroup(custom_id="format", options=options)


# --- the messages around it ------------------------------------------------------------


def problems(schedule_id: int, words: FormWords, found: PlanProblems) -> Panel:
    """Return what is wrong, field by field, with the way back to the filled form."""
    lines = [f"**{_LABELS.get(f, f)}**: {markdown.inert(said)}" for f, said in found.fields.items()]
    return _with_words(
        "### Please fix:", "\n".join(lines), schedule_id, words, "Back to the form", RED
    )


def refused(schedule_id: int, words: FormWords, problem: ProblemCard) -> Panel:
    """Return why the form couldn't be served, with the way back to it, filled in as it was."""
    title = f"### {markdown.inert(problem.message)}"
    told = markdown.inert(problem.fix)
    return _with_words(title, told, schedule_id, words, "Back to the form", RED)


def to_change(schedule_id: int, number: int, words: FormWords) -> Panel:
    """Return a schedule's words with the button that opens them in the form."""
    title = f"### Schedule {number}"
    return _with_words(title, "Current settings:", schedule_id, words, labels.CHANGE, BLURPLE)


def words_in(message: discord.Message | None) -> FormWords | None:
    """Return the words a message holds, or None when it holds none."""
    block = forms.texts(message).get(WORDS_ID, "")
    names = {label: name for name, label in _LABELS.items()}
    found: dict[str, str] = {}
    for row in block.splitlines():
        label, colon, rest = row.partition(":")
        if colon and label in names:
            found[names[label]] = rest.strip().replace("\u200b", "")
    if not found:
        return None
    several = {name: _several(found.get(name, "")) for name in ("days", "tracks", "levels")}
    one = {name: found.get(name, "") for name in (*_TYPED, "format")}
    return FormWords(**one, **several)  # pyright: ignore[reportArgumentType]  # by field above


def _with_words(
    title: str, told: str, schedule_id: int, words: FormWords, label: str, color: int
) -> Panel:
    listed = "\n".join(f"{label}: {_line(getattr(words, name))}" for name, label in _LABELS.items())
    go = button(label, action_ids.Setup(schedule_id), ButtonStyle.primary)
    block = str(markdown.fenced(listed))
    return panel([text(f"{title}\n{told}"), text(block, WORDS_ID), *rows([go])], color)


def _line(value: str | Sequence[str]) -> str:
    return shortened(value if isinstance(value, str) else ", ".join(value), 400)


def _several(row: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row.split(",") if part.strip())
