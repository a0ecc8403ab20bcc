"""What every use case works with."""

from dataclasses import dataclass

from bot.engine.ports.question_parser import NO_PARSER, QuestionParser
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank


@dataclass(frozen=True, slots=True)
class Context:
    """One unit of work, the questions that are shipped, and how people write new ones."""

    tx: Transaction
    bank: Bank
    parser: QuestionParser = NO_PARSER
