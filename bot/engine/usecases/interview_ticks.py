"""Ticks that a model suggests for what was written in a mock interview, question by question.

As after a reveal, nothing waits for a model but the member who asked for it, and what it finds
counts once they save the boxes: next to each it shows the words it goes by.
"""

from dataclasses import replace

from bot.engine.cards import Card, InterviewPointsCard
from bot.engine.errors import Refused
from bot.engine.interview_commands import SuggestInterviewTicks
from bot.engine.model.coverage import Claim
from bot.engine.ports.context import Context
from bot.engine.records.interview_cards import current_card
from bot.engine.records.interview_reading import read_before, reader_for, task_of
from bot.engine.records.interviews import item_to_tick, past_live, question_of
from bot.engine.records.reading import OFF, ToRead, ask_for, failed, keep_found, require_reader
from bot.engine.rules.interviews import words_in


def prepare(ctx: Context, command: SuggestInterviewTicks) -> Card | ToRead:
    """Return what a model is to read, or the card that answers without it.

    It isn't asked twice about the same words; see ``reading.ask_for``.
    """
    member, held, note = past_live(ctx, command)
    item, card = item_to_tick(held, command.step), current_card(ctx, member, held, note)
    if item is None:
        return card
    if not words_in(item):
        raise Refused("You answered aloud, so there are no words to read.", OFF)
    require_reader(ctx, member.team_id)
    reader = reader_for(ctx, member, item)
    if reader is None or read_before(ctx, member, item, reader):
        return card
    task = task_of(question_of(ctx.tx, item), item)
    found = ask_for(ctx, member, reader, item.revision, task, command.at, agreed=command.agreed)
    if isinstance(found, ToRead):
        return found
    if found is None:
        return current_card(ctx, member, held, note)
    return replace(card, suggestion=found) if isinstance(card, InterviewPointsCard) else card


def keep(
    ctx: Context, command: SuggestInterviewTicks, read: ToRead, claims: tuple[Claim, ...]
) -> Card:
    """Save what the model's claims show in the words, and return the current step with it."""
    member, held, note = past_live(ctx, command)
    keep_found(ctx.tx, member, read, claims, command.at)
    return current_card(ctx, member, held, note)


def fail(ctx: Context, command: SuggestInterviewTicks, why: str) -> Card:
    """Return the current step without a suggestion; ``why`` is the kind of ``GraderFails``."""
    member, held, note = past_live(ctx, command)
    card = current_card(ctx, member, held, note)
    if isinstance(card, InterviewPointsCard) and card.step == command.step:
        return replace(card, suggestion=failed(card.suggestion, why))
    return card
