"""Schedules, rounds and responses in memory."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.engine.errors import StorageError
from bot.engine.model.people import PLATFORMS, Platform
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Response, Round, RoundState, Unseen, is_held
from bot.engine.model.schedules import ChannelRef, MessageRef, Schedule, ScheduleState
from bot.engine.ports.rounds import EVERYTHING, FollowedRound
from tests.support.fakes.memory.tables import Repository, aware, need

TOO_FAR = timedelta(days=2)
_UNSENT = (RoundState.CLAIMED, RoundState.SENDING)
_LIVE = (*_UNSENT, RoundState.OPEN, RoundState.REVEALING)
_CLOSED = (RoundState.REVEALING, RoundState.REVEALED)
_NOT_ASKED = (RoundState.SKIPPED, RoundState.FAILED)


class MemorySchedules(Repository):
    def add(self, schedule: Schedule) -> Schedule:
        aware(schedule)
        need(self.tables.teams, schedule.team_id, "team")
        held = self.tables.schedules.values()
        highest = max((s.number for s in held if s.team_id == schedule.team_id), default=0)
        added = replace(schedule, id=self.tables.new_id("schedules"), number=highest + 1)
        self.tables.schedules[added.id] = added
        return added

    def get(self, schedule_id: int) -> Schedule | None:
        return self.tables.schedules.get(schedule_id)

    def save(self, schedule: Schedule) -> None:
        aware(schedule)
        need(self.tables.schedules, schedule.id, "schedule")
        self.tables.schedules[schedule.id] = schedule
        self.tables.look_at.pop(schedule.id, None)

    def of_team(self, team_id: int) -> tuple[Schedule, ...]:
        return tuple(each for each in self.all() if each.team_id == team_id)

    def of_channel(self, channel: ChannelRef) -> tuple[Schedule, ...]:
        return tuple(each for each in self.all() if each.channel == channel)

    def active(self, platforms: Collection[Platform]) -> tuple[Schedule, ...]:
        return tuple(
            each
            for each in self.all()
            if each.state is ScheduleState.ACTIVE and each.channel.platform in platforms
        )

    def to_look_at(
        self, platforms: Collection[Platform], now: datetime, limit: int
    ) -> tuple[Schedule, ...]:
        aware(now)
        times = {each.id: self.tables.look_at.get(each.id) for each in self.active(platforms)}
        due = [
            (at or datetime.min.replace(tzinfo=UTC), schedule_id)
            for schedule_id, at in times.items()
            if at is None or at <= now or at > now + TOO_FAR
        ]
        return tuple(self.tables.schedules[schedule_id] for _, schedule_id in sorted(due)[:limit])

    def looked_at(self, schedule_id: int, next_at: datetime) -> None:
        aware(next_at)
        self.tables.look_at[schedule_id] = next_at

    def look_again(self, now: datetime) -> None:
        for schedule in self.active(PLATFORMS):
            at = self.tables.look_at.get(schedule.id)
            if at is not None and at > now:
                self.tables.look_at[schedule.id] = now

    def next_look(self, now: datetime) -> datetime | None:
        looks = (self.tables.look_at.get(each.id) for each in self.active(PLATFORMS))
        return min((at for at in looks if at is not None and at > now), default=None)

    def to_alert(self, platforms: Collection[Platform], now: datetime) -> tuple[Schedule, ...]:
        aware(now)
        return tuple(
            each
            for each in self.all()
            if each.state is ScheduleState.PAUSED
            and each.channel.platform in platforms
            and each.alert_at is not None
            and _over(each.alert_at, now)
        )

    def refused(self) -> tuple[Schedule, ...]:
        paused = (each for each in self.all() if each.state is ScheduleState.PAUSED)
        return tuple(each for each in paused if each.recheck_at is not None)

    def all(self) -> tuple[Schedule, ...]:
        held = self.tables.schedules.values()
        return tuple(each for each in held if each.state is not ScheduleState.REMOVED)

    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[Schedule, ...]:
        owner = (platform, workspace, user)
        held = self.tables.schedules.values()
        return tuple(
            each
            for each in held
            if (each.channel.platform, each.channel.workspace, each.owner) == owner
        )


class MemoryRounds(Repository):
    def claim(self, new: Round) -> Round | None:
        self._check(new)
        slot = (new.schedule_id, new.slot, new.by_hand_number)
        if any((r.schedule_id, r.slot, r.by_hand_number) == slot for r in self._all()):
            return None
        claimed = replace(new, id=self.tables.new_id("rounds"))
        self.tables.rounds[claimed.id] = claimed
        return claimed

    def acquire(
        self, round_id: int, worker: str, now: datetime, lease_until: datetime
    ) -> Round | None:
        held = self.tables.rounds.get(round_id)
        if held is None or not (_over(held.lease_until, now) or held.worker == worker):
            return None
        taken = replace(held, worker=worker, lease_until=lease_until)
        self.save(taken)
        return taken

    def extend(self, round_id: int, worker: str, lease_until: datetime) -> Round | None:
        held = self.tables.rounds.get(round_id)
        if held is None or held.worker != worker:
            return None
        longer = replace(held, lease_until=lease_until)
        self.save(longer)
        return longer

    def get(self, round_id: int) -> Round | None:
        return self.tables.rounds.get(round_id)

    def save(self, changed: Round) -> None:
        self._check(changed)
        need(self.tables.rounds, changed.id, "round")
        self.tables.rounds[changed.id] = changed

    def of_schedule_on(self, schedule_id: int, slot: date) -> tuple[Round, ...]:
        found = (r for r in self._all() if r.schedule_id == schedule_id and r.slot == slot)
        return tuple(sorted(found, key=lambda r: r.by_hand_number))

    def last_slot(self, schedule_id: int) -> date | None:
        own = (
            r.slot for r in self._all() if r.schedule_id == schedule_id and r.by_hand_number == 0
        )
        return max(own, default=None)

    def last_reveal(self, schedule_id: int) -> datetime | None:
        rounds = [r for r in self._all() if r.schedule_id == schedule_id]
        reveals = (r.revealed_at for r in rounds if r.revealed_at is not None)
        return max(reveals, default=None)

    def due(
        self,
        platforms: Collection[Platform],
        now: datetime,
        worker: str | None,
        limit: int = EVERYTHING,
    ) -> tuple[Round, ...]:
        aware(now)
        found = (
            r
            for r in self._all()
            if r.channel.platform in platforms
            and r.state in _LIVE
            and (r.worker == worker or _over(r.lease_until, now))
            and _over(r.retry_at, now)
            and (r.state is not RoundState.OPEN or r.reveal_at <= now)
            and (r.state not in _UNSENT or r.due_at <= now)
        )
        return tuple(sorted(found, key=_overdue_since))[:limit]

    def next_due(self, now: datetime) -> datetime | None:
        times: list[datetime | None] = []
        for each in self._all():
            if each.state is RoundState.OPEN and each.reveal_at > now:
                times.append(each.reveal_at)
            elif each.state in _LIVE:
                times += [each.due_at, each.retry_at, each.lease_until]
        return min((at for at in times if at is not None and at > now), default=None)

    def live_questions(self, team_id: int) -> frozenset[str]:
        return frozenset(r.question_id for r in self.live(team_id) if r.question_id)

    def live(self, team_id: int) -> tuple[Round, ...]:
        return tuple(r for r in self._of_team(team_id) if r.state in _LIVE)

    def live_of_schedule(self, schedule_id: int) -> tuple[Round, ...]:
        return tuple(r for r in self._all() if r.schedule_id == schedule_id and r.state in _LIVE)

    def open_questions(self) -> frozenset[str]:
        live = [r for r in self._all() if r.state in _LIVE and r.unseen is not Unseen.REVEAL]
        return frozenset(r.question_id for r in live if r.question_id)

    def last_asked(self, team_id: int) -> Mapping[str, int]:
        return {
            r.question_id: r.id
            for r in self._of_team(team_id)
            if r.question_id and r.state not in _NOT_ASKED
        }

    def next_number(self, team_id: int) -> int:
        return 1 + max((r.number for r in self._of_team(team_id)), default=0)

    def closed_with(self, team_id: int, question_id: str, revision: str) -> tuple[Round, ...]:
        asked = (question_id, revision)
        return tuple(r for r in self.closed(team_id) if (r.question_id, r.revision) == asked)

    def recent(self, channel: ChannelRef, limit: int) -> tuple[Round, ...]:
        posted = [r for r in self._all() if r.channel == channel and r.message is not None]
        return tuple(reversed(posted))[:limit]

    def by_message(self, message: MessageRef) -> Round | None:
        return next((r for r in reversed(self._all()) if r.message == message), None)

    def open_threads(self, platform: Platform) -> tuple[Round, ...]:
        found = (r for r in self._all() if r.state is RoundState.OPEN)
        return tuple(
            r for r in found if r.format is Format.THREAD and r.channel.platform == platform
        )

    def closed(self, team_id: int) -> tuple[Round, ...]:
        return tuple(r for r in self._of_team(team_id) if r.state in _CLOSED)

    def closed_since(self, team_id: int, since: date) -> tuple[Round, ...]:
        return tuple(r for r in self.closed(team_id) if r.slot >= since)

    def asked(self, team_id: int, offset: int, limit: int) -> tuple[Round, ...]:
        states = (RoundState.OPEN, *_CLOSED)
        found = [r for r in self._of_team(team_id) if r.state in states]
        return tuple(reversed(found))[offset : offset + limit]

    def followers(self, round_id: int) -> tuple[int, ...]:
        asked = self.tables.rounds.get(round_id)
        if asked is None:
            return ()
        responded = {
            member_id
            for of_round, member_id in self.tables.responses
            if self.tables.rounds[of_round].schedule_id == asked.schedule_id
        }
        return tuple(
            m.id
            for m in self.tables.members.values()
            if m.id in responded and m.team_id == asked.team_id and m.left_at is None
        )

    def followed(self, member_id: int, since: date | None = None) -> tuple[FollowedRound, ...]:
        firsts = self._firsts(member_id)
        found = [
            FollowedRound(
                r.id,
                r.slot,
                r.excuse,
                r.revealed_at,
                (r.id, member_id) in self.tables.responses,
            )
            for r in self._all()
            if r.state in _CLOSED
            and r.schedule_id in firsts
            and (
                r.revealed_at is None
                or r.revealed_at > firsts[r.schedule_id]
                or (r.id, member_id) in self.tables.responses
            )
            and (since is None or r.slot >= since)
        ]
        return tuple(sorted(found, key=lambda f: (f.slot, f.round_id)))

    def live_followed(self, member_id: int) -> tuple[Round, ...]:
        firsts = self._firsts(member_id)
        states = (RoundState.SENDING, RoundState.OPEN)
        return tuple(r for r in self._all() if r.schedule_id in firsts and r.state in states)

    def _all(self) -> tuple[Round, ...]:
        return tuple(self.tables.rounds.values())

    def _of_team(self, team_id: int) -> tuple[Round, ...]:
        return tuple(r for r in self._all() if r.team_id == team_id)

    def _firsts(self, member_id: int) -> dict[int, datetime]:
        """For each schedule the member responded to: when they first did."""
        firsts: dict[int, datetime] = {}
        for response in self.tables.responses.values():
            if response.member_id == member_id:
                schedule = self.tables.rounds[response.round_id].schedule_id
                firsts[schedule] = min(firsts.get(schedule, response.first_at), response.first_at)
        return firsts

    def _check(self, changed: Round) -> None:
        aware(changed)
        need(self.tables.schedules, changed.schedule_id, "schedule")
        need(self.tables.teams, changed.team_id, "team")
        if changed.question_id and changed.revision:
            asked = (changed.question_id, changed.revision)
            need(self.tables.revisions, asked, "remembered question")


class MemoryResponses(Repository):
    def get(self, round_id: int, member_id: int) -> Response | None:
        return self.tables.responses.get((round_id, member_id))

    def save(self, response: Response) -> None:
        aware(response)
        need(self.tables.rounds, response.round_id, "round")
        need(self.tables.members, response.member_id, "member")
        key = (response.round_id, response.member_id)
        before = self.tables.responses.get(key, response)
        self.tables.responses[key] = replace(response, first_at=before.first_at)

    def change(self, response: Response) -> None:
        if self.get(response.round_id, response.member_id) is None:
            raise StorageError("There's no such response: add it before changing it.")
        self.save(response)

    def remove(self, round_id: int, member_id: int) -> None:
        self.tables.responses.pop((round_id, member_id), None)

    def of_round(self, round_id: int) -> tuple[Response, ...]:
        found = (r for r in self.tables.responses.values() if r.round_id == round_id)
        return tuple(sorted(found, key=lambda r: (r.first_at, r.member_id)))

    def of_team_since(self, team_id: int, since: date) -> tuple[Response, ...]:
        rounds = self.tables.rounds
        ours = {n for n, r in rounds.items() if r.team_id == team_id and r.slot >= since}
        found = (r for r in self.tables.responses.values() if r.round_id in ours)
        return tuple(sorted(found, key=lambda r: (r.round_id, r.member_id)))

    def of_member(self, member_id: int) -> tuple[Response, ...]:
        found = (r for r in self.tables.responses.values() if r.member_id == member_id)
        return tuple(sorted(found, key=lambda r: r.round_id))

    def has_answered(self, member_id: int, rounds: int) -> bool:
        return len(self.of_member(member_id)) >= rounds

    def count(self, round_id: int) -> int:
        return len(self.of_round(round_id))

    def add_anonymous(self, round_id: int, choice: int | None) -> None:
        need(self.tables.rounds, round_id, "round")
        key = (round_id, choice)
        self.tables.anonymous[key] = self.tables.anonymous.get(key, 0) + 1

    def anonymous(self, round_id: int) -> Mapping[int | None, int]:
        held = self.tables.anonymous.items()
        return {choice: votes for (of_round, choice), votes in held if of_round == round_id}


def _over(time: datetime | None, now: datetime) -> bool:
    return not is_held(time, now)


def _overdue_since(due: Round) -> tuple[datetime, int]:
    return (due.due_at if due.state in _UNSENT else due.reveal_at, due.id)
