"""What members' own histories have taught the reviews' scheduler, in memory."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from bot.engine.model.review_fits import ReviewFit
from tests.support.fakes.memory.tables import Repository, aware, need


class MemoryReviewFits(Repository):
    def get(self, member_id: int) -> ReviewFit | None:
        return self.tables.review_fits.get(member_id)

    def save(self, fit: ReviewFit) -> None:
        aware(fit)
        need(self.tables.members, fit.member_id, "member")
        self.tables.review_fits[fit.member_id] = fit

    def due(self, now: datetime, attempts: int, limit: int) -> tuple[int, ...]:
        aware(now)
        counts = Counter(attempt.member_id for attempt in self.tables.attempts.values())
        enough = sorted(member for member, count in counts.items() if count >= attempts)
        return tuple(member for member in enough if self._may_be_looked_at(member, now))[:limit]

    def of_responders(self, round_id: int) -> Mapping[int, ReviewFit]:
        fits = self.tables.review_fits
        responders = {member for of_round, member in self.tables.responses if of_round == round_id}
        return {member: fits[member] for member in responders if member in fits}

    def _may_be_looked_at(self, member_id: int, now: datetime) -> bool:
        fit = self.tables.review_fits.get(member_id)
        return fit is None or (fit.next_at <= now and not fit.wants_defaults)
