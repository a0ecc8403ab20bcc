"""Small builders of HTML: whatever is not ``Html`` already is escaped."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

Json = Mapping[str, Any]
"""A part of a payload, as the platform gets it."""

_EMPTY = {"br", "hr", "meta", "rect"}
"""Elements that have no end tag, or that need none."""


class Html(str):
    """Markup that can be sent as it is."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str) -> Html:
    """Return an element. ``class_`` is ``class``; other underscores are hyphens."""
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    shown = "".join(f' {key}="{escape(value)}"' for key, value in named)
    if name in _EMPTY:
        return Html(f"<{name}{shown}>" if name != "rect" else f"<{name}{shown}/>")
    return Html(f"<{name}{shown}>{joined(children)}</{name}>")


def joined(parts: Iterable[str]) -> Html:
    """Return parts one after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))


def undrawn(kind: object) -> Html:
    """Return a visible note that a part of a payload isn't drawn: it must not just be missing."""
    return element("div", f"The preview can't draw {kind!r}.", class_="undrawn")


def picture(described: str) -> Html:
    """Return a frame with what a picture shows: the page loads nothing from elsewhere."""
    return element("div", f"Picture: {described or 'no description'}", class_="picture")
