"""Ticks that a model suggests for an answer in own words: asked for after the reveal, one by one.

Nothing waits for a model but the member who asked for it. What it says goes through
``rules.coverage``, is shown next to the key points, and counts once the member keeps it.
"""

from dataclasses import replace

from bot.engine.cards import Card, NoticeCard
from bot.engine.errors import NotFound, Refused
from bot.engine.key_point_commands import SuggestTicks
from bot.engine.model.coverage import Claim, GradingTask, Reader
from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines, plain_text
from bot.engine.model.rounds import Response, Round
from bot.engine.ports.context import Context
from bot.engine.records.members import known_member, member_of, team_of
from bot.engine.records.question_pool import asked_in
from bot.engine.records.reading import ToRead, ask_for, failed, keep_found, require_reader
from bot.engine.records.rights import require_manager
from bot.engine.records.rounds import CLOSED, own_round
from bot.engine.rounds.result_card import read_before, reader_for, result_card
from bot.engine.team_commands import SetSuggestions


def prepare(ctx: Context, command: SuggestTicks) -> Card | ToRead:
    """Return what a model is to read, or the card that answers without it.

    It isn't asked twice about the same words; see ``reading.ask_for``.
    """
    member_of(ctx.tx, command.actor, command.at)  # who left is back
    member, asked, response = _own_words(ctx, command)
    question = asked_in(ctx.tx, asked)
    reader = reader_for(ctx, asked, question, response)
    if reader is None or read_before(ctx.tx, question, response, reader):
        return result_card(ctx, asked, member, response, command.at)
    task = _task(question, response)
    found = ask_for(ctx, member, reader, question.revision, task, command.at, agreed=command.agreed)
    if isinstance(found, ToRead):
        return found
    card = result_card(ctx, asked, member, response, command.at)
    return card if found is None else replace(card, suggestion=found)


def keep(ctx: Context, command: SuggestTicks, read: ToRead, claims: tuple[Claim, ...]) -> Card:
    """Save what the model's claims show in the answer, and return the result with it."""
    member, asked, response = _own_words(ctx, command)
    keep_found(ctx.tx, member, read, claims, command.at)
    return result_card(ctx, asked, member, response, command.at)


def fail(ctx: Context, command: SuggestTicks, why: str) -> Card:
    """Return the result without a suggestion; ``why`` is the kind of ``GraderFails``."""
    member, asked, response = _own_words(ctx, command)
    card = result_card(ctx, asked, member, response, command.at)
    return replace(card, suggestion=failed(card.suggestion, why))


def set_suggestions(ctx: Context, command: SetSuggestions) -> Card:
    """Set whether a model may read the team's answers, where their authors want it."""
    require_manager(ctx.tx, command.actor)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    ctx.tx.teams.save(replace(team, grader_off=not command.on))
    if not command.on:
        line = "No answer of this team is sent to a model. Everyone ticks by hand."
        return NoticeCard("Suggested ticks are off.", (line,))
    return NoticeCard("Suggested ticks are on.", (_what_happens(ctx.reader),))


def _what_happens(reader: Reader | None) -> str:
    if reader is None:
        return "No model is set up, so nothing changes: whoever runs the bot sets GRADER_MODEL."
    return (
        f"After the reveal and in interviews, members can have {reader.model} at {reader.host} "
        "read their own words. Each is told what is sent before the first time."
    )


def _own_words(ctx: Context, command: SuggestTicks) -> tuple[Member, Round, Response]:
    """Return the member, the round and their words; raises Refused where there are none to read."""
    member = known_member(ctx.tx, command.actor)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    if asked.state not in CLOSED:
        raise Refused("Ticks can be suggested after the reveal.", "Come back then.")
    if member is None or response is None or not response.text:
        raise NotFound("You wrote no words for that question.", "There's nothing to tick.")
    require_reader(ctx, asked.team_id)
    return member, asked, response


def _task(question: Question, response: Response) -> GradingTask:
    points = tuple(plain_inlines(point) for point in question.key_points)
    return GradingTask(plain_text(question.prompt), points, response.text or "")
