"""Small builders of Block Kit parts. Text objects are plain and literal unless named mrkdwn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.adapters.shared.action_ids import Action, encode
from bot.adapters.slack.limits import (
    ACCESSIBILITY_LABEL,
    ACTIONS_ELEMENTS,
    BUTTON_TEXT,
    CONTEXT_TEXT,
    HEADER_TEXT,
    OPTION_TEXT,
    Json,
    shorten,
)

Style = Literal["primary", "danger"]
LINK_ID = "w1:url"
"""The id of buttons that only lead somewhere: Slack tells of their presses, too."""


def plain(text: str) -> Json:
    """Return a plain_text object: no markup and no :emoji: names in it come alive."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Json:
    """Return a header block."""
    return {"type": "header", "text": plain(shorten(text or " ", HEADER_TEXT))}


def context(mrkdwn: str) -> Json:
    """Return a context block of one mrkdwn text, which must be escaped already."""
    element: Json = {"type": "mrkdwn", "text": shorten(mrkdwn, CONTEXT_TEXT), "verbatim": True}
    return {"type": "context", "elements": [element]}


@dataclass(frozen=True, slots=True)
class SlackPicture:
    """An uploaded picture: the id of its file, and what it shows in words."""

    file: str
    alt: str


def image(picture: SlackPicture) -> Json:
    """Return a picture in its full width."""
    return {"type": "image", "slack_file": {"id": picture.file}, "alt_text": picture.alt}


def divider() -> Json:
    """Return a divider."""
    return {"type": "divider"}


def button(text: str, action: Action, style: Style | None = None, spoken: str = "") -> Json:
    """Return a button that carries an id and nothing else.

    ``spoken`` is what a screen reader says where the label alone is too short.
    """
    made: Json = {
        "type": "button",
        "text": plain(shorten(text, BUTTON_TEXT)),
        "action_id": encode(action),
    }
    if spoken:
        made["accessibility_label"] = shorten(spoken, ACCESSIBILITY_LABEL)
    return {**made, "style": style} if style else made


def link_button(text: str, url: str, style: Style | None = None) -> Json:
    """Return a button that leads to ``url``."""
    made: Json = {
        "type": "button",
        "text": plain(shorten(text, BUTTON_TEXT)),
        "action_id": LINK_ID,
        "url": url,
    }
    return {**made, "style": style} if style else made


def actions(buttons: Sequence[Json]) -> list[Json]:
    """Return buttons as rows of at most 25, or nothing."""
    rows = range(0, len(buttons), ACTIONS_ELEMENTS)
    return [
        {"type": "actions", "elements": list(buttons[row : row + ACTIONS_ELEMENTS])} for row in rows
    ]


def option(text: str, value: str) -> Json:
    """Return an option of a select, checkboxes or radio buttons."""
    return {"text": plain(shorten(text, OPTION_TEXT)), "value": value}
