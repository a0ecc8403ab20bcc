"""Anki decks for the engine: ``ports.deck_writer.DeckWriter`` with our own package."""

from collections.abc import Sequence
from datetime import datetime

from bot.engine.ports.deck_writer import Flashcard
from content.exporters.anki_deck import anki_package
from content.exporters.anki_note import BANK, deck_name, note_of


class AnkiDecks:
    """Writes ``.apkg`` files. A question has the same note in them as in an export of the bank."""

    def write(self, cards: Sequence[Flashcard], deck: str, at: datetime) -> bytes:
        """Return the deck's bytes."""
        name = deck_name(deck)
        notes = [note_of(card.question, card.team or BANK, name) for card in cards]
        return anki_package(notes, at)
