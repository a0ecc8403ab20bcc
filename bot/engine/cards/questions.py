"""Cards of questions that a team writes, reviews and looks after.

Like all cards they say what people should see and nothing of how. While a question is open,
what gives its answer away is left out (``Whole.hidden``).
"""

from dataclasses import dataclass

from bot.engine.model.moderation import Verdict
from bot.engine.model.question_form import DraftPurpose
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Document, Inlines


@dataclass(frozen=True, slots=True)
class WholeChoice:
    """A choice in the author's order; ``right`` is None, and ``why`` empty, while it's hidden."""

    letter: str
    text: Inlines
    right: bool | None
    why: Inlines


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a question. ``hidden`` says that its answer is left out: it is open."""

    title: str
    track_title: str
    level: Level
    prompt: Document
    choices: tuple[WholeChoice, ...]
    key_points: tuple[Inlines, ...]
    answer: Document
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class DraftCard:
    """What someone typed into the form, as the team will see it; or what is wrong with it.

    ``problems`` pairs a field's name for people with a sentence; ``whole`` is None if there are
    any. ``tracks`` offers ids with titles; ``track`` is empty until one is chosen.
    """

    draft_id: int
    purpose: DraftPurpose
    title: str
    whole: Whole | None
    problems: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    tracks: tuple[tuple[str, str], ...]
    track: str
    level: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Who settled it and how; ``told`` is whoever wrote it, if they are still known."""

    verdict: Verdict
    by: str
    reason: str
    told: str


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """A suggestion or report, with everything a reviewer needs to decide.

    ``proposal_id`` is 0 for a question that is only shown: there is nothing to decide.
    ``author`` is whoever wrote it, "someone" once they were forgotten. ``text`` is what a report
    says, or an old suggestion of free words. ``facts`` are lines worth knowing. ``settled`` is
    None while it waits.
    """

    proposal_id: int
    number: int
    report: bool
    author: str
    title: str
    question_id: str
    whole: Whole | None
    text: str
    facts: tuple[str, ...]
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """What became of a suggestion, for whoever wrote it: a title and lines of plain text.

    ``named`` says that their name is shown below the question, which they may not want.
    """

    proposal_id: int
    title: str
    lines: tuple[str, ...]
    named: bool
