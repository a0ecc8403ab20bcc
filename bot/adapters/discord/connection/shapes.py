"""The shape of an interaction: what the bot reads of one has to be there, and of the right type.

Discord documents it; a proxy, a forger or a change of Discord's may send something else. It is
refused here, in one line, so that nothing behind this has to expect it.
"""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

COMMAND, COMPONENT, AUTOCOMPLETE, FORM = 2, 3, 4, 5
SUBCOMMANDS = (1, 2)
VALUES: Mapping[int, type | tuple[type, ...]] = {4: int, 5: bool, 10: (int, float)}
"""What an option's value is, by its type; text and ids are strings."""


class OddShape(ValueError):
    """An interaction without a part that the bot reads, or with another type of it."""


def check(press: Any) -> None:  # noqa: ANN401  # as it came, whatever it is
    """Raise OddShape, naming the part, unless the bot can read ``press``."""
    whole = _object(press, "payload")
    for name in ("id", "token"):
        _text(whole.get(name), name)
    kind = whole.get("type")
    if kind not in (COMMAND, COMPONENT, AUTOCOMPLETE, FORM) or isinstance(kind, bool | float):
        raise OddShape(f"its type is {kind!r:.40}")
    for name in ("locale", "guild_locale"):
        _text(whole.get(name) or "", name)
    _check_person(whole)
    if "message" in whole or kind == COMPONENT:
        flags = _object(whole.get("message"), "message").get("flags", 0)
        if not _is_number(flags):
            raise OddShape(f"its message's flags are {flags!r:.40}")
    data = _object(whole.get("data"), "data")
    if kind in (COMMAND, AUTOCOMPLETE):
        _text(data.get("name"), "data.name")
        _check_options(data, typed=kind == AUTOCOMPLETE)
        return
    _text(data.get("custom_id"), "data.custom_id")
    if kind == COMPONENT:
        _check_values(data)
    else:
        for part in _list(data.get("components"), "data.components"):
            _check_part(part)


def _check_person(press: Json) -> None:
    """Check who it is: in a server a member, elsewhere a user."""
    holder = _object(press.get("member"), "member") if press.get("guild_id") else press
    user = _object(holder.get("user"), "user")
    _text(user.get("id"), "user.id")
    _text(user.get("username", ""), "user.username")
    _text(user.get("global_name") or "", "user.global_name")
    _text(holder.get("nick") or "", "member.nick")
    _list(holder.get("roles") or [], "member.roles")


def _check_options(data: Json, *, typed: bool) -> None:
    """Check options; while someone is still typing, ``typed``, any may hold half a word."""
    for each in _list(data.get("options") or [], "options"):
        option = _object(each, "option")
        name, kind = _text(option.get("name"), "option.name"), option.get("type")
        if kind in SUBCOMMANDS:
            _check_options(option, typed=typed)
            continue
        value: object = option.get("value")
        wanted = VALUES.get(kind, str) if isinstance(kind, int) else str
        if typed and isinstance(value, str):
            wanted = str
        fits = isinstance(value, wanted) and (isinstance(value, bool) == (wanted is bool))
        if not fits:
            raise OddShape(f"its option {name!r:.40} is {value!r:.40}")
        if isinstance(value, str):
            _text(value, f"option {name!r:.40}")


def _check_part(part: Any) -> None:  # noqa: ANN401  # as it came, whatever it is
    """Check a part of a form: a field, or what holds fields."""
    field = _object(part, "form's part")
    if "component" in field:
        _check_part(field["component"])
    for inner in _list(field.get("components") or [], "form's components"):
        _check_part(inner)
    if "custom_id" in field:
        _text(field["custom_id"], "field's custom_id")
    value = field.get("value")
    if not isinstance(value, bool):
        _text(value or "", "field's value")
    _check_values(field)


def _check_values(holder: Json) -> None:
    for value in _list(holder.get("values") or [], "values"):
        _text(value, "value")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _object(value: Any, name: str) -> Json:  # noqa: ANN401  # as it came, whatever it is
    if not isinstance(value, dict):
        raise OddShape(f"its {name} is {value!r:.40}")
    return value  # pyright: ignore[reportUnknownVariableType]  # of JSON, as it came


def _list(value: Any, name: str) -> list[Any]:  # noqa: ANN401  # as it came, whatever it is
    if not isinstance(value, list):
        raise OddShape(f"its {name} is {value!r:.40}")
    return value  # pyright: ignore[reportUnknownVariableType]  # of JSON, as it came


def _text(value: Any, name: str) -> str:  # noqa: ANN401  # as it came, whatever it is
    if not isinstance(value, str):
        raise OddShape(f"its {name} is {value!r:.40}")
    if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
        raise OddShape(f"its {name} has half a character")  # which no database takes
    return value
