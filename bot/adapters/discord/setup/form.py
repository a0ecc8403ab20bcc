"""The forms of ``/daily setup``: when, what, how. Only the first is needed.

A form has room for five fields, one for each thing. The others open from the confirmation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import forms, markdown
from bot.adapters.discord.render.layout import RED, Panel, button, panel, rows, shortened, text
from bot.adapters.discord.setup.words import LABELS, WORDS_ID, FormWords, block_of
from bot.adapters.shared import action_ids, labels
from bot.engine.cards import ProblemCard
from bot.engine.model.questions import Format, Level
from bot.engine.rules.schedule_text import (
    DAY_NAMES,
    INTRO_LENGTH,
    TITLE_LENGTH,
    PlanProblems,
)

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

WHEN, WHAT, HOW = "when", "what", "how"
_FIELDS: Mapping[str, tuple[str, ...]] = {
    WHEN: ("channel", "at", "zone", "days", "reveal"),
    WHAT: ("tracks", "levels", "format"),
    HOW: ("notify", "title", "intro", "pin", "quiet"),
}
"""The fields of each form."""
PARTS = tuple(_FIELDS)
_HINTS: Mapping[str, str] = {
    "at": "A time such as 09:00 or 9 am.",
    "zone": "A city or a zone: Berlin, New York, Asia/Kolkata.",
    "reveal": "16:00; a delay such as 6h; or for teams in many zones: next working day 09:00.",
    "tracks": "Leave empty for all. Only tracks that have questions are listed.",
    "levels": "Leave empty for all.",
    "notify": "Nothing else is ever pinged.",
    "title": "Shown above the question, such as: Python corner.",
    "intro": "Shown after the title.",
    "loud": "Untick for a quiet reveal: the question is only edited.",
}
_LOUD = "Post the reveal as a new message"
CHANNEL_TYPES = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]
"""Where a question can be posted."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a form is filled with, and what is offered in it.

    ``token`` is the waiting plan's, or empty; ``tracks`` are titles by id; ``threads`` offers the
    thread format; ``fixed`` hides the channel, which a schedule keeps; ``problems`` are sentences
    by field.
    """

    words: FormWords
    token: str = ""
    tracks: Mapping[str, str] = field(default_factory=dict[str, str])
    threads: bool = False
    fixed: bool = False
    problems: Mapping[str, str] = field(default_factory=dict[str, str])


def form(part: str, filling: Filling) -> forms.Form:
    """Return the form of a part: when, what or how."""
    titles = {WHEN: "when", WHAT: "what", HOW: "how it's posted"}
    made = forms.Form(f"Daily question: {titles[part]}", action_ids.EditPlan(part, filling.token))
    for name in _FIELDS[part]:
        if name != "channel" or not filling.fixed:
            made.add_item(_labeled(name, filling))
    return made


def read(part: str, fields: Mapping[str, tuple[str, ...]], base: FormWords) -> FormWords:
    """Return ``base`` with what a submitted form says."""
    first, several = forms.first, fields.get
    if part == WHEN:
        return replace(
            base,
            channel=first(fields, "channel") or base.channel,
            at=first(fields, "at"),
            zone=first(fields, "zone"),
            days=several("days", ()),
            reveal=first(fields, "reveal"),
        )
    if part == WHAT:
        tracks, levels = several("tracks", ()), several("levels", ())
        return replace(base, tracks=tracks, levels=levels, format=first(fields, "format"))
    return replace(
        base,
        notify=first(fields, "notify"),
        title=first(fields, "title"),
        intro=first(fields, "intro"),
        pin=first(fields, "pin") == "True",
        quiet=first(fields, "loud") == "False",
    )


def _labeled(name: str, filling: Filling) -> ui.Label[Any]:
    hint = "loud" if name == "quiet" else name
    about = filling.problems.get(name) or _HINTS.get(hint)
    return ui.Label(
        text=_LOUD if name == "quiet" else LABELS[name],
        description=shortened(about, limits.LABEL_DESCRIPTION) if about else None,
        component=_COMPONENTS[name](filling),
    )


def _channel(filling: Filling) -> ui.ChannelSelect[Any]:
    chosen = filling.words.channel
    return ui.ChannelSelect(
        custom_id="channel",
        channel_types=CHANNEL_TYPES,
        default_values=_chosen(chosen, discord.SelectDefaultValueType.channel),
    )


def _line(name: str, length: int, *, required: bool) -> Callable[[Filling], ui.TextInput[Any]]:
    def made(filling: Filling) -> ui.TextInput[Any]:
        return ui.TextInput(
            custom_id=name,
            default=str(getattr(filling.words, name))[:length] or None,
            max_length=length,
            required=required,
            placeholder=None if required else "None",
        )

    return made


def _days(filling: Filling) -> ui.Select[Any]:
    options = [
        discord.SelectOption(label=full, value=short, default=short in filling.words.days)
        for full, short in zip(FULL_DAYS, DAY_NAMES, strict=True)
    ]
    return ui.Select(custom_id="days", options=options, min_values=1, max_values=7)


def _tracks(filling: Filling) -> ui.Select[Any]:
    words, tracks = filling.words, filling.tracks
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


def _levels(filling: Filling) -> ui.CheckboxGroup[Any]:
    options = [
        discord.CheckboxGroupOption(
            label=level.value.capitalize(),
            value=level.value,
            default=level.value in filling.words.levels,
        )
        for level in Level
    ]
    return ui.CheckboxGroup(
        custom_id="levels", options=options, required=False, min_values=0, max_values=len(options)
    )


def _formats(filling: Filling) -> ui.RadioGroup[Any]:
    offered = [f for f in Format if filling.threads or f is not Format.THREAD]
    chosen = filling.words.format if filling.words.format in offered else Format.CHOICE.value
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


def _notify(filling: Filling) -> ui.RoleSelect[Any]:
    return ui.RoleSelect(
        custom_id="notify",
        placeholder="Nobody",
        min_values=0,
        required=False,
        default_values=_chosen(filling.words.notify, discord.SelectDefaultValueType.role),
    )


def _chosen(which: str, kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    """Return what a select begins with: nothing for what isn't an id."""
    known = which.isascii() and which.isdecimal()
    return [discord.SelectDefaultValue(id=int(which), type=kind)] if known else []


_COMPONENTS: Mapping[str, Callable[[Filling], ui.Item[Any]]] = {
    "channel": _channel,
    "at": _line("at", 20, required=True),
    "zone": _line("zone", 60, required=True),
    "days": _days,
    "reveal": _line("reveal", 60, required=True),
    "tracks": _tracks,
    "levels": _levels,
    "format": _formats,
    "notify": _notify,
    "title": _line("title", TITLE_LENGTH, required=False),
    "intro": _line("intro", INTRO_LENGTH, required=False),
    "pin": lambda filling: ui.Checkbox(custom_id="pin", default=filling.words.pin),
    "quiet": lambda filling: ui.Checkbox(custom_id="loud", default=not filling.words.quiet),
}


# --- the messages around it ------------------------------------------------------------


def part_of(fields: Mapping[str, str]) -> str:
    """Return the form that has the first of ``fields``."""
    return next((part for part, names in _FIELDS.items() if set(names) & set(fields)), WHEN)


def problems(part: str, token: str, words: FormWords, found: PlanProblems) -> Panel:
    """Return what is wrong, field by field, with the way back to the filled form."""
    lines = [f"**{LABELS.get(f, f)}**: {markdown.inert(said)}" for f, said in found.fields.items()]
    return _with_words("### Please fix:", "\n".join(lines), part, token, words)


def refused(part: str, token: str, words: FormWords, problem: ProblemCard) -> Panel:
    """Return why the form couldn't be served, with the way back to it, filled in as it was."""
    title = f"### {markdown.inert(problem.message)}"
    return _with_words(title, markdown.inert(problem.fix), part, token, words)


def _with_words(title: str, told: str, part: str, token: str, words: FormWords) -> Panel:
    go = button("Back to the form", action_ids.EditPlan(part, token), ButtonStyle.primary)
    block = text(block_of(words), WORDS_ID)
    return panel([text(f"{title}\n{told}"), block, *rows([go])], RED)
