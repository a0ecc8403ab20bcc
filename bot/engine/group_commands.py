"""Commands of quizzes that people take together in a channel."""

from dataclasses import dataclass

from bot.engine.commands import Command
from bot.engine.model.questions import Level
from bot.engine.model.schedules import ChannelRef


@dataclass(frozen=True, slots=True)
class StartGroupQuiz(Command):
    """Start a quiz for everyone in ``channel``; an empty track means any, no level all."""

    channel: ChannelRef
    track: str = ""
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class SubmitGroupAnswer(Command):
    """Choose ``letter`` for the question at ``position``, in place of what was chosen before."""

    quiz_id: int
    position: int
    letter: str


@dataclass(frozen=True, slots=True)
class StopGroupQuiz(Command):
    """Close the question that is open, and end the quiz with its board."""

    quiz_id: int
