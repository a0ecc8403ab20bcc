"""What every use case works with."""

from dataclasses import dataclass

from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank


@dataclass(frozen=True, slots=True)
class Context:
    """One unit of work, and the questions that are shipped."""

    tx: Transaction
    bank: Bank
