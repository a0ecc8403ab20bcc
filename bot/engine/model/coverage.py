"""What an answer in own words covers: what a model claims, and what its words show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GradingTask:
    """A question, its key points and someone's answer, all as plain text.

    ``language`` of any of them is whatever people wrote. Nothing in it says who wrote the answer.
    """

    question: str
    key_points: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a model says of one key point: covered or not, and the words that show it.

    It is a claim only: ``rules.coverage`` decides what counts.
    """

    covered: bool
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The part of an answer that shows a key point: ``words[start:end]``, never a copy of it."""

    point: int
    start: int
    end: int
