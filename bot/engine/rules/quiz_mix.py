"""Which questions a quiz asks: at the level of whoever takes it, or where they are weak."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.engine.model.practice import Focus
from bot.engine.model.questions import Level, Question

LEVELS = tuple(Level)
ENOUGH = 4
"""Answers at a level, or in a track, before they say how someone does."""
GOOD = 0.75
"""The share of right answers from which on the next level is asked."""
RECENT = 20
"""Answers at a level that count: the latest, so that a quiz grows with whoever takes it."""
WEAK_TRACKS = 3
"""Tracks that a quiz about weak spots is drawn from."""
_PATTERN = (0, 0, 1, 0, -1)
"""The levels of five questions in a row, counted from one's own."""


@dataclass(frozen=True, slots=True)
class Attempted:
    """A question that was answered before."""

    level: Level
    track: str
    right: bool


def own_level(attempted: Sequence[Attempted]) -> Level:
    """Return the first level that isn't mastered yet; ``attempted`` is oldest first."""
    for level in LEVELS[:-1]:
        latest = [each.right for each in attempted if each.level is level][-RECENT:]
        if len(latest) < ENOUGH or sum(latest) < GOOD * len(latest):
            return level
    return LEVELS[-1]


def levels_to_ask(level: Level, focus: Focus, count: int) -> tuple[Level, ...]:
    """Return the level of each question: mostly one's own, or all of them one higher."""
    own = LEVELS.index(level)
    steps = [1] * count if focus is Focus.HARDER else [_PATTERN[n % 5] for n in range(count)]
    return tuple(LEVELS[min(max(own + step, 0), len(LEVELS) - 1)] for step in steps)


def weak_tracks(attempted: Sequence[Attempted]) -> tuple[str, ...]:
    """Return the tracks with the smallest shares of right answers, the weakest first.

    Leaves out what goes well, and tracks with too few answers to tell.
    """
    results: dict[str, list[bool]] = {}
    for each in attempted:
        results.setdefault(each.track, []).append(each.right)
    counts = {track: (sum(right), len(right)) for track, right in results.items()}
    return weakest(counts)[:WEAK_TRACKS]


def weakest(counts: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Return the tracks of which too little is right, the weakest first.

    ``counts`` has the right answers of each track, and all of them. Tracks with too few answers to
    tell are left out.
    """
    shares = {track: right / total for track, (right, total) in counts.items() if total >= ENOUGH}
    weak = sorted((share, track) for track, share in shares.items() if share < GOOD)
    return tuple(track for _, track in weak)


def pick(ranked: Iterable[Question], levels: Sequence[Level]) -> tuple[Question, ...]:
    """Return a question for each level, the first in ``ranked`` first.

    Where a level has none left, the nearest level's is taken, the easier one first.
    """
    left = list(ranked)
    picked: list[Question] = []
    for wanted in levels:
        if not left:
            break
        best = min(left, key=lambda question: _distance(question.level, wanted))
        left.remove(best)
        picked.append(best)
    return tuple(picked)


def _distance(level: Level, wanted: Level) -> tuple[int, int]:
    place, aim = LEVELS.index(level), LEVELS.index(wanted)
    return abs(place - aim), place
