"""A round as a row of the database, and back."""

from typing import Any

from bot.engine.model.rounds import Round
from bot.engine.model.schedules import ChannelRef, MessageRef
from storage import tables as db
from storage.repositories.sql import columns_of, fields_of, values


def round_row(value: Round) -> dict[str, Any]:
    """Return the round's columns without its id; a missing question or message is NULL."""
    row = values(value)
    for name in ("id", "channel", "message"):
        del row[name]
    return {
        **row,
        **values(value.channel),
        "question_id": value.question_id or None,
        "revision": value.revision or None,
        **message_row(value.message),
    }


def message_row(message: MessageRef | None) -> dict[str, str | None]:
    """Return the four columns that identify a message."""
    channel = message.channel if message else None
    return {
        "message_platform": channel and channel.platform,
        "message_workspace": channel and channel.workspace,
        "message_channel": channel and channel.channel,
        "message": message and message.message,
    }


_channel = columns_of(db.rounds, "platform", "workspace", "channel")
_message = columns_of(db.rounds, *message_row(None))
_question = columns_of(db.rounds, "question_id", "revision")
_fields = fields_of(db.rounds, Round, ("channel", "message", "question_id", "revision"))


def as_round(*columns: Any) -> Round:  # noqa: ANN401 - a row of any types
    """Return the round in a row with all columns of the table, in order."""
    *where, name = _message(columns)
    message = None if name is None else MessageRef(ChannelRef(*where), name)
    question_id, revision = _question(columns)
    composed = (ChannelRef(*_channel(columns)), message, question_id or "", revision or "")
    return Round(*_fields((*columns, *composed)))
