"""Answering in a mock interview by direct messages: they add up until one says that's all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card
from bot.engine.cards.interviews import InterviewWrittenCard
from bot.engine.errors import Refused, TooLate
from bot.engine.interview_commands import (
    FindWaiting,
    InterviewWorkspace,
    Waiting,
    WaitingAccounts,
    WriteInInterview,
)
from bot.engine.model.interviews import LONGEST_WORDS, Interview, Message, Part
from bot.engine.model.people import Actor, Identity
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.interview_cards import current_card, number_of
from bot.engine.records.interviews import keep_without_live, own_interview
from bot.engine.records.members import known_member, workspace_of
from bot.engine.records.pairs import is_in_pair
from bot.engine.rules.interview_messages import WAITS, step_with, waits, with_message
from bot.engine.rules.interviews import asks, place_of, said_at, say, seconds_taken
from bot.engine.rules.text import count_of

SEND_SHORTER = "That message isn't in it: send a shorter one."
"""Editing it wouldn't do: an edit of what is in no answer changes none."""
EDIT_SHORTER = "Your change isn't in it: make the message shorter."


def write(ctx: Context, command: WriteInInterview) -> Card:
    """Add a message to an answer, change it or take it out, and say how to continue.

    The same message again changes nothing. One for a step that is over still counts, as a form's
    words do.
    """
    member, held = own_interview(ctx.tx, command.actor, command.interview_id)
    known = step_with(held, command.message_id)
    step = command.step if known is None else known
    if held.ended_at is not None:
        raise TooLate("That interview has ended.", "Start a new one with /interview.")
    if not asks(held, step) or step > held.step:
        return current_card(ctx, member, held)
    message = Message(command.message_id, command.words.strip())
    if known is None and not message.words:
        raise Refused("There are no words in that message.", "Write your answer as text.")
    said = with_message(said_at(held, step), message, over=step < held.step)
    if said is not None and len(said.words) > LONGEST_WORDS:
        length = count_of(LONGEST_WORDS, "character")
        fix = SEND_SHORTER if known is None else EDIT_SHORTER
        raise Refused(f"An answer has at most {length}.", fix)
    if said is not None and step == held.step:
        said = replace(said, seconds=seconds_taken(held.shown_at, command.at))
    written = say(held, step, said)
    kept, left_out = keep_without_live(ctx, member, held, written, command.at)
    if left_out:
        return current_card(ctx, member, kept, left_out)
    return _receipt(kept, step)


def _receipt(interview: Interview, step: int) -> InterviewWrittenCard:
    part, index = place_of(interview, step)
    number, total = number_of(interview, index)
    said = said_at(interview, step)
    return InterviewWrittenCard(
        interview_id=interview.id,
        step=step,
        number=number,
        total=total,
        follow_up=part is Part.FOLLOW_UP,
        messages=len(said.messages) if said else 0,
    )


def find_waiting(ctx: Context, query: FindWaiting) -> Waiting | None:
    """Return the question that a direct message answers: of the interview shown last.

    In the middle of an interview in pairs, what one writes answers nothing in an earlier one alone.
    """
    found: list[tuple[Interview, str, int]] = []
    accounts = _accounts(ctx.tx, query.actor)
    for account in accounts:
        held = ctx.tx.interviews.unfinished(account.member_id)
        if held is None:
            continue
        step = step_with(held, query.message_id)
        takes_new = step is None and not query.old and waits(held, query.at)
        if takes_new and not any(is_in_pair(ctx.tx, a.member_id, query.at) for a in accounts):
            step = held.step
        if step is not None:
            found.append((held, account.workspace, step))
    if not found:
        return None
    held, workspace, step = max(found, key=lambda each: each[0].shown_at)
    return Waiting(workspace, held.id, step)


def waiting_accounts(ctx: Context, query: WaitingAccounts) -> Mapping[str, datetime]:
    """Return the accounts that a question is open to, and since when it's shown."""
    found: dict[str, datetime] = {}
    for held in ctx.tx.interviews.shown_since(query.at - WAITS):
        accounts = ctx.tx.members.identities(held.member_id) if waits(held, query.at) else ()
        for user in [each.user for each in accounts if each.platform == query.platform]:
            found[user] = min(held.shown_at, found.get(user, held.shown_at))
    return found


def interview_workspace(ctx: Context, query: InterviewWorkspace) -> str:
    """Return the workspace of the account that an interview is of; empty when it is not theirs."""
    held = ctx.tx.interviews.get(query.interview_id)
    members = (held.member_id,) if held else ()
    return workspace_of(ctx.tx, query.platform, query.user, members)


def _accounts(tx: Transaction, actor: Actor) -> tuple[Identity, ...]:
    """Return the accounts an actor may write as: where they act, or (in no workspace) anywhere."""
    if not actor.workspace:
        return tx.members.everywhere(actor.platform, actor.user)
    member = known_member(tx, actor)
    return (Identity(actor.platform, actor.workspace, actor.user, member.id),) if member else ()
