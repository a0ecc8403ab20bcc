"""The forms around a team's questions: writing one, saying why, pasting notes."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.shared import action_ids, review_labels
from bot.adapters.shared.question_presses import KEY, REASON
from bot.adapters.slack.limits import INPUT_TEXT, SELECT_OPTIONS, Json
from bot.adapters.slack.render.blocks import option
from bot.adapters.slack.render.forms import file_input, input_block, modal, text_input
from bot.engine.model.questions import Level
from bot.engine.queries import FilledForm

NOTES = "notes"
FILE = "file"
FORMATS = "Markdown, CSV, Excel, Anki, JSON, GIFT, Moodle XML or an archive; up to 1 MiB."
IMPORT = "w1:import"
OPTIONAL = ("choices", "points", "answer")
FIELDS: Mapping[str, str] = {
    "Title": "title",
    "Question": "prompt",
    "Choices": "choices",
    "Key points": "points",
    "Model answer": "answer",
    "Track": "track",
    "Level": "level",
}
"""The block of a field, by its name in what the engine finds wrong."""


def question(action: action_ids.Action, filled: FilledForm, private: Mapping[str, Any]) -> Json:
    """Return the form of a question, filled in."""
    form = filled.form
    fields = [
        text_input(
            name,
            label,
            hint=hint,
            value=getattr(form, name)[:INPUT_TEXT],
            multiline=name != "title",
            optional=name in OPTIONAL,
        )
        for name, (label, hint) in review_labels.FORM_HINTS.items()
    ]
    tracks = [option(title, track) for track, title in filled.tracks[:SELECT_OPTIONS]]
    levels = [option(level.value.capitalize(), level.value) for level in Level]
    if tracks:
        fields.append(input_block("track", "Track", _select(tracks, form.track)))
    fields.append(input_block("level", "Level", _select(levels, form.level)))
    callback_id = action_ids.encode(action)
    return modal(filled.title, callback_id, fields, submit="Check and preview", private=private)


def reason(action: action_ids.Review, private: Mapping[str, Any]) -> Json:
    """Return the form that asks why, and for the right choice where that is to change."""
    titles = {
        action_ids.DECLINE: "Tell them why",
        action_ids.RETIRE: review_labels.RETIRE,
        action_ids.KEY: review_labels.CHANGE_KEY,
    }
    fields: list[Json] = []
    if action.what == action_ids.KEY:
        fields.append(text_input(KEY, "The right choice", hint="Its letter, as shown."))
    hint = "The author reads it."
    fields.append(text_input(REASON, "Reason", hint=hint, multiline=True, optional=True))
    callback_id = action_ids.encode(action)
    return modal(titles[action.what], callback_id, fields, submit="Send", private=private)


def notes(private: Mapping[str, Any]) -> Json:
    """Return the form that takes notes to import: as a file, or as text."""
    hint = "Start each question with ### Question: and its title; then ### Answer."
    fields = [
        file_input(FILE, "A file of questions", hint=FORMATS),
        text_input(NOTES, "Or the notes themselves", hint=hint, multiline=True, optional=True),
    ]
    return modal("Import questions", IMPORT, fields, submit="Preview", private=private)


def _select(options: list[Json], value: str) -> Json:
    element: Json = {"type": "static_select", "action_id": "value", "options": options}
    chosen = next((each for each in options if each["value"] == value), None)
    return {**element, "initial_option": chosen} if chosen else element
