"""Opening the forms around a team's questions, and reading what was typed into them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.question_presses import form_query, submitted
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import forms, question_forms
from bot.adapters.slack.serving.actors import RIGHTS_SECONDS
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place
from bot.adapters.slack.serving.uploads import ReadNotes
from bot.engine import question_commands as qc
from bot.engine.cards import Card
from bot.engine.cards.questions import DraftCard
from bot.engine.errors import WarmupError
from bot.engine.model.question_form import QuestionForm

TITLE = "Question"


async def open_question(
    handler: Handler, place: Place, action: ids.Action, begun: QuestionForm | None = None
) -> None:
    """Open a question's form right away, and fill it when what it holds is found.

    A new one may have ``begun`` with words from elsewhere.
    """
    view_id = await handler.open(place, forms.waiting(TITLE, action))
    if not view_id:
        return
    try:
        person = await handler.people.get(place.user, place.name, RIGHTS_SECONDS)
        actor = replace(handler.actor(place), manager=person.manager)
        query = form_query(
            action, await handler.groups.joined(actor), handler.channel(place.channel)
        )
        filled = await handler.engine.ask(query)
        if begun is not None:
            filled = replace(filled, form=begun)
        view = question_forms.question(action, filled, place.carried)
    except WarmupError as error:
        problem = handler.problem(error)
        view = forms.said(TITLE, problem.message, problem.fix)
    await handler.fill(view_id, view)


def submission(
    handler: Handler, place: Place, view: Json, action: ids.Action | None, at: datetime
) -> object | None:
    """Return what one of these forms asks for; None for any other form."""
    actor, channel = handler.actor(place), handler.channel(place.channel)
    entered: Mapping[str, Any] = forms.values(view)
    if view.get("callback_id") == question_forms.IMPORT:
        if file := str(entered.get(question_forms.FILE) or ""):
            return ReadNotes(actor, at, file)
        return qc.PreviewImport(actor, at, str(entered.get(question_forms.NOTES) or ""))
    typed = {name: str(value) for name, value in entered.items()}
    return submitted(action, actor, at, typed, channel, keep_mistakes=False)


def mistakes(card: Card | None) -> Mapping[str, str]:
    """Return what is wrong with a question, by the fields of its form."""
    if not isinstance(card, DraftCard):
        return {}
    return {question_forms.FIELDS[name]: said for name, said in card.problems}
