"""A track as a whole: what would let one guess without reading, and what is missing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any

from bot.engine.model.questions import Level, Question
from bot.engine.model.rich_text import plain_inlines
from content.checks.likeness import Likeness
from content.checks.sources import Coverage, coverage

LONGEST_SHARE = 1 / 3
ENOUGH = 6  # questions; below this a share says nothing
_GIVEAWAYS = re.compile(
    r"\b(always|never|only|all|none|every|must|cannot|can't|impossible|completely|entirely"
    r"|guaranteed?s?|merely|simply|just|purely|solely)\b"
)


@dataclass(frozen=True, slots=True)
class Giveaway:
    """A word that several wrong choices of a question have and the right one has not."""

    question: str
    word: str


@dataclass(frozen=True, slots=True)
class TrackReport:
    """Figures of a track. ``spread`` is the mean ratio of the longest choice to the shortest."""

    track: str
    questions: int
    with_choices: int
    levels: dict[str, int]
    right_longest: int
    right_shortest: int
    spread: float
    widest: str
    giveaways: tuple[Giveaway, ...]
    alike: tuple[Likeness, ...]
    sources: Coverage

    @property
    def guessable(self) -> bool:
        """Whether the right choice is the longest too often."""
        share = self.right_longest / self.with_choices if self.with_choices else 0
        return self.with_choices >= ENOUGH and share > LONGEST_SHARE

    def to_plain(self) -> dict[str, Any]:
        """Return the report as dicts, lists, strings and numbers."""
        return asdict(self)


def report_track(
    track: str, questions: Sequence[Question], alike: Sequence[Likeness]
) -> TrackReport:
    """Return the figures of a track; ``alike`` are the pairs of the whole bank."""
    asked = [question for question in questions if question.choices]
    spreads = {question.id: _spread(question) for question in asked}
    ids = {question.id for question in questions}
    levels = Counter(question.level for question in questions)
    return TrackReport(
        track=track,
        questions=len(questions),
        with_choices=len(asked),
        levels={level.value: levels[level] for level in Level},
        right_longest=sum(_right_is(question, longest=True) for question in asked),
        right_shortest=sum(_right_is(question, longest=False) for question in asked),
        spread=round(fmean(spreads.values()), 2) if spreads else 0.0,
        widest=max(spreads, key=lambda question_id: spreads[question_id], default=""),
        giveaways=tuple(giveaway for question in asked for giveaway in _giveaways(question)),
        alike=tuple(pair for pair in alike if pair.one in ids or pair.other in ids),
        sources=coverage(track, [question.source for question in questions]),
    )


def _lengths(question: Question) -> list[int]:
    return [len(plain_inlines(choice.text)) for choice in question.choices]


def _spread(question: Question) -> float:
    lengths = _lengths(question)
    return max(lengths) / max(1, min(lengths))


def _right_is(question: Question, *, longest: bool) -> bool:
    lengths = _lengths(question)
    right = lengths.pop(question.key or 0)
    return right > max(lengths) if longest else right < min(lengths)


def _giveaways(question: Question) -> list[Giveaway]:
    found: Counter[str] = Counter()
    right: set[str] = set()
    for choice in question.choices:
        words = {str(word) for word in _GIVEAWAYS.findall(plain_inlines(choice.text).casefold())}
        if choice.right:
            right = words
        else:
            found.update(words)
    return [
        Giveaway(question.id, word)
        for word, count in found.items()
        if count >= 2 and word not in right
    ]
