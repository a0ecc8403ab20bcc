"""Cards of a quiz that people take together: a question, its answer, and the board."""

from dataclasses import dataclass
from datetime import datetime

from bot.engine.cards.rounds import RevealedChoice, ShownChoice, Subject
from bot.engine.model.rich_text import Document


@dataclass(frozen=True, slots=True)
class GroupQuestionCard:
    """A question that everyone in the channel can answer until ``closes_at``."""

    quiz_id: int
    position: int
    total: int
    subject: Subject
    prompt: Document
    choices: tuple[ShownChoice, ...]
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class GroupAnswerCard:
    """The same question once it is closed: what was right, and who knew.

    ``right_names`` are of those who let theirs be shown, ``right_more`` counts everyone else.
    """

    quiz_id: int
    position: int
    total: int
    subject: Subject
    prompt: Document
    choices: tuple[RevealedChoice, ...]
    answered: int
    right_names: tuple[str, ...]
    right_more: int


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A place on the board: whoever shares it, and in how many questions they were right."""

    rank: int
    names: tuple[str, ...]
    more: int
    right: int


@dataclass(frozen=True, slots=True)
class GroupBoardCard:
    """How the quiz went: its places, the best first; none when nobody answered."""

    quiz_id: int
    total: int
    places: tuple[GroupPlace, ...]
    people: int
