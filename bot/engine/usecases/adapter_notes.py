"""What adapters remember across restarts: small facts about accounts, events and posts."""

import secrets

from bot.engine.ports.context import Context
from bot.engine.queries import (
    CountedReply,
    FirstDelivery,
    HomeWorkspace,
    NoteHome,
    NoteSentCommands,
    Origin,
    SentCommands,
)
from bot.engine.records import counted_replies


def home_workspace(ctx: Context, query: HomeWorkspace) -> str:
    """Return the workspace in which an account used the bot last, or an empty string."""
    return ctx.tx.facts.get(_home(query)) or ""


def note_home(ctx: Context, note: NoteHome) -> None:
    """Remember the workspace in which an account uses the bot."""
    ctx.tx.facts.put(_home(note), note.workspace)


def first_delivery(ctx: Context, note: FirstDelivery) -> bool:
    """Note an event's id; False when it was delivered before."""
    return ctx.tx.facts.first_time(f"{note.platform}:{note.event}", note.at)


def sent_commands(ctx: Context, query: SentCommands) -> str:
    """Return the fingerprint of the commands an application was sent last."""
    return ctx.tx.facts.get(_commands(query)) or ""


def note_sent_commands(ctx: Context, note: NoteSentCommands) -> None:
    """Remember the fingerprint of the commands an application was sent."""
    ctx.tx.facts.put(_commands(note), note.fingerprint)


def origin(ctx: Context, note: Origin) -> str:
    """Return this database's own name on a platform, made up on first use."""
    key = f"{note.platform}:origin"
    known = ctx.tx.facts.get(key)
    if known is None:
        known = secrets.token_hex(4)
        ctx.tx.facts.put(key, known)
    return known


def counted_reply(ctx: Context, query: CountedReply) -> str:
    """Return the id of the reply that is the actor's answer, or an empty string."""
    return counted_replies.counted_reply(ctx.tx, query.actor, query.message)


def _home(about: HomeWorkspace | NoteHome) -> str:
    return f"{about.platform}:home:{about.user}"


def _commands(about: SentCommands | NoteSentCommands) -> str:
    return f"{about.platform}:commands:{about.application}"
