"""Slash commands, and mentions of the app, which do the same in threads."""

from datetime import datetime

from bot.adapters.shared.action_ids import Setup
from bot.adapters.shared.labels import CHANGE
from bot.adapters.shared.question_words import OpenForm, OpenImport
from bot.adapters.shared.typed import AskedBy
from bot.adapters.slack.commands.parser import EditForm, Form, SetupForm, parse
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import question_forms
from bot.adapters.slack.render.mrkdwn import MENTION, unescape
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.actors import told_workspace
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place, delivery_of
from bot.adapters.slack.setup import conversation, writing
from bot.engine import queries as q
from bot.engine.cards import ProblemCard
from bot.engine.errors import Refused, WarmupError

NO_FORM_HERE = ProblemCard("Forms can't open in threads.", "Use /question import in the channel.")


async def slash_command(
    handler: Handler, body: Json, at: datetime, acknowledgement: Acknowledgement
) -> None:
    """Serve a slash command; ``at`` is when it arrived."""
    place = Place(
        str(body["user_id"]),
        str(body.get("channel_id") or ""),
        response_url=str(body.get("response_url") or ""),
        name=str(body.get("user_name") or ""),
        trigger=str(body.get("trigger_id") or ""),
        delivery=delivery_of(body),
        team=str(body.get("team_id") or ""),
    )
    command, text = str(body["command"]), str(body.get("text") or "")
    await _serve(handler, place, command, _typed(command, text), at, acknowledgement)


async def mention(handler: Handler, body: Json, at: datetime) -> None:
    """Serve a mention of the app, in the thread it was made in."""
    event: Json = body.get("event") or {}
    user = str(event.get("user") or "")
    if not user or event.get("bot_id"):
        return
    place = Place(
        user,
        str(event.get("channel") or ""),
        str(event.get("thread_ts") or ""),
        delivery=str(body.get("event_id") or ""),
        team=told_workspace(event),
    )
    said = _typed("", MENTION.sub(" ", str(event.get("text") or ""), count=1)).strip()
    name, _, rest = said.partition(" ")
    await _serve(handler, place, name, rest, at, Acknowledgement())


async def direct_message(handler: Handler, body: Json, at: datetime) -> None:
    """Serve a command that was written to the app; it answers there."""
    event: Json = body.get("event") or {}
    user = str(event.get("user") or "")
    if not user:
        return
    place = Place(user, delivery=str(body.get("event_id") or ""), team=told_workspace(event))
    name, _, rest = _typed("", str(event.get("text") or "")).strip().partition(" ")
    await _serve(handler, place, name, rest, at, Acknowledgement())


def _typed(command: str, text: str) -> str:
    """Return what was typed; people are named by their ids where a command is about them."""
    words = f"{command.lstrip('/')} {text}".lower().split()
    begins = " ".join(words[:3])
    names_people = "team managers" in begins or "interview with" in begins
    return unescape(text, as_ids=names_people)


async def _serve(
    handler: Handler,
    place: Place,
    command: str,
    text: str,
    at: datetime,
    acknowledgement: Acknowledgement,
) -> None:
    by = AskedBy(handler.actor(place), at, handler.channel(place.channel))
    try:
        asked = parse(command, text, by, handler.engine.bank.tracks)
    except Refused as refused:
        await handler.serve(place, handler.problem(refused), acknowledgement)
        return
    if isinstance(asked, Form):
        acknowledgement.give()
        await _open(handler, place, asked)
        return
    once = f"command:{place.delivery}" if place.delivery else ""
    await handler.serve(place, asked, acknowledgement, once=once)


async def _open(handler: Handler, place: Place, form: Form) -> None:
    """Open a form right away; a mention carries no trigger, so it gets a button that does."""
    match form:
        case OpenForm(action) if place.trigger:
            await writing.open_question(handler, place, action)
        case OpenForm(action):
            await handler.replies.press(place, "Press to open the form.", "Open", action)
        case OpenImport() if place.trigger:
            await handler.open(place, question_forms.notes(place.carried))
        case OpenImport():
            await handler.replies.show(place, NO_FORM_HERE)
        case SetupForm() if place.trigger:
            await conversation.open_setup(handler, place)
        case EditForm(number) if place.trigger:
            await conversation.open_edit(handler, place, number)
        case SetupForm():
            await handler.replies.press(place, "Press to open the form.", "Open", Setup(0))
        case EditForm(number):
            await _offer_edit(handler, place, number)


async def _offer_edit(handler: Handler, place: Place, number: int | None) -> None:
    here = handler.channel(place.channel)
    try:
        found = await handler.engine.ask(q.FindSchedule(handler.actor(place), number, here))
    except WarmupError as error:
        await handler.replies.show(place, handler.problem(error))
        return
    await handler.replies.press(place, "Press to open the form.", CHANGE, Setup(found.id))
