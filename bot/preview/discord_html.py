"""Discord's Components V2 as HTML, from the JSON that Discord gets."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.preview.discord_markdown import markdown
from bot.preview.markup import Html, Json, element, joined, picture, undrawn

_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}
_SELECTS = {
    3: "Choose",
    5: "Choose a member",
    6: "Choose a role",
    7: "Choose",
    8: "Choose a channel",
}


def components(shown: Sequence[Json], now: datetime) -> Html:
    """Return a message's components, one below the other; times are told as of ``now``."""
    return joined(component(each, now) for each in shown)


def component(shown: Json, now: datetime) -> Html:
    """Return one component, or a note that it can't be drawn."""
    kind = shown.get("type")
    if kind in _SELECTS:
        return _select(shown, now)
    draw = _DRAWN.get(kind) if isinstance(kind, int) else None
    return draw(shown, now) if draw else undrawn(kind)


def _container(shown: Json, now: datetime) -> Html:
    color = shown.get("accent_color")
    bar: list[Html] = []
    if isinstance(color, int):
        fill = element("rect", width="100%", height="100%", fill=f"#{color:06x}")
        bar = [element("svg", fill, class_="accent", aria_hidden="true")]
    return element("div", *bar, components(shown["components"], now), class_="container")


def _section(shown: Json, now: datetime) -> Html:
    words = element("div", components(shown["components"], now), class_="words")
    return element("div", words, component(shown["accessory"], now), class_="section")


def _text(shown: Json, now: datetime) -> Html:
    return element("div", markdown(shown["content"], now), class_="display")


def _row(shown: Json, now: datetime) -> Html:
    return element("div", components(shown["components"], now), class_="row")


def _button(shown: Json, now: datetime) -> Html:
    del now
    style = _STYLES.get(shown["style"], "secondary")
    emoji: Json = shown.get("emoji") or {}
    parts = [element("span", emoji["name"], class_="emoji")] if emoji.get("name") else []
    parts.append(joined([shown.get("label") or ""]))
    if style == "link":
        parts.append(element("span", "↗", class_="out"))
    off = " off" if shown.get("disabled") else ""
    return element("span", *parts, class_=f"button {style}{off}")


def _select(shown: Json, now: datetime) -> Html:
    del now
    chosen = [each["label"] for each in shown.get("options", ()) if each.get("default")]
    label = ", ".join(chosen) or shown.get("placeholder") or _SELECTS[shown["type"]]
    return element("span", label, element("span", "⌄", class_="out"), class_="select")


def _separator(shown: Json, now: datetime) -> Html:
    del now
    size = "wide" if shown.get("spacing") == 2 else "narrow"
    return element("div", class_=f"separator {size}{' ruled' * bool(shown.get('divider', True))}")


def _gallery(shown: Json, now: datetime) -> Html:
    del now
    return joined(picture(item.get("description") or "") for item in shown["items"])


def _thumbnail(shown: Json, now: datetime) -> Html:
    del now
    return picture(shown.get("description") or "")


_DRAWN: Mapping[int, Callable[[Json, datetime], Html]] = {
    1: _row,
    2: _button,
    9: _section,
    10: _text,
    11: _thumbnail,
    12: _gallery,
    14: _separator,
    17: _container,
}
"""By the type of the component."""
