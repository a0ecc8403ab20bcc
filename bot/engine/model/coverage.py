"""What an answer in own words covers: what a model claims, and what its words show."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class GradingTask:
    """A question, its key points and someone's answer, all as plain text in any language.

    Nothing in it says who wrote the answer.
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


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What a model found in a member's answer, so that it isn't asked twice.

    ``fingerprint`` is a hash of the question's revision, the words and the model: it finds the
    answer again, and doesn't tell what it says.
    """

    member_id: int
    fingerprint: str
    evidence: tuple[Evidence, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Reader:
    """The model that may read answers, where it is, and how many a team may have read in a day."""

    model: str
    host: str
    per_day: int


def fingerprint_of(revision: str, words: str, model: str) -> str:
    """Return the hash by which a read answer is found again."""
    parts = (hashlib.sha256(part.encode()).digest() for part in (revision, words, model))
    return hashlib.sha256(b"".join(parts)).hexdigest()
