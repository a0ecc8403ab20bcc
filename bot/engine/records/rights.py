"""Who may do what in a team: the one place that decides it.

The platform's admins may always manage, and so may whoever the team chose besides them. Those
can't choose others: only an admin can, so that nobody gives rights away or locks admins out.
"""

from bot.engine.errors import NotAllowed
from bot.engine.model.people import Actor, GrantKind, ManagerGrant
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.repositories import Transaction


def is_manager(tx: Transaction, actor: Actor) -> bool:
    """Tell whether the actor manages the team of the workspace where they act."""
    if actor.manager:
        return True
    team = tx.teams.by_workspace(actor.platform, actor.workspace)
    return team is not None and any(_is_meant(each, actor) for each in tx.teams.managers(team.id))


def require_manager(tx: Transaction, actor: Actor) -> None:
    """Raise NotAllowed unless the actor manages the team."""
    if not is_manager(tx, actor):
        raise NotAllowed("Only managers can do this.", "Ask someone who manages this workspace.")


def require_admin(actor: Actor) -> None:
    """Raise NotAllowed unless the platform itself says that the actor manages the workspace."""
    if not actor.manager:
        raise NotAllowed("Only admins can choose who manages Warmup.", "Ask one of them.")


def require_reviewer(
    tx: Transaction, actor: Actor, team_id: int, channel: ChannelRef | None
) -> None:
    """Raise NotAllowed unless the actor may decide about suggestions and reports."""
    if is_manager(tx, actor) or _set_one_up(tx, actor, team_id):
        return
    reviewers = tx.suggestions.reviewers(team_id)
    if reviewers is not None:
        if reviewers.role and reviewers.role in actor.roles:
            return
        if not reviewers.role and channel == reviewers.channel:
            return
    raise NotAllowed("Only reviewers can decide this.", "Ask one of the managers.")


def _is_meant(grant: ManagerGrant, actor: Actor) -> bool:
    """Tell whether a grant is the actor's: given where they act, to them or a role they have.

    A guest's account belongs to another workspace, whose admins and roles count for nothing here.
    """
    if (grant.platform, grant.workspace) != (actor.platform, actor.workspace):
        return False
    if actor.own_workspace and actor.own_workspace != actor.workspace:
        return False
    match grant.kind:
        case GrantKind.ROLE:
            return grant.who in actor.roles
        case GrantKind.PERSON:
            return grant.who == actor.user


def _set_one_up(tx: Transaction, actor: Actor, team_id: int) -> bool:
    """Tell whether the actor set up one of the schedules: they are told if no channel is."""
    return any(
        (each.owner, each.channel.platform) == (actor.user, actor.platform)
        for each in tx.schedules.of_team(team_id)
    )
