"""Answering a round: one answer per member, which they can change until the reveal."""

from dataclasses import replace
from string import ascii_uppercase

from bot.engine.cards import Card, ChangeCard
from bot.engine.commands import (
    ChangeMine,
    SubmitChoice,
    SubmitWords,
)
from bot.engine.errors import Refused, TooLate
from bot.engine.model.people import Member
from bot.engine.model.rounds import Response, Round
from bot.engine.ports.context import Context
from bot.engine.records.members import known_member, member_of
from bot.engine.records.news import tell_news
from bot.engine.records.question_pool import asked_in, subject
from bot.engine.records.responses import save_response
from bot.engine.records.rounds import (
    ANSWER_LATEST,
    ANSWERABLE,
    CLOSED,
    WORDS_LENGTH,
    own_round,
    round_of,
)
from bot.engine.rounds.cards import chosen_in, receipt_card, shown_choices


def submit_choice(ctx: Context, command: SubmitChoice) -> Card:
    """Save a choice as the member's answer."""
    member = member_of(ctx.tx, command.actor, command.at)
    asked = _answerable(round_of(ctx.tx, member.team_id, command.round_id, ANSWER_LATEST))
    position = ascii_uppercase.find(command.letter.upper()) if len(command.letter) == 1 else -1
    if not asked.shown_order:
        raise Refused("This question has no choices.", "Answer it in your own words.")
    if not 0 <= position < len(asked.shown_order):
        last = ascii_uppercase[len(asked.shown_order) - 1]
        raise Refused(f'"{command.letter[:20]}" is not one of the choices.', f"Choose A to {last}.")
    chosen = _response(asked, member, command, asked.shown_order[position])
    return _save(ctx, asked, member, chosen)


def submit_words(ctx: Context, command: SubmitWords) -> Card:
    """Save the member's own words as their answer."""
    member = member_of(ctx.tx, command.actor, command.at)
    asked = _answerable(round_of(ctx.tx, member.team_id, command.round_id, ANSWER_LATEST))
    words = _response(asked, member, command, None, _words(command.words))
    return _save(ctx, asked, member, replace(words, private=command.private))


def change_mine(ctx: Context, command: ChangeMine) -> Card:
    """Show the choices of an open round again, for someone who has answered it."""
    member = known_member(ctx.tx, command.actor)
    asked = _answerable(own_round(ctx.tx, command.actor, command.round_id, ANSWER_LATEST))
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    question = asked_in(ctx.tx, asked)
    return ChangeCard(
        round_id=asked.id,
        subject=subject(ctx.bank, question),
        format=asked.format,
        choices=shown_choices(question, asked.shown_order),
        current=chosen_in(question, asked, response) if response else None,
    )


def _answerable(asked: Round) -> Round:
    if asked.state in CLOSED:
        raise TooLate(f"Question {asked.number} is already revealed.", "Answer the next one.")
    if asked.state not in ANSWERABLE:
        raise TooLate("That question is not open.", ANSWER_LATEST)
    return asked


def _words(words: str) -> str:
    text = words.strip()
    if not text:
        raise Refused("That answer is empty.", "Write a sentence or more.")
    if len(text) > WORDS_LENGTH:
        raise Refused(
            f"That answer is {len(text):,} characters long.", f"Keep it under {WORDS_LENGTH:,}."
        )
    return text


def _response(
    asked: Round,
    member: Member,
    command: SubmitChoice | SubmitWords,
    choice: int | None,
    text: str | None = None,
) -> Response:
    return Response(asked.id, member.id, choice, text, command.at, command.at)


def _save(ctx: Context, asked: Round, member: Member, response: Response) -> Card:
    saved, before = save_response(ctx.tx, asked, response)
    told = tell_news(ctx.tx, member)
    receipt = receipt_card(ctx.tx, ctx.bank, asked, saved, before)
    return replace(receipt, news=told.lines, offer_reminders=told.offer_reminders)
