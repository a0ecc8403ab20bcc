"""Teams and members in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

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
from tests.support.fakes.memory.tables import Repository, Tables, aware, need


class MemoryTeams(Repository):
    def add(self, team: Team) -> Team:
        aware(team)
        added = replace(team, id=self.tables.new_id("teams"))
        self.tables.teams[added.id] = added
        return added

    def get(self, team_id: int) -> Team | None:
        return self.tables.teams.get(team_id)

    def by_name(self, name: str) -> Team | None:
        return next((team for team in self.all() if team.name == name), None)

    def by_workspace(self, platform: Platform, workspace: str) -> Team | None:
        held = self.tables.workspaces.get((platform, workspace))
        return held and self.tables.teams[held.team_id]

    def all(self) -> tuple[Team, ...]:
        return tuple(self.tables.teams.values())

    def save(self, team: Team) -> None:
        aware(team)
        need(self.tables.teams, team.id, "team")
        self.tables.teams[team.id] = team

    def remove(self, team_id: int) -> None:
        tables = self.tables
        tables.teams.pop(team_id, None)
        for member in [m for m in tables.members.values() if m.team_id == team_id]:
            MemoryMembers(tables).forget(member.id)
        owned = (tables.workspaces, tables.schedules, tables.rounds, tables.proposals)
        for table in (*owned, tables.deliveries, tables.managers):
            _drop(table, team_id, of="team_id")
        for key in [key for key in tables.grader_uses if key[0] == team_id]:
            del tables.grader_uses[key]
        keyed: list[dict[Any, Any]] = [
            tables.holidays,
            tables.team_questions,
            tables.retired,
            tables.corrections,
            tables.next_questions,
        ]
        tables.reviewers.pop(team_id, None)
        for number in [n for n in tables.settlements if n not in tables.proposals]:
            del tables.settlements[number]
        for table in keyed:
            for key in [key for key in table if key[0] == team_id]:
                del table[key]

    def attach(self, workspace: Workspace) -> None:
        need(self.tables.teams, workspace.team_id, "team")
        self.tables.workspaces[workspace.platform, workspace.workspace] = workspace

    def managers(self, team_id: int) -> tuple[ManagerGrant, ...]:
        held = sorted(self.tables.managers.items())
        return tuple(each for _, each in held if each.team_id == team_id)

    def set_managers(
        self, team_id: int, platform: Platform, workspace: str, grants: Sequence[ManagerGrant]
    ) -> None:
        need(self.tables.teams, team_id, "team")
        for grant in self.managers(team_id):
            if (grant.platform, grant.workspace) == (platform, workspace):
                self.remove_grant(grant)
        for grant in grants:
            self.tables.managers[_grant_key(grant)] = grant

    def grants_to(self, platform: Platform, workspace: str, user: str) -> tuple[ManagerGrant, ...]:
        key = (platform, workspace, GrantKind.PERSON, user)
        return tuple(each for each in [self.tables.managers.get(key)] if each is not None)

    def remove_grant(self, grant: ManagerGrant) -> None:
        self.tables.managers.pop(_grant_key(grant), None)

    def holidays(self, team_id: int) -> Mapping[date, str]:
        held = sorted(self.tables.holidays.items())
        return {day: name for (team, day), name in held if team == team_id}

    def add_holiday(self, team_id: int, day: date, name: str) -> None:
        need(self.tables.teams, team_id, "team")
        self.tables.holidays[team_id, day] = name

    def remove_holiday(self, team_id: int, day: date) -> None:
        self.tables.holidays.pop((team_id, day), None)


class MemoryMembers(Repository):
    def add(self, member: Member) -> Member:
        aware(member)
        need(self.tables.teams, member.team_id, "team")
        added = replace(member, id=self.tables.new_id("members"))
        self.tables.members[added.id] = added
        return added

    def get(self, member_id: int) -> Member | None:
        return self.tables.members.get(member_id)

    def by_identity(self, platform: Platform, workspace: str, user: str) -> Member | None:
        attached = self.tables.workspaces.get((platform, workspace))
        team = attached and attached.team_id
        found = [
            each
            for (its_platform, its_user, _, its_team), each in self.tables.identities.items()
            if (its_platform, its_user, its_team) == (platform, user, team)
        ]
        found.sort(key=lambda each: each.workspace != workspace)
        return self.tables.members[found[0].member_id] if found else None

    def of_account(self, platform: Platform, workspace: str, user: str) -> tuple[Member, ...]:
        account = (platform, user, workspace)
        held = (each for key, each in self.tables.identities.items() if key[:3] == account)
        return tuple(self.tables.members[each] for each in sorted(i.member_id for i in held))

    def link(self, identity: Identity) -> None:
        need(self.tables.members, identity.member_id, "member")
        self.tables.identities[self._key(identity)] = identity

    def unlink(self, identity: Identity) -> None:
        key = self._key(identity)
        if self.tables.identities.get(key) == identity:
            del self.tables.identities[key]
            self._drop_home(identity)

    def _key(self, identity: Identity) -> tuple[str, str, str, int]:
        team = self.tables.members[identity.member_id].team_id
        return identity.platform, identity.user, identity.workspace, team

    def _drop_home(self, account: Identity) -> None:
        if self.tables.homes.get((account.platform, account.user)) == account.workspace:
            del self.tables.homes[account.platform, account.user]

    def identities(self, member_id: int) -> tuple[Identity, ...]:
        held = [each for each in self.tables.identities.values() if each.member_id == member_id]
        return tuple(sorted(held, key=lambda each: (each.platform, each.workspace, each.user)))

    def everywhere(self, platform: Platform, user: str) -> tuple[Identity, ...]:
        account = (platform, user)
        held = (e for key, e in self.tables.identities.items() if key[:2] == account)
        return tuple(sorted(held, key=lambda each: (each.workspace, each.member_id)))

    def home(self, platform: Platform, user: str) -> str | None:
        return self.tables.homes.get((platform, user))

    def note_home(self, platform: Platform, workspace: str, user: str) -> None:
        if self.of_account(platform, workspace, user):
            self.tables.homes[platform, user] = workspace

    def of_team(self, team_id: int) -> tuple[Member, ...]:
        return tuple(m for m in self.tables.members.values() if m.team_id == team_id)

    def to_remind(self, schedule_id: int) -> tuple[Member, ...]:
        following = {
            member_id
            for of_round, member_id in self.tables.responses
            if self.tables.rounds[of_round].schedule_id == schedule_id
        }
        found = [self.tables.members[member_id] for member_id in sorted(following)]
        return tuple(m for m in found if m.remind is not Remind.OFF and m.left_at is None)

    def responding(self, round_id: int) -> tuple[Member, ...]:
        ids = sorted(member for of_round, member in self.tables.responses if of_round == round_id)
        return tuple(self.tables.members[member_id] for member_id in ids)

    def save(self, member: Member) -> None:
        aware(member)
        need(self.tables.members, member.id, "member")
        need(self.tables.teams, member.team_id, "team")
        self.tables.members[member.id] = member

    def forget(self, member_id: int) -> None:
        tables = self.tables
        tables.members.pop(member_id, None)
        for account in self.identities(member_id):
            self._drop_home(account)
        _drop(tables.identities, member_id)
        _drop(tables.leaves, member_id)
        _drop(tables.responses, member_id)
        _drop(tables.entries, member_id)
        _drop(tables.days, member_id)
        _drop(tables.drills, member_id)
        _drop(tables.reviews, member_id)
        _drop(tables.attempts, member_id)
        _leave_pairs(tables, member_id)
        _drop(tables.interviews, member_id)
        _leave_group_quizzes(tables, member_id)
        _drop(tables.read_answers, member_id)
        _drop(tables.review_fits, member_id)
        for clap in [clap for clap in tables.applause if member_id in clap[1:]]:
            del tables.applause[clap]
        _drop(tables.drafts, member_id)
        _drop(tables.imports, member_id)
        for seen in [key for key in tables.seen if key[0] == member_id]:
            del tables.seen[seen]
        for number, settled in tables.settlements.items():
            if settled.by == member_id:
                tables.settlements[number] = replace(settled, by=0)
        _drop(tables.deliveries, member_id)
        for key, correction in tables.corrections.items():
            if correction.by == member_id:
                tables.corrections[key] = replace(correction, by=0)
        for proposal in [p for p in tables.proposals.values() if p.member_id == member_id]:
            tables.proposals[proposal.id] = replace(proposal, member_id=0)

    def add_leave(self, leave: Leave) -> None:
        need(self.tables.members, leave.member_id, "member")
        self.tables.leaves[leave] = leave

    def leaves(self, member_id: int) -> tuple[Leave, ...]:
        held = (leave for leave in self.tables.leaves if leave.member_id == member_id)
        return tuple(sorted(held, key=lambda leave: (leave.first, leave.last)))

    def replace_leaves(self, member_id: int, leaves: Sequence[Leave]) -> None:
        for leave in self.leaves(member_id):
            del self.tables.leaves[leave]
        for leave in leaves:
            self.add_leave(leave)


def _grant_key(grant: ManagerGrant) -> tuple[str, str, str, str]:
    return grant.platform, grant.workspace, grant.kind, grant.who


def _drop(table: dict[Any, Any], its_id: int, of: str = "member_id") -> None:
    for key in [key for key, row in table.items() if getattr(row, of) == its_id]:
        del table[key]


def _leave_pairs(tables: Tables, member_id: int) -> None:
    _drop(tables.waits, member_id)
    for number, pair in list(tables.pairs.items()):
        if member_id in pair.members:
            del tables.pairs[number]


def _leave_group_quizzes(tables: Tables, member_id: int) -> None:
    for answer in [key for key in tables.group_answers if key[2] == member_id]:
        del tables.group_answers[answer]
    for number, quiz in tables.group_quizzes.items():
        if quiz.started_by == member_id:
            tables.group_quizzes[number] = replace(quiz, started_by=None)
