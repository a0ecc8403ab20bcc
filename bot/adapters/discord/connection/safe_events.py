"""Events of the gateway, made safe before the library reads them.

The library insists on fields that Discord documents as optional, and drops the whole
connection over one event that it can't read. Neither may silence the bot.
"""

import logging
from collections.abc import Callable
from typing import Any

from bot.adapters.discord.connection.shapes import check

log = logging.getLogger(__name__)

Event = dict[str, Any]
Parsers = dict[str, Callable[[Any], Any]]

INTERACTION = "INTERACTION_CREATE"
NEEDED = ("READY", "RESUMED")
"""Without these, the connection can't continue."""

IN_A_SERVER, DIRECT = 0, 1
"""Types of channels assumed where an event names none."""
CHANNEL: Event = {
    "name": "",
    "position": 0,
    "parent_id": None,
    "bitrate": 64000,
    "user_limit": 0,
}
THREAD: Event = {
    "name": "",
    "parent_id": "0",
    "owner_id": "0",
    "message_count": 0,
    "member_count": 0,
    "thread_metadata": {
        "archived": False,
        "auto_archive_duration": 4320,
        "archive_timestamp": "1970-01-01T00:00:00+00:00",
    },
}
THREADS = (10, 11, 12)
MEMBER: Event = {"roles": [], "flags": 0}
USER: Event = {"username": "", "discriminator": "0", "avatar": None}


def make_forgiving(parsers: Parsers) -> None:
    """Make ``parsers``, the library's by the event's name, forgiving; changes it in place."""
    for name, parse in list(parsers.items()):
        if name not in NEEDED:
            parsers[name] = _forgiving(name, parse)


def completed(press: Event) -> Event:
    """Return an interaction with what the library needs to read it, and its channel's id."""
    channel: Event = press.get("channel") or {}
    kind = channel.get("type", IN_A_SERVER if "guild_id" in press else DIRECT)
    if isinstance(place := channel.get("id") or press.get("channel_id"), str):
        usual = THREAD if kind in THREADS else CHANNEL
        channel = {**usual, **channel, "id": place, "type": kind}
    found = {"version": 1, "attachment_size_limit": 0, **press, "channel": channel}
    if "user" in press:
        found["user"] = {**USER, **press["user"]}
    if "member" in press:
        member: Event = press["member"]
        found["member"] = {**MEMBER, **member, "user": {**USER, **member["user"]}}
    return found


def _forgiving(name: str, parse: Callable[[Any], Any]) -> Callable[[Any], None]:
    def read(event: Any) -> None:  # noqa: ANN401  # as it came, whatever it is
        try:
            if name == INTERACTION:
                check(event)
                parse(completed(event))
            else:
                parse(event)
        except Exception as error:  # noqa: BLE001  # the next events still count
            log.warning("Discord's event %s couldn't be read: %r", name, error)

    return read
