"""Drills, reviews and attempts in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.engine.model.practice import Attempt, Drill, ReviewState
from bot.engine.ports.practice import Accuracy
from tests.support.fakes.memory.tables import Repository, aware, drop_some, need


class MemoryPractice(Repository):
    def add_drill(self, drill: Drill) -> Drill:
        aware(drill)
        need(self.tables.members, drill.member_id, "member")
        added = replace(drill, id=self.tables.new_id("drills"))
        self.tables.drills[added.id] = added
        return added

    def drill(self, drill_id: int) -> Drill | None:
        return self.tables.drills.get(drill_id)

    def drills_of(self, member_id: int) -> tuple[Drill, ...]:
        return tuple(d for d in self.tables.drills.values() if d.member_id == member_id)

    def prune_drills(self, before: datetime, limit: int) -> int:
        aware(before)
        drills = self.tables.drills
        old = (d.id for d in drills.values() if not d.ended_at and d.started_at < before)
        return drop_some(drills, old, limit)

    def save_drill(self, drill: Drill) -> None:
        aware(drill)
        need(self.tables.drills, drill.id, "drill")
        self.tables.drills[drill.id] = drill

    def review(self, member_id: int, question_id: str) -> ReviewState | None:
        return self.tables.reviews.get((member_id, question_id))

    def save_review(self, review: ReviewState) -> None:
        aware(review)
        need(self.tables.members, review.member_id, "member")
        self.tables.reviews[review.member_id, review.question_id] = review

    def save_reviews(self, reviews: Sequence[ReviewState]) -> None:
        for review in reviews:
            self.save_review(review)

    def due_reviews(self, member_id: int, now: datetime, limit: int) -> tuple[ReviewState, ...]:
        aware(now)
        return tuple(review for review in self._reviews(member_id) if review.due_at <= now)[:limit]

    def next_review(self, member_id: int) -> datetime | None:
        return next((review.due_at for review in self._reviews(member_id)), None)

    def reviews_of(self, member_id: int) -> tuple[ReviewState, ...]:
        return tuple(self._reviews(member_id))

    def add_attempts(self, attempts: Sequence[Attempt]) -> None:
        for attempt in attempts:
            aware(attempt)
            need(self.tables.members, attempt.member_id, "member")
            self.tables.attempts[self.tables.new_id("attempts")] = attempt

    def attempts_of(self, member_id: int) -> tuple[Attempt, ...]:
        return tuple(self._attempts(member_id))

    def latest_attempts(self, member_id: int, limit: int) -> tuple[Attempt, ...]:
        return self.attempts_of(member_id)[-limit:]

    def attempts_on(self, team_id: int, question_id: str) -> tuple[Attempt, ...]:
        members = self.tables.members
        held = self.tables.attempts.values()
        return tuple(
            attempt
            for attempt in held
            if attempt.question_id == question_id and members[attempt.member_id].team_id == team_id
        )

    def regrade(self, attempt: Attempt) -> None:
        for number, held in self.tables.attempts.items():
            if replace(held, right=attempt.right) == attempt:
                self.tables.attempts[number] = attempt

    def accuracy(self, member_id: int) -> tuple[Accuracy, ...]:
        theirs = self._attempts(member_id)
        total = Counter(a.track for a in theirs)
        right = Counter(a.track for a in theirs if a.right)
        return tuple(Accuracy(track, right[track], total[track]) for track in sorted(total))

    def graded_since(self, member_id: int, since: datetime) -> tuple[tuple[datetime, bool], ...]:
        return tuple((a.at, a.right) for a in self._attempts(member_id) if a.at >= since)

    def last_seen(self, member_id: int) -> Mapping[str, datetime]:
        by_time = sorted(self._attempts(member_id), key=lambda a: a.at)
        return {attempt.question_id: attempt.at for attempt in by_time}

    def _reviews(self, member_id: int) -> list[ReviewState]:
        theirs = (r for r in self.tables.reviews.values() if r.member_id == member_id)
        return sorted(theirs, key=lambda r: (r.due_at, r.question_id))

    def _attempts(self, member_id: int) -> list[Attempt]:
        return [a for a in self.tables.attempts.values() if a.member_id == member_id]
