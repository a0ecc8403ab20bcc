"""Pressed buttons and submitted forms: which command each of them is.

Everything is found again by its id alone, so a button pressed months and restarts later
still answers. The engine checks on every press who may.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.labels import CHECK_OFF, KEY_POINTS_LATER
from bot.adapters.shared.presses import MOVES_ON, command_of, submission_of
from bot.adapters.shared.problems import EMPTY_FORM, OLD_BUTTON
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import forms
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place, carried_place, delivery_of
from bot.adapters.slack.setup import conversation
from bot.adapters.slack.setup import form as setup_form
from bot.engine import commands as c
from bot.engine.cards import MineCard, ProblemCard
from bot.engine.rules.schedule_text import PlanProblems

Ack = Callable[..., Awaitable[Any]]


async def pressed(handler: Handler, body: Json, at: datetime) -> None:
    """Serve a press that was acknowledged; ``at`` is when it arrived."""
    presses: list[Json] = body.get("actions") or []
    action = ids.decode(str(presses[0].get("action_id") or "")) if presses else None
    place = _place(body)
    with ids.log_round(action):
        if await _opened(handler, place, action, at):
            return
        if action is None:
            if place.channel:  # a field of an open form needs no answer
                await handler.serve(place, OLD_BUTTON)
            return
        asked = command_of(action, handler.actor(place), at)
        once = f"press:{place.delivery}" if isinstance(action, ids.QuizAgain) else ""
        await handler.serve(place, asked, replace=_moves_on(body, action), once=once)


async def _opened(handler: Handler, place: Place, action: ids.Action | None, at: datetime) -> bool:
    """Open the form a button stands for, which Slack allows for 3 seconds; False if none."""
    match action:
        case ids.OwnWords(round_id):
            await handler.open(place, forms.own_words(round_id, place.carried))
        case ids.Flag(round_id):
            await handler.open(place, forms.flag(round_id, place.carried))
        case ids.Suggest():
            await handler.open(place, forms.suggest(place.carried))
        case ids.MarkPoints(round_id):
            await _open_points(handler, place, round_id, at)
        case ids.Setup(0):
            await conversation.open_setup(handler, place)
        case ids.Setup(schedule_id):
            await conversation.open_edit(handler, place, schedule_id=schedule_id)
        case _:
            return False
    return True


async def _open_points(handler: Handler, place: Place, round_id: int, at: datetime) -> None:
    """Open the form right away, and fill it when the key points are found."""
    view_id = await handler.open(place, forms.waiting(CHECK_OFF, ids.MarkPoints(round_id)))
    if not view_id:
        return
    card = await handler.answer(c.ShowMine(handler.actor(place), at, round_id))
    if isinstance(card, MineCard):
        await handler.fill(view_id, forms.key_points(card, place.carried))
    elif isinstance(card, ProblemCard):
        await handler.fill(view_id, forms.said(CHECK_OFF, card.message, card.fix))
    else:
        await handler.fill(view_id, forms.said(CHECK_OFF, KEY_POINTS_LATER, ""))


async def submitted(handler: Handler, ack: Ack, body: Json, at: datetime) -> None:
    """Serve a form: what is wrong is told at its fields, instead of an acknowledgement."""
    view: Json = body.get("view") or {}
    entered = forms.values(view)
    action = ids.decode(str(view.get("callback_id") or ""))
    place = _form_place(body, view)
    try:
        asked = _submission(handler, place, view, action, entered, at)
    except PlanProblems as problems:
        await ack(response_action="errors", errors=dict(problems.fields))
        return
    await ack()
    form_id = f"{view.get('id')}:{view.get('hash')}" if view.get("id") else delivery_of(body)
    with ids.log_round(action):
        await handler.serve(place, asked, once=f"form:{place.user}:{form_id}")


def _submission(
    handler: Handler,
    place: Place,
    view: Json,
    action: ids.Action | None,
    entered: Mapping[str, Any],
    at: datetime,
) -> object:
    """Return what a form asks for; raises PlanProblems with a sentence for each wrong field."""
    actor = handler.actor(place)
    if isinstance(action, ids.Setup) and "at" in entered:
        tracks = conversation.known_tracks(handler, view)
        form = setup_form.read(view, action.schedule_id, tracks)
        channel = handler.channel(form.channel or place.channel)
        token = delivery_of(view)
        return c.PreviewSchedule(actor, at, channel, form.plan, token, action.schedule_id)
    words = str(entered.get(forms.WORDS) or "")
    if forms.WORDS in entered and not words.strip():
        raise PlanProblems({forms.WORDS: EMPTY_FORM})
    return submission_of(action, actor, at, words, forms.covered(entered))


def _moves_on(body: Json, action: ids.Action) -> bool:
    """Tell whether the answer takes the place of the private message that was pressed on."""
    container: Json = body.get("container") or {}
    return isinstance(action, MOVES_ON) and bool(container.get("is_ephemeral", True))


def _place(body: Json) -> Place:
    user: Json = body.get("user") or {}
    channel: Json = body.get("channel") or {}
    container: Json = body.get("container") or {}
    return Place(
        user=str(user.get("id") or ""),
        channel=str(channel.get("id") or container.get("channel_id") or ""),
        thread=str(container.get("thread_ts") or ""),
        response_url=str(body.get("response_url") or ""),
        name=str(user.get("name") or user.get("username") or ""),
        trigger=str(body.get("trigger_id") or ""),
        delivery=delivery_of(body),
    )


def _form_place(body: Json, view: Json) -> Place:
    user: Json = body.get("user") or {}
    return carried_place(str(user.get("id") or ""), forms.private_of(view))
