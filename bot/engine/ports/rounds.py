"""Repositories of rounds and the answers to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.engine.model.people import Platform
from bot.engine.model.rounds import Excuse, Response, Round
from bot.engine.model.schedules import ChannelRef, MessageRef

EVERYTHING = 1_000_000
"""A limit that nothing reaches."""


@dataclass(frozen=True, slots=True)
class FollowedRound:
    """A closed round of a schedule the member follows, and whether they responded.

    ``slot`` is the local date it was asked on.
    """

    round_id: int
    slot: date
    excuse: Excuse | None
    revealed_at: datetime | None
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

    def extend(self, round_id: int, worker: str, lease_until: datetime) -> Round | None:
        """Let the lease that ``worker`` has end at ``lease_until``; None when it has none."""
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
        self,
        platforms: Collection[Platform],
        now: datetime,
        worker: str | None,
        limit: int = EVERYTHING,
    ) -> tuple[Round, ...]:
        """Rounds with work to do and no live lease but ``worker``'s own, the most overdue first.

        Claimed or sending with ``due_at`` past, open with ``reveal_at`` past, or revealing;
        and ``retry_at`` unset or past. A lease or a pause that would last longer than
        ``MAX_LEASE`` is void.
        """
        ...

    def next_due(self, now: datetime) -> datetime | None:
        """The earliest time after ``now`` at which a round is due that isn't due yet.

        None when no round waits for a time.
        """
        ...

    def live_questions(self, team_id: int) -> frozenset[str]:
        """The ids of the questions of the team's live rounds."""
        ...

    def live(self, team_id: int) -> tuple[Round, ...]:
        """The team's rounds in claimed, sending, open or revealing, oldest first."""
        ...

    def live_of_schedule(self, schedule_id: int) -> tuple[Round, ...]:
        """The schedule's rounds in claimed, sending, open or revealing, oldest first."""
        ...

    def open_questions(self) -> frozenset[str]:
        """Return the ids of questions whose answer is still secret, whichever team was asked.

        These are the questions of live rounds, except where a reveal is only shown again.
        """
        ...

    def last_asked(self, team_id: int) -> Mapping[str, int]:
        """For each question the team was asked: the id of its latest round.

        Skipped and failed rounds do not count.
        """
        ...

    def next_number(self, team_id: int) -> int:
        """One more than the team's highest round number; what nobody saw has none."""
        ...

    def closed_with(self, team_id: int, question_id: str, revision: str) -> tuple[Round, ...]:
        """The team's closed rounds that asked this revision, oldest first."""
        ...

    def recent(self, channel: ChannelRef, limit: int) -> tuple[Round, ...]:
        """The channel's latest rounds that were posted, newest first."""
        ...

    def by_message(self, message: MessageRef) -> Round | None: ...
    def open_threads(self, platform: Platform) -> tuple[Round, ...]:
        """The platform's open rounds that are answered in their threads, oldest first."""
        ...

    def closed(self, team_id: int) -> tuple[Round, ...]:
        """Every closed round of the team, oldest first (for checks and exports)."""
        ...

    def closed_since(self, team_id: int, since: date) -> tuple[Round, ...]:
        """The team's closed rounds that were asked on ``since`` or later, oldest first."""
        ...

    def asked(self, team_id: int, offset: int, limit: int) -> tuple[Round, ...]:
        """A page of the team's rounds that are open or closed, newest first."""
        ...

    def followers(self, round_id: int) -> tuple[int, ...]:
        """Members (not left) who have responded to any round of this round's schedule."""
        ...

    def followed(self, member_id: int, since: date | None = None) -> tuple[FollowedRound, ...]:
        """Closed rounds the member followed, by ``slot`` (from ``since``) and id.

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

    def change(self, response: Response) -> None:
        """Replace an existing response; its ``first_at`` stays."""
        ...

    def remove(self, round_id: int, member_id: int) -> None: ...
    def of_round(self, round_id: int) -> tuple[Response, ...]:
        """In the order of ``first_at``, then member id."""
        ...

    def of_team_since(self, team_id: int, since: date) -> tuple[Response, ...]:
        """Those to the team's rounds that were asked on ``since`` or later, by round and member."""
        ...

    def of_member(self, member_id: int) -> tuple[Response, ...]: ...
    def has_answered(self, member_id: int, rounds: int) -> bool:
        """Whether the member responded to at least that many rounds."""
        ...

    def count(self, round_id: int) -> int: ...
    def add_anonymous(self, round_id: int, choice: int | None) -> None:
        """Count a forgotten member's response to a round; ``choice`` is None for words."""
        ...

    def anonymous(self, round_id: int) -> Mapping[int | None, int]:
        """How many responses of members who were forgotten since, by choice."""
        ...
