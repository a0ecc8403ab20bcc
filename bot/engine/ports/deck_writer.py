"""Writing flashcards for other programs, from questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.errors import Refused
from bot.engine.model.questions import Question


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A question, and the team whose own it is (``Team.stamp``); empty for the bank's."""

    question: Question
    team: str = ""


class DeckWriter(Protocol):
    """Makes a file of flashcards, in which each question is known by the same id every time."""

    def write(self, cards: Sequence[Flashcard], deck: str, at: datetime) -> bytes:
        """Return the file of a deck called ``deck``, made at ``at``."""
        ...


class _NoWriter:
    def write(self, cards: Sequence[Flashcard], deck: str, at: datetime) -> bytes:
        """Refuse: nobody here can."""
        del cards, deck, at
        raise Refused("Decks can't be made here.", "Use the bot, or `warmup content export`.")


NO_DECKS: DeckWriter = _NoWriter()
"""For where no deck is ever asked for."""
