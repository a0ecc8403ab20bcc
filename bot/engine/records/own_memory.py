"""What a member's own history has taught the reviews' scheduler."""

from bot.engine.ports.repositories import Transaction
from bot.engine.rules.spaced_repetition import Parameters


def own_parameters(tx: Transaction, member_id: int) -> Parameters:
    """Return the parameters fitted to the member's history; empty for the defaults."""
    fit = tx.review_fits.get(member_id)
    return fit.parameters if fit else ()
