"""What Discord refuses in a request's body, as its documentation states it."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

V2 = 1 << 15
EPHEMERAL = 1 << 6
MESSAGE_KEYS = {
    "content", "nonce", "enforce_nonce", "tts", "embeds", "allowed_mentions", "components",
    "flags", "message_reference", "attachments", "sticker_ids", "poll",
}  # fmt: skip
IN_MESSAGES = {1, 2, 3, 9, 10, 11, 12, 13, 14, 17}
IN_FORMS = {3, 4, 5, 6, 7, 8, 10, 18, 19, 21, 22, 23}


class Refused(Exception):
    """An answer that is not 200: status, Discord's code, and what is wrong."""

    is_problem = True
    """Whether the bot did something wrong; asking what may not exist isn't."""

    def __init__(self, status: int, code: int, message: str, **more: Any) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.body = {"code": code, "message": message, **more}


class Missing(Refused):
    """What was looked for isn't there."""

    is_problem = False


def invalid(message: str) -> Refused:
    """Return the refusal of a malformed body."""
    return Refused(400, 50035, f"Invalid Form Body: {message}")


def check_message(body: Json, *, edit: bool = False) -> None:
    """Raise Refused for a message Discord would not take."""
    if unknown := body.keys() - MESSAGE_KEYS:
        raise invalid(f"unknown fields {sorted(unknown)}")
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > 25:
        raise invalid("nonce is longer than 25")
    flags = int(body.get("flags") or 0)
    if flags & V2 and (body.get("content") or body.get("embeds")):
        raise invalid("content and embeds are off with components v2")
    if body.get("components"):
        check_components(body["components"], v2=bool(flags & V2))
    elif not edit and not (body.get("content") or body.get("embeds") or body.get("attachments")):
        raise Refused(400, 50006, "Cannot send an empty message")
    if len(body.get("content") or "") > 2000:
        raise invalid("content is longer than 2000")


def check_silent(body: Json) -> None:
    """Raise Refused for a message that leaves open whom it pings: this bot pings nobody."""
    allowed: Json = body.get("allowed_mentions") or {}
    if allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles"):
        raise invalid("allowed_mentions must rule pings out")


def check_components(components: list[Json], *, v2: bool) -> None:
    """Raise Refused for components Discord would not take in a message."""
    every = list(walk(components))
    _unique(every)
    if not v2:
        raise invalid("this bot sends components v2 only")
    if len(every) > 40:
        raise invalid(f"{len(every)} components")
    texts = [part["content"] for part in every if part["type"] == 10]
    if not all(texts) or sum(map(len, texts)) > 4000:
        raise invalid("texts are empty, or longer than 4000 together")
    for part in every:
        if part["type"] not in IN_MESSAGES:
            raise invalid(f"component type {part['type']} in a message")
        if part["type"] == 1 and not 1 <= len(part["components"]) <= 5:
            raise invalid("a row has 1 to 5 buttons")
        if part["type"] == 2 and not 1 <= len(part.get("label") or "") <= 80:
            raise invalid("a button's label has 1 to 80 characters")
        if part["type"] == 17 and not part["components"]:
            raise invalid("an empty container")


def check_form(form: Json) -> None:
    """Raise Refused for a modal Discord would not open."""
    if not 1 <= len(form["title"]) <= 45 or not 1 <= len(form["custom_id"]) <= 100:
        raise invalid("a form's title has 1 to 45 characters, its id 1 to 100")
    if not 1 <= len(form["components"]) <= 5:
        raise invalid("a form has 1 to 5 parts")
    _unique(list(walk(form["components"])))
    for label in form["components"]:
        if label["type"] == 10:
            if not 1 <= len(label["content"]) <= 4000:
                raise invalid("a text has 1 to 4000 characters")
            continue
        if label["type"] != 18:
            raise invalid("a form's parts are texts and labels")
        if not 1 <= len(label["label"]) <= 45 or len(label.get("description") or "") > 100:
            raise invalid("a label has 1 to 45 characters, its description up to 100")
        _check_field(label["component"])


def _check_field(field: Json) -> None:
    if field["type"] not in IN_FORMS:
        raise invalid(f"component type {field['type']} in a form")
    if field["type"] == 4 and not 1 <= int(field.get("max_length") or 4000) <= 4000:
        raise invalid("a text has up to 4000 characters")
    most = {3: 25, 21: 10, 22: 10}.get(field["type"])
    if most is None:
        return
    options: list[Json] = field["options"]
    if not 1 <= len(options) <= most:
        raise invalid(f"{len(options)} options")
    if field["type"] != 21 and int(field.get("max_values") or 1) > len(options):
        raise invalid("more values than options")
    values = [option["value"] for option in options]
    if len(set(values)) != len(values):
        raise invalid("two options with the same value")
    for option in options:
        if not 1 <= len(option["label"]) <= 100 or len(option.get("description") or "") > 100:
            raise invalid("an option's label has 1 to 100 characters")


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield every component, nested ones too."""
    for part in components:
        yield part
        yield from walk(part.get("components") or [])
        for key in ("component", "accessory"):
            if part.get(key):
                yield from walk([part[key]])


def _unique(every: list[Json]) -> None:
    custom_ids = [part["custom_id"] for part in every if part.get("custom_id")]
    if len(set(custom_ids)) != len(custom_ids):
        raise invalid("two components with the same custom_id")
    if any(len(custom_id) > 100 for custom_id in custom_ids):
        raise invalid("a custom_id is longer than 100")
    ids = [part["id"] for part in every if part.get("id")]
    if len(set(ids)) != len(ids):
        raise invalid("two components with the same id")
