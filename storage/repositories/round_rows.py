"""A round as a row of the database, and back."""

from typing import Any

from bot.engine.model import ChannelRef, MessageRef, Round
from storage.repositories.sql import values
from storage.tables import rounds

_COLUMNS = tuple(column.name for column in rounds.columns)
_MESSAGE = ("message_platform", "message_workspace", "message_channel", "message")


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
    """Make a round of its columns, in the table's order."""
    row = dict(zip(_COLUMNS, columns, strict=True))
    channel = ChannelRef(row.pop("platform"), row.pop("workspace"), row.pop("channel"))
    message = _message(*(row.pop(name) for name in _MESSAGE))
    question = {name: row.pop(name) or "" for name in ("question_id", "revision")}
    return Round(channel=channel, message=message, **question, **row)


def _message(platform: Any, workspace: str, channel: str, message: str | None) -> MessageRef | None:  # noqa: ANN401
    return (
        None if message is None else MessageRef(ChannelRef(platform, workspace, channel), message)
    )
