"""What every use case works with."""

from dataclasses import dataclass

from bot.engine.model.coverage import Reader
from bot.engine.ports.deck_writer import NO_DECKS, DeckWriter
from bot.engine.ports.question_parser import NO_PARSER, QuestionParser
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank


@dataclass(frozen=True, slots=True)
class Context:
    """One unit of work, the shipped questions, how people write new ones and take some along.

    ``reader`` is the model that may read answers, or None.
    """

    tx: Transaction
    bank: Bank
    parser: QuestionParser = NO_PARSER
    decks: DeckWriter = NO_DECKS
    reader: Reader | None = None
