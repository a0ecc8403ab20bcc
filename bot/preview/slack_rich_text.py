"""Slack's rich_text as HTML: sections, lists, quotations and code, and what stands in them."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.preview.markup import Html, Json, element, joined, undrawn
from bot.preview.times import slack_date

_STYLES = (("code", "code"), ("bold", "strong"), ("italic", "em"), ("strike", "s"))
"""A text's styles with their elements, from the inside out."""
_BULLETS = 3
"""Kinds of bullets, which take turns as a list goes deeper."""


def rich_text(block: Json, now: datetime) -> Html:
    """Return a rich_text block; times are told as of ``now`` (aware)."""
    drawn = (_standing(each, now) for each in block["elements"])
    return element("div", joined(drawn), class_="rich")


def _standing(shown: Json, now: datetime) -> Html:
    kind = shown.get("type")
    indent = f" in{shown['indent']}" if shown.get("indent") else ""
    bordered = " bordered" if shown.get("border") else ""
    match kind:
        case "rich_text_section":
            return element("div", _inside(shown, now), class_="text")
        case "rich_text_quote":
            return element("blockquote", _inside(shown, now))
        case "rich_text_preformatted":
            return element("pre", _inside(shown, now), class_=f"code{bordered}")
        case "rich_text_list":
            rows = [element("li", _inside(row, now)) for row in shown["elements"]]
            ordered = shown.get("style") == "ordered"
            bullet = "" if ordered else f" bullet{shown.get('indent', 0) % _BULLETS}"
            name = f"list{indent}{bordered}{bullet}"
            return element("ol" if ordered else "ul", *rows, class_=name)
        case _:
            return undrawn(kind)


def _inside(shown: Json, now: datetime) -> Html:
    return joined(_styled(each, now) for each in shown["elements"])


def _styled(shown: Json, now: datetime) -> Html:
    draw = _DRAWN.get(str(shown.get("type")))
    if draw is None:
        return undrawn(shown.get("type"))
    drawn = draw(shown, now)
    style: Json = shown.get("style") or {}
    for name, tag in _STYLES:
        if style.get(name):
            drawn = element(tag, drawn)
    return drawn


def _text(shown: Json, now: datetime) -> Html:
    del now
    return joined([shown["text"]])


def _link(shown: Json, now: datetime) -> Html:
    del now
    return element("a", shown.get("text") or shown["url"], title=shown["url"])


def _date(shown: Json, now: datetime) -> Html:
    return joined([slack_date(shown["timestamp"], shown["format"], now)])


def _mention(words: str) -> Callable[[Json, datetime], Html]:
    """Return how a mention is drawn: whom an id means is known to Slack only."""
    return lambda _shown, _now: element("span", words, class_="mention")


def _broadcast(shown: Json, now: datetime) -> Html:
    del now
    return element("span", f"@{shown['range']}", class_="mention")


def _emoji(shown: Json, now: datetime) -> Html:
    del now
    return joined([f":{shown['name']}:"])


_DRAWN: Mapping[str, Callable[[Json, datetime], Html]] = {
    "text": _text,
    "link": _link,
    "date": _date,
    "user": _mention("@member"),
    "usergroup": _mention("@group"),
    "channel": _mention("#channel"),
    "broadcast": _broadcast,
    "emoji": _emoji,
}
"""By the type of the element."""
