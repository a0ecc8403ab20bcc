"""The modals: own words, key points, reports, suggestions. Each is found again by its id.

A form is made from ids alone, so that it opens before any database is asked.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from bot.adapters.shared import interview_words as words_of
from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import Action, Flag, InterviewWords, OwnWords, encode
from bot.adapters.slack.limits import (
    INPUT_TEXT,
    MODAL_TITLE,
    PRIVATE_METADATA,
    Json,
    shorten,
)
from bot.adapters.slack.render.blocks import option, plain
from bot.adapters.slack.render.packing import rich
from bot.adapters.slack.render.results import POINTS
from bot.adapters.slack.render.rich_text import (
    document_elements,
    inline_elements,
    line,
    section,
    text,
)
from bot.engine.queries import Draft

WORDS = "words"
SHARE, SHOW = "share", "show"
QUESTION_BLOCKS = 20
"""Blocks of a question shown above the field for its answer, at most."""


def modal(
    title: str,
    callback_id: str,
    blocks: Sequence[Json],
    *,
    submit: str = "",
    private: Mapping[str, Any] | None = None,
) -> Json:
    """Return a modal; ``private`` comes back with its submission."""
    metadata = json.dumps(dict(private or {}), separators=(",", ":"))
    view: Json = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(shorten(title, MODAL_TITLE)),
        "close": plain("Cancel" if submit else "Close"),
        "blocks": list(blocks),
        "private_metadata": metadata if len(metadata) <= PRIVATE_METADATA else "{}",
    }
    return {**view, "submit": plain(submit)} if submit else view


def private_of(view: Mapping[str, Any]) -> Json:
    """Return what a form carried; nothing if it can't be read."""
    try:
        found: object = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return cast("Json", found) if isinstance(found, dict) else {}


def text_input(
    block: str,
    label: str,
    *,
    hint: str = "",
    value: str = "",
    placeholder: str = "",
    multiline: bool = False,
    optional: bool = False,
) -> Json:
    """Return a text field; its value is at ``block``."""
    element: Json = {"type": "plain_text_input", "action_id": "value", "multiline": multiline}
    if multiline:
        element["max_length"] = INPUT_TEXT
    if value:
        element["initial_value"] = value
    if placeholder:
        element["placeholder"] = plain(placeholder)
    return input_block(block, label, element, hint=hint, optional=optional)


def file_input(block: str, label: str, *, hint: str = "") -> Json:
    """Return a field for one file that may be left empty; its value, at ``block``, is an id."""
    element: Json = {"type": "file_input", "action_id": "value", "max_files": 1}
    return input_block(block, label, element, hint=hint, optional=True)


def input_block(
    block: str, label: str, element: Json, *, hint: str = "", optional: bool = False
) -> Json:
    """Return an input block around ``element``."""
    made: Json = {
        "type": "input",
        "block_id": block,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return {**made, "hint": plain(hint)} if hint else made


def own_words(round_id: int, private: Mapping[str, Any], draft: Draft | None) -> Json:
    """Return the form for an answer in own words, with the question and the earlier answer."""
    field = text_input(
        WORDS,
        "Your answer",
        hint=labels.WORDS_HINT,
        value=draft.words if draft and len(draft.words) <= INPUT_TEXT else "",
        multiline=True,
    )
    asked = _question(draft) if draft else []
    share = [_share(draft)] if draft is None or draft.may_share else []
    callback_id = encode(OwnWords(round_id))
    blocks = [*asked, field, *share]
    return modal(labels.OWN_WORDS, callback_id, blocks, submit=labels.SAVE_ANSWER, private=private)


def interview_words(
    action: InterviewWords, private: Mapping[str, Any], draft: Draft | None
) -> Json:
    """Return the form for an answer in an interview, with the question and earlier words."""
    field = text_input(
        WORDS,
        labels.OWN_WORDS_TITLE,
        hint=words_of.FORM_HINT,
        value=draft.words if draft and len(draft.words) <= INPUT_TEXT else "",
        multiline=True,
    )
    blocks = [*(_question(draft) if draft else []), field]
    submit = labels.SAVE_ANSWER
    return modal(words_of.FORM_TITLE, encode(action), blocks, submit=submit, private=private)


def _share(draft: Draft | None) -> Json:
    """Return the box that lets the team read the words at the reveal."""
    box = {**option(labels.SHARE_WORDS, SHOW), "description": plain(labels.SHARE_HINT)}
    element: Json = {"type": "checkboxes", "action_id": "value", "options": [box]}
    if draft is None or not draft.private:
        element["initial_options"] = [box]
    return input_block(SHARE, labels.AT_THE_REVEAL, element, optional=True)


def _question(draft: Draft) -> list[Json]:
    rows = [line(draft.title, bold=True), *document_elements(draft.prompt)]
    rows += [
        section([text(f"{letter}  ", bold=True), *inline_elements(choice)])
        for letter, choice in draft.choices
    ]
    return rich(rows)[:QUESTION_BLOCKS]


def flag(round_id: int, private: Mapping[str, Any]) -> Json:
    """Return the form to report a question."""
    field = text_input(WORDS, "What's wrong with it?", multiline=True)
    callback_id = encode(Flag(round_id))
    return modal(labels.REPORT, callback_id, [field], submit="Send", private=private)


def waiting(title: str, action: Action | None = None) -> Json:
    """Return a form that is open while its content is looked up."""
    callback_id = encode(action) if action else "w1:wait"
    return modal(title, callback_id, rich([line("One moment…")]))


def said(title: str, message: str, fix: str) -> Json:
    """Return a form that only tells something."""
    return modal(title, "w1:said", rich([line(message, bold=True), line(fix)]))


def values(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was entered, by block: a string, or a list of chosen values."""
    found: dict[str, Any] = {}
    state: Json = view.get("state") or {}
    blocks: dict[str, dict[str, Json]] = state.get("values") or {}
    for block, elements in blocks.items():
        for element in elements.values():
            found[block] = entered(element)
    return found


def entered(element: Json) -> Any:  # noqa: ANN401 - a string or a list of strings
    """Return what one field holds: a string, or a list of chosen values."""
    kind = str(element.get("type") or "")
    if kind in ("checkboxes", "multi_static_select") or "selected_options" in element:
        chosen: list[Json] = element.get("selected_options") or []
        return [str(one["value"]) for one in chosen]
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    files: list[Json] = element.get("files") or []
    if files:
        return str(files[0].get("id") or "")
    for name in ("value", "selected_time", "selected_conversation", "selected_channel"):
        if element.get(name):
            return str(element[name])
    return ""


def is_private(entered: Mapping[str, Any]) -> bool:
    """Return whether the box that shares one's words was offered and left unticked."""
    return SHARE in entered and SHOW not in entered[SHARE]


def covered(entered: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the indexes of the key points that were marked."""
    chosen = [
        int(value)
        for block, values_ in entered.items()
        if block.startswith(POINTS)
        for value in values_
        if value.isascii() and value.isdecimal() and len(value) < 4
    ]
    return tuple(sorted(set(chosen)))
