"""The forms around a team's questions: writing one, and saying why."""

from typing import Any

import discord
from discord import ui

from bot.adapters.discord import limits
from bot.adapters.discord.render.forms import Form
from bot.adapters.shared import action_ids, review_labels
from bot.adapters.shared.question_presses import KEY, REASON
from bot.engine.queries import FilledForm

LENGTHS = {"title": 100, "prompt": 2000, "choices": 2500, "points": 1500, "answer": 4000}
OPTIONAL = ("choices", "points", "answer")


def question(action: action_ids.Action, filled: FilledForm) -> Form:
    """Return the form of a question, filled in; mistakes are told once it's sent."""
    form = Form(filled.title, action)
    for name, (label, hint) in review_labels.FORM_HINTS.items():
        words: str = getattr(filled.form, name)
        field: ui.TextInput[Any] = ui.TextInput(
            custom_id=name,
            style=discord.TextStyle.short if name == "title" else discord.TextStyle.paragraph,
            required=name not in OPTIONAL,
            max_length=max(LENGTHS[name], min(len(words), limits.TEXT_INPUT)),
            default=words[: limits.TEXT_INPUT] or None,
        )
        form.add_item(ui.Label(text=label, description=hint, component=field))
    return form


def reason(action: action_ids.Review) -> Form:
    """Return the form that asks why, and for the right choice where that is to change."""
    titles = {
        action_ids.DECLINE: "Tell them why",
        action_ids.RETIRE: review_labels.RETIRE,
        action_ids.KEY: review_labels.CHANGE_KEY,
    }
    form = Form(titles[action.what], action)
    if action.what == action_ids.KEY:
        letter: ui.TextInput[Any] = ui.TextInput(custom_id=KEY, max_length=1)
        about = "Its letter, as the review shows it."
        form.add_item(ui.Label(text="The right choice", description=about, component=letter))
    why: ui.TextInput[Any] = ui.TextInput(
        custom_id=REASON, style=discord.TextStyle.paragraph, required=False, max_length=1000
    )
    form.add_item(ui.Label(text="Reason", description="The author reads it.", component=why))
    return form
