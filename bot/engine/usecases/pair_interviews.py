"""A mock interview in pairs, from the first question to the reports: the interviewer leads it."""

from dataclasses import replace

from bot.engine.cards import Card
from bot.engine.errors import Refused
from bot.engine.model.interviews import Interview, Part
from bot.engine.model.pairs import Pair, PairState
from bot.engine.model.people import Member
from bot.engine.pair_commands import (
    AtPairStep,
    BeginPair,
    EndPair,
    NextPairQuestion,
    TickPairPoint,
    TickPairPoints,
)
from bot.engine.ports.context import Context
from bot.engine.records.interview_choice import chosen_items
from bot.engine.records.pair_steps import resume_pair, show_step
from bot.engine.records.pairs import interview_of, is_open, own_pair
from bot.engine.rules.interviews import end_led, heard, move_on, place_of, with_ticks


def begin(ctx: Context, command: BeginPair) -> Card:
    """Choose the candidate's questions, and show both the first one."""
    tx, at = ctx.tx, command.at
    member, pair = own_pair(tx, command.actor, command.pair_id)
    ready = pair.state is PairState.AGREED and is_open(tx, pair, at)
    candidate = tx.members.get(pair.candidate_id)
    if not ready or candidate is None or pair.interviewer_id != member.id:
        return resume_pair(ctx, member, pair, at)
    if candidate.left_at is not None:
        raise Refused(f"{candidate.name} has left the team.", "Find a partner: /interview pair.")
    items = chosen_items(ctx, candidate, pair.track, pair.level, pair.minutes, at)
    new = Interview(
        0, candidate.id, pair.track, pair.level, pair.minutes, items, 0, at, at, led=True
    )
    interview = tx.interviews.add(new)
    begun = replace(pair, state=PairState.BEGUN, interview_id=interview.id)
    tx.pairs.save(begun)
    return show_step(ctx, member, begun, interview, move_on(interview, at), at)


def tick(ctx: Context, command: TickPairPoint) -> Card:
    """Tick or untick one key point of the question that is shown."""
    member, pair, interview = _led(ctx, command)
    if interview is None:
        return resume_pair(ctx, member, pair, command.at)
    covered = {*(interview.items[place_of(interview)[1]].covered or ())}
    changed = covered | {command.index} if command.covered else covered - {command.index}
    return show_step(ctx, member, pair, interview, with_ticks(interview, changed), command.at)


def tick_all(ctx: Context, command: TickPairPoints) -> Card:
    """Tick exactly these key points of the question that is shown."""
    member, pair, interview = _led(ctx, command)
    if interview is None:
        return resume_pair(ctx, member, pair, command.at)
    ticked = with_ticks(interview, command.covered)
    return show_step(ctx, member, pair, interview, ticked, command.at)


def next_question(ctx: Context, command: NextPairQuestion) -> Card:
    """Show both the next question, or each their report after the last."""
    member, pair, interview = _led(ctx, command)
    if interview is None:
        return resume_pair(ctx, member, pair, command.at)
    moved = move_on(heard(interview, command.at), command.at)
    return show_step(ctx, member, pair, interview, moved, command.at)


def end(ctx: Context, command: EndPair) -> Card:
    """Ask nothing more, and show each their report."""
    member, pair = own_pair(ctx.tx, command.actor, command.pair_id)
    interview = _at_step(ctx, pair, command)
    if interview is None:
        return resume_pair(ctx, member, pair, command.at)
    return show_step(ctx, member, pair, interview, end_led(interview, command.at), command.at)


def _led(ctx: Context, command: AtPairStep) -> tuple[Member, Pair, Interview | None]:
    """Return the interview if the actor leads it, and the command is about its current step."""
    member, pair = own_pair(ctx.tx, command.actor, command.pair_id)
    leads = pair.interviewer_id == member.id
    return member, pair, _at_step(ctx, pair, command) if leads else None


def _at_step(ctx: Context, pair: Pair, command: AtPairStep) -> Interview | None:
    interview = interview_of(ctx.tx, pair) if is_open(ctx.tx, pair, command.at) else None
    if interview is None or interview.step != command.step:
        return None
    return interview if place_of(interview)[0] is Part.QUESTION else None
