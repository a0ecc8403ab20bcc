"""Sections that are one list, whose items may carry a quoted line below them."""

from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from bot.engine.model.rich_text import Inlines
from content.markdown import blocks


class Wrong(NamedTuple):
    """What is wrong with a part of a section: where, the problem's code, the message, the fix.

    Without a ``token`` the section itself is where.
    """

    token: Token | None
    code: str
    message: str
    fix: str


def list_items(
    content: Sequence[Token], code: str, name: str, fix: str
) -> list[Sequence[Token]] | Wrong:
    """Return the items of a section that is one bullet list; ``name`` says what they are."""
    groups = blocks.groups(content)
    if len(groups) != 1 or groups[0][0].type != "bullet_list_open":
        at = next((group[0] for group in groups if group[0].type != "bullet_list_open"), None)
        return Wrong(at, code, f"The {name} aren't one list.", fix)
    return list(blocks.groups(groups[0][1:-1]))


def quoted_line(
    item: Token, below: Sequence[Sequence[Token]], code: str, missing: str, fix: str
) -> Inlines | Wrong:
    """Return the one quoted paragraph ``below`` an item's first; ``missing`` says it is."""
    if [block[0].type for block in below] != ["blockquote_open"]:
        return Wrong(item, code, missing, fix)
    inside = blocks.groups(below[0][1:-1])
    if [block[0].type for block in inside] != ["paragraph_open"]:
        message = "The text after > isn't one paragraph."
        return Wrong(below[0][0], code, message, "Make it one paragraph without lists or code.")
    return blocks.inlines(inside[0][1].children or [])
