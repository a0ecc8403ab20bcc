"""Submitted forms: which command each of them is. What was typed is never lost.

What is wrong is told in the form, which stays open as it is. While the database is slow, the form
says so and shows what was typed; it comes back filled if that can't be saved in the end.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.log_round import log_round
from bot.adapters.shared.presses import Entered, submission_of
from bot.adapters.shared.problems import EMPTY_FORM
from bot.adapters.shared.save_first import NOT_SAVED_YET, SAVED
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import filled_forms, forms
from bot.adapters.slack.render.modals import modal_of
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place, carried_place, delivery_of
from bot.adapters.slack.setup import conversation, writing
from bot.adapters.slack.setup import form as setup_form
from bot.engine import commands as c
from bot.engine.cards import MineCard, ProblemCard
from bot.engine.interview_commands import AnswerInterview
from bot.engine.rules.schedule_text import PlanProblems


async def submitted(
    handler: Handler, body: Json, at: datetime, acknowledgement: Acknowledgement
) -> None:
    """Serve a form; ``at`` is when it arrived."""
    view: Json = body.get("view") or {}
    action = ids.decode(str(view.get("callback_id") or ""))
    place = carried_place(body.get("user") or {}, forms.private_of(view))
    try:
        asked = _submission(handler, place, view, action, at)
    except PlanProblems as problems:
        acknowledgement.give(response_action="errors", errors=dict(problems.fields))
        return
    with log_round(action):
        form_id = f"{view.get('id')}:{view.get('hash')}" if view.get("id") else delivery_of(body)
        once = f"form:{place.user}:{form_id}"
        await _serve(handler, place, view, asked, acknowledgement, once)


async def _serve(
    handler: Handler,
    place: Place,
    view: Json,
    asked: object,
    acknowledgement: Acknowledgement,
    once: str,
) -> None:
    work = asyncio.create_task(handler.answer(asked, once))
    await asyncio.wait({work}, timeout=acknowledgement.seconds_left)
    late = not work.done()
    if late:
        held = filled_forms.held(view, NOT_SAVED_YET)
        acknowledgement.give(response_action="update", view=held)
    card = await work or (SAVED if late else None)
    if isinstance(card, ProblemCard):
        await _give_back(handler, place, view, card, acknowledgement, late=late)
        return
    form_id = str(view.get("id") or "")
    if isinstance(card, MineCard):
        result = modal_of(card, forms.private_of(view))
        acknowledgement.give(response_action="update", view=result)
        if late:
            await handler.fill(form_id, result)
        return
    if not late and (wrong := writing.mistakes(card)):
        acknowledgement.give(response_action="errors", errors=dict(wrong))
        return
    acknowledgement.give()
    if late:
        await handler.fill(form_id, filled_forms.saved(view))
    if card is not None:
        await handler.show(place, card, replace=isinstance(asked, AnswerInterview))


async def _give_back(
    handler: Handler,
    place: Place,
    view: Json,
    problem: ProblemCard,
    acknowledgement: Acknowledgement,
    *,
    late: bool,
) -> None:
    """Tell what is wrong in the form, with all that was typed; in a message if it was closed."""
    field = filled_forms.first_field(view)
    if not late and field:
        told = f"{problem.message} {problem.fix}".strip()
        acknowledgement.give(response_action="errors", errors={field: told})
        return
    acknowledgement.give()
    form_id = str(view.get("id") or "")
    if late and await handler.fill(form_id, filled_forms.returned(view, problem)):
        return
    await handler.show(place, replace(problem, words=filled_forms.typed(view)))


def _submission(
    handler: Handler, place: Place, view: Json, action: ids.Action | None, at: datetime
) -> object:
    """Return what a form asks for; raises PlanProblems with a sentence for each wrong field."""
    actor = handler.actor(place)
    entered: Mapping[str, Any] = forms.values(view)
    if isinstance(action, ids.Setup) and "at" in entered:
        tracks = conversation.known_tracks(handler, view)
        form = setup_form.read(view, action.schedule_id, tracks)
        channel = handler.channel(form.channel or place.channel)
        if action.schedule_id:
            return c.EditSchedule(actor, at, action.schedule_id, form.plan)
        return c.AddSchedule(actor, at, channel, form.plan)
    ours = writing.submission(handler, place, view, action, at)
    if ours is not None:
        return ours
    words = str(entered.get(forms.WORDS) or "")
    if forms.WORDS in entered and not words.strip():
        raise PlanProblems({forms.WORDS: EMPTY_FORM})
    return submission_of(
        action, actor, at, Entered(words, forms.covered(entered), forms.is_private(entered))
    )
