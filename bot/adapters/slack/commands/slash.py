"""Slash commands, and mentions of the app, which do the same in threads."""

import re
from typing import Any, assert_never, cast

from bot.adapters.shared.action_ids import Setup
from bot.adapters.slack.commands import parser
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import forms
from bot.adapters.slack.serving.handler import PATIENCE, RIGHTS_PATIENCE, Desk
from bot.adapters.slack.serving.replies import Place, delivery_of
from bot.adapters.slack.setup import conversation
from bot.adapters.slack.web_api import translating
from bot.engine import commands as c
from bot.engine.cards import Card, NoticeCard, ProblemCard
from bot.engine.errors import GatewayError, Refused
from bot.engine.queries import ExportMe

MENTION = re.compile(r"\s*<@[A-Z0-9]+(?:\|[^>]*)?>\s*")


async def slash_command(desk: Desk, body: Json) -> None:
    """Serve a slash command that was acknowledged."""
    place = Place(
        str(body["user_id"]),
        str(body.get("channel_id") or ""),
        response_url=str(body.get("response_url") or ""),
        name=str(body.get("user_name") or ""),
        trigger=str(body.get("trigger_id") or ""),
        delivery=delivery_of(body),
    )
    await _serve(desk, place, str(body["command"]), unescape(str(body.get("text") or "")))


async def mention(desk: Desk, body: Json) -> None:
    """Serve a mention of the app, in the thread it was made in."""
    event: Json = body.get("event") or {}
    user = str(event.get("user") or "")
    if (
        not user
        or event.get("bot_id")
        or not await desk.first_time(str(body.get("event_id") or ""))
    ):
        return
    place = Place(user, str(event.get("channel") or ""), str(event.get("thread_ts") or ""))
    said = unescape(MENTION.sub(" ", str(event.get("text") or ""), count=1)).strip()
    name, _, rest = said.partition(" ")
    await _serve(desk, place, name, rest)


def unescape(text: str) -> str:
    """Return what someone typed, from Slack's escaped form: ``<@U1|ann>`` becomes ``@ann``."""
    plain = re.sub(r"<([^<>]*)>", lambda found: _reference(found[1]), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _reference(inner: str) -> str:
    """Return a reference in words; what merely stands between < and > stays as it is."""
    target, _, label = inner.partition("|")
    if target[:1] in ("@", "#"):
        return target[:1] + (label.lstrip("@#") or target[1:])
    if target[:1] == "!":
        return label or "@" + target[1:].partition("^")[0]
    if target.startswith(("http:", "https:", "mailto:", "tel:")):
        return label or target
    return f"<{inner}>"


async def _serve(desk: Desk, place: Place, command: str, text: str) -> None:
    try:
        request = parser.understand(command, text, desk.engine.bank.tracks.keys())
    except Refused as refused:
        await desk.replies.show(place, ProblemCard(refused.message, refused.fix))
        return
    if isinstance(request, parser.OpenForm) or _is_edit(request):
        await _open(desk, place, request)
        return
    once = f"command:{place.delivery}" if place.delivery else ""
    await desk.answer(place, lambda: _answer(desk, place, request), once=once)


async def _open(desk: Desk, place: Place, request: parser.Request) -> None:
    """Open a form at once; a mention carries no trigger, so it gets a button that does."""
    schedule_id = request.schedule_id if isinstance(request, parser.OfSchedule) else None
    if isinstance(request, parser.OpenForm) and request.form is None:
        if place.trigger:
            await desk.open(place, forms.suggest(place.carried))
            return
        card = ProblemCard("A form can't open from here.", "Write: question suggest, then words.")
        await desk.replies.show(place, card)
    elif not place.trigger:
        await desk.replies.press(place, "Press to open the form.", "Open", Setup(schedule_id or 0))
    elif isinstance(request, parser.OfSchedule):
        await conversation.open_edit(desk, place, schedule_id)
    else:
        await conversation.open_setup(desk, place)


def _is_edit(request: parser.Request) -> bool:
    return isinstance(request, parser.OfSchedule) and request.verb == "edit"


async def _answer(desk: Desk, place: Place, request: parser.Request) -> Card:
    match request:
        case parser.Ask(make, rights):
            return await desk.ask(place, make, RIGHTS_PATIENCE if rights else PATIENCE)
        case parser.ListDaily(everywhere):
            channel = None if everywhere else desk.channel(place.channel)
            return await desk.ask(place, lambda actor, at: c.ListSchedules(actor, at, channel))
        case parser.OfSchedule(verb, schedule_id):
            return await conversation.change(desk, place, verb, schedule_id)
        case parser.Export():
            return await _export(desk, place)
        case parser.Help(card):
            return card
        case parser.OpenForm():
            raise LookupError("forms are opened before")
        case _:
            assert_never(request)


async def _export(desk: Desk, place: Place) -> Card:
    actor = await desk.actor(place.user, place.name)
    data = await desk.engine.ask(ExportMe(actor))
    client = cast("Any", desk.api.client)
    try:
        with translating():
            opened = await desk.api.call("conversations.open", users=place.user)
            await client.files_upload_v2(
                channel=opened["channel"]["id"],
                content=conversation.export_json(data),
                filename="warmup.json",
                title="Everything Warmup keeps about you",
            )
    except GatewayError as error:
        return ProblemCard("The file could not be sent.", f"{error}.")
    return NoticeCard("Sent.", ("The file is in your direct messages with this app.",))
