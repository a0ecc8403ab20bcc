"""``/daily``: the forms, and what is done to one schedule."""

import json
from collections.abc import Mapping

from bot.adapters.shared.action_ids import Setup
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render import forms
from bot.adapters.slack.serving.handler import RIGHTS_PATIENCE, Desk
from bot.adapters.slack.serving.replies import Place
from bot.adapters.slack.setup import form
from bot.adapters.slack.web_api import translating
from bot.engine import commands as c
from bot.engine.cards import Card, ProblemCard
from bot.engine.errors import ChannelGone, GatewayError, Refused, StorageError
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import FindSchedule
from bot.engine.records.question_pool import track_title, tracks_of

ONLY_MANAGERS = ProblemCard(
    "Only workspace admins and owners can give a channel a daily question.", "Ask one of them."
)
NOT_IN_CHANNEL = "The app is not in that channel, so it can't post there."
INVITE = "Invite it with /invite, then set it up again."
FORM_PATIENCE = 1.0
"""Seconds to wait for the zone before the form opens: the trigger lives for three."""


async def open_setup(desk: Desk, place: Place) -> None:
    """Open the form for a new schedule, the channel and the person's own zone filled in."""
    person = await desk.person(place.user, place.name, FORM_PATIENCE)
    if person.known and not person.manager:
        await desk.replies.show(place, ONLY_MANAGERS)
        return
    tracks = _bank_tracks(desk)
    view = form.setup(place.channel, person.zone, tracks, place.carried)
    view_id = await desk.open(place, view)
    own = await desk.engine.store.read(lambda tx: _own_tracks(tx, desk))
    if view_id and not own.keys() <= tracks.keys():
        view = form.setup(place.channel, person.zone, {**tracks, **own}, place.carried)
        await desk.fill(view_id, view)


async def open_edit(desk: Desk, place: Place, schedule_id: int | None) -> None:
    """Open the form for a schedule that exists: at once, and filled when it is found."""
    waiting = forms.waiting("Change the question", Setup(schedule_id or 0))
    view_id = await desk.open(place, waiting)
    if not view_id:
        return
    try:
        view = await _edit_form(desk, place, schedule_id)
    except Refused as refused:
        view = forms.said("Change the question", refused.message, refused.fix)
    except StorageError as error:
        desk.note(error)
        told = "The database did not answer."
        view = forms.said("Change the question", told, "Try again in a minute.")
    await desk.fill(view_id, view)


async def _edit_form(desk: Desk, place: Place, schedule_id: int | None) -> Json:
    actor = await desk.actor(place.user, patience=RIGHTS_PATIENCE)
    store = desk.engine.store
    query = FindSchedule(actor, schedule_id, desk.channel(place.channel))
    schedule = await desk.engine.ask(query)
    own = await store.read(lambda tx: _own_tracks(tx, desk))
    return form.edit(schedule, {**_bank_tracks(desk), **own}, place.carried)


async def save(desk: Desk, place: Place, submitted: form.Submitted) -> Card:
    """Add or change the schedule of a form that was found in order."""
    plan = submitted.plan
    if submitted.schedule_id:
        return await desk.ask(
            place,
            lambda actor, at: c.EditSchedule(actor, at, submitted.schedule_id, plan),
            RIGHTS_PATIENCE,
        )
    await _join(desk, submitted.channel)
    channel = desk.channel(submitted.channel)
    return await desk.ask(
        place, lambda actor, at: c.AddSchedule(actor, at, channel, plan), RIGHTS_PATIENCE
    )


async def change(desk: Desk, place: Place, verb: str, schedule_id: int | None) -> Card:
    """Pause, resume, skip, post now or (after asking) remove a schedule."""
    actor = await desk.actor(place.user, patience=RIGHTS_PATIENCE)
    query = FindSchedule(actor, schedule_id, desk.channel(place.channel))
    schedule = await desk.engine.ask(query)
    kinds: Mapping[str, type[c.OnSchedule]] = {
        "remove": c.RemoveSchedule,
        "pause": c.PauseSchedule,
        "resume": c.ResumeSchedule,
        "skip": c.SkipNext,
        "now": c.PostNow,
    }
    return await desk.engine.handle(kinds[verb](actor, desk.clock(), schedule.id))


async def _join(desk: Desk, channel: str) -> None:
    """Make sure the bot can post: join a public channel; refuse a private one it is not in."""
    try:
        with translating():
            answer = await desk.api.call("conversations.info", channel=channel)
    except ChannelGone as error:
        raise Refused(NOT_IN_CHANNEL, INVITE) from error
    except GatewayError:
        return  # it can't be told beforehand; the first post will
    found: Json = answer.get("channel") or {}
    if found.get("is_member") is not False:
        return
    try:
        with translating():
            await desk.api.call("conversations.join", channel=channel)
    except GatewayError as error:
        raise Refused(NOT_IN_CHANNEL, INVITE) from error


def _bank_tracks(desk: Desk) -> dict[str, str]:
    bank = desk.engine.bank
    asked = {question.track for question in bank.questions.values()}
    return {track: bank.tracks[track].title if track in bank.tracks else track for track in
            sorted(asked)}  # fmt: skip


def _own_tracks(tx: Transaction, desk: Desk) -> dict[str, str]:
    """Return the tracks of the team's own questions, too."""
    team = tx.teams.by_workspace("slack", desk.workspace)
    bank = desk.engine.bank
    found = tracks_of(tx, bank, team.id) if team else frozenset[str]()
    return {track: track_title(bank, track) for track in sorted(found)}


def offered(view: Json) -> set[str]:
    """Return the tracks that a submitted form offered."""
    blocks: list[Json] = view.get("blocks") or []
    elements: list[Json] = [block.get("element") or {} for block in blocks]
    found: set[str] = set()
    for element in elements:
        options: list[Json] = element.get("options") or []
        found.update(str(one["value"]) for one in options)
    return found


def export_json(data: Mapping[str, object]) -> str:
    """Return a member's data as readable JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2)
