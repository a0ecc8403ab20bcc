"""Ticks that a model suggests for an answer in own words: asked for after the reveal, one by one.

Nothing waits for a model but the member who asked for it. What it says goes through
``rules.coverage``, is shown next to the key points, and counts once the member keeps it.
"""

from dataclasses import dataclass, replace

from bot.engine.cards import Card, NoticeCard, Suggestion, SuggestionState
from bot.engine.errors import NotFound, Refused
from bot.engine.key_point_commands import SuggestTicks
from bot.engine.model.coverage import (
    Claim,
    Evidence,
    GradingTask,
    ReadAnswer,
    Reader,
    fingerprint_of,
)
from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines, plain_text
from bot.engine.model.rounds import Response, Round
from bot.engine.ports.context import Context
from bot.engine.records.members import known_member, member_of, team_of
from bot.engine.records.question_pool import asked_in
from bot.engine.records.rights import require_manager
from bot.engine.records.rounds import CLOSED, own_round
from bot.engine.rounds.result_card import read_before, reader_for, result_card
from bot.engine.rules.calendar import local_date
from bot.engine.rules.coverage import evidence, says_something
from bot.engine.rules.text import count_of
from bot.engine.team_commands import SetSuggestions

_WHY = {
    "timeout": "the model took too long",
    "busy": "the model has too much to do just now",
    "reply": "the model's reply couldn't be read",
    "refused": "the model isn't set up right; whoever runs the bot can run `warmup doctor`",
    "format": "the model isn't set up right; whoever runs the bot can run `warmup doctor`",
}
_UNREADY = "the model can't be reached just now"
"""Why there is no suggestion, by the kind of the failure, and for all others."""
OFF = "Tick by hand what you covered."


@dataclass(frozen=True, slots=True)
class ToRead:
    """An answer that a model is to read, and whose it is."""

    task: GradingTask
    member_id: int
    fingerprint: str


def prepare(ctx: Context, command: SuggestTicks) -> Card | ToRead:
    """Return what a model is to read, or the card that answers without it.

    It isn't asked before the member has agreed to what is sent where, twice about the same words,
    about words that can't show anything, or more often than the team's budget of the day.
    """
    member_of(ctx.tx, command.actor, command.at)  # who left is back
    member, asked, response = _own_words(ctx, command)
    question = asked_in(ctx.tx, asked)
    reader = reader_for(ctx, asked, question, response)
    card = result_card(ctx, asked, member, response, command.at)
    if reader is None or read_before(ctx.tx, question, response, reader):
        return card
    if member.grader_host != reader.host:
        if not command.agreed:
            return replace(card, suggestion=_about(reader, SuggestionState.ASKS))
        ctx.tx.members.save(replace(member, grader_host=reader.host))
    fingerprint = fingerprint_of(question.revision, response.text or "", reader.model)
    if not says_something(response.text or ""):
        ctx.tx.read_answers.save(ReadAnswer(member.id, fingerprint, (), command.at))
        return result_card(ctx, asked, member, response, command.at)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    today = local_date(command.at, team.zone)
    if ctx.tx.read_answers.count(team.id, today) >= reader.per_day:
        why = f"your team has used today's {count_of(reader.per_day, 'suggestion')}"
        return replace(card, suggestion=_about(reader, SuggestionState.FAILED, why))
    ctx.tx.read_answers.add_one(team.id, today)
    return ToRead(_task(question, response), member.id, fingerprint)


def keep(ctx: Context, command: SuggestTicks, read: ToRead, claims: tuple[Claim, ...]) -> Card:
    """Save what the model's claims show in the answer, and return the result with it."""
    found: tuple[Evidence, ...] = evidence(read.task, claims)
    member, asked, response = _own_words(ctx, command)
    if member.id == read.member_id:  # else forgotten meanwhile, and here again
        ctx.tx.read_answers.save(ReadAnswer(member.id, read.fingerprint, found, command.at))
    return result_card(ctx, asked, member, response, command.at)


def failed(ctx: Context, command: SuggestTicks, why: str) -> Card:
    """Return the result without a suggestion; ``why`` is the kind of ``GraderFails``."""
    member, asked, response = _own_words(ctx, command)
    card = result_card(ctx, asked, member, response, command.at)
    if card.suggestion is None:
        return card
    told = replace(card.suggestion, state=SuggestionState.FAILED, why=_WHY.get(why, _UNREADY))
    return replace(card, suggestion=told)


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
        f"After the reveal, members can have {reader.model} at {reader.host} read their "
        "own words. Each is told what is sent before the first time."
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
    if ctx.reader is None:
        raise Refused("No model is set up to suggest ticks.", OFF)
    team = ctx.tx.teams.get(asked.team_id)
    if team is None or team.grader_off:
        raise Refused("Your team has switched suggested ticks off.", OFF)
    return member, asked, response


def _about(reader: Reader, state: SuggestionState, why: str = "") -> Suggestion:
    return Suggestion(state, reader.model, reader.host, why)


def _task(question: Question, response: Response) -> GradingTask:
    points = tuple(plain_inlines(point) for point in question.key_points)
    return GradingTask(plain_text(question.prompt), points, response.text or "")
