"""A strict reading of Block Kit: every key, every limit, after Slack's documented types.

``problems(blocks)`` returns a sentence for each thing Slack would refuse, and for what it
would take but not show: unknown keys, action ids that occur twice, live mentions.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

Json = dict[str, Any]
Check = Callable[[Any, str], Iterator[str]]

LIVE = re.compile(r"<(?:[@#!](?!date\^)|(?:https?|mailto|tel):)")


@dataclass(frozen=True)
class Shape:
    """The keys of an object; ``type`` is checked by whoever chose the shape."""

    needed: Mapping[str, Check]
    optional: Mapping[str, Check]

    def __call__(self, value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: not an object"
            return
        value = cast("Json", value)
        for key in self.needed.keys() - value.keys():
            yield f"{path}: lacks {key}"
        for key, inner in value.items():
            check = self.needed.get(key) or self.optional.get(key)
            if key == "type":
                continue
            if check is None:
                yield f"{path}: unknown key {key}"
            else:
                yield from check(inner, f"{path}.{key}")


def string(longest: int = 100_000, shortest: int = 1) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{path}: not a string"
        elif not shortest <= len(value) <= longest:
            yield f"{path}: {len(value)} characters"

    return check


def boolean(value: Any, path: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{path}: not a boolean"


def integer(low: int, high: int) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            yield f"{path}: {value!r} is not between {low} and {high}"

    return check


def one_of(*known: Any) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if value not in known:
            yield f"{path}: {value!r}"

    return check


def matching(pattern: str) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield f"{path}: {value!r}"

    return check


def array(item: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield f"{path}: not a list"
            return
        value = cast("list[Any]", value)
        if not least <= len(value) <= most:
            yield f"{path}: {len(value)} items"
        for index, inner in enumerate(value):
            yield from item(inner, f"{path}[{index}]")

    return check


def by_type(shapes: Mapping[str, Check]) -> Check:
    def check(value: Any, path: str) -> Iterator[str]:
        kind = cast("Json", value).get("type") if isinstance(value, dict) else None
        shape = shapes.get(str(kind))
        if shape is None:
            yield f"{path}: type {kind!r} does not belong here"
        else:
            yield from shape(value, f"{path}<{kind}>")

    return check


def plain(longest: int) -> Check:
    return by_type({"plain_text": Shape({"text": string(longest)}, {"emoji": boolean})})


def _mrkdwn(value: Any, path: str) -> Iterator[str]:
    yield from Shape({"text": string(3000)}, {"verbatim": boolean})(value, path)
    if LIVE.search(str(value.get("text"))):
        yield f"{path}: something in it is live: {value['text']!r}"


def text_object(longest: int) -> Check:
    return by_type({"plain_text": plain_shape(longest), "mrkdwn": _mrkdwn})


def plain_shape(longest: int) -> Check:
    return Shape({"text": string(longest)}, {"emoji": boolean})


STYLE = Shape({}, dict.fromkeys(("bold", "italic", "code", "strike", "underline"), boolean))
_STYLED: Mapping[str, Check] = {"style": STYLE}
_TEXT = Shape({"text": string()}, _STYLED)
_LINK = Shape({"url": matching(r"https?://\S+")}, {"text": string(), "unsafe": boolean, **_STYLED})
_DATE = Shape(
    {"timestamp": integer(0, 10**11), "format": matching(r".*\{\w+\}.*")},
    {"url": string(), "fallback": string(), **_STYLED},
)
_IN_SECTION = by_type(
    {
        "text": _TEXT,
        "link": _LINK,
        "date": _DATE,
        "channel": Shape({"channel_id": matching(r"[CGD]\w+")}, _STYLED),
        "emoji": Shape({"name": string()}, {"unicode": string(), **_STYLED}),
        "usergroup": Shape({"usergroup_id": matching(r"S\w+")}, _STYLED),
    }
)  # user and broadcast would ping: we never send one
_BORDER: Mapping[str, Check] = {"border": one_of(0, 1)}
_SECTION = Shape({"elements": array(_IN_SECTION, 10_000)}, {})
_RICH = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_quote": Shape({"elements": array(_IN_SECTION, 10_000)}, _BORDER),
        "rich_text_preformatted": Shape(
            {"elements": array(by_type({"text": _TEXT, "link": _LINK}), 10_000)}, _BORDER
        ),
        "rich_text_list": Shape(
            {
                "elements": array(by_type({"rich_text_section": _SECTION}), 10_000),
                "style": one_of("bullet", "ordered"),
            },
            {"indent": integer(0, 8), **_BORDER},
        ),
    }
)
ACTION_ID: Mapping[str, Check] = {"action_id": string(255)}
_OPTION = Shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
_FOCUS: Mapping[str, Check] = {"focus_on_load": boolean}
_PLACEHOLDER: Mapping[str, Check] = {"placeholder": plain(150)}
_BUTTON = Shape(
    {"text": plain(75), **ACTION_ID},
    {
        "value": string(2000),
        "url": string(3000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
INPUTS: Mapping[str, Check] = {
    "plain_text_input": Shape(
        ACTION_ID,
        {
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
            **_FOCUS,
            **_PLACEHOLDER,
        },
    ),
    "file_input": Shape(
        ACTION_ID, {"filetypes": array(string(20), 100), "max_files": integer(1, 10)}
    ),
    "checkboxes": Shape(
        {"options": array(_OPTION, 10), **ACTION_ID},
        {"initial_options": array(_OPTION, 10), **_FOCUS},
    ),
    "radio_buttons": Shape(
        {"options": array(_OPTION, 10), **ACTION_ID}, {"initial_option": _OPTION, **_FOCUS}
    ),
    "static_select": Shape(
        {"options": array(_OPTION, 100), **ACTION_ID},
        {"initial_option": _OPTION, **_FOCUS, **_PLACEHOLDER},
    ),
    "multi_static_select": Shape(
        {"options": array(_OPTION, 100), **ACTION_ID},
        {"initial_options": array(_OPTION, 100), **_FOCUS, **_PLACEHOLDER},
    ),
    "external_select": Shape(
        ACTION_ID,
        {
            "initial_option": _OPTION,
            "min_query_length": integer(0, 3000),
            **_FOCUS,
            **_PLACEHOLDER,
        },
    ),
    "timepicker": Shape(
        ACTION_ID,
        {"initial_time": matching(r"([01]\d|2[0-3]):[0-5]\d"), "timezone": string(), **_FOCUS},
    ),
    "conversations_select": Shape(
        ACTION_ID,
        {
            "initial_conversation": matching(r"[CGD]\w+"),
            "default_to_current_conversation": boolean,
            "filter": Shape(
                {},
                {
                    "include": array(one_of("im", "mpim", "private", "public"), 4),
                    "exclude_bot_users": boolean,
                    "exclude_external_shared_channels": boolean,
                },
            ),
            **_FOCUS,
            **_PLACEHOLDER,
        },
    ),
}
BLOCK_ID: Mapping[str, Check] = {"block_id": string(255)}
_PRESSED: dict[str, Check] = {"button": _BUTTON, "checkboxes": INPUTS["checkboxes"]}
BLOCKS: Mapping[str, Check] = {
    "header": Shape({"text": plain(150)}, BLOCK_ID),
    "divider": Shape({}, BLOCK_ID),
    "image": Shape(
        {"alt_text": string(2000), "slack_file": Shape({"id": matching(r"F[A-Z0-9]+")}, {})},
        BLOCK_ID,
    ),
    "context": Shape({"elements": array(text_object(3000), 10)}, BLOCK_ID),
    "section": Shape(
        {"text": text_object(3000)}, {"accessory": by_type({"button": _BUTTON}), **BLOCK_ID}
    ),
    "actions": Shape({"elements": array(by_type(_PRESSED), 25)}, BLOCK_ID),
    "rich_text": Shape({"elements": array(_RICH, 10_000)}, BLOCK_ID),
}
_INPUT = Shape(
    {"label": plain(2000), "element": by_type(INPUTS)},
    {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean, **BLOCK_ID},
)
_VIEW = Shape(
    {"title": plain(24), "blocks": array(by_type({**BLOCKS, "input": _INPUT}), 100)},
    {
        "callback_id": string(255),
        "private_metadata": string(3000, 0),
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "external_id": string(255),
    },
)


def problems(blocks: Sequence[Json], most: int = 50) -> list[str]:
    """Return what is wrong with a message's blocks."""
    return [*array(by_type(BLOCKS), most)(list(blocks), "blocks"), *_twice(blocks)]


def view_problems(view: Json) -> list[str]:
    """Return what is wrong with a modal."""
    blocks = listed(view, "blocks")
    found = [*_VIEW(view, "view"), *_twice(blocks)]
    if any(block.get("type") == "input" for block in blocks) and "submit" not in view:
        found.append("view: inputs without a submit")
    for block in blocks:
        element: Json = block.get("element") or {}
        if element.get("type") == "external_select":
            continue  # what it offers is asked of the app
        initial = [*listed(element, "initial_options"), element.get("initial_option")]
        if any(one and one not in listed(element, "options") for one in initial):
            found.append(f"{block['block_id']}: an initial option is none of its options")
    return found


def listed(thing: Json, key: str) -> list[Json]:
    """Return the list at ``key``, empty when there is none."""
    return thing.get(key) or []


def pressable(block: Json) -> list[Json]:
    """Return the buttons of a block: of a row, or next to a text."""
    beside: Json | None = block.get("accessory")
    if beside is not None:
        return [beside]
    return listed(block, "elements") if block.get("type") == "actions" else []


def _twice(blocks: Sequence[Json]) -> Iterator[str]:
    block_ids = [str(block["block_id"]) for block in blocks if "block_id" in block]
    action_ids = [str(element.get("action_id")) for block in blocks for element in pressable(block)]
    for ids in (block_ids, action_ids):
        for one in {one for one in ids if ids.count(one) > 1}:
            yield f"the id {one} occurs twice"
