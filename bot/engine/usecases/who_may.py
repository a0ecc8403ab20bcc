"""Who manages a team and who reviews what it writes: shown, and chosen."""

from collections.abc import Iterable

from bot.engine.cards import Card
from bot.engine.cards.who_may import Mention, Named, WhoMayCard
from bot.engine.errors import NotFound, Refused
from bot.engine.model.moderation import Reviewers
from bot.engine.model.people import Actor, GrantKind, ManagerGrant, Platform
from bot.engine.ports.context import Context
from bot.engine.question_commands import SetReviewers, ShowReviewers
from bot.engine.records.members import known_team, team_of
from bot.engine.records.rights import require_admin, require_manager
from bot.engine.team_commands import SetManagers, ShowManagers

MOST_NAMED = 20
MANAGERS, REVIEWERS = "Who manages Warmup here", "Who reviews suggestions and reports"
ADMINS: dict[Platform, str] = {
    "console": "Whoever runs this terminal can always manage.",
    "discord": "Anyone with the permission Manage Server can always manage.",
    "slack": "Workspace admins and owners can always manage.",
}
OWNERS = "Whoever set a schedule up can change it, too."
OWNERS_REVIEW = "New ones are sent to whoever set a schedule up."
KINDS = {GrantKind.ROLE: Named.ROLE, GrantKind.PERSON: Named.PERSON}


def show_managers(ctx: Context, command: ShowManagers) -> Card:
    """Say who may manage the team."""
    require_manager(ctx.tx, command.actor)
    team = known_team(ctx.tx, command.actor)
    return _managers(command.actor.platform, ctx.tx.teams.managers(team.id))


def set_managers(ctx: Context, command: SetManagers) -> Card:
    """Choose who may manage the team besides admins, in place of those chosen before."""
    actor = command.actor
    require_admin(actor)
    _refuse_everyone(actor, command.roles)
    team = team_of(ctx.tx, actor.platform, actor.workspace, command.at)
    if len(command.roles) + len(command.people) > MOST_NAMED:
        raise Refused(f"That's more than {MOST_NAMED}.", "Choose a role or a group instead.")
    kinds = ((GrantKind.ROLE, command.roles), (GrantKind.PERSON, command.people))
    chosen = [
        ManagerGrant(team.id, actor.platform, actor.workspace, kind, who)
        for kind, all_ in kinds
        for who in dict.fromkeys(all_)
    ]
    ctx.tx.teams.set_managers(team.id, actor.platform, actor.workspace, chosen)
    return _managers(actor.platform, ctx.tx.teams.managers(team.id))


def show_reviewers(ctx: Context, command: ShowReviewers) -> Card:
    """Say who decides about suggestions and reports."""
    require_manager(ctx.tx, command.actor)
    team = known_team(ctx.tx, command.actor)
    return _reviewers(command.actor, ctx.tx.suggestions.reviewers(team.id))


def set_reviewers(ctx: Context, command: SetReviewers) -> Card:
    """Choose who decides about suggestions and reports, besides managers."""
    actor = command.actor
    require_manager(ctx.tx, actor)
    _refuse_everyone(actor, (command.role,))
    team = team_of(ctx.tx, actor.platform, actor.workspace, command.at)
    if command.channel is None:
        ctx.tx.suggestions.clear_reviewers(team.id)
        return _reviewers(actor, None)
    if (command.channel.platform, command.channel.workspace) != (actor.platform, actor.workspace):
        raise NotFound("There is no such channel here.", "Choose one of this workspace.")
    chosen = Reviewers(team.id, command.channel, command.role)
    ctx.tx.suggestions.set_reviewers(chosen)
    return _reviewers(actor, chosen)


def _managers(platform: Platform, grants: Iterable[ManagerGrant]) -> WhoMayCard:
    mentions = [Mention(KINDS[each.kind], each.who) for each in grants if each.platform == platform]
    roles = tuple(each for each in mentions if each.named is Named.ROLE)
    people = tuple(each for each in mentions if each.named is Named.PERSON)
    groups = "Everyone in" if platform == "slack" else "Everyone with the role"
    lines = ((groups, roles), ("These people:", people))
    notes = (ADMINS[platform], OWNERS)
    return WhoMayCard(MANAGERS, tuple(each for each in lines if each[1]), notes)


def _reviewers(actor: Actor, chosen: Reviewers | None) -> WhoMayCard:
    if chosen is None:
        return WhoMayCard(REVIEWERS, (), ("Managers do.", OWNERS_REVIEW))
    if chosen.channel.platform != actor.platform:
        return WhoMayCard(REVIEWERS, (), ("People in a channel on another platform.",))
    channel = Mention(Named.CHANNEL, chosen.channel.channel)
    who = (
        ("Everyone with the role", (Mention(Named.ROLE, chosen.role),))
        if chosen.role
        else ("Everyone in", (channel,))
    )
    return WhoMayCard(REVIEWERS, (who, ("New ones are sent to", (channel,))), ("So can managers.",))


def _refuse_everyone(actor: Actor, roles: Iterable[str]) -> None:
    """Raise Refused for the role that everyone on a Discord server has: the server's own id."""
    if actor.platform == "discord" and actor.workspace in roles:
        raise Refused("Everyone has that role.", "Choose another one.")
