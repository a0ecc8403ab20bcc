"""Slack's limits, as a table, and how much of a message counts.

From docs.slack.dev (Block Kit, chat.postMessage, views). The sum over all blocks of a message
is undocumented: ``msg_blocks_too_long`` was seen from 11,300 characters of text on, so we
count the blocks' JSON, which is never less than their text, against a budget below that.
"""

import json
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 10_000
FALLBACK_TEXT = 3_000
MODAL_TITLE = 24
MODAL_BLOCKS = 100
PRIVATE_METADATA = 3_000
HEADER_TEXT = 150
CONTEXT_TEXT = 2_000
BUTTON_TEXT = 75
ACCESSIBILITY_LABEL = 75
ACTIONS_ELEMENTS = 25
ACTION_ID = 255
OPTION_TEXT = 75
CHECKBOX_OPTIONS = 10
SELECT_OPTIONS = 100
INPUT_TEXT = 3_000
"""The most characters a plain_text_input takes."""

RICH_TEXT_CHARACTERS = 3_000
"""Our own bound for one rich_text block, so that no client folds it behind "see more"."""


def size(blocks: Iterable[Json]) -> int:
    """Return how many characters of the message budget ``blocks`` take."""
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")))


def shorten(text: str, length: int) -> str:
    """Return ``text``, cut to ``length`` characters with an ellipsis when it is longer."""
    return text if len(text) <= length else text[: max(length - 1, 0)].rstrip() + "…"


def shorten_to_size(text: str, characters: int) -> str:
    """Return ``text``, cut so that its JSON takes at most ``characters``."""
    while (taken := len(json.dumps(text, ensure_ascii=False)) - 2) > characters:
        keep = len(text) * characters // taken
        text = shorten(text, min(keep, len(text) - 1))
    return text
