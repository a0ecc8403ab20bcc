"""Teams and members on a database connection."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, delete, insert, select

from bot.engine.model.people import (
    GrantKind,
    Identity,
    Leave,
    ManagerGrant,
    Member,
    Platform,
    Remind,
    Team,
    Workspace,
)
from storage import tables as db
from storage.repositories.sql import Repository, values, without_id
from storage.tables.types import Word

_ADD_TEAM = insert(db.teams).returning(db.teams.c.id)
_TEAM = select(db.teams).where(db.teams.c.id == bindparam("id"))
_TEAM_BY_NAME = (
    select(db.teams).where(db.teams.c.name == bindparam("name")).order_by(db.teams.c.id).limit(1)
)
_TEAM_BY_WORKSPACE = (
    select(db.teams)
    .join(db.workspaces)
    .where(
        db.workspaces.c.platform == bindparam("platform"),
        db.workspaces.c.workspace == bindparam("workspace"),
    )
)
_TEAMS = select(db.teams).order_by(db.teams.c.id)
_HOLIDAYS = (
    select(db.holidays.c.day, db.holidays.c.name)
    .where(db.holidays.c.team_id == bindparam("team_id"))
    .order_by(db.holidays.c.day)
)
_g = db.managers.c
_MANAGERS = (
    select(_g.team_id, _g.platform, _g.workspace, _g.kind, _g.who)
    .where(_g.team_id == bindparam("team_id"))
    .order_by(_g.platform, _g.workspace, _g.kind, _g.who)
)
_GRANTS_TO = select(_g.team_id, _g.platform, _g.workspace, _g.kind, _g.who).where(
    _g.platform == bindparam("platform"),
    _g.workspace == bindparam("workspace"),
    _g.kind == GrantKind.PERSON,
    _g.who == bindparam("user"),
)
_CLEAR_MANAGERS = delete(db.managers).where(
    _g.team_id == bindparam("team_id"),
    _g.platform == bindparam("platform"),
    _g.workspace == bindparam("workspace"),
)
_REMOVE_GRANT = delete(db.managers).where(
    _g.platform == bindparam("platform"),
    _g.workspace == bindparam("workspace"),
    _g.kind == bindparam("kind", type_=Word(GrantKind)),
    _g.who == bindparam("who"),
)
_REMOVE_TEAM = delete(db.teams).where(db.teams.c.id == bindparam("id"))
_REMOVE_HOLIDAY = delete(db.holidays).where(
    db.holidays.c.team_id == bindparam("team_id"), db.holidays.c.day == bindparam("day")
)


class SqlTeams(Repository):
    """Teams, their workspaces and their holidays."""

    def add(self, team: Team) -> Team:
        """Insert ``team`` and return it with its id."""
        row = without_id(team)
        return Team(id=self._add(_ADD_TEAM, row), **row)

    def get(self, team_id: int) -> Team | None:
        """Return the team, or None."""
        return self._shared(Team, _TEAM, id=team_id)

    def by_name(self, name: str) -> Team | None:
        """Return the oldest team of that name, or None."""
        return self._one(Team, _TEAM_BY_NAME, name=name)

    def by_workspace(self, platform: Platform, workspace: str) -> Team | None:
        """Return the team the workspace belongs to, or None."""
        return self._shared(Team, _TEAM_BY_WORKSPACE, platform=platform, workspace=workspace)

    def all(self) -> tuple[Team, ...]:
        """Return every team, oldest first."""
        return self._many(Team, _TEAMS)

    def save(self, team: Team) -> None:
        """Write every field of a team that exists."""
        self._change(db.teams, team.id, without_id(team))

    def remove(self, team_id: int) -> None:
        """Delete the team; foreign keys delete everything that belongs to it, members included."""
        self._delete(_REMOVE_TEAM, id=team_id)

    def attach(self, workspace: Workspace) -> None:
        """Attach ``workspace`` to its team; moves it if it belonged to another."""
        self._put(db.workspaces, values(workspace))

    def managers(self, team_id: int) -> tuple[ManagerGrant, ...]:
        """Return who may manage the team besides admins, by workspace, kind and id."""
        return self._many(ManagerGrant, _MANAGERS, team_id=team_id)

    def set_managers(
        self, team_id: int, platform: Platform, workspace: str, grants: Sequence[ManagerGrant]
    ) -> None:
        """Replace all grants of the team's workspace with ``grants``."""
        self._delete(_CLEAR_MANAGERS, team_id=team_id, platform=platform, workspace=workspace)
        for grant in grants:
            self._put(db.managers, values(grant))

    def grants_to(self, platform: Platform, workspace: str, user: str) -> tuple[ManagerGrant, ...]:
        """Return the grants that name an account."""
        account = {"platform": platform, "workspace": workspace, "user": user}
        return self._many(ManagerGrant, _GRANTS_TO, **account)

    def remove_grant(self, grant: ManagerGrant) -> None:
        """Remove a grant, if it's still there."""
        self._delete(
            _REMOVE_GRANT,
            platform=grant.platform,
            workspace=grant.workspace,
            kind=grant.kind,
            who=grant.who,
        )

    def holidays(self, team_id: int) -> Mapping[date, str]:
        """Return the names of the team's holidays by date, in order."""
        return dict(self._rows(_HOLIDAYS, team_id=team_id))

    def add_holiday(self, team_id: int, day: date, name: str) -> None:
        """Add a holiday, or rename the one on that day."""
        self._put(db.holidays, {"team_id": team_id, "day": day, "name": name})

    def remove_holiday(self, team_id: int, day: date) -> None:
        """Remove the day's holiday, if there is one."""
        self._delete(_REMOVE_HOLIDAY, team_id=team_id, day=day)


_ADD_MEMBER = insert(db.members).returning(db.members.c.id)
_MEMBER = select(db.members).where(db.members.c.id == bindparam("id"))
_MEMBER_BY_IDENTITY = (
    select(db.members)
    .select_from(db.workspaces)
    .join(db.identities, db.identities.c.team_id == db.workspaces.c.team_id)
    .join(db.members, db.members.c.id == db.identities.c.member_id)
    .where(
        db.workspaces.c.platform == bindparam("platform"),
        db.workspaces.c.workspace == bindparam("workspace"),
        db.identities.c.platform == bindparam("platform"),
        db.identities.c.user == bindparam("user"),
    )
    .order_by(db.identities.c.workspace != db.workspaces.c.workspace)
    .limit(1)
)
_OF_ACCOUNT = (
    select(db.members)
    .join(db.identities, db.identities.c.member_id == db.members.c.id)
    .where(
        db.identities.c.platform == bindparam("platform"),
        db.identities.c.workspace == bindparam("workspace"),
        db.identities.c.user == bindparam("user"),
    )
    .order_by(db.members.c.id)
)
_TEAM_OF_MEMBER = select(db.members.c.team_id).where(db.members.c.id == bindparam("id"))
_IDENTITIES = (
    select(*(db.identities.c[name] for name in ("platform", "workspace", "user", "member_id")))
    .where(db.identities.c.member_id == bindparam("member_id"))
    .order_by(db.identities.c.platform, db.identities.c.workspace, db.identities.c.user)
)
_EVERYWHERE = (
    select(*(db.identities.c[name] for name in ("platform", "workspace", "user", "member_id")))
    .where(
        db.identities.c.platform == bindparam("platform"),
        db.identities.c.user == bindparam("user"),
    )
    .order_by(db.identities.c.workspace, db.identities.c.member_id)
)
_TEAM_OF_ACCOUNT = (
    select(db.identities.c.team_id)
    .where(
        db.identities.c.platform == bindparam("platform"),
        db.identities.c.workspace == bindparam("workspace"),
        db.identities.c.user == bindparam("user"),
    )
    .order_by(db.identities.c.team_id)
    .limit(1)
)
_UNLINK = delete(db.identities).where(
    db.identities.c.platform == bindparam("platform"),
    db.identities.c.workspace == bindparam("workspace"),
    db.identities.c.user == bindparam("user"),
    db.identities.c.member_id == bindparam("member_id"),
)
_HOME = select(db.homes.c.workspace).where(
    db.homes.c.platform == bindparam("platform"), db.homes.c.user == bindparam("user")
)
_OF_TEAM = (
    select(db.members).where(db.members.c.team_id == bindparam("team_id")).order_by(db.members.c.id)
)
_RESPONDING = (
    select(db.members)
    .join(db.responses, db.responses.c.member_id == db.members.c.id)
    .where(db.responses.c.round_id == bindparam("round_id"))
    .order_by(db.members.c.id)
)
_TO_REMIND = (
    select(db.members)
    .join(db.follows, db.follows.c.member_id == db.members.c.id)
    .where(db.follows.c.schedule_id == bindparam("schedule_id"))
    .where(db.members.c.left_at.is_(None), db.members.c.remind != Remind.OFF)
    .order_by(db.members.c.id)
)
_LEAVES = (
    select(db.leaves)
    .where(db.leaves.c.member_id == bindparam("member_id"))
    .order_by(db.leaves.c.first_day, db.leaves.c.last_day)
)
_REMOVE_LEAVES = delete(db.leaves).where(db.leaves.c.member_id == bindparam("member_id"))
_FORGET = delete(db.members).where(db.members.c.id == bindparam("id"))


class SqlMembers(Repository):
    """Members, their accounts and their leaves."""

    def add(self, member: Member) -> Member:
        """Insert ``member`` and return it with its id."""
        row = without_id(member)
        return Member(id=self._add(_ADD_MEMBER, row), **row)

    def get(self, member_id: int) -> Member | None:
        """Return the member, or None."""
        return self._one(Member, _MEMBER, id=member_id)

    def by_identity(self, platform: Platform, workspace: str, user: str) -> Member | None:
        """Return the member that ``user`` is in the workspace's team, or None."""
        return self._one(
            Member, _MEMBER_BY_IDENTITY, platform=platform, workspace=workspace, user=user
        )

    def of_account(self, platform: Platform, workspace: str, user: str) -> tuple[Member, ...]:
        """Return the members that an account is, in whatever teams, by id."""
        account = {"platform": platform, "workspace": workspace, "user": user}
        return self._many(Member, _OF_ACCOUNT, **account)

    def link(self, identity: Identity) -> None:
        """Give the account to its member; moves it if it belonged to another of the team."""
        team_id = self._value(_TEAM_OF_MEMBER, id=identity.member_id)
        self._put(db.identities, {**values(identity), "team_id": team_id})

    def unlink(self, identity: Identity) -> None:
        """Take the account, and its home, from its member."""
        self._delete(_UNLINK, **values(identity))

    def identities(self, member_id: int) -> tuple[Identity, ...]:
        """Return the member's accounts, by platform, workspace and user."""
        return self._many(Identity, _IDENTITIES, member_id=member_id)

    def everywhere(self, platform: Platform, user: str) -> tuple[Identity, ...]:
        """Return the account in each workspace where it is a member, by workspace and member."""
        return self._many(Identity, _EVERYWHERE, platform=platform, user=user)

    def home(self, platform: Platform, user: str) -> str | None:
        """Return the workspace where the account last used the bot, if known."""
        return self._value(_HOME, platform=platform, user=user)

    def note_home(self, platform: Platform, workspace: str, user: str) -> None:
        """Record where the account last used the bot; does nothing unless it's a member there."""
        account = {"platform": platform, "workspace": workspace, "user": user}
        team_id = self._value(_TEAM_OF_ACCOUNT, **account)
        if team_id is not None:
            self._put(db.homes, {**account, "team_id": team_id})

    def of_team(self, team_id: int) -> tuple[Member, ...]:
        """Return the team's members, including those who left, oldest first."""
        return self._many(Member, _OF_TEAM, team_id=team_id)

    def to_remind(self, schedule_id: int) -> tuple[Member, ...]:
        """Return the schedule's followers who want reminders, by id."""
        return self._many(Member, _TO_REMIND, schedule_id=schedule_id)

    def responding(self, round_id: int) -> tuple[Member, ...]:
        """Return the members who responded to the round, by id."""
        return self._many(Member, _RESPONDING, round_id=round_id)

    def save(self, member: Member) -> None:
        """Write every field of a member who exists."""
        self._change(db.members, member.id, without_id(member))

    def forget(self, member_id: int) -> None:
        """Delete the member; foreign keys delete everything that belongs to them."""
        self._delete(_FORGET, id=member_id)

    def add_leave(self, leave: Leave) -> None:
        """Add a leave; one with the same dates is the same leave."""
        self._put_new(db.leaves, _leave_row(leave))

    def leaves(self, member_id: int) -> tuple[Leave, ...]:
        """Return the member's leaves in the order of their first day."""
        return self._many(Leave, _LEAVES, member_id=member_id)

    def replace_leaves(self, member_id: int, leaves: Sequence[Leave]) -> None:
        """Replace all of the member's leaves with ``leaves``."""
        self._delete(_REMOVE_LEAVES, member_id=member_id)
        for leave in leaves:
            self.add_leave(leave)


def _leave_row(leave: Leave) -> dict[str, object]:
    return {
        "member_id": leave.member_id,
        "first_day": leave.first,
        "last_day": leave.last,
    }
