"""What a request of Slack's must look like for Bolt and us to read it, checked before either does.

A signature says who sent a request, not that it has all its parts. What is wrong here is
answered right away; past this, every field has the type that the code reading it expects.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

from bot.adapters.slack.limits import Json

Fits = Callable[[Any], bool]


def is_readable(body: object) -> bool:
    """Tell whether a request's body has the parts of its kind; kinds nobody serves always do."""
    if not isinstance(body, dict):
        return False
    found = cast("Json", body)
    if not _EVERY(found):
        return False
    if "command" in found:
        return _each(_text)(found) and _COMMAND_NAMES(found)
    if "ssl_check" in found:  # Slack tries the address now and then
        return True
    kind = found.get("type")
    return isinstance(kind, str) and _KINDS.get(kind, _any)(found)


def _any(_: object) -> bool:
    return True


def _text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _name(value: object) -> bool:
    """Tell whether it's an id or a word that must be there."""
    return isinstance(value, str) and bool(value)


def _stamp(value: object) -> bool:
    """Tell whether it's a message's time and id, such as ``1700000000.000100``."""
    seconds = value.partition(".")[0] if isinstance(value, str) else ""
    return seconds.isascii() and seconds.isdecimal() and len(seconds) < 12


def _record(**parts: Fits) -> Fits:
    """Return a check of an object: each of the named parts fits, missing ones as None."""

    def fits(value: object) -> bool:
        if not isinstance(value, dict):
            return False
        found = cast("Json", value)
        return all(check(found.get(name)) for name, check in parts.items())

    return fits


def _perhaps(check: Fits) -> Fits:
    return lambda value: value is None or check(value)


def _list(check: Fits) -> Fits:
    return lambda value: isinstance(value, list) and all(map(check, cast("list[Any]", value)))


def _each(check: Fits) -> Fits:
    """Return a check of an object of which every part fits."""
    return lambda value: isinstance(value, dict) and all(map(check, cast("Json", value).values()))


def _some(check: Fits) -> Fits:
    return lambda value: _list(check)(value) and bool(value)


_OPTION = _record(value=_name)
_FIELD = _record(
    type=_text,
    value=_text,
    selected_time=_text,
    selected_conversation=_text,
    selected_channel=_text,
    selected_option=_perhaps(_OPTION),
    selected_options=_perhaps(_list(_OPTION)),
    files=_perhaps(_list(_record(id=_text))),
)
_WORDS = _perhaps(_record(text=_text))
_ELEMENT = _record(type=_text, action_id=_text, options=_perhaps(_list(_OPTION)))
_VIEW = _record(
    type=_name,
    id=_text,
    hash=_text,
    team_id=_text,
    app_installed_team_id=_text,
    callback_id=_text,
    private_metadata=_text,
    title=_WORDS,
    submit=_WORDS,
    blocks=_perhaps(
        _list(
            _record(
                type=_text,
                block_id=_text,
                element=_perhaps(_ELEMENT),
            )
        )
    ),
    state=_perhaps(_record(values=_perhaps(_each(_each(_FIELD))))),
)
_TEAM = _perhaps(_record(id=_text))
_USER = _record(id=_name, name=_text, username=_text, team_id=_text)
_EVERY = _record(
    team_id=_text,
    enterprise=_TEAM,
    enterprise_id=_text,
    authorizations=_perhaps(_list(_record(team_id=_text, enterprise_id=_text, user_id=_text))),
)
_PRESS = _record(
    user=_USER,
    team=_TEAM,
    channel=_perhaps(_record(id=_text)),
    container=_perhaps(_record(channel_id=_text, thread_ts=_text)),
    view=_perhaps(_VIEW),
    message=_perhaps(_record(thread_ts=_text)),
    response_url=_text,
    trigger_id=_text,
    actions=_some(_record(action_id=_name, type=_name)),
)
_SUBMISSION = _record(user=_USER, team=_TEAM, view=_VIEW)
_COMMAND_NAMES = _record(command=_name, user_id=_name)
_MESSAGE = _record(
    user=_text,
    bot_id=_text,
    text=_text,
    ts=_stamp,
    thread_ts=_text,
    subtype=_text,
    edited=_perhaps(_record(ts=_text)),
)


def _message(value: object) -> bool:
    event = cast("Json", value)
    whole = _record(channel=_name, subtype=_text)
    inner = _record(message=_perhaps(_MESSAGE), previous_message=_perhaps(_MESSAGE))
    return whole(event) and inner(event) and (event.get("subtype") is not None or _MESSAGE(event))


_ACCOUNT = _record(
    id=_name,
    name=_text,
    real_name=_text,
    tz=_text,
    team_id=_text,
    profile=_perhaps(_record(display_name=_text, real_name=_text)),
    enterprise_user=_perhaps(_record(teams=_perhaps(_list(_text)))),
)
_CHANNEL_EVENT = _record(channel=_name, user=_text)
_EVENTS: Mapping[str, Fits] = {
    "app_mention": _record(user=_text, channel=_name, text=_text, thread_ts=_text, bot_id=_text),
    "message": _message,
    "app_home_opened": _record(user=_text, tab=_text),
    "user_change": _record(user=_ACCOUNT),
    "member_joined_channel": _CHANNEL_EVENT,
    "channel_unarchive": _CHANNEL_EVENT,
    "group_unarchive": _CHANNEL_EVENT,
    "channel_id_changed": _record(old_channel_id=_text, new_channel_id=_text),
    "tokens_revoked": _record(tokens=_perhaps(_record(bot=_perhaps(_list(_text))))),
}


def _event(body: object) -> bool:
    event = cast("Json", body).get("event")
    if not _record(type=_name)(event) or not _record(event_id=_text)(body):
        return False
    found = cast("Json", event)
    return _EVENTS.get(found["type"], _any)(found)


_SHORTCUT = _record(
    callback_id=_name,
    user=_USER,
    team=_TEAM,
    trigger_id=_text,
    response_url=_text,
    channel=_perhaps(_record(id=_text)),
    message=_perhaps(_MESSAGE),
)
_KINDS: Mapping[str, Fits] = {
    "event_callback": _event,
    "block_actions": _PRESS,
    "view_submission": _SUBMISSION,
    "view_closed": _SUBMISSION,
    "shortcut": _SHORTCUT,
    "message_action": _SHORTCUT,
}
