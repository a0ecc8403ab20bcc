"""Files that people ask for."""

from dataclasses import dataclass
from datetime import datetime

from bot.engine.model.people import Actor
from bot.engine.queries import Query


@dataclass(frozen=True, slots=True)
class PersonalFile:
    """A file for one person: its name, its bytes, and a sentence about it."""

    name: str
    content: bytes
    about: str


@dataclass(frozen=True, slots=True)
class MissedDeck(Query[PersonalFile]):
    """Return the actor's missed questions as an Anki deck; raises Refused if there are none."""

    actor: Actor
    at: datetime
