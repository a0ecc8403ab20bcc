"""Quizzes that several people take together, in memory."""

from dataclasses import replace
from datetime import datetime

from bot.engine.model.group_quizzes import GroupAnswer, GroupQuiz
from bot.engine.model.schedules import ChannelRef
from tests.support.fakes.memory.tables import Repository, aware, drop_some, need


class MemoryGroupQuizzes(Repository):
    def add(self, quiz: GroupQuiz) -> GroupQuiz:
        aware(quiz)
        need(self.tables.teams, quiz.team_id, "team")
        added = replace(quiz, id=self.tables.new_id("group_quizzes"))
        self.tables.group_quizzes[added.id] = added
        return added

    def get(self, quiz_id: int) -> GroupQuiz | None:
        return self.tables.group_quizzes.get(quiz_id)

    def save(self, quiz: GroupQuiz) -> None:
        aware(quiz)
        need(self.tables.group_quizzes, quiz.id, "quiz")
        self.tables.group_quizzes[quiz.id] = quiz

    def running(self, channel: ChannelRef, since: datetime) -> GroupQuiz | None:
        found = [
            quiz
            for quiz in self.tables.group_quizzes.values()
            if quiz.channel == channel and quiz.ended_at is None and quiz.started_at >= since
        ]
        return found[-1] if found else None

    def answer(self, answer: GroupAnswer) -> None:
        aware(answer)
        need(self.tables.group_quizzes, answer.quiz_id, "quiz")
        need(self.tables.members, answer.member_id, "member")
        key = (answer.quiz_id, answer.position, answer.member_id)
        self.tables.group_answers[key] = answer

    def answers(self, quiz_id: int) -> tuple[GroupAnswer, ...]:
        found = (each for each in self.tables.group_answers.values() if each.quiz_id == quiz_id)
        return tuple(sorted(found, key=lambda each: (each.position, each.at, each.member_id)))

    def answers_of(self, member_id: int) -> tuple[GroupAnswer, ...]:
        found = (each for each in self.tables.group_answers.values() if each.member_id == member_id)
        return tuple(sorted(found, key=lambda each: (each.quiz_id, each.position)))

    def prune(self, before: datetime, limit: int) -> int:
        aware(before)
        held = self.tables.group_quizzes
        old = [quiz.id for quiz in held.values() if quiz.started_at < before]
        gone = set(old[:limit])
        drop_some(self.tables.group_answers,
                  (key for key in list(self.tables.group_answers) if key[0] in gone),
                  len(self.tables.group_answers))  # fmt: skip
        return drop_some(held, old, limit)
