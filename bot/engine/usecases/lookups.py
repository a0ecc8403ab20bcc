"""What adapters look up while they serve someone. Nothing here writes."""

from collections.abc import Mapping

from bot.engine.cards import ProblemCard
from bot.engine.model.people import Actor, GrantKind
from bot.engine.model.questions import Question
from bot.engine.model.rounds import Round, RoundState, Skip
from bot.engine.ports.context import Context
from bot.engine.queries import (
    AccountsOf,
    AskableQuestions,
    DrillWorkspace,
    FirstTry,
    KnownTracks,
    ManagerRoles,
    MayManage,
    OfferedTracks,
    PairWorkspace,
)
from bot.engine.records import question_pool
from bot.engine.records.members import users_in, workspace_of
from bot.engine.records.question_pool import questions_of, track_title, tracks_of
from bot.engine.records.rights import is_manager

POST_BY_HAND = "Fix that, then use /daily now again."


def askable_questions(ctx: Context, query: AskableQuestions) -> tuple[Question, ...]:
    """List the questions that can be asked of the team; the shipped ones if there is no team."""
    team = ctx.tx.teams.by_workspace(query.actor.platform, query.actor.workspace)
    found = questions_of(ctx.tx, ctx.bank, team.id) if team else ctx.bank.questions
    return tuple(found.values())


def may_manage(ctx: Context, query: MayManage) -> bool:
    """Tell whether the actor may manage the team where they act."""
    return is_manager(ctx.tx, query.actor)


def manager_roles(ctx: Context, query: ManagerRoles) -> tuple[str, ...]:
    """Return the workspace's roles whose people may manage its team."""
    team = ctx.tx.teams.by_workspace(query.platform, query.workspace)
    return tuple(
        each.who
        for each in (ctx.tx.teams.managers(team.id) if team else ())
        if (each.platform, each.workspace) == (query.platform, query.workspace)
        and each.kind is GrantKind.ROLE
    )


def known_tracks(ctx: Context, query: KnownTracks) -> Mapping[str, str]:
    """Return every track's title by its id: the shipped tracks, and those the team added."""
    team = ctx.tx.teams.by_workspace(query.actor.platform, query.actor.workspace)
    own = tracks_of(ctx.tx, ctx.bank, team.id) if team else frozenset[str]()
    return {track: track_title(ctx.bank, track) for track in sorted({*ctx.bank.tracks, *own})}


def offered_tracks(ctx: Context, query: OfferedTracks) -> Mapping[str, str]:
    """Return the tracks offered to the actor's team; the shipped ones if there is no team."""
    team = ctx.tx.teams.by_workspace(query.actor.platform, query.actor.workspace)
    if team is None:
        return question_pool.shipped_offer(ctx.bank)
    return question_pool.offered_tracks(ctx.tx, ctx.bank, team.id)


def accounts_of(ctx: Context, query: AccountsOf) -> tuple[Actor, ...]:
    """Return the accounts in the actor's workspace of members of their team."""
    platform, workspace = query.actor.platform, query.actor.workspace
    team = ctx.tx.teams.by_workspace(platform, workspace)
    found = (ctx.tx.members.get(member_id) for member_id in query.members)
    return tuple(
        Actor(platform, workspace, user, member.name)
        for member in found
        if member is not None and team is not None and member.team_id == team.id
        for user in users_in(ctx.tx, member.id, platform, workspace)
    )


def drill_workspace(ctx: Context, query: DrillWorkspace) -> str:
    """Return the workspace in which an account started a drill; empty when it is not theirs."""
    drill = ctx.tx.practice.drill(query.drill_id)
    members = (drill.member_id,) if drill else ()
    return workspace_of(ctx.tx, query.platform, query.user, members)


def pair_workspace(ctx: Context, query: PairWorkspace) -> str:
    """Return the workspace in which an account takes part in a pair; empty if it isn't theirs."""
    pair = ctx.tx.pairs.get(query.pair_id)
    return workspace_of(ctx.tx, query.platform, query.user, pair.members if pair else ())


def first_try(ctx: Context, query: FirstTry) -> ProblemCard | bool:
    """Tell how the first try to post a round went: fine, not known yet, or what went wrong."""
    tried = ctx.tx.rounds.get(query.round_id)
    if tried is None:  # its team was removed meanwhile
        return True
    match tried.state:
        case RoundState.CLAIMED | RoundState.SENDING if not tried.note:
            return False
        case RoundState.CLAIMED | RoundState.SENDING:
            return ProblemCard(f"The question isn't posted yet: {tried.note}.", _next_try(tried))
        case RoundState.FAILED:
            return ProblemCard(f"The question wasn't posted: {tried.note}.", POST_BY_HAND)
        case RoundState.SKIPPED:
            return ProblemCard(f"The question wasn't posted: {_why_skipped(tried)}.", POST_BY_HAND)
        case _:
            return True


def _next_try(tried: Round) -> str:
    if tried.refused_at is None:
        return "The bot keeps trying for half an hour."
    return "Please fix that: the bot tries once more in a few minutes."


def _why_skipped(tried: Round) -> str:
    match tried.skip_reason:
        case Skip.BY_HAND:
            return "the schedule was paused"
        case Skip.NO_QUESTION:
            return "no question matches the schedule"
        case _:
            return "the bot was out of reach"
