"""The repository of quizzes that several people take together."""

from datetime import datetime
from typing import Protocol

from bot.engine.model.group_quizzes import GroupAnswer, GroupQuiz
from bot.engine.model.schedules import ChannelRef


class GroupQuizzes(Protocol):
    """Quizzes of channels, and what people chose in them."""

    def add(self, quiz: GroupQuiz) -> GroupQuiz: ...
    def get(self, quiz_id: int) -> GroupQuiz | None: ...
    def save(self, quiz: GroupQuiz) -> None:
        """Write every field of a quiz that exists."""
        ...

    def running(self, channel: ChannelRef, since: datetime) -> GroupQuiz | None:
        """The channel's quiz that hasn't ended and was started at ``since`` or later, or None."""
        ...

    def answer(self, answer: GroupAnswer) -> None:
        """Keep what a member chose, in place of what they chose before."""
        ...

    def answers(self, quiz_id: int) -> tuple[GroupAnswer, ...]:
        """All answers of the quiz, question by question, the first answer first."""
        ...

    def answers_of(self, member_id: int) -> tuple[GroupAnswer, ...]:
        """All that a member answered, in the order of quizzes and questions."""
        ...

    def prune(self, before: datetime, limit: int) -> int:
        """Delete at most ``limit`` quizzes that were started before ``before``; tell how many."""
        ...
