"""Which question comes next, and in which order its choices are shown.

Chance comes from a seed, so the order is the same after a restart and on every machine.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from bot.engine.model.questions import Format, Level, Question


@lru_cache(maxsize=20_000)
def chance(seed: str, item: str) -> bytes:
    """Return a number (as bytes) that is random in ``item`` and fixed for ``seed``."""
    return sha256(f"{seed}\x00{item}".encode()).digest()


def pool(
    questions: Iterable[Question],
    tracks: tuple[str, ...],
    levels: tuple[Level, ...],
    round_format: Format,
) -> tuple[Question, ...]:
    """Return the questions of these tracks and levels (empty: all) that fit the format."""
    return tuple(
        question
        for question in questions
        if (not tracks or question.track in tracks)
        and (not levels or question.level in levels)
        and question.fits(round_format)
    )


def choose(
    candidates: Iterable[Question], last_asked: Mapping[str, int], seed: str
) -> Question | None:
    """Return the question to ask: one never asked, else the least recently asked.

    ``last_asked`` maps a question's id to a number that grows with time.
    """
    return min(
        candidates,
        key=lambda question: (last_asked.get(question.id, 0), chance(seed, question.id)),
        default=None,
    )


def shown_order(count: int, seed: str) -> tuple[int, ...]:
    """Return a shuffle of ``range(count)``: the choice's index at each shown position."""
    return tuple(sorted(range(count), key=lambda index: chance(seed, str(index))))
