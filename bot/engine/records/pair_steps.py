"""An interview in pairs from one step to the next: saved, and told to the other one."""

from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card
from bot.engine.model.interviews import Interview
from bot.engine.model.pairs import Pair, PairState
from bot.engine.model.people import Member
from bot.engine.ports.context import Context
from bot.engine.records.interviews import keep_without_live
from bot.engine.records.pair_cards import pair_card
from bot.engine.records.pairs import ENDED, STEP, interview_of, tell


def resume_pair(ctx: Context, member: Member, pair: Pair, at: datetime, note: str = "") -> Card:
    """Show one of the two where the pair is, past what nobody may see now."""
    interview = interview_of(ctx.tx, pair)
    if interview is None:
        return pair_card(ctx, pair, member, at, note)
    return show_step(ctx, member, pair, interview, interview, at, note)


def show_step(
    ctx: Context,
    member: Member,
    pair: Pair,
    before: Interview,
    after: Interview,
    at: datetime,
    note: str = "",
) -> Card:
    """Save what the interview has become through ``member``, tell the other one, and show it."""
    candidate = ctx.tx.members.get(pair.candidate_id)
    if candidate is None:  # a pair goes with either of the two
        raise LookupError(f"the candidate of pair {pair.id} is gone")
    kept, left_out = keep_without_live(ctx, candidate, before, after, at)
    other = pair.other(member.id)
    if kept.ended_at is not None and pair.state is PairState.BEGUN:
        pair = replace(pair, state=PairState.ENDED)
        ctx.tx.pairs.save(pair)
        tell(ctx.tx, pair, other, ENDED, at)
    elif kept.step != before.step:
        tell(ctx.tx, pair, other, f"{STEP}{kept.step}", at)
    return pair_card(ctx, pair, member, at, left_out or note)
