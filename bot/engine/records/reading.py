"""Having a model read own words: who wants it, what was found before, how often a day.

A model is asked between two transactions: ``ask_for`` decides in the first, ``keep_found`` saves in
the second what its claims show. Nothing else waits for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.cards import Suggestion, SuggestionState
from bot.engine.errors import Refused
from bot.engine.model.coverage import (
    Claim,
    GradingTask,
    ReadAnswer,
    Reader,
    fingerprint_of,
)
from bot.engine.model.people import Member
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import zone_of
from bot.engine.rules.calendar import local_date
from bot.engine.rules.coverage import evidence, says_something
from bot.engine.rules.text import count_of

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


def reader_of(ctx: Context, team_id: int) -> Reader | None:
    """Return the model that may read the team's answers, or None."""
    team = ctx.tx.teams.get(team_id)
    return ctx.reader if team is not None and not team.grader_off else None


def require_reader(ctx: Context, team_id: int) -> None:
    """Raise Refused where no model may read the team's answers, and say why."""
    if ctx.reader is None:
        raise Refused("No model is set up to suggest ticks.", OFF)
    if reader_of(ctx, team_id) is None:
        raise Refused("Your team has switched suggested ticks off.", OFF)


def found_before(
    tx: Transaction, member_id: int, revision: str, words: str, reader: Reader | None
) -> ReadAnswer | None:
    """Return what the model has found in the words, if it has read them as they are now."""
    if reader is None:
        return None
    return tx.read_answers.get(member_id, fingerprint_of(revision, words, reader.model))


def suggestion_of(reader: Reader | None, read: ReadAnswer | None) -> Suggestion | None:
    """Return what the model has to do with the boxes; None where it has nothing to do."""
    if reader is None:
        return None
    return about(reader, SuggestionState.MADE if read else SuggestionState.OFFERED)


def quote_of(index: int, words: str, read: ReadAnswer | None) -> str:
    """Return the words that show a key point, by what was read; empty for none."""
    found = next((one for one in read.evidence if one.point == index), None) if read else None
    return words[found.start : found.end] if found else ""


def ask_for(
    ctx: Context,
    member: Member,
    reader: Reader,
    revision: str,
    task: GradingTask,
    at: datetime,
    *,
    agreed: bool,
) -> ToRead | Suggestion | None:
    """Return what the model is to read, or what to say instead; None when that's known by now.

    It isn't asked before the member has agreed to what is sent where, about words that can't show
    anything, or more often than the team's budget of the day.
    """
    if member.grader_host != reader.host:
        if not agreed:
            return about(reader, SuggestionState.ASKS)
        ctx.tx.members.save(replace(member, grader_host=reader.host))
    fingerprint = fingerprint_of(revision, task.words, reader.model)
    if not says_something(task.words):
        ctx.tx.read_answers.save(ReadAnswer(member.id, fingerprint, (), at))
        return None
    today = local_date(at, zone_of(ctx.tx, member))
    if ctx.tx.read_answers.count(member.team_id, today) >= reader.per_day:
        why = f"your team has used today's {count_of(reader.per_day, 'suggestion')}"
        return about(reader, SuggestionState.FAILED, why)
    ctx.tx.read_answers.add_one(member.team_id, today)
    return ToRead(task, member.id, fingerprint)


def keep_found(
    tx: Transaction, member: Member, read: ToRead, claims: Sequence[Claim], at: datetime
) -> None:
    """Save what the model's claims show in the answer."""
    if member.id == read.member_id:  # else forgotten meanwhile, and here again
        found = evidence(read.task, claims)
        tx.read_answers.save(ReadAnswer(member.id, read.fingerprint, found, at))


def failed(suggestion: Suggestion | None, why: str) -> Suggestion | None:
    """Return that there is no suggestion; ``why`` is the kind of ``GraderFails``."""
    if suggestion is None:
        return None
    return replace(suggestion, state=SuggestionState.FAILED, why=_WHY.get(why, _UNREADY))


def about(reader: Reader, state: SuggestionState, why: str = "") -> Suggestion:
    """Return what is to be said of a model."""
    return Suggestion(state, reader.model, reader.host, why)
