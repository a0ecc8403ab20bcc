"""What a member's own history has taught the reviews' scheduler."""

from bot.engine.cards.drills import OwnMemory
from bot.engine.model.review_fits import ReviewFit
from bot.engine.ports.repositories import Transaction
from bot.engine.rules.calendar import local_date
from bot.engine.rules.spaced_repetition import Parameters, are_usable


def own_parameters(tx: Transaction, member_id: int) -> Parameters:
    """Return the parameters fitted to the member's history; empty for the defaults."""
    fit = tx.review_fits.get(member_id)
    return fit.parameters if fit else ()


def memory_in(fit: ReviewFit | None, zone: str) -> OwnMemory | None:
    """Return that reviews follow what was fitted; None while they follow the usual rules."""
    if fit is None or fit.fitted_at is None or not are_usable(fit.parameters):
        return None
    return OwnMemory(local_date(fit.fitted_at, zone), fit.reviews)
