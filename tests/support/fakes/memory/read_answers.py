"""Answers that a model has read, in memory."""

from datetime import date, datetime

from bot.engine.model.coverage import ReadAnswer
from tests.support.fakes.memory.tables import Repository, aware, drop_some, need


class MemoryReadAnswers(Repository):
    def get(self, member_id: int, fingerprint: str) -> ReadAnswer | None:
        return self.tables.read_answers.get((member_id, fingerprint))

    def save(self, read: ReadAnswer) -> None:
        aware(read)
        need(self.tables.members, read.member_id, "member")
        self.tables.read_answers[read.member_id, read.fingerprint] = read

    def of_member(self, member_id: int) -> tuple[ReadAnswer, ...]:
        theirs = [each for each in self.tables.read_answers.values() if each.member_id == member_id]
        return tuple(sorted(theirs, key=lambda each: (each.at, each.fingerprint)))

    def prune(self, before: datetime, limit: int) -> int:
        aware(before)
        held = self.tables.read_answers
        return drop_some(held, [key for key, read in held.items() if read.at < before], limit)

    def count(self, team_id: int, day: date) -> int:
        return self.tables.grader_uses.get((team_id, day), 0)

    def add_one(self, team_id: int, day: date) -> None:
        need(self.tables.teams, team_id, "team")
        uses = self.tables.grader_uses
        for key in [key for key in uses if key[0] == team_id and key[1] < day]:
            del uses[key]
        uses[team_id, day] = uses.get((team_id, day), 0) + 1
