"""Mock interviews in memory."""

from dataclasses import replace
from datetime import datetime

from bot.engine.model.interviews import Interview
from tests.support.fakes.memory.tables import Repository, aware, drop_some, need


class MemoryInterviews(Repository):
    def add(self, interview: Interview) -> Interview:
        aware(interview)
        need(self.tables.members, interview.member_id, "member")
        added = replace(interview, id=self.tables.new_id("interviews"))
        self.tables.interviews[added.id] = added
        return added

    def get(self, interview_id: int) -> Interview | None:
        return self.tables.interviews.get(interview_id)

    def save(self, interview: Interview) -> None:
        aware(interview)
        need(self.tables.interviews, interview.id, "interview")
        self.tables.interviews[interview.id] = interview

    def delete(self, interview_id: int) -> None:
        self.tables.interviews.pop(interview_id, None)

    def unfinished(self, member_id: int) -> Interview | None:
        open_ = [each for each in self.of_member(member_id) if each.ended_at is None
                 and not each.led]  # fmt: skip
        return open_[-1] if open_ else None

    def shown_since(self, since: datetime) -> tuple[Interview, ...]:
        aware(since)
        held = self.tables.interviews.values()
        open_ = [each for each in held if each.ended_at is None and not each.led]
        return tuple(each for each in open_ if each.shown_at >= since)

    def latest(self, member_id: int, limit: int) -> tuple[Interview, ...]:
        ended = [(each.ended_at, each.id, each) for each in self.of_member(member_id)
                 if each.ended_at is not None]  # fmt: skip
        return tuple(each for *_, each in sorted(ended, key=lambda one: one[:2])[-limit:])

    def of_member(self, member_id: int) -> tuple[Interview, ...]:
        return tuple(i for i in self.tables.interviews.values() if i.member_id == member_id)

    def prune(self, before: datetime, limit: int) -> int:
        aware(before)
        held = self.tables.interviews
        old = (i.id for i in held.values() if not i.ended_at and i.shown_at < before)
        return drop_some(held, old, limit)
