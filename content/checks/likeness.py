"""Questions that say what another says: titles, prompts, answers, whole paragraphs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import Paragraph, plain_inlines, plain_text
from content.checks.measures import overlap, tokens

PROMPT_LIKENESS = 0.5
ANSWER_LIKENESS = 0.4
COPIED = 0.8  # past this two texts are one text
PARAGRAPH_WORDS = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two questions whose ``part`` ("prompt" or "answer") share much; ``share`` is 0 to 1."""

    one: str
    other: str
    part: str
    share: float

    @property
    def copied(self) -> bool:
        """Whether one was copied from the other."""
        return self.share >= COPIED


def same_titles(questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    """Yield (later id, earlier id) for questions of one title."""
    yield from _shared(questions, lambda question: [question.title.casefold()])


def same_paragraphs(questions: Mapping[str, Question]) -> Iterator[tuple[str, str]]:
    """Yield (later id, earlier id) for answers that share a whole paragraph."""
    yield from dict.fromkeys(_shared(questions, _paragraphs))


def alike(questions: Mapping[str, Question]) -> list[Likeness]:
    """Return the pairs of questions with near-duplicate prompts or answers."""
    parts = (
        (
            "prompt",
            PROMPT_LIKENESS,
            {i: tokens(plain_text(q.prompt)) for i, q in questions.items()},
        ),
        (
            "answer",
            ANSWER_LIKENESS,
            {i: tokens(plain_text(q.answer)) for i, q in questions.items()},
        ),
    )
    return [
        Likeness(one, other, part, round(share, 2))
        for part, least, words in parts
        for one, other, share in _pairs(words, least)
    ]


def _pairs(words: Mapping[str, frozenset[str]], least: float) -> Iterator[tuple[str, str, float]]:
    # Two sets whose sizes differ by more than `least` allows can't overlap that much, so in
    # order of size each is compared only with its neighbors.
    by_size = sorted((item for item in words.items() if item[1]), key=lambda item: len(item[1]))
    for (one, mine), (other, theirs) in _neighbors(by_size, least):
        share = overlap(mine, theirs)
        if share >= least:
            yield (*sorted((one, other)), share)  # pyright: ignore[reportReturnType]


def _neighbors(
    by_size: Sequence[tuple[str, frozenset[str]]], least: float
) -> Iterator[tuple[tuple[str, frozenset[str]], tuple[str, frozenset[str]]]]:
    for one, other in combinations(by_size, 2):
        if len(one[1]) >= least * len(other[1]):
            yield one, other


def _paragraphs(question: Question) -> list[str]:
    texts = [plain_inlines(b.children) for b in question.answer if isinstance(b, Paragraph)]
    return [" ".join(t.casefold().split()) for t in texts if len(t.split()) >= PARAGRAPH_WORDS]


def _shared(
    questions: Mapping[str, Question], texts: Callable[[Question], Sequence[str]]
) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for question_id, question in questions.items():
        for text in texts(question):
            earlier = first.setdefault(text, question_id)
            if earlier != question_id:
                yield question_id, earlier
