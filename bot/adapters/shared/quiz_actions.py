"""Buttons of quizzes and reviews: in private, or for everyone in a channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrillAnswer:
    """Answer a drill's question at ``position``; an empty letter means "I don't know"."""

    drill_id: int
    position: int
    letter: str


@dataclass(frozen=True, slots=True)
class GroupChoose:
    """Choose a letter in a quiz that people take together."""

    quiz_id: int
    position: int
    letter: str


@dataclass(frozen=True, slots=True)
class StopGroup:
    """End a quiz that people take together."""

    quiz_id: int


@dataclass(frozen=True, slots=True)
class QuizAgain:
    """Start another drill of the same kind; ``track`` is empty for any."""

    track: str


@dataclass(frozen=True, slots=True)
class QuizOn:
    """Start a drill with a focus: ``harder`` or ``weak``; ``track`` is empty for any."""

    focus: str
    track: str


@dataclass(frozen=True, slots=True)
class ReviewNow:
    """Review what is due; ``round_id`` is the round whose reminder offered it: it tells the team.

    It's 0 where the team is that of where one presses.
    """

    round_id: int
