"""Who an actor is (their team and their member, created on first contact)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.engine.errors import NotFound
from bot.engine.model.people import Actor, Leave, Member, Platform, Team, Workspace
from bot.engine.ports.repositories import Transaction
from bot.engine.records.streak_log import settle_member
from bot.engine.rules.calendar import local_date, utc
from bot.engine.rules.text import clean_name

DEFAULT_ZONE = "UTC"
"""A new team's zone, until its first schedule or ``/team zone`` sets another."""


def team_of(tx: Transaction, platform: Platform, workspace: str, at: datetime) -> Team:
    """Return the workspace's team, created on first contact."""
    team = tx.teams.by_workspace(platform, workspace)
    if team is None:
        team = tx.teams.add(Team(0, f"{platform}:{workspace}", DEFAULT_ZONE, utc(at)))
        tx.teams.attach(Workspace(platform, workspace, team.id))
    return team


def known_team(tx: Transaction, actor: Actor) -> Team:
    """Return the actor's team; raises NotFound in a workspace that has none yet."""
    team = tx.teams.by_workspace(actor.platform, actor.workspace)
    if team is None:
        raise NotFound(
            "Warmup is not set up here yet.", "A manager starts it with /daily setup in a channel."
        )
    return team


def member_of(tx: Transaction, actor: Actor, at: datetime) -> Member:
    """Return the actor's member, created on first contact; keeps the shown name current.

    A guessed name never replaces a known one.
    """
    team = team_of(tx, actor.platform, actor.workspace, at)
    name = clean_name(actor.name)
    member = known_member(tx, actor)
    if member is None:
        member = tx.members.add(Member(0, team.id, name, utc(at)))
        tx.members.link(actor.account(member.id))
        return member
    _move_home(tx, actor, member)
    if member.left_at is None and (actor.guessed or member.name == name):
        return member
    current = replace(member, name=member.name if actor.guessed else name, left_at=None)
    tx.members.save(current)
    if member.left_at is not None:
        _excuse_absence(tx, team, member.id, member.left_at, at)
    return current


def member_asked(tx: Transaction, actor: Actor, at: datetime, round_id: int) -> Member:
    """Return the actor's member in the round's team; 0 for the team of where they act.

    The round of a direct message tells the team that whoever presses its button is a member of.
    """
    round_ = tx.rounds.get(round_id)
    if round_ is not None and round_.channel.platform == actor.platform:
        known = tx.members.by_identity(actor.platform, round_.channel.workspace, actor.user)
        if known is not None:
            return known
    return member_of(tx, actor, at)


def rename(tx: Transaction, actor: Actor) -> None:
    """Store the actor's name and own workspace if they are a member; ignore strangers."""
    member, name = known_member(tx, actor), clean_name(actor.name)
    if member is not None:
        _move_home(tx, actor, member)
        if member.name != name:
            tx.members.save(replace(member, name=name))


def mark_left(tx: Transaction, actor: Actor, at: datetime) -> None:
    """Note that the actor's account left the workspace or was closed; ignores strangers.

    They leave the boards and no day is a miss for them, until they do anything again.
    """
    member = known_member(tx, actor)
    if member is not None and member.left_at is None:
        tx.members.save(replace(member, left_at=utc(at)))


def needs_update(tx: Transaction, actor: Actor) -> bool:
    """Tell whether what is kept of the actor has changed.

    They were marked as gone, and so have come back; or their account turns out to be another
    workspace's.
    """
    member = known_member(tx, actor)
    if member is None:
        return False
    return member.left_at is not None or _is_misplaced(tx, actor, member)


def _is_misplaced(tx: Transaction, actor: Actor, member: Member) -> bool:
    """Tell whether a guest's account is kept under another workspace than their own."""
    return bool(actor.own_workspace) and actor.account(member.id) not in tx.members.identities(
        member.id
    )


def _move_home(tx: Transaction, actor: Actor, member: Member) -> None:
    """Keep a guest's account under their own workspace, and take what guests can't have.

    Releases that didn't tell kept it under the channel's, and let an admin of another workspace
    set up schedules here: those continue without an owner.
    """
    if not _is_misplaced(tx, actor, member):
        return
    for account in tx.members.identities(member.id):
        if (account.platform, account.user) == (actor.platform, actor.user):
            tx.members.unlink(account)
    tx.members.link(actor.account(member.id))
    for schedule in tx.schedules.of_owner(actor.platform, actor.workspace, actor.user):
        tx.schedules.save(replace(schedule, owner=""))


def _excuse_absence(
    tx: Transaction, team: Team, member_id: int, left_at: datetime, back_at: datetime
) -> None:
    """Count the days from leaving to coming back as leave, so that they break no streak."""
    first = local_date(left_at, team.zone)
    last = max(first, local_date(back_at, team.zone) - timedelta(days=1))
    tx.members.add_leave(Leave(member_id, first, last))
    settle_member(tx, member_id, date.min)  # no day was written while they were gone


def known_member(tx: Transaction, actor: Actor) -> Member | None:
    """Return the member that the actor is where they act, or None if they never took part."""
    return tx.members.by_identity(actor.platform, actor.workspace, actor.user)


def users_in(
    tx: Transaction, member_id: int, platform: Platform, workspace: str
) -> tuple[str, ...]:
    """Return the member's accounts that can be in a workspace, as the platform calls them.

    Those are the workspace's own accounts, and guests': of workspaces that aren't the team's.
    """
    team = tx.teams.by_workspace(platform, workspace)
    return tuple(
        each.user
        for each in tx.members.identities(member_id)
        if each.platform == platform
        and (each.workspace == workspace or team != tx.teams.by_workspace(platform, each.workspace))
    )


def workspace_of(tx: Transaction, platform: Platform, user: str, members: Collection[int]) -> str:
    """Return the workspace in which an account is one of ``members``; empty when it is none."""
    accounts = tx.members.everywhere(platform, user)
    return next((each.workspace for each in accounts if each.member_id in members), "")


def zone_of(tx: Transaction, member: Member) -> str:
    """Return the zone of the member's team."""
    team = tx.teams.get(member.team_id)
    return team.zone if team else DEFAULT_ZONE
