"""What the two of an interview in pairs, and whoever waits for a partner, are told in private."""

from datetime import datetime

from bot.engine.cards import Card, NoticeCard
from bot.engine.model.deliveries import Delivery
from bot.engine.model.interviews import Part
from bot.engine.model.pairs import Pair, PairState
from bot.engine.model.people import Member
from bot.engine.ports.context import Context
from bot.engine.records.interview_cards import report
from bot.engine.records.pair_cards import pair_card
from bot.engine.records.pairs import (
    AGREED,
    ENDED,
    EXPIRED,
    INVITED,
    LEFT,
    STEP,
    UNSTARTED,
    interview_of,
)
from bot.engine.records.question_pool import open_anywhere
from bot.engine.rules.interviews import place_of

MOVED_ON = "the interview has moved on"
OFF = NoticeCard(
    "Your interview in pairs is off.",
    ("Your partner isn't with Warmup any more. Find another: /interview pair.",),
)
NOBODY_CAME = NoticeCard(
    "No partner for an interview was found in the last days.",
    (
        "Nobody else asked, or only someone you had this week.",
        "Wait again with /interview pair, or ask someone: /interview with.",
    ),
)


def pair_message(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return what one of the two is told of their pair, or why they needn't be told any more."""
    _, pair_id, what, member_id = delivery.key.split("-")
    pair, member = ctx.tx.pairs.get(int(pair_id)), ctx.tx.members.get(int(member_id))
    if member is None:
        return "they are gone"
    if what.startswith(LEFT):
        return _left(ctx, member, what.removeprefix(LEFT))
    if pair is None:
        return "the pair is gone"
    return _needless(ctx, pair, what, delivery, now) or pair_card(ctx, pair, member, now)


def _left(ctx: Context, member: Member, interview_id: str) -> Card:
    """Return what is left to whoever was the partner of someone who is forgotten."""
    interview = ctx.tx.interviews.get(int(interview_id)) if interview_id else None
    return OFF if interview is None else report(ctx, member, interview)


def _needless(ctx: Context, pair: Pair, what: str, delivery: Delivery, now: datetime) -> str:
    """Say why a message needn't be sent any more; empty if it must.

    What was sent already is shown again whatever has become of it.
    """
    if what.startswith(STEP):
        return _passed(ctx, pair, int(what.removeprefix(STEP)))
    if delivery.message is not None:
        return ""
    due = {
        INVITED: pair.state is PairState.INVITED and now < pair.expires_at,
        EXPIRED: pair.state is PairState.INVITED,
        AGREED: pair.state is PairState.AGREED,
        UNSTARTED: pair.state is PairState.AGREED,
        ENDED: pair.state is PairState.ENDED,
    }
    return "" if due.get(what, True) else MOVED_ON


def _passed(ctx: Context, pair: Pair, step: int) -> str:
    """Say why a question needn't be shown: it's over, or it's a question of the day by now."""
    interview = interview_of(ctx.tx, pair)
    if interview is None or interview.step != step:
        return MOVED_ON
    part, index = place_of(interview)
    live = part is Part.QUESTION and interview.items[index].question_id in open_anywhere(ctx.tx)
    return "the question is asked somewhere right now" if live else ""


def partner_message(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Tell who has waited for a partner that nobody came."""
    del now
    _, wait_id = delivery.key.split("-")
    waiting = ctx.tx.pairs.waiting_of(delivery.member_id or 0)
    if waiting is None or waiting.id != int(wait_id):
        return "they don't wait any more"
    return NOBODY_CAME
