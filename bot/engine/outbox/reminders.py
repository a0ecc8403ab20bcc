"""What a reminder shows: the round that is still open, and what a day without an answer costs."""

from datetime import datetime

from bot.engine.cards import Card, NoticeCard
from bot.engine.model.deliveries import Delivery
from bot.engine.model.rounds import RoundState
from bot.engine.ports.context import Context
from bot.engine.records.question_pool import asked_in


def reminder_card(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return the reminder, or why it isn't needed any more."""
    round_ = ctx.tx.rounds.get(delivery.round_id or 0)
    if round_ is None or round_.state is not RoundState.OPEN or round_.reveal_at <= now:
        return "the question is closed"
    if delivery.member_id and ctx.tx.responses.get(round_.id, delivery.member_id):
        return "it was answered"
    title = asked_in(ctx.tx, round_).title
    return NoticeCard("Today's question closes soon.", (f"{title} is still waiting for you.",))
