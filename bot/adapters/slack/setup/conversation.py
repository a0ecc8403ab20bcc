"""Setting a schedule up: its forms, and what becomes of them."""

import asyncio

from bot.adapters.shared.action_ids import Setup
from bot.adapters.shared.problems import refused_change
from bot.adapters.slack.errors import translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import forms
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place
from bot.adapters.slack.setup import form
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import Card, ProblemCard
from bot.engine.errors import ChannelGone, GatewayError, Refused, StorageError, WarmupError

ONLY_MANAGERS = ProblemCard(
    "Only managers can set up a daily question.", "Ask an admin of this workspace."
)
NOT_IN_CHANNEL = "The app isn't in that channel, so it can't post there."
INVITE = "Invite it with /invite, then set it up again."
ZONE_SECONDS = 1.0
"""How long to wait for someone's zone before the form opens: a trigger lives for three."""


async def open_setup(handler: Handler, place: Place) -> None:
    """Open the form for a new schedule, the channel and the person's own zone filled in."""
    person = await handler.people.get(place.user, place.name, ZONE_SECONDS)
    if person.known and not person.manager and not await _manages(handler, place):
        await handler.replies.show(place, ONLY_MANAGERS)
        return
    shipped = handler.engine.shipped_tracks()
    now = handler.clock()
    offer = form.Offer(shipped, now)
    view_id = await handler.open(
        place, form.setup(place.channel, person.zone, offer, place.carried)
    )
    tracks = await handler.engine.ask(q.OfferedTracks(handler.actor(place)))
    if view_id and tracks != shipped:
        offer = form.Offer(tracks, now)
        view = form.setup(place.channel, person.zone, offer, place.carried)
        await handler.fill(view_id, view)


async def _manages(handler: Handler, place: Place) -> bool:
    """Tell whether someone who isn't an admin manages the team; in doubt, saving will tell."""
    try:
        async with asyncio.timeout(ZONE_SECONDS):
            actor = await handler.rights_of(place)
            return await handler.engine.ask(q.MayManage(actor))
    except (StorageError, TimeoutError, Refused):
        return True


async def open_edit(
    handler: Handler, place: Place, number: int | None = None, schedule_id: int = 0
) -> None:
    """Open the form for a schedule that exists: right away, and filled when it is found."""
    view_id = await handler.open(place, forms.waiting(form.EDIT_TITLE, Setup(schedule_id)))
    if not view_id:
        return
    try:
        view = await _edit_form(handler, place, number, schedule_id)
    except WarmupError as error:
        problem = handler.problem(error)
        view = forms.said(form.EDIT_TITLE, problem.message, problem.fix)
    await handler.fill(view_id, view)


async def _edit_form(handler: Handler, place: Place, number: int | None, schedule_id: int) -> Json:
    actor, here = await handler.rights_of(place), handler.channel(place.channel)
    schedule = await handler.engine.ask(q.FindSchedule(actor, number, here, schedule_id))
    if schedule.owner != place.user and not await handler.engine.ask(q.MayManage(actor)):
        raise refused_change()
    tracks = await handler.engine.ask(q.OfferedTracks(actor))
    return form.edit(schedule, form.Offer(tracks, handler.clock()), place.carried)


async def add(handler: Handler, asked: c.AddSchedule) -> Card:
    """Save a new schedule, which needs a seat in its channel."""
    if await handler.engine.ask(q.MayManage(asked.actor)):
        await _join(handler, asked.channel.channel)
    return await handler.engine.handle(asked)


async def _join(handler: Handler, channel: str) -> None:
    """Make sure the bot can post: join a public channel; refuse a private one it is not in."""
    try:
        with translating():
            answer = await handler.api.call("conversations.info", channel=channel)
    except ChannelGone as error:
        raise Refused(NOT_IN_CHANNEL, INVITE) from error
    except GatewayError:
        return  # it can't be told beforehand; the first post will
    found: Json = answer.get("channel") or {}
    if found.get("is_member") is not False:
        return
    try:
        with translating():
            await handler.api.call("conversations.join", channel=channel)
    except GatewayError as error:
        raise Refused(NOT_IN_CHANNEL, INVITE) from error


def known_tracks(handler: Handler, view: Json) -> set[str]:
    """Return the tracks a submitted form may name: the shipped ones, and those it offered."""
    return {*handler.engine.bank.tracks, *_offered(view)}


def _offered(view: Json) -> set[str]:
    """Return the tracks that a submitted form offered."""
    blocks: list[Json] = view.get("blocks") or []
    fields = [block for block in blocks if block.get("block_id") == "tracks"]
    elements: list[Json] = [block.get("element") or {} for block in fields]
    found: set[str] = set()
    for element in elements:
        options: list[Json] = element.get("options") or []
        found.update(str(one["value"]) for one in options)
    return found
