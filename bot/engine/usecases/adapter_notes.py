"""What adapters remember across restarts: an account's home, deliveries, and their own notes."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.settings import Setting
from bot.engine.ports.context import Context
from bot.engine.queries import (
    ChannelClosed,
    ChannelMoved,
    ChannelOpened,
    CommandIds,
    FirstDelivery,
    HasSchedules,
    HomeWorkspace,
    Invited,
    MemberLeft,
    NoteHome,
    NoteName,
    NoteSentCommands,
    Origin,
    SentCommands,
)
from bot.engine.records.members import mark_left, rename, team_of
from bot.engine.rounds.comebacks import recheck_soon
from bot.engine.rounds.failures import pause_channel

WELCOME_WITHIN = timedelta(hours=1)
"""A hello that comes later than this would puzzle people."""
FOLLOWING = 200
"""So many of a channel's latest questions follow it to another id."""


def home_workspace(ctx: Context, query: HomeWorkspace) -> str:
    """Return the workspace in which an account used the bot last, or an empty string."""
    return ctx.tx.members.home(query.platform, query.user) or ""


def note_home(ctx: Context, note: NoteHome) -> bool:
    """Remember the workspace in which an account uses the bot, if it is a member there."""
    ctx.tx.members.note_home(note.platform, note.workspace, note.user)
    return ctx.tx.members.home(note.platform, note.user) == note.workspace


def member_left(ctx: Context, note: MemberLeft) -> None:
    """Note that an account left its workspace, or was closed."""
    mark_left(ctx.tx, note.actor, note.at)


def note_name(ctx: Context, note: NoteName) -> None:
    """Keep an account's shown name."""
    rename(ctx.tx, note.actor)


def first_delivery(ctx: Context, note: FirstDelivery) -> bool:
    """Note an event's id; False when it was delivered before."""
    return ctx.tx.events.first_time(f"{note.platform}:{note.event}", note.at)


def has_schedules(ctx: Context, query: HasSchedules) -> bool:
    """Tell whether a channel has a schedule."""
    return bool(ctx.tx.schedules.of_channel(query.channel))


def invited(ctx: Context, note: Invited) -> None:
    """Plan the hello for whoever invited the bot, unless it asks questions there already."""
    where = note.channel
    team = team_of(ctx.tx, where.platform, where.workspace, note.at)
    known = ctx.tx.schedules.of_team(team.id) if note.once_there else ()
    if known or ctx.tx.schedules.of_channel(where):
        return
    place = where.workspace if note.once_there else f"{where.workspace}-{where.channel}"
    ctx.tx.deliveries.add(
        Delivery(
            key=f"welcome-{where.platform}-{place}",
            kind=DeliveryKind.WELCOME,
            target=where,
            due_at=note.at,
            expires_at=note.at + WELCOME_WITHIN,
            team_id=team.id,
        )
    )


def channel_moved(ctx: Context, note: ChannelMoved) -> None:
    """Take a channel's schedules, and the questions that may be changed yet, along."""
    new = replace(note.channel, channel=note.new)
    moved = ctx.tx.schedules.of_channel(note.channel)
    for schedule in moved:
        ctx.tx.schedules.save(replace(schedule, channel=new))
    live = (each for team in {s.team_id for s in moved} for each in ctx.tx.rounds.live(team))
    latest = ctx.tx.rounds.recent(note.channel, FOLLOWING)
    for round_ in {each.id: each for each in (*latest, *live)}.values():
        if round_.channel == note.channel:
            message = round_.message and replace(round_.message, channel=new)
            ctx.tx.rounds.save(replace(round_, channel=new, message=message))


def channel_closed(ctx: Context, note: ChannelClosed) -> None:
    """Pause the channel's schedules; they resume by themselves once it takes messages again."""
    pause_channel(ctx.tx, note.channel, note.reason, note.at)


def channel_opened(ctx: Context, note: ChannelOpened) -> None:
    """Let the channel's schedules be tried again if a refusal paused them."""
    recheck_soon(ctx.tx, note.platform, note.workspace, note.channel, note.at)


def sent_commands(ctx: Context, query: SentCommands) -> str:
    """Return the fingerprint of the commands an application was sent last."""
    sent = ctx.tx.settings.get(_commands_of(query)) or ""
    application, _, fingerprint = sent.partition(":")
    return fingerprint if application == query.application else ""


def command_ids(ctx: Context, query: CommandIds) -> Mapping[str, str]:
    """Return the ids of the commands an application was sent last; none if they aren't known."""
    kept = ctx.tx.settings.get(Setting(f"{query.platform} command ids"))
    return json.loads(kept).get(query.application, {}) if kept else {}


def note_sent_commands(ctx: Context, note: NoteSentCommands) -> None:
    """Remember the fingerprint of the commands an application was sent, and their ids."""
    ctx.tx.settings.put(_commands_of(note), f"{note.application}:{note.fingerprint}")
    ids = json.dumps({note.application: dict(note.ids)}, sort_keys=True)
    ctx.tx.settings.put(Setting(f"{note.platform} command ids"), ids)


def origin(ctx: Context, note: Origin) -> str:
    """Return this database's own name on a platform, made up on first use."""
    setting = Setting(f"{note.platform} origin")
    known = ctx.tx.settings.get(setting)
    if known is None:
        known = secrets.token_hex(4)
        ctx.tx.settings.put(setting, known)
    return known


def _commands_of(about: SentCommands | NoteSentCommands) -> Setting:
    """Return the setting; raises ValueError for a platform that is sent no commands."""
    return Setting(f"{about.platform} commands")
