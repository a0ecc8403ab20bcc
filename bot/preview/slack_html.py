"""Slack's Block Kit as HTML, from the JSON that Slack gets."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.preview.markup import Html, Json, element, joined, picture, undrawn
from bot.preview.slack_mrkdwn import mrkdwn
from bot.preview.slack_rich_text import rich_text


def blocks(shown: Sequence[Json], now: datetime) -> Html:
    """Return a message's blocks, one below the other; times are told as of ``now`` (aware)."""
    return joined(block(each, now) for each in shown)


def modal(view: Json, now: datetime) -> Html:
    """Return a modal: its title, its blocks, and its buttons."""
    title = element("div", _words(view["title"], now), class_="title")
    labels = [
        element("span", _words(view[name], now), class_=f"button {style}")
        for name, style in (("close", "default"), ("submit", "primary"))
        if view.get(name)
    ]
    foot = [element("div", *labels, class_="row foot")] if labels else []
    return element("div", title, blocks(view["blocks"], now), *foot, class_="modal")


def block(shown: Json, now: datetime) -> Html:
    """Return one block, or a note that it can't be drawn."""
    draw = _BLOCKS.get(str(shown.get("type")))
    drawn = draw(shown, now) if draw else undrawn(shown.get("type"))
    return element("div", drawn, class_=f"block {'' if draw is None else shown['type']}".strip())


def _header(shown: Json, now: datetime) -> Html:
    return element("h3", _words(shown["text"], now))


def _section(shown: Json, now: datetime) -> Html:
    parts: list[Html] = []
    if text := shown.get("text"):
        parts.append(element("div", _words(text, now), class_="text"))
    if fields := shown.get("fields"):
        cells = [element("div", _words(field, now), class_="text") for field in fields]
        parts.append(element("div", *cells, class_="fields"))
    accessory = shown.get("accessory")
    accessories = [_element(accessory, now)] if accessory else []
    words = element("div", *parts, class_="words")
    return element("div", words, *accessories, class_="accessorized")


def _context(shown: Json, now: datetime) -> Html:
    return joined(_element(each, now) for each in shown["elements"])


def _divider(shown: Json, now: datetime) -> Html:
    del shown, now
    return element("hr")


def _actions(shown: Json, now: datetime) -> Html:
    return element("div", *(_element(each, now) for each in shown["elements"]), class_="row")


def _image(shown: Json, now: datetime) -> Html:
    title = [element("small", _words(shown["title"], now))] if shown.get("title") else []
    return joined([*title, picture(shown.get("alt_text", ""))])


def _input(shown: Json, now: datetime) -> Html:
    label = element("div", element("strong", _words(shown["label"], now)))
    hint = [element("small", _words(shown["hint"], now))] if shown.get("hint") else []
    return joined([label, _element(shown["element"], now), *hint])


def _words(shown: Json, now: datetime) -> Html:
    """Return a text object."""
    if shown["type"] == "mrkdwn":
        return mrkdwn(shown["text"], now)
    return joined([shown["text"]]) if shown["type"] == "plain_text" else undrawn(shown["type"])


def _element(shown: Json, now: datetime) -> Html:
    kind = str(shown.get("type"))
    if kind in ("mrkdwn", "plain_text"):
        return element("span", _words(shown, now), class_="text")
    if kind.endswith("_select"):
        return _select(shown, now)
    draw = _ELEMENTS.get(kind)
    return draw(shown, now) if draw else undrawn(shown.get("type"))


def _select(shown: Json, now: datetime) -> Html:
    option: Json = shown.get("initial_option") or {}
    label: Json | None = option.get("text") or shown.get("placeholder")
    chosen = _words(label, now) if label else joined(["Choose"])
    return element("span", chosen, element("span", "⌄", class_="out"), class_="button")


def _button(shown: Json, now: datetime) -> Html:
    style = shown.get("style", "default")
    return element("span", _words(shown["text"], now), class_=f"button {style}")


def _field(shown: Json, now: datetime) -> Html:
    """Return a field to type into, with what stands in it."""
    del now
    hint: Json = shown.get("placeholder") or {}
    typed = shown.get("initial_value") or shown.get("initial_time") or hint.get("text") or ""
    return element("div", typed, class_="field text")


def _overflow(shown: Json, now: datetime) -> Html:
    del shown, now
    return element("span", "⋯", class_="button")


def _picture(shown: Json, now: datetime) -> Html:
    del now
    return picture(shown.get("alt_text", ""))


def _boxes(shown: Json, now: datetime) -> Html:
    ticked = shown.get("initial_options") or [shown.get("initial_option")]
    sign = {True: "☑", False: "☐"} if shown["type"] == "checkboxes" else {True: "◉", False: "○"}
    rows = [
        element("div", f"{sign[option in ticked]} ", _option(option, now), class_="text")
        for option in shown["options"]
    ]
    return joined(rows)


def _option(option: Json, now: datetime) -> Html:
    """Return an option's text, and below it what says more."""
    more: Json | None = option.get("description")
    below = [element("small", _words(more, now))] if more else []
    return joined([_words(option["text"], now), *below])


_BLOCKS: Mapping[str, Callable[[Json, datetime], Html]] = {
    "rich_text": rich_text,
    "section": _section,
    "header": _header,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "image": _image,
    "input": _input,
}
_ELEMENTS: Mapping[str, Callable[[Json, datetime], Html]] = {
    "button": _button,
    "overflow": _overflow,
    "plain_text_input": _field,
    "timepicker": _field,
    "image": _picture,
    "checkboxes": _boxes,
    "radio_buttons": _boxes,
}
