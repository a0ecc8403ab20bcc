"""What a pause or a removal means for the questions that are open then."""

from bot.engine.model.rounds import RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.transitions import excuse_pause

_ON_VIEW = (RoundState.SENDING, RoundState.OPEN)


def excuse_open_rounds(tx: Transaction, schedule_id: int) -> int:
    """Let the schedule's open questions count for those who answer them only; return how many."""
    found = [r for r in tx.rounds.live_of_schedule(schedule_id) if r.state in _ON_VIEW]
    for round_ in found:
        tx.rounds.save(excuse_pause(round_))
    return len(found)
