"""Reading what people see, out of components."""

from collections.abc import Iterable
from typing import Any

from simcord import InteractionResult

from tests.support.fakes.discord_rules import Json, walk


def words(components: Iterable[Json]) -> str:
    """Return the texts of components, one under the other."""
    return "\n".join(part["content"] for part in walk(list(components)) if part["type"] == 10)


def custom_ids(components: Iterable[Json]) -> list[str]:
    """Return the ids of everything that can be pressed."""
    return [part["custom_id"] for part in walk(list(components)) if part.get("custom_id")]


def told(result: InteractionResult) -> str:
    """Return all that an interaction showed to whoever made it."""
    messages = ([result.response] if result.response else []) + result.followups
    return "\n".join(f"{m.content}\n{words(m.components)}".strip() for m in messages)


def message_words(message: Any) -> str:
    """Return the texts of a message of the library."""
    return words([component.to_dict() for component in message.components])
