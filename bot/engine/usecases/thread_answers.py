"""Answers in a question's thread: the platform's messages are the truth.

A response holds the id of the reply it came from. Replies, edits and deletions change it as they
are heard of; reading the whole thread leads to the same answers (``rules/thread_answers``), so
what was missed, or heard in another order, is put right by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.model.people import Actor, Member
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Reply, Response, Round, RoundState
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_member, member_of, users_in
from bot.engine.records.responses import save_response, withdraw_response
from bot.engine.records.rounds import WORDS_LENGTH
from bot.engine.rounds.cards import receipt_card
from bot.engine.rules.calendar import utc
from bot.engine.rules.text import clean_text
from bot.engine.rules.thread_answers import counting_reply, has_words, is_marked, order, takes_over
from bot.engine.thread_queries import (
    Answered,
    OpenThread,
    OpenThreads,
    ReplyDeleted,
    ReplyOutcome,
    ReplyWritten,
    ThreadRead,
)

IGNORED = ReplyOutcome()


def open_thread(ctx: Context, query: OpenThread) -> MessageRef | None:
    """Return the open question whose thread takes answers, or None."""
    round_ = _open_round(ctx.tx, query.message)
    return round_.message if round_ else None


def open_threads(ctx: Context, query: OpenThreads) -> tuple[MessageRef, ...]:
    """Return the open questions of a platform whose threads take answers, oldest first."""
    rounds = ctx.tx.rounds.open_threads(query.platform)
    return tuple(round_.message for round_ in rounds if round_.message is not None)


def answered(ctx: Context, query: Answered) -> Mapping[str, str]:
    """Return the accounts that have an answer in a question's thread, each with its reply's id."""
    round_ = _open_round(ctx.tx, query.message)
    responses = ctx.tx.responses.of_round(round_.id) if round_ else ()
    return {
        user: response.reply
        for response in responses
        if response.reply is not None and round_ is not None
        for user in _users(ctx.tx, round_, response.member_id)
    }


def reply_written(ctx: Context, note: ReplyWritten) -> ReplyOutcome:
    """Let a reply that was written or edited be its author's answer, if it is the one to count."""
    round_ = _open_round(ctx.tx, note.message)
    if round_ is None or not _is_there(note.actor, round_) or not _is_new(ctx.tx, note):
        return IGNORED
    member = known_member(ctx.tx, note.actor)
    reply = _cleaned(note.reply)
    before = ctx.tx.responses.get(round_.id, member.id) if member else None
    if before is None or member is None:
        return _save(ctx, round_, note.actor, reply, note.at) if has_words(reply.text) else IGNORED
    counted = Reply(before.reply or "", before.text or "", before.at)
    if not counted.id:  # saved by a release that didn't keep it
        return replace(_unchanged(note.actor.user, round_, before), unsure=True)
    if reply.id != counted.id:
        if has_words(reply.text) and takes_over(reply, counted):
            return _save(ctx, round_, note.actor, reply, note.at)
        return _unchanged(note.actor.user, round_, before)
    if reply.text == counted.text:
        return _unchanged(note.actor.user, round_, before)
    if not has_words(reply.text):
        return _withdraw(ctx.tx, round_, before, note.actor.user)
    saved = _save(ctx, round_, note.actor, reply, note.at)
    return replace(saved, unsure=is_marked(counted.text) and not is_marked(reply.text))


def reply_deleted(ctx: Context, note: ReplyDeleted) -> ReplyOutcome:
    """Withdraw the answer that a deleted reply was; another reply may count from now on."""
    round_ = _open_round(ctx.tx, note.message)
    if round_ is None or not _is_new(ctx.tx, note):
        return IGNORED
    for response in ctx.tx.responses.of_round(round_.id):
        if response.reply == note.reply:
            user = next(iter(_users(ctx.tx, round_, response.member_id)), "")
            return _withdraw(ctx.tx, round_, response, user)
    return IGNORED


def thread_read(ctx: Context, note: ThreadRead) -> tuple[ReplyOutcome, ...]:
    """Make the answers what the thread's replies say, as they are now."""
    round_ = _open_round(ctx.tx, note.message)
    if round_ is None:
        return ()
    stored = {response.member_id: response for response in ctx.tx.responses.of_round(round_.id)}
    # Whoever was forgotten in this round may have replies there: nobody can tell them from
    # someone new, so nobody new is taken in.
    takes_new = not ctx.tx.responses.anonymous(round_.id).get(None)
    last = note.replies[-1][1].id if note.replies and not note.whole else ""
    outcomes: list[ReplyOutcome] = []
    there = [(actor, reply) for actor, reply in note.replies if _is_there(actor, round_)]
    for actor, member, replies in _by_author(ctx.tx, there):
        before = stored.pop(member.id, None) if member else None
        counted = counting_reply(replies)
        if before is not None and _is_beyond(before, last):
            outcomes.append(_unchanged(actor.user, round_, before))
        elif counted is None:
            if before is not None:
                outcomes.append(_withdraw(ctx.tx, round_, before, actor.user))
        elif before is not None and (before.reply, before.text) == (counted.id, counted.text):
            outcomes.append(_unchanged(actor.user, round_, before))
        elif member is not None or takes_new:
            outcomes.append(_save(ctx, round_, actor, counted, note.at))
    for response in stored.values():
        user = next(iter(_users(ctx.tx, round_, response.member_id)), "")
        if _is_beyond(response, last):
            outcomes.append(_unchanged(user, round_, response))
        else:
            outcomes.append(_withdraw(ctx.tx, round_, response, user))
    return tuple(replace(outcome, unsure=False) for outcome in outcomes)


def _open_round(tx: Transaction, message: MessageRef) -> Round | None:
    if message.channel.channel:
        round_ = tx.rounds.by_message(message)
    else:
        where = (message.channel.workspace, message.message)
        found = tx.rounds.open_threads(message.channel.platform)
        round_ = next((each for each in found if _place(each) == where), None)
    if round_ is None or (round_.format, round_.state) != (Format.THREAD, RoundState.OPEN):
        return None
    return round_


def _is_there(actor: Actor, round_: Round) -> bool:
    """Return whether someone speaks as an account of the round's workspace."""
    channel = round_.channel
    return (actor.platform, actor.workspace) == (channel.platform, channel.workspace)


def _place(round_: Round) -> tuple[str, str]:
    return round_.channel.workspace, round_.message.message if round_.message else ""


def _is_new(tx: Transaction, note: ReplyWritten | ReplyDeleted) -> bool:
    delivery = f"{note.message.channel.platform}:{note.delivery}"
    return not note.delivery or tx.events.first_time(delivery, note.at)


def _cleaned(reply: Reply) -> Reply:
    return replace(reply, text=clean_text(reply.text).strip()[:WORDS_LENGTH])


def _by_author(
    tx: Transaction, replies: Iterable[tuple[Actor, Reply]]
) -> Iterable[tuple[Actor, Member | None, list[Reply]]]:
    """Yield each person with their replies; several accounts of a member are one person."""
    found: dict[int | str, tuple[Actor, Member | None, list[Reply]]] = {}
    for actor, reply in replies:
        member = known_member(tx, actor)
        key = member.id if member else actor.user
        found.setdefault(key, (actor, member, []))[2].append(_cleaned(reply))
    return found.values()


def _is_beyond(response: Response, last: str) -> bool:
    """Return whether a response's reply comes after what was read of its thread."""
    return bool(last and response.reply) and order(response.reply or "") > order(last)


def _save(ctx: Context, round_: Round, actor: Actor, reply: Reply, at: datetime) -> ReplyOutcome:
    tx = ctx.tx
    member = member_of(tx, actor, at)
    before = tx.responses.get(round_.id, member.id)
    # Written before it was heard of, but not before the question: the platform's clock may differ.
    written = max(min(utc(reply.at), at), round_.opened_at or round_.due_at)
    response = Response(round_.id, member.id, None, reply.text, written, at, reply=reply.id)
    saved, other = save_response(tx, round_, response)
    return ReplyOutcome(
        round_id=round_.id,
        user=actor.user,
        before=(before.reply or "") if before else "",
        counted=reply.id,
        changed=True,
        receipt=receipt_card(tx, ctx.bank, round_, saved, other),
    )


def _withdraw(tx: Transaction, round_: Round, response: Response, user: str) -> ReplyOutcome:
    withdraw_response(tx, round_.id, response.member_id)
    return ReplyOutcome(round_.id, user, before=response.reply or "", changed=True, unsure=True)


def _unchanged(user: str, round_: Round, response: Response) -> ReplyOutcome:
    reply = response.reply or ""
    return ReplyOutcome(round_.id, user, before=reply, counted=reply)


def _users(tx: Transaction, round_: Round, member_id: int) -> tuple[str, ...]:
    """Return the accounts of a member in the round's workspace."""
    channel = round_.channel
    return users_in(tx, member_id, channel.platform, channel.workspace)
