"""Questions that mean the same in other words, anywhere in the bank.

Each question is the stems of its title, prompt, right choice and key points, weighted by how
rare they are in the bank (TF-IDF); two questions are as near as the cosine of their weights.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines, plain_text
from content.checks.stems import meaningful, stem

TWINS = 0.35
"""From here on two questions are worth a look by a person, in a check of the whole bank."""
NEAR = 0.25
"""The same where only a few questions are checked. Rewordings score from 0.3 on."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two questions and how near they are, 0 to 1; ``shared`` are the words that say most."""

    one: str
    other: str
    nearness: float
    shared: tuple[str, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """The ids of both."""
        return self.one, self.other


def near_twins(questions: Mapping[str, Question], least: float = TWINS) -> list[Twins]:
    """Return the pairs of questions at least so near, nearest first."""
    words = {i: meaningful(_meaning(question)) for i, question in questions.items()}
    weights = _weights({i: map(stem, found) for i, found in words.items()})
    shown = {stem(word): word for found in words.values() for word in found}
    near = [
        Twins(one, other, round(cosine, 2), _shared(weights[one], weights[other], shown))
        for (one, other), cosine in _cosines(weights).items()
        if cosine >= least
    ]
    return sorted(near, key=lambda twins: (-twins.nearness, twins.one, twins.other))


def _meaning(question: Question) -> str:
    """Return what a question is about: not its wrong choices, and not its long answer."""
    right = [plain_inlines(choice.text) for choice in question.choices if choice.right]
    points = map(plain_inlines, question.key_points)
    return "\n".join([question.title, plain_text(question.prompt), *right, *points])


def _weights(words: Mapping[str, Iterable[str]]) -> dict[str, dict[str, float]]:
    """Return the weights of each text's words, of length 1 together."""
    counts = {name: Counter(found) for name, found in words.items()}
    texts = Counter(word for found in counts.values() for word in found)
    weights: dict[str, dict[str, float]] = {}
    for name, found in counts.items():
        # A word of one text alone can't bring it near another, but it sets it apart.
        raw = {
            word: (1 + math.log(count)) * math.log(len(counts) / texts[word] + 1)
            for word, count in found.items()
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        weights[name] = {word: weight / length for word, weight in raw.items()}
    return weights


def _cosines(weights: Mapping[str, Mapping[str, float]]) -> dict[tuple[str, str], float]:
    """Return the cosine of every two texts that share a word."""
    holders: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for name, found in sorted(weights.items()):
        for word, weight in found.items():
            holders[word].append((name, weight))
    cosines: defaultdict[tuple[str, str], float] = defaultdict(float)
    for pair, product in _products(holders.values()):
        cosines[pair] += product
    return cosines


def _products(
    holders: Iterable[list[tuple[str, float]]],
) -> Iterator[tuple[tuple[str, str], float]]:
    for texts in holders:
        for (one, mine), (other, theirs) in combinations(texts, 2):
            yield (one, other), mine * theirs


def _shared(
    one: Mapping[str, float], other: Mapping[str, float], shown: Mapping[str, str]
) -> tuple[str, ...]:
    both = {word: weight * other[word] for word, weight in one.items() if word in other}
    return tuple(shown[word] for word in sorted(both, key=lambda word: -both[word])[:5])
