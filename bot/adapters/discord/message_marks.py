"""How a message of ours is told from others: by a mark of its key, or by its buttons.

A mark is the id of the message's frame, made from the key. A question is known by its buttons
instead, since its count is edited without the key.
"""

from hashlib import sha256

import discord
from discord import ui

from bot.adapters.discord import limits
from bot.adapters.discord.render.layout import Panel
from bot.adapters.discord.render.rounds import QUESTION_PART_ID
from bot.adapters.shared import action_ids

MARKS = 1 << 30
"""Component ids from here on are marks: those of a message's own parts are far below."""


def nonce(key: str) -> str:
    """Return what makes Discord send a message once: the same for the same key."""
    return sha256(key.encode()).hexdigest()[: limits.NONCE]


def mark_of(key: str) -> int:
    """Return the number that stands for ``key`` in a message: too large for a part's own."""
    return MARKS | int.from_bytes(sha256(key.encode()).digest()[:4]) % MARKS


def marked(layout: Panel, key: str) -> Panel:
    """Return the layout, which carries the mark of ``key`` as its frame's id from now on."""
    frame = next(item for item in layout.children if isinstance(item, ui.Container))
    frame.id = mark_of(key)
    return layout


def marks_of(message: discord.Message) -> set[int]:
    """Return the ids of the message's frames, marks among them."""
    items = ui.LayoutView.from_message(message, timeout=None).children
    return {item.id or 0 for item in items if isinstance(item, ui.Container)}


def rounds_of(message: discord.Message) -> set[int | None]:
    """Return the rounds that the message's buttons are about."""
    return {_round_of(action) for action in actions_of(message)}


def round_of(message: discord.Message) -> int | None:
    """Return the one round that any of the message's buttons tells of; None without one."""
    told = {getattr(action, "round_id", None) for action in actions_of(message)} - {None}
    return told.pop() if len(told) == 1 else None


def part_of(layout: ui.LayoutView) -> int:
    """Return which part of something long a layout is; 0 for what stands alone."""
    numbers = (item.id or 0 for item in layout.walk_children() if isinstance(item, ui.TextDisplay))
    return next((number for number in numbers if number >= QUESTION_PART_ID), 0)


def actions_of(message: discord.Message) -> list[action_ids.Action]:
    """Return what the message's buttons stand for."""
    items = ui.LayoutView.from_message(message, timeout=None).walk_children()
    ids = (item.custom_id or "" for item in items if isinstance(item, ui.Button))
    return [action for action in map(action_ids.decode, ids) if action is not None]


def _round_of(action: action_ids.Action) -> int | None:
    match action:
        case (
            action_ids.Choose(round_id)
            | action_ids.OwnWords(round_id)
            | action_ids.Mine(round_id)
            | action_ids.MarkPoints(round_id)
            | action_ids.Reasons(round_id)
            | action_ids.Flag(round_id)
        ):
            return round_id
        case _:
            return None
