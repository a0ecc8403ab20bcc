"""What the engine needs from a database.

A *transaction* groups small repositories. Values that get their id from the database are
passed to ``add`` with id 0 and come back with the real one. All times are aware UTC; all
methods raise ``StorageError`` when the database fails. One contract suite
(``tests/storage/contract``) runs over every implementation.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from bot.engine.model.moderation import Correction, Proposal, ProposalState
from bot.engine.model.people import Identity, Leave, Member, Platform, Team, Workspace
from bot.engine.model.practice import Attempt, Drill, ReviewState
from bot.engine.model.questions import Question
from bot.engine.model.rounds import Excuse, Response, Round
from bot.engine.model.schedules import ChannelRef, MessageRef, Schedule, WaitingPlan
from bot.engine.model.scores import BoardRow, Outage, PointEntry, TeamDay
from bot.engine.model.settings import Setting

Outcome = Literal["posted", "revealed", "skipped", "failed"]
"""What becomes of a round; ``failed`` counts tries, so a round may fail more than once."""


class Teams(Protocol):
    """Teams, their workspaces and their holidays."""

    def add(self, team: Team) -> Team: ...
    def get(self, team_id: int) -> Team | None: ...
    def by_name(self, name: str) -> Team | None: ...
    def by_workspace(self, platform: Platform, workspace: str) -> Team | None: ...
    def all(self) -> tuple[Team, ...]: ...
    def save(self, team: Team) -> None: ...
    def remove(self, team_id: int) -> None:
        """Delete the team with everything of it, its members too."""
        ...

    def attach(self, workspace: Workspace) -> None:
        """Make ``workspace`` the team's; moves it when another team held it."""
        ...

    def holidays(self, team_id: int) -> Mapping[date, str]: ...
    def add_holiday(self, team_id: int, day: date, name: str) -> None: ...
    def remove_holiday(self, team_id: int, day: date) -> None: ...


class Members(Protocol):
    """Members, the accounts they speak through, and their leaves."""

    def add(self, member: Member) -> Member: ...
    def get(self, member_id: int) -> Member | None: ...
    def by_identity(self, platform: Platform, workspace: str, user: str) -> Member | None: ...
    def link(self, identity: Identity) -> None: ...
    def identities(self, member_id: int) -> tuple[Identity, ...]: ...
    def home(self, platform: Platform, user: str) -> str | None:
        """Return the workspace in which the account used the bot last, if one is noted."""
        ...

    def note_home(self, platform: Platform, workspace: str, user: str) -> None:
        """Note where the account used the bot last; does nothing unless it is a member there."""
        ...

    def of_team(self, team_id: int) -> tuple[Member, ...]: ...
    def save(self, member: Member) -> None: ...
    def forget(self, member_id: int) -> None:
        """Delete the member and everything of theirs.

        Identities, homes, responses, points, streak log, drills, reviews, attempts and leaves
        go with them. Proposals and corrections stay, without a name. What is kept by account
        is not reached: owned schedules and waiting plans.
        """
        ...

    def add_leave(self, leave: Leave) -> None: ...
    def leaves(self, member_id: int) -> tuple[Leave, ...]: ...
    def replace_leaves(self, member_id: int, leaves: Sequence[Leave]) -> None: ...


class Schedules(Protocol):
    """Schedules, removed ones included (their rounds keep them)."""

    def add(self, schedule: Schedule) -> Schedule: ...
    def get(self, schedule_id: int) -> Schedule | None: ...
    def save(self, schedule: Schedule) -> None: ...
    def of_team(self, team_id: int) -> tuple[Schedule, ...]:
        """The team's schedules that are not removed, oldest first."""
        ...

    def of_channel(self, channel: ChannelRef) -> tuple[Schedule, ...]:
        """The channel's schedules that are not removed, oldest first."""
        ...

    def active(self, platforms: Collection[Platform]) -> tuple[Schedule, ...]: ...
    def to_alert(self, platforms: Collection[Platform], now: datetime) -> tuple[Schedule, ...]:
        """Paused schedules whose ``alert_at`` has come or is void, oldest first."""
        ...

    def all(self) -> tuple[Schedule, ...]:
        """Every schedule that is not removed, oldest first."""
        ...

    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[Schedule, ...]:
        """The schedules the account owns, removed ones too, oldest first."""
        ...


class WaitingPlans(Protocol):
    """Plans that wait to be confirmed, so that they can be after a restart, too."""

    def put(self, plan: WaitingPlan) -> None:
        """Keep a plan, in place of an earlier one with its token."""
        ...

    def get(self, token: str, now: datetime) -> WaitingPlan | None:
        """Return the plan that waits under ``token``; None when it expired or is gone."""
        ...

    def remove(self, token: str) -> None: ...
    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[WaitingPlan, ...]:
        """The account's plans, by token."""
        ...

    def prune(self, now: datetime, limit: int) -> int:
        """Delete at most ``limit`` plans that expired; return how many."""
        ...


@dataclass(frozen=True, slots=True)
class FollowedRound:
    """A closed round of a schedule the member follows, and whether they responded."""

    round_id: int
    closes_on: date
    excuse: Excuse | None
    responded: bool


class Rounds(Protocol):
    """Rounds, from claim to reveal. A round is *closed* once it is revealing or revealed."""

    def claim(self, new: Round) -> Round | None:
        """Insert ``new`` (id 0); None when (schedule, slot, extra) is taken already."""
        ...

    def acquire(
        self, round_id: int, worker: str, now: datetime, lease_until: datetime
    ) -> Round | None:
        """Give the round's lease to ``worker`` if it is free, expired, void or already theirs.

        Returns the round as it then is, or None when another worker holds it.
        """
        ...

    def get(self, round_id: int) -> Round | None: ...
    def save(self, changed: Round) -> None: ...
    def of_schedule_on(self, schedule_id: int, slot: date) -> tuple[Round, ...]: ...
    def last_slot(self, schedule_id: int) -> date | None:
        """The latest local date for which the schedule's own round (extra 0) exists."""
        ...

    def last_reveal(self, schedule_id: int) -> datetime | None:
        """The latest ``revealed_at`` of the schedule's latest rounds."""
        ...

    def due(
        self, platforms: Collection[Platform], now: datetime, worker: str | None
    ) -> tuple[Round, ...]:
        """Rounds with work to do and no live lease but ``worker``'s own, the most overdue first.

        Claimed or sending with ``due_at`` past, open with ``reveal_at`` past, or revealing;
        and ``retry_at`` unset or past. A lease or a pause that would last longer than
        ``MAX_LEASE`` is void.
        """
        ...

    def live(self, team_id: int) -> tuple[Round, ...]:
        """The team's rounds in claimed, sending, open or revealing, oldest first."""
        ...

    def open_questions(self) -> frozenset[str]:
        """The ids of questions whose answer is still secret, whichever team was asked.

        They are those of live rounds, but for rounds whose reveal is only shown again.
        """
        ...

    def last_asked(self, team_id: int) -> Mapping[str, int]:
        """For each question the team was asked: the id of its latest round.

        Skipped and failed rounds do not count.
        """
        ...

    def next_number(self, team_id: int) -> int:
        """One more than the team's highest round number."""
        ...

    def closed_with(self, team_id: int, question_id: str, revision: str) -> tuple[Round, ...]:
        """The team's closed rounds that asked this revision, oldest first."""
        ...

    def recent(self, channel: ChannelRef, limit: int) -> tuple[Round, ...]:
        """The channel's latest rounds that were posted, newest first."""
        ...

    def by_message(self, message: MessageRef) -> Round | None: ...
    def closed(self, team_id: int) -> tuple[Round, ...]:
        """Every closed round of the team, oldest first (for checks and exports)."""
        ...

    def followers(self, round_id: int) -> tuple[int, ...]:
        """Members (not left) who have responded to any round of this round's schedule."""
        ...

    def followed(self, member_id: int, since: date | None = None) -> tuple[FollowedRound, ...]:
        """Closed rounds the member followed, by ``closes_on`` (from ``since``) and id.

        A schedule is followed from the member's first response to it (the earliest
        ``first_at``): rounds of it closed (``revealed_at``) by then are not theirs.
        """
        ...

    def live_followed(self, member_id: int) -> tuple[Round, ...]:
        """Sending and open rounds of schedules the member has responded to."""
        ...


class Responses(Protocol):
    """Members' answers to rounds: one a member and round."""

    def get(self, round_id: int, member_id: int) -> Response | None: ...
    def save(self, response: Response) -> None:
        """Insert or replace; ``first_at`` of an existing response stays."""
        ...

    def remove(self, round_id: int, member_id: int) -> None: ...
    def of_round(self, round_id: int) -> tuple[Response, ...]:
        """In the order of ``first_at``, then member id."""
        ...

    def of_member(self, member_id: int) -> tuple[Response, ...]: ...
    def count(self, round_id: int) -> int: ...
    def add_anonymous(self, round_id: int, choice: int | None) -> None:
        """Count a forgotten member's response to a round; ``choice`` is None for words."""
        ...

    def anonymous(self, round_id: int) -> Mapping[int | None, int]:
        """How many of the round's responses were forgotten members', by choice."""
        ...


class Points(Protocol):
    """The points log, and the boards summed from it.

    ``period`` is a key made by ``calendar.period_key``; ``track`` is a track's id, or empty
    for all. Boards hold members of the team with more than no points in the period who have
    not left and are not hidden, by points (most first), then member id.
    """

    def add(self, entries: Sequence[PointEntry]) -> None: ...
    def of_round(self, round_id: int) -> tuple[PointEntry, ...]: ...
    def of_member(self, member_id: int) -> tuple[PointEntry, ...]: ...
    def board(
        self, team_id: int, period: str, track: str, offset: int, limit: int
    ) -> tuple[BoardRow, ...]: ...
    def size(self, team_id: int, period: str, track: str) -> int: ...
    def standing(self, member_id: int, period: str, track: str) -> BoardRow:
        """The member's own row, also with no points, hidden or left.

        The rank is one more than the number of people on the board with more points.
        """
        ...

    def differences(self) -> tuple[str, ...]:
        """Recompute every sum from the log; a sentence for each that differs."""
        ...


class Days(Protocol):
    """The streak log: one line a member and team day."""

    def save(self, days: Sequence[TeamDay]) -> None: ...
    def of_member(self, member_id: int, since: date | None = None) -> tuple[TeamDay, ...]: ...
    def before(self, member_id: int, day: date) -> TeamDay | None:
        """The member's last line before ``day``."""
        ...

    def remove_from(self, member_id: int, day: date) -> None:
        """Drop the lines of ``day`` and later, to be written again."""
        ...


class Uptime(Protocol):
    """When workers were running."""

    def beat(self, platform: Platform, at: datetime) -> None:
        """Note that a worker runs at ``at``; an earlier time than the last changes nothing."""
        ...

    def set_back(self, platform: Platform, at: datetime) -> None:
        """Make ``at`` the last beat, however late the last one was; drop outages that end later."""
        ...

    def last_beat(self, platform: Platform) -> datetime | None: ...
    def add_outage(self, outage: Outage) -> None: ...
    def outages(self, platform: Platform, since: datetime, until: datetime) -> tuple[Outage, ...]:
        """Outages that overlap the time between ``since`` and ``until``."""
        ...


class Questions(Protocol):
    """Question revisions that were asked, teams' own questions, and what teams fixed."""

    def remember(self, question: Question) -> None:
        """Keep this revision for as long as a round or a drill may show it.

        A round can only name a remembered revision.
        """
        ...

    def revision(self, question_id: str, revision: str) -> Question | None: ...
    def of_team(self, team_id: int) -> tuple[Question, ...]:
        """The team's own questions, in the order they were added."""
        ...

    def put_team(self, team_id: int, question: Question, at: datetime) -> None:
        """Add or replace (by id) a question of the team."""
        ...

    def retired(self, team_id: int) -> frozenset[str]: ...
    def retire(self, team_id: int, question_id: str, reason: str, at: datetime) -> None: ...
    def correct(self, correction: Correction) -> None: ...
    def corrections(self, team_id: int) -> tuple[Correction, ...]:
        """Oldest first; a later one for the same question and revision replaces an earlier."""
        ...

    def propose(self, proposal: Proposal) -> Proposal: ...
    def proposal(self, proposal_id: int) -> Proposal | None: ...
    def proposals(self, team_id: int, state: ProposalState) -> tuple[Proposal, ...]: ...
    def proposals_of(self, member_id: int) -> tuple[Proposal, ...]:
        """What the member suggested and reported, oldest first."""
        ...

    def settle(self, proposal_id: int, state: ProposalState) -> None: ...


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How a member does in a track: ``right`` of ``total`` attempts."""

    track: str
    right: int
    total: int


class Practice(Protocol):
    """Drills, reviews and attempts."""

    def add_drill(self, drill: Drill) -> Drill: ...
    def drill(self, drill_id: int) -> Drill | None: ...
    def save_drill(self, drill: Drill) -> None: ...
    def drills_of(self, member_id: int) -> tuple[Drill, ...]:
        """The member's drills, oldest first."""
        ...

    def prune_drills(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` unfinished drills begun before ``before``; return how many."""
        ...

    def review(self, member_id: int, question_id: str) -> ReviewState | None: ...
    def save_review(self, review: ReviewState) -> None: ...
    def due_reviews(self, member_id: int, now: datetime, limit: int) -> tuple[ReviewState, ...]:
        """Reviews due at ``now``, the longest due first."""
        ...

    def next_review(self, member_id: int) -> datetime | None: ...
    def reviews_of(self, member_id: int) -> tuple[ReviewState, ...]:
        """All of the member's reviews, the first due first."""
        ...

    def add_attempts(self, attempts: Sequence[Attempt]) -> None: ...
    def attempts_of(self, member_id: int) -> tuple[Attempt, ...]:
        """The member's attempts, in the order they were added."""
        ...

    def accuracy(self, member_id: int) -> tuple[Accuracy, ...]:
        """By track, in the order of the tracks' ids."""
        ...

    def last_seen(self, member_id: int) -> Mapping[str, datetime]:
        """For each question the member attempted: when they last did."""
        ...


class Settings(Protocol):
    """What the bot itself remembers across restarts, never about a person."""

    def get(self, setting: Setting) -> str | None: ...
    def put(self, setting: Setting, value: str) -> None: ...


class Events(Protocol):
    """Which events a platform has delivered. Only a hash of an event's id is kept."""

    def first_time(self, event: str, at: datetime) -> bool:
        """Note a delivered event's id; False when it was noted before."""
        ...

    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` events noted before ``before``; return how many."""
        ...


class Facts(Protocol):
    """Small things an adapter must remember across restarts."""

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, value: str) -> None: ...
    def first_time(self, event: str, at: datetime) -> bool:
        """Note a delivered event's id; False when it was noted before."""
        ...


class Transaction(Protocol):
    """One unit of work: everything in it happens, or nothing."""

    @property
    def teams(self) -> Teams: ...
    @property
    def members(self) -> Members: ...
    @property
    def schedules(self) -> Schedules: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def responses(self) -> Responses: ...
    @property
    def points(self) -> Points: ...
    @property
    def days(self) -> Days: ...
    @property
    def uptime(self) -> Uptime: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def practice(self) -> Practice: ...
    @property
    def waiting_plans(self) -> WaitingPlans: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def events(self) -> Events: ...
    @property
    def facts(self) -> Facts: ...
