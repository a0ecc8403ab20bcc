"""A round as a row of the database, and back."""

from typing import Any

from bot.engine.model.rounds import Round
from bot.engine.model.schedules import ChannelRef, MessageRef
from storage.repositories.sql import values


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


def as_round(*columns: Any) -> Round:  # noqa: ANN401 - a row of any types
    """Make a round of its columns, which lie in the order of its fields."""
    message = columns[23:27]
    fields: tuple[Any, ...] = (
        *columns[:3],
        ChannelRef(*columns[3:6]),
        *columns[6:14],
        columns[14] or "",  # question_id
        columns[15] or "",  # revision
        *columns[16:23],
        None if message[3] is None else MessageRef(ChannelRef(*message[:3]), message[3]),
        *columns[27:],
    )
    return Round(*fields)
