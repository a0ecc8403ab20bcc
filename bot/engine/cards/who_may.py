"""The card that says who may do something in a team."""

from dataclasses import dataclass
from enum import StrEnum


class Named(StrEnum):
    """What a mention names."""

    CHANNEL = "channel"
    ROLE = "role"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Mention:
    """A channel, a role or user group, or a person, by the platform's id; it pings nobody.

    ``name`` is for a platform on which an id can't be shown without a ping; its adapter fills it.
    """

    named: Named
    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class WhoMayCard:
    """Who manages a team, or reviews what it writes.

    Each of ``lines`` is what its mentions are, and them; ``notes`` are sentences below.
    """

    title: str
    lines: tuple[tuple[str, tuple[Mention, ...]], ...]
    notes: tuple[str, ...] = ()
