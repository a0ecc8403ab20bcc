"""A team of one with two simulated teammates: what a terminal needs for its day."""

from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card, QuestionCard
from bot.engine.errors import NotFound
from bot.engine.model.people import Actor, Team, Workspace
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.schedules import Schedule
from bot.engine.model.settings import Setting
from bot.engine.ports.context import Context
from bot.engine.practice_queries import (
    CountDueReviews,
    LatestRound,
    LiveRounds,
    NoteTime,
    ResponseCount,
    ShowQuestion,
    ShowReveal,
    StartPracticeTeam,
    StoppedAt,
)
from bot.engine.records import heartbeats
from bot.engine.records.due_reviews import due_counts
from bot.engine.records.members import known_member
from bot.engine.records.schedules import create
from bot.engine.rounds.cards import question_card
from bot.engine.rounds.closed_rounds import look_at_closed
from bot.engine.rounds.reveal_parts import parts_of

TEAM = "local"


def live_rounds(ctx: Context, query: LiveRounds) -> tuple[Round, ...]:
    """List the rounds of the actor's team that are being posted or are open."""
    team = ctx.tx.teams.by_workspace(query.actor.platform, query.actor.workspace)
    return tuple(ctx.tx.rounds.live(team.id)) if team else ()


def response_count(ctx: Context, query: ResponseCount) -> int:
    """Return how many people have answered a round."""
    return ctx.tx.responses.count(query.round_id)


def count_due_reviews(ctx: Context, query: CountDueReviews) -> tuple[int, ...]:
    """Return how many reviews the actor has due at each time; none before the first answer."""
    member = known_member(ctx.tx, query.actor)
    if member is None:
        return (0,) * len(query.times)
    return due_counts(ctx.tx, ctx.bank, member, query.times)


def latest_round(ctx: Context, query: LatestRound) -> int | None:
    """Return the id of the round that was posted to a channel last."""
    return next((round_.id for round_ in ctx.tx.rounds.recent(query.channel, 1)), None)


def show_question(ctx: Context, query: ShowQuestion) -> QuestionCard:
    """Return the question of an open round; raises NotFound when there is no such round."""
    round_ = ctx.tx.rounds.get(query.round_id)
    if round_ is None:
        raise NotFound("That question isn't here.")
    return question_card(ctx.tx, ctx.bank, round_)


def show_reveal(ctx: Context, query: ShowReveal) -> tuple[Card, ...]:
    """Return the messages of a round's reveal; none while there is no reveal."""
    round_ = ctx.tx.rounds.get(query.round_id)
    if round_ is None or round_.state is not RoundState.REVEALED:
        return ()
    closed = look_at_closed(ctx.tx, ctx.bank, round_)
    return tuple(part.card for part in parts_of(ctx.tx, ctx.bank, closed, {}))


def stopped_at(ctx: Context, query: StoppedAt) -> datetime | None:
    """Return the terminal's own time at its last stop."""
    del query
    saved = ctx.tx.settings.get(Setting.CONSOLE_CLOCK)
    return datetime.fromisoformat(saved) if saved else None


def note_time(ctx: Context, note: NoteTime) -> None:
    """Remember the terminal's own time, unless it would go back."""
    last = stopped_at(ctx, StoppedAt())
    if note.jumped:
        heartbeats.jump(ctx.tx, ("console",), note.at)
    if last is None or note.at > last:
        ctx.tx.settings.put(Setting.CONSOLE_CLOCK, note.at.isoformat())


def start_practice_team(ctx: Context, note: StartPracticeTeam) -> Schedule:
    """Return the schedule of the actor's channel; make it, and its team, where there is none."""
    schedules = ctx.tx.schedules.of_channel(note.channel)
    if schedules:
        return schedules[0]
    team = _team(ctx, note.actor, note.plan.zone, note.at)
    made = create(ctx.tx, ctx.bank, team, note.channel, note.plan, note.actor.user, note.at)
    made = replace(made, since=note.since)
    ctx.tx.schedules.save(made)
    return made


def _team(ctx: Context, actor: Actor, zone: str, at: datetime) -> Team:
    teams = ctx.tx.teams
    team = teams.by_workspace(actor.platform, actor.workspace) or teams.by_name(TEAM)
    if team is None:
        team = teams.add(Team(0, TEAM, zone, at))
    teams.attach(Workspace(actor.platform, actor.workspace, team.id))
    return team
