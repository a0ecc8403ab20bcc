"""A member's result of a round: their answer, the right one, key points, reasons, a review."""

from collections.abc import Mapping
from dataclasses import replace

from bot.engine.cards import Card
from bot.engine.commands import PracticeLater, ShowMine, ShowReasons, TakeOutWords
from bot.engine.errors import Refused
from bot.engine.key_point_commands import KeepTicks, MarkKeyPoints, TickKeyPoint
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_member, member_of
from bot.engine.records.news import tell_streak
from bot.engine.records.question_pool import asked_in
from bot.engine.records.rounds import ANSWERABLE, CLOSED, own_round
from bot.engine.records.shared_words import are_words_shown
from bot.engine.rounds.anonymous import shown_without
from bot.engine.rounds.cards import reasons_card, receipt_card
from bot.engine.rounds.result_card import (
    can_practice,
    chosen_letter,
    read_before,
    reader_for,
    result_card,
)
from bot.engine.rules.spaced_repetition import due_now

_HOW_TO_ANSWER: Mapping[Format, str] = {
    Format.CHOICE: "Press a letter or use your own words.",
    Format.OPEN: "Write it in your own words.",
    Format.THREAD: "Reply in the question's thread.",
}
_DIDNT_ANSWER = "You didn't answer this one."


def show_mine(ctx: Context, command: ShowMine) -> Card:
    """Show the member's own answer; after the reveal, how it went, and what is news.

    News is noted as told, which needs a transaction that writes: see ``records.news.has_news``.
    """
    member = known_member(ctx.tx, command.actor)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    if asked.state in ANSWERABLE:
        if response is None:
            raise Refused("You haven't answered yet.", _HOW_TO_ANSWER[asked.format])
        return receipt_card(ctx.tx, ctx.bank, asked, response, asked_for=True)
    if asked.state not in CLOSED:
        raise Refused(_DIDNT_ANSWER, "Catch the next!")
    card = result_card(ctx, asked, member, response, command.at)
    news = tell_streak(ctx.tx, member) if member else ()
    if news and member and (member.told_day is None or asked.slot > member.told_day):
        card = replace(card, freezes=None)  # the news has it, with the day
    return replace(card, news=news)


def show_reasons(ctx: Context, command: ShowReasons) -> Card:
    """Show why the wrong choices are wrong, the member's own first."""
    asked = _closed(ctx.tx, command.actor, command.round_id)
    question = asked_in(ctx.tx, asked)
    member = known_member(ctx.tx, command.actor)
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    card = reasons_card(ctx.bank, asked, question, chosen_letter(asked, response))
    if card is None:
        raise Refused("This question has no choices.", "The model answer is in its thread.")
    return card


def mark_key_points(ctx: Context, command: MarkKeyPoints) -> Card:
    """Save which key points the member says their words covered."""
    return _mark(ctx, command, set(command.covered))


def tick_key_point(ctx: Context, command: TickKeyPoint) -> Card:
    """Save whether the member's words covered one key point; a double press does no harm.

    The first tick keeps what was suggested of the others: the member saw it next to this one.
    """
    others = _ticked_before(ctx, command) - {command.index}
    return _mark(ctx, command, others | ({command.index} if command.covered else set()))


def keep_ticks(ctx: Context, command: KeepTicks) -> Card:
    """Save that the member's words covered what was suggested."""
    return _mark(ctx, command, _ticked_before(ctx, command))


def take_out_words(ctx: Context, command: TakeOutWords) -> Card:
    """Keep the member's own words private; they stay their answer.

    Where they are in the thread by now, the reveal is shown again without them.
    """
    member = member_of(ctx.tx, command.actor, command.at)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id)
    if response is None or not response.text or asked.state not in (*ANSWERABLE, *CLOSED):
        raise Refused("You wrote no words for that question.", "There's nothing to keep private.")
    if asked.format is Format.THREAD:
        raise Refused("Your answer is a reply in the thread.", "Delete it there to take it back.")
    kept = replace(response, private=True)
    ctx.tx.responses.change(kept)
    if asked.state in ANSWERABLE:
        return receipt_card(ctx.tx, ctx.bank, asked, kept, asked_for=True)
    if are_words_shown(ctx.tx, asked, response):
        ctx.tx.rounds.save(shown_without(asked, command.at))
    return result_card(ctx, asked, member, kept, command.at)


def practice_later(ctx: Context, command: PracticeLater) -> Card:
    """Put a round's question among the member's reviews, due now.

    It is asked like any other review: not while it is open in any channel.
    """
    asked = _closed(ctx.tx, command.actor, command.round_id)
    member = member_of(ctx.tx, command.actor, command.at)
    question = asked_in(ctx.tx, asked)
    if not can_practice(ctx.tx, asked, question):
        raise Refused("This question can't be practiced.", "Try /quiz for others.")
    before = ctx.tx.practice.review(member.id, question.id)
    ctx.tx.practice.save_review(due_now(member.id, question.id, before, command.at))
    response = ctx.tx.responses.get(asked.id, member.id)
    return result_card(ctx, asked, member, response, command.at)


def _closed(tx: Transaction, actor: Actor, round_id: int) -> Round:
    asked = own_round(tx, actor, round_id)
    if asked.state not in CLOSED:
        raise Refused("That comes with the answer.", "Come back after the reveal.")
    return asked


def _ticked_before(ctx: Context, command: TickKeyPoint | KeepTicks) -> set[int]:
    """Return what the member ticked, or else what a model suggests."""
    member = known_member(ctx.tx, command.actor)
    response = ctx.tx.responses.get(command.round_id, member.id) if member else None
    if response is None:
        return set()
    if response.covered is not None:
        return set(response.covered)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    question = asked_in(ctx.tx, asked)
    reader = reader_for(ctx, asked, question, response)
    read = read_before(ctx.tx, question, response, reader)
    return {one.point for one in read.evidence} if read else set()


def _mark(
    ctx: Context, command: MarkKeyPoints | TickKeyPoint | KeepTicks, covered: set[int]
) -> Card:
    member = member_of(ctx.tx, command.actor, command.at)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id)
    if response is None:
        raise Refused(_DIDNT_ANSWER, "Catch the next!")
    if asked.state not in CLOSED:
        raise Refused("You can tick key points after the reveal.", "Come back then.")
    count = len(asked_in(ctx.tx, asked).key_points)
    known = tuple(sorted(index for index in covered if 0 <= index < count))
    marked = replace(response, covered=known)
    ctx.tx.responses.change(marked)
    return result_card(ctx, asked, member, marked, command.at)
