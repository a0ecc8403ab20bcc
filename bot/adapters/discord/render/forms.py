"""Small forms (modals), each made from a button's id and message alone.

A form must be the immediate answer to a press, so nothing here may ask the database.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

import discord
from discord import ui

from bot.adapters.discord import limits
from bot.adapters.discord.render.layout import shortened
from bot.adapters.discord.render.markdown import Piece, inert, inlines, paginate, pieces
from bot.adapters.discord.render.results import COVERED, KEY_POINT_ID, NOT_COVERED, UNMARKED
from bot.adapters.shared import action_ids, labels
from bot.adapters.shared import interview_words as interview_words_
from bot.engine.queries import Draft

WORDS = "words"
SHARE, SHOW = "share", "show"
POINTS = "points"
QUESTION_LENGTH = 3000
"""Characters of a question shown above the field for its answer."""
UNREAD_POINTS = 6
"""Boxes offered when the message with the key points can't be read: the most a question has."""


class Form(ui.Modal):
    """A form whose submission is served by its id alone (see ``inbound``)."""

    def __init__(self, title: str, action: action_ids.Action) -> None:
        custom_id = action_ids.encode(action)
        super().__init__(title=title, custom_id=custom_id, timeout=None)

    def is_finished(self) -> bool:
        """Tell the library that there is nothing to keep."""
        return True


def own_words(round_id: int, draft: Draft | None) -> Form:
    """Return the form for an answer in own words, with the question and the earlier answer."""
    form = Form(labels.OWN_WORDS, action_ids.OwnWords(round_id))
    if draft:
        form.add_item(ui.TextDisplay(_question(draft)))
    _words(
        form,
        "Your answer",
        labels.WORDS_HINT,
        draft.words if draft else "",
    )
    if draft is None or draft.may_share:
        form.add_item(_share(shown=draft is None or not draft.private))
    return form


def _share(*, shown: bool) -> ui.Label[Any]:
    """Return the box that lets the team read the words at the reveal."""
    box = discord.CheckboxGroupOption(label=labels.SHARE_WORDS, value=SHOW, default=shown)
    boxes: ui.CheckboxGroup[Any] = ui.CheckboxGroup(
        custom_id=SHARE, options=[box], required=False, min_values=0, max_values=1
    )
    return ui.Label(text=labels.AT_THE_REVEAL, description=labels.SHARE_HINT, component=boxes)


def _question(draft: Draft) -> str:
    """Return the question as text, as far as there is room for it."""
    choices = [Piece(f"**{letter}**  {inlines(choice)}") for letter, choice in draft.choices]
    parts = [Piece(f"### {inert(draft.title)}"), *pieces(draft.prompt), *choices]
    first, *rest = paginate(parts, QUESTION_LENGTH)
    return f"{first}\n…" if rest else first


def interview_words(action: action_ids.InterviewWords, draft: Draft | None) -> Form:
    """Return the form for an answer in an interview, with the question and earlier words."""
    form = Form(interview_words_.FORM_TITLE, action)
    if draft:
        form.add_item(ui.TextDisplay(_question(draft)))
    written = draft.words if draft else ""
    return _words(form, labels.OWN_WORDS_TITLE, interview_words_.FORM_HINT, written)


def report(round_id: int) -> Form:
    """Return the form that reports a round's question."""
    return _words(
        Form(labels.REPORT, action_ids.Flag(round_id)),
        "What's wrong with it?",
        "The managers will review it.",
    )


def key_points(round_id: int, message: discord.Message | None) -> Form:
    """Return the form to mark key points, read from the message whose button was pressed."""
    options = [
        discord.CheckboxGroupOption(
            label=shortened(plain, limits.OPTION_LABEL),
            value=str(index),
            description=plain[limits.OPTION_LABEL - 1 :][: limits.LABEL_DESCRIPTION] or None,
            default=covered,
        )
        for index, (plain, covered) in enumerate(_points_in(message))
    ]
    form = Form(labels.TICK, action_ids.MarkPoints(round_id))
    boxes: ui.CheckboxGroup[Any] = ui.CheckboxGroup(
        custom_id=POINTS,
        options=options[: limits.GROUP_OPTIONS],
        required=False,
        min_values=0,
        max_values=min(len(options), limits.GROUP_OPTIONS),
    )
    form.add_item(ui.Label(text="Key points in your answer", component=boxes))
    return form


def values(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return what was submitted, by the fields' ids; an empty field is an empty tuple."""
    found: dict[str, tuple[str, ...]] = {}
    for part in _parts(data.get("components")):
        inner: Any = part.get("component")
        found |= values({"components": part.get("components") or ([inner] if inner else [])})
        if isinstance(part.get("custom_id"), str):
            found[part["custom_id"]] = _submitted(part)
    return found


def covered(fields: Mapping[str, tuple[str, ...]]) -> tuple[int, ...]:
    """Return the indexes of the key points that were checked off."""
    chosen = fields.get(POINTS, ())
    return tuple(int(value) for value in chosen if value.isascii() and value.isdecimal())


def is_private(fields: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether the box that shares one's words was offered and left unticked."""
    return SHARE in fields and SHOW not in fields[SHARE]


def first(fields: Mapping[str, tuple[str, ...]], name: str) -> str:
    """Return a field's one value, or an empty string."""
    return next(iter(fields.get(name, ())), "")


def texts(message: discord.Message | None) -> dict[int, str]:
    """Return the texts of a message by their component ids."""
    if message is None:
        return {}
    items = ui.LayoutView.from_message(message, timeout=None).walk_children()
    return {
        item.id: item.content
        for item in items
        if isinstance(item, ui.TextDisplay) and item.id is not None
    }


def _words(form: Form, label: str, about: str, words: str = "") -> Form:
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=WORDS,
        style=discord.TextStyle.paragraph,
        min_length=1,
        max_length=limits.TEXT_INPUT,
        default=words[: limits.TEXT_INPUT] or None,
    )
    form.add_item(ui.Label(text=label, description=about, component=field))
    return form


def _points_in(message: discord.Message | None) -> list[tuple[str, bool]]:
    found = texts(message)
    points: list[tuple[str, bool]] = []
    while (shown := found.get(KEY_POINT_ID + len(points))) is not None:
        mark, _, rest = shown.partition(" ")
        known = mark in (COVERED, NOT_COVERED, UNMARKED)
        points.append((plain(rest if known else shown), mark == COVERED))
    return points or [(f"Key point {n}", False) for n in range(1, UNREAD_POINTS + 1)]


def plain(markdown: str) -> str:
    """Return our own Markdown without its marks: a form's labels show none."""
    bare = re.sub(r"(?<!\\)(\*\*|\*|`` ?| ?``|`)", "", markdown)
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", bare).replace("\u200b", "")


def _parts(components: object) -> list[dict[str, Any]]:
    if not isinstance(components, Sequence):
        return []
    listed = cast("Sequence[Any]", components)
    return [cast("dict[str, Any]", part) for part in listed if isinstance(part, dict)]


def _submitted(part: Mapping[str, Any]) -> tuple[str, ...]:
    several = part.get("values")
    if isinstance(several, list):
        return tuple(str(value) for value in cast("list[Any]", several))
    value = part.get("value")
    return () if value is None or value == "" else (str(value),)
