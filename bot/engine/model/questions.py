"""Questions of the bank and of teams, with their tracks and levels."""

from dataclasses import dataclass
from enum import StrEnum

from bot.engine.model.rich_text import Document, Inlines


class Level(StrEnum):
    """How deep a question goes."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Form(StrEnum):
    """What a question asks people to do."""

    DIAGNOSE = "diagnose"
    PREDICT = "predict"
    ESTIMATE = "estimate"
    CHOOSE = "choose"
    ORDER = "order"
    SPOT = "spot"
    EXPLAIN = "explain"
    COMPARE = "compare"
    READ = "read"


class Format(StrEnum):
    """How a round is answered."""

    CHOICE = "choice"
    OPEN = "open"
    THREAD = "thread"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the one-tap answers, and why it is right or wrong."""

    text: Inlines
    right: bool
    why: Inlines


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an interviewer would ask next, and a short answer."""

    question: Inlines
    answer: Inlines


@dataclass(frozen=True, slots=True)
class Question:
    """One item of the bank, or of a team's own questions.

    ``id`` is ``track/slug``. ``revision`` is a hash of the content. ``source`` is the line
    of the list the question comes from, if any. ``choices`` is empty for a question that can
    only be asked in ``open`` and ``thread`` rounds; otherwise exactly one is right.
    ``form`` is None where the author named none.

    ``unchecked`` is why an imported question isn't asked before a person has looked at it: what
    in its prompt may be an answer. ``approved`` is true once somebody has.

    Only a team's imported question has ``source_id``, what its list calls it by, and
    ``imported_as``, the revision it had there: a later import finds and updates it.
    """

    id: str
    title: str
    track: str
    level: Level
    prompt: Document
    choices: tuple[Choice, ...]
    key_points: tuple[Inlines, ...]
    answer: Document
    revision: str
    tags: tuple[str, ...] = ()
    source: int | None = None
    references: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    form: Form | None = None
    unchecked: str = ""
    approved: bool = False
    source_id: str = ""
    imported_as: str = ""

    @property
    def key(self) -> int | None:
        """The index of the right choice, or None for a question without choices."""
        return next((i for i, choice in enumerate(self.choices) if choice.right), None)

    def fits(self, round_format: Format) -> bool:
        """Tell whether the question can be asked in ``round_format``."""
        return round_format is not Format.CHOICE or bool(self.choices)


@dataclass(frozen=True, slots=True)
class Track:
    """A subject: its id (the folder's name), its title for people, and a line about it."""

    id: str
    title: str
    about: str = ""
