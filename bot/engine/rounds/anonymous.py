"""Taking a name, or words, out of what was shown: votes stay, reveals are shown again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.model.moderation import Proposal
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.lease import STANDARD, Timing, without_lease
from bot.engine.rounds.transitions import show_again

SHOWN_AGAIN_FOR = timedelta(days=30)
"""How old a reveal may be to be shown again without a name."""


def make_anonymous(
    tx: Transaction, member_id: int, now: datetime, timing: Timing = STANDARD
) -> None:
    """Before a member is forgotten: keep the rounds they answered, without their name.

    An open round just loses the response, unless it is a reply in a thread, which stays there: as
    a number, it says that what the thread holds is not to be read as someone new. A closed round
    keeps the vote as a number, so that what others see still adds up; its reveal is shown again
    if people may still read it.
    """
    show_uncredited(tx, tx.questions.proposals_of(member_id), now, timing)
    for response in tx.responses.of_member(member_id):
        round_ = tx.rounds.get(response.round_id)
        if round_ is None:
            continue
        if round_.revealed_at is None:
            if response.reply is not None:
                tx.responses.add_anonymous(round_.id, None)
            continue
        tx.responses.add_anonymous(round_.id, response.choice)
        if now - round_.revealed_at <= SHOWN_AGAIN_FOR:
            tx.rounds.save(shown_without(round_, now, timing))


def show_uncredited(
    tx: Transaction, proposals: Sequence[Proposal], now: datetime, timing: Timing = STANDARD
) -> None:
    """Show the reveals of suggested questions again, before or after a name is taken out.

    ``proposals`` are of one team.
    """
    asked = {each.question_id for each in proposals if each.kind == "suggestion"} - {""}
    if not asked:
        return
    for closed in tx.rounds.closed(proposals[0].team_id):
        recent = closed.revealed_at and now - closed.revealed_at <= SHOWN_AGAIN_FOR
        if closed.question_id in asked and recent:
            tx.rounds.save(shown_without(closed, now, timing))


def shown_without(closed: Round, now: datetime, timing: Timing = STANDARD) -> Round:
    """Return a closed round so that its reveal is shown without what is gone by then.

    A worker that is about to show the reveal may have it in hand already: the round is
    taken from it, for anyone to show again once its call has landed.
    """
    if closed.state is RoundState.REVEALING and closed.worker:
        return without_lease(replace(closed, retry_at=None), now + timing.in_flight)
    return show_again(closed)
