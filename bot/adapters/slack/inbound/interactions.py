"""Pressed buttons: which command each of them is, or which form it opens.

Everything is found again by its id alone, so a button pressed months and restarts later
still answers. The engine checks on every press who may.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared import labels
from bot.adapters.shared.help_lines import members_help
from bot.adapters.shared.log_round import log_round
from bot.adapters.shared.presses import MOVES_ON, command_of
from bot.adapters.shared.problems import OLD_BUTTON
from bot.adapters.shared.question_presses import needs_words, opens_question
from bot.adapters.shared.save_first import saves
from bot.adapters.slack.commands.help import spelled
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import forms, question_forms
from bot.adapters.slack.render.blocks import LINK_ID
from bot.adapters.slack.render.modals import modal_of
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.modals import open_answer
from bot.adapters.slack.serving.replies import Place, carried_place, delivery_of
from bot.adapters.slack.setup import conversation, writing
from bot.adapters.slack.setup import form as setup_form
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import Card, ReceiptCard
from bot.engine.errors import Refused, StorageError
from bot.engine.interview_commands import FindInterviewForm

log = logging.getLogger(__name__)

DRAFT_SECONDS = 1.0
"""How long a form may wait for what it shows: a trigger lives for three."""
Opening = ids.OwnWords | ids.InterviewWords | ids.Flag | ids.MarkPoints | ids.Setup
OPENING = (ids.OwnWords, ids.InterviewWords, ids.Flag, ids.MarkPoints, ids.Setup)
"""Buttons that open a form."""
IN_MODALS = (ids.Mine, ids.Reasons)
"""Buttons of shared messages that are answered where they are: a private message may be missed."""
ON_RECEIPTS = (ids.Choose, ids.Change, ids.Mine)
"""Buttons that move a receipt on, when it's a receipt they are pressed on."""


async def pressed(
    handler: Handler, body: Json, at: datetime, acknowledgement: Acknowledgement
) -> None:
    """Serve a press; ``at`` is when it arrived."""
    presses: list[Json] = body.get("actions") or []
    action_id = str(presses[0].get("action_id") or "") if presses else ""
    if action_id == LINK_ID:  # Slack has opened the link by itself
        acknowledgement.give()
        return
    action, place = ids.decode(action_id), _place(body)
    with log_round(action):
        if action is None:
            if place.channel:  # a field of an open form needs no answer
                await handler.serve(place, OLD_BUTTON, acknowledgement)
            return
        if isinstance(action, ids.Visit):  # Slack opens the link by itself
            acknowledgement.give()
            return
        if _opens_behind(action):
            acknowledgement.give()
            await _open_behind(handler, body, place, action)
            return
        if isinstance(action, OPENING):
            acknowledgement.give()
            await _open(handler, place, action, at)
            return
        asked = _asked(handler, place, action, at, _chosen(presses[0]))
        once = f"press:{place.delivery}"
        if _is_home(body):
            await _at_home(handler, place, asked, acknowledgement, _label(presses[0]))
            return
        if place.view:
            await handler.serve_in_form(place, asked, acknowledgement, once)
            return
        if isinstance(action, IN_MODALS) and not _is_ephemeral(body):
            acknowledgement.give()
            await open_answer(handler, place, asked, _label(presses[0]))
            return
        in_place = _moves_on(body, action)
        await handler.serve(place, asked, acknowledgement, replace=in_place, once=once)


def _asked(
    handler: Handler, place: Place, action: ids.Action, at: datetime, chosen: str
) -> c.Command | Card:
    if isinstance(action, ids.Help):
        return members_help(spelled)
    return command_of(action, handler.actor(place), at, handler.channel(place.channel), chosen)


def _opens_behind(action: ids.Action) -> bool:
    """Tell whether a button opens a form, or more of one, that is kept elsewhere."""
    reason = isinstance(action, ids.Review) and needs_words(action)
    return reason or opens_question(action) or isinstance(action, ids.MoreOptions)


async def _open_behind(handler: Handler, body: Json, place: Place, action: ids.Action) -> None:
    """Open a form about a question, ask for a reason, or show more of an open form."""
    if opens_question(action):
        await writing.open_question(handler, place, action)
    elif isinstance(action, ids.Review):
        await handler.open(place, question_forms.reason(action, place.carried))
    else:
        view: Json = body.get("view") or {}
        await handler.fill(str(view.get("id") or ""), setup_form.with_more(view))


async def _open(handler: Handler, place: Place, action: Opening, at: datetime) -> None:
    """Open the form a button stands for, which Slack allows for 3 seconds."""
    match action:
        case ids.OwnWords(round_id):
            query = q.FindDraft(handler.actor(place), round_id)
            await _open_words(handler, place, query, partial(forms.own_words, round_id))
        case ids.InterviewWords(interview_id, step):
            query = FindInterviewForm(handler.actor(place), interview_id, step)
            await _open_words(handler, place, query, partial(forms.interview_words, action))
        case ids.Flag(round_id):
            await handler.open(place, forms.flag(round_id, place.carried))
        case ids.MarkPoints(round_id):
            asked = c.ShowMine(handler.actor(place), at, round_id)
            await open_answer(handler, place, asked, labels.MY_RESULT)
        case ids.Setup(0):
            await conversation.open_setup(handler, place)
        case ids.Setup(schedule_id):
            await conversation.open_edit(handler, place, schedule_id=schedule_id)


async def _open_words(
    handler: Handler,
    place: Place,
    query: q.Query[q.Draft],
    form: Callable[[Json, q.Draft | None], Json],
) -> None:
    """Open the form with the question and the earlier answer; without, if that takes long."""
    draft = None
    try:
        async with asyncio.timeout(DRAFT_SECONDS):
            draft = await handler.engine.ask(query)
    except Refused as problem:
        if place.view:
            await handler.fill(place.view, modal_of(handler.problem(problem), place.carried))
        else:
            await handler.show(place, handler.problem(problem))
        return
    except (StorageError, TimeoutError) as error:
        log.info("a form opens without its question: %s", error or "the database is slow")
    await handler.open(place, form(place.carried, draft))


async def _at_home(
    handler: Handler, place: Place, asked: object, acknowledgement: Acknowledgement, title: str
) -> None:
    """Serve a press in the home tab; what was chosen is shown there, the rest in a modal."""
    once = f"press:{place.delivery}"
    if saves(asked):
        card = await handler.save(asked, acknowledgement, once)
        if card is not None and not isinstance(card, ReceiptCard):
            await open_answer(handler, place, card, title)
        return
    acknowledgement.give()
    await open_answer(handler, place, asked, title)


def _is_home(body: Json) -> bool:
    view: Json = body.get("view") or {}
    return view.get("type") == "home"


def _chosen(press: Json) -> str:
    """Return the values of the boxes that are ticked, separated by commas; empty for a button."""
    boxes = press.get("type") == "checkboxes"
    return ",".join(forms.entered(press)) if boxes else ""


def _label(press: Json) -> str:
    """Return what the pressed button says."""
    text: Json = press.get("text") or {}
    return str(text.get("text") or labels.MY_ANSWER)


def _is_ephemeral(body: Json) -> bool:
    container: Json = body.get("container") or {}
    return bool(container.get("is_ephemeral"))


def _moves_on(body: Json, action: ids.Action) -> bool:
    """Tell whether the answer takes the place of the private message that was pressed on."""
    if isinstance(action, ON_RECEIPTS):  # the channel's question has such buttons, too
        return _is_ephemeral(body)
    container: Json = body.get("container") or {}
    private = bool(container.get("is_ephemeral", True)) or _is_direct(body)
    return isinstance(action, MOVES_ON) and private


def _is_direct(body: Json) -> bool:
    """Tell whether the message that was pressed on is one between the app and one person."""
    channel: Json = body.get("channel") or {}
    return channel.get("name") == "directmessage"


def _place(body: Json) -> Place:
    user: Json = body.get("user") or {}
    view: Json = body.get("view") or {}
    if view and not _is_home(body):
        return replace(
            carried_place(user, forms.private_of(view)),
            delivery=delivery_of(body),
            view=str(view.get("id") or ""),
        )
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
        team=str(user.get("team_id") or ""),
        message="" if container.get("is_ephemeral", True) else str(container.get("message_ts")),
    )
