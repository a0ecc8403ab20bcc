"""A round as a row of the database, and back."""

from typing import Any

from bot.engine.model.rounds import Round
from bot.engine.model.schedules import ChannelRef, MessageRef
from storage import tables as db
from storage.repositories.sql import values

_COLUMNS = tuple(column.name for column in db.rounds.columns)


def round_row(value: Round) -> dict[str, Any]:
    """Return the round's columns without its id; no question and no message are NULL."""
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
    """Return the four columns that name a message."""
    channel = message.channel if message else None
    return {
        "message_platform": channel and channel.platform,
        "message_workspace": channel and channel.workspace,
        "message_channel": channel and channel.channel,
        "message": message and message.message,
    }


_MESSAGE_COLUMNS = tuple(message_row(None))


def as_round(*columns: Any) -> Round:  # noqa: ANN401 - a row of any types
    """Return the round of a row that has all columns of the table, in its order."""
    row = dict(zip(_COLUMNS, columns, strict=True))
    channel = ChannelRef(row.pop("platform"), row.pop("workspace"), row.pop("channel"))
    row["question_id"] = row["question_id"] or ""
    row["revision"] = row["revision"] or ""
    return Round(channel=channel, message=_pop_message(row), **row)


def _pop_message(row: dict[str, Any]) -> MessageRef | None:
    *channel, message = [row.pop(name) for name in _MESSAGE_COLUMNS]
    return None if message is None else MessageRef(ChannelRef(*channel), message)
