"""Buttons and forms: an id in, the engine asked, an answer in private.

Everything is found again by its id alone, so a button pressed months and restarts later
still answers. Who may press is the engine's to say, on every press.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, assert_never

from bot.adapters.shared.action_ids import (
    Action,
    BoardPage,
    Choose,
    Confirm,
    DrillAnswer,
    Flag,
    MarkPoints,
    Mine,
    OwnWords,
    QuizAgain,
    Setup,
    Suggest,
    decode,
    subject,
)
from bot.adapters.shared.confirmations import DECLINED, confirmed
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import forms
from bot.adapters.slack.serving.handler import OLD, RIGHTS_PATIENCE, Desk
from bot.adapters.slack.serving.replies import Place, carried_place, delivery_of
from bot.adapters.slack.setup import conversation
from bot.adapters.slack.setup import form as setup_form
from bot.engine import commands as c
from bot.engine.cards import Card, MineCard, ProblemCard
from bot.engine.errors import Refused
from bot.engine.model.scores import Period
from bot.engine.rules.schedule_text import PlanProblems

Ack = Callable[..., Awaitable[Any]]
OPENS_A_FORM = (OwnWords, Flag, Suggest, MarkPoints, Setup)


async def pressed(desk: Desk, body: Json) -> None:
    """Serve a press that was acknowledged."""
    presses: list[Json] = body.get("actions") or []
    action = decode(str(presses[0].get("action_id") or "")) if presses else None
    with subject(action):
        if isinstance(action, OPENS_A_FORM):  # within 3 seconds of the press
            await _serve(desk, action, body)
            return
        async with desk.turns.turn():
            await _serve(desk, action, body)


async def _serve(desk: Desk, action: Action | None, body: Json) -> None:
    place = _place(body)
    match action:
        case OwnWords(round_id):
            await desk.open(place, forms.own_words(round_id, place.carried))
        case Flag(round_id):
            await desk.open(place, forms.flag(round_id, place.carried))
        case Suggest():
            await desk.open(place, forms.suggest(place.carried))
        case MarkPoints(round_id):
            await _open_points(desk, place, round_id)
        case Setup(0):
            await conversation.open_setup(desk, place)
        case Setup(schedule_id):
            await conversation.open_edit(desk, place, schedule_id)
        case None:
            if place.channel:  # a field of an open form needs no answer
                await desk.replies.show(place, OLD)
        case _:
            await desk.answer(
                place,
                lambda: _answer(desk, place, action),
                replace=_moves_on(body, action),
                once=f"press:{place.delivery}" if isinstance(action, QuizAgain) else "",
            )


async def _answer(desk: Desk, place: Place, action: Action) -> Card:
    match action:
        case Choose(round_id, letter):
            return await desk.ask(place, lambda a, at: c.SubmitChoice(a, at, round_id, letter))
        case Mine(round_id):
            return await desk.ask(place, lambda a, at: c.ShowMine(a, at, round_id))
        case DrillAnswer(drill_id, position, letter):
            return await desk.ask(
                place, lambda a, at: c.AnswerDrill(a, at, drill_id, position, letter)
            )
        case BoardPage(period, track, page):
            if period not in tuple(Period):
                return OLD
            return await desk.ask(
                place, lambda a, at: c.ShowLeaderboard(a, at, Period(period), track, page)
            )
        case QuizAgain(track):
            return await desk.ask(place, lambda a, at: c.StartQuiz(a, at, track))
        case Confirm(token, yes):
            return await _confirmed(desk, place, token, yes=bool(yes))
        case OwnWords() | Flag() | MarkPoints() | Setup() | Suggest():
            raise LookupError("forms are opened before")
        case _:
            assert_never(action)


async def _confirmed(desk: Desk, place: Place, token: str, *, yes: bool) -> Card:
    if not yes:
        return DECLINED
    return await desk.ask(place, lambda a, at: confirmed(token, a, at), RIGHTS_PATIENCE)


async def _open_points(desk: Desk, place: Place, round_id: int) -> None:
    """Open the form at once, and fill it when the key points are found."""
    title = "Mark my key points"
    view_id = await desk.open(place, forms.waiting(title, MarkPoints(round_id)))
    if not view_id:
        return
    card = await desk.guarded(lambda: desk.ask(place, lambda a, at: c.ShowMine(a, at, round_id)))
    if isinstance(card, MineCard):
        await desk.fill(view_id, forms.key_points(card, place.carried))
    elif isinstance(card, ProblemCard):
        await desk.fill(view_id, forms.said(title, card.message, card.fix))
    else:
        told = "The key points come with the reveal."
        await desk.fill(view_id, forms.said(title, told, "Mark them then."))


async def submitted(desk: Desk, ack: Ack, body: Json) -> None:
    """Serve a form: errors at its fields before the acknowledgement, the rest after it."""
    view: Json = body.get("view") or {}
    entered = forms.values(view)
    action = decode(str(view.get("callback_id") or ""))
    form: setup_form.Submitted | None = None
    problems: Mapping[str, str] = {}
    if isinstance(action, Setup) and "at" in entered:
        try:
            form = setup_form.read(view, action.schedule_id, _known_tracks(desk, view))
        except PlanProblems as found:
            problems = found.fields
    elif forms.WORDS in entered and not str(entered[forms.WORDS]).strip():
        problems = {forms.WORDS: "There are no words in it yet. Write a sentence or more."}
    if problems:
        await ack(response_action="errors", errors=dict(problems))
        return
    await ack()
    place = _form_place(body, view)
    form_id = f"{view.get('id')}:{view.get('hash')}" if view.get("id") else delivery_of(body)
    once = f"form:{place.user}:{form_id}"
    if form is not None:
        saved = form
        await desk.answer(place, lambda: conversation.save(desk, place, saved), once=once)
        return
    with subject(action):
        await desk.answer(place, lambda: _kept(desk, place, action, entered), once=once)


async def _kept(
    desk: Desk, place: Place, action: Action | None, entered: Mapping[str, Any]
) -> Card:
    text = str(entered.get(forms.WORDS) or "")
    match action:
        case OwnWords(round_id):
            return await desk.ask(place, lambda a, at: c.SubmitWords(a, at, round_id, text))
        case Flag(round_id):
            return await desk.ask(place, lambda a, at: c.FlagQuestion(a, at, "", text, round_id))
        case MarkPoints(round_id):
            marks = forms.covered(entered)
            return await desk.ask(place, lambda a, at: c.MarkKeyPoints(a, at, round_id, marks))
        case Suggest():
            return await desk.ask(place, lambda a, at: c.SuggestQuestion(a, at, text))
        case _:
            raise Refused("This form is from another version of Warmup.", "Open it again.")


def _known_tracks(desk: Desk, view: Json) -> set[str]:
    bank = desk.engine.bank
    return {*bank.tracks, *(q.track for q in bank.questions.values()), *conversation.offered(view)}


def _moves_on(body: Json, action: Action) -> bool:
    """Tell whether the answer takes the place of the private message that was pressed on."""
    if not isinstance(action, DrillAnswer | BoardPage | QuizAgain | Confirm):
        return False
    container: Json = body.get("container") or {}
    return bool(container.get("is_ephemeral", True))


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
