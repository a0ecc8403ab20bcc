"""Which key points an answer shows, as far as code can check what a model claims.

A claim counts only with words from the answer that show it:

- The quote stands in the answer, word for word (see ``rules.normal_words``).
- It is long enough to say something.
- The answer doesn't deny it (see ``rules.denial``).
- Words that only repeat the question or the key points count where their sentence adds something
  of its own: a copied key point shows nothing.
- A sentence that speaks to whoever grades shows nothing, and neither do the same words for many
  key points.

Doubt means not covered: someone who covered it ticks the box by hand.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.engine.model.coverage import Claim, Evidence, GradingTask
from bot.engine.rules.denial import admits_ignorance, is_denied, says_opposite
from bot.engine.rules.normal_words import Word, words_of

LONGEST_QUOTE = 600
"""Characters. A longer quote is the answer itself, which points at nothing."""
FEWEST_WORDS = 3
FEWEST_LETTERS = 10
"""A quote of two words needs so many letters; one of three says something by itself."""
OWN_WORDS = 2
"""What a sentence has to add to the words of the question and the key points."""
SAME_WORDS = 2
"""For how many key points the same words may stand."""

MOST_PLACES = 20
"""Where the same words stand more often, only the first places are looked at."""

TO_THE_GRADER = (
    re.compile(r"\b(?:key ?points?|json|quotes?|graders?|grading|assistant|system prompt)\b", re.I),
    re.compile(r"\b(?:ignore|disregard|override|obey|comply)\b", re.I),
    re.compile(r"\b(?:instructions?|prompts?|previous|above|rules)\b", re.I),
    re.compile(r"\b(?:interview question|(?:someone|candidate)'s answer|the candidate)\b", re.I),
    re.compile(r"\b(?:covered|ticked|tick|mark(?:ed)?|full marks)\b", re.I),
    re.compile(r"[{\[,]\s?\"|\"\s?:|</?\w+>|<\|\w+\|>|\[/?\w+\]|={3}|-{3}|`{3}|^\s{0,8}#{1,6}\s"),
)
"""Kinds of words that people use when they speak to whoever grades, not about the subject."""
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n|[。！？；]")


def evidence(task: GradingTask, claims: Sequence[Claim]) -> tuple[Evidence, ...]:
    """Return where the answer shows which key points, in their order."""
    answer = words_of(task.words)
    texts = (task.question, *task.key_points)
    given = {word.normal for text in texts for word in words_of(text)}
    found = [
        shown
        for point, (text, claim) in enumerate(zip(task.key_points, claims, strict=False))
        if claim.covered
        and (shown := _shown(task.words, answer, given, point, text, claim.quote)) is not None
    ]
    return tuple(one for one in found if _uses(one, found) <= SAME_WORDS)


def says_something(words: str) -> bool:
    """Tell whether an answer is long enough to show anything."""
    return _is_long_enough(words_of(words))


def _shown(
    words: str, answer: Sequence[Word], given: set[str], point: int, text: str, quote: str
) -> Evidence | None:
    """Return the first place of ``quote`` in the answer that shows the key point ``text``."""
    quoted = words_of(quote) if len(quote) <= LONGEST_QUOTE else ()
    if not _is_long_enough(quoted):
        return None
    key_point = words_of(text)
    if admits_ignorance(quoted) or says_opposite(quoted, key_point):
        return None
    for at in islice(_places(answer, quoted), MOST_PLACES):
        start, end = answer[at].start, answer[at + len(quoted) - 1].end
        left, right = _sentences_around(words, start, end)
        if is_denied(words, answer, at, len(quoted)) or _is_to_the_grader(words[left:right]):
            continue
        if {word.normal for word in quoted} <= given and not _adds(words[left:right], given):
            continue
        return Evidence(point, start, end)
    return None


def _is_long_enough(quoted: Sequence[Word]) -> bool:
    letters = sum(len(word.normal) for word in quoted)
    return len(quoted) >= FEWEST_WORDS or (len(quoted) == 2 and letters >= FEWEST_LETTERS)


def _places(answer: Sequence[Word], quoted: Sequence[Word]) -> Iterator[int]:
    """Yield where the quoted words follow each other in the answer, as numbers of words."""
    wanted = [word.normal for word in quoted]
    normal = [word.normal for word in answer]
    for at in range(len(normal) - len(wanted) + 1):
        if normal[at] == wanted[0] and normal[at : at + len(wanted)] == wanted:
            yield at


def _sentences_around(words: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins that ``start`` is in, and where the one of ``end`` ends."""
    left = max((each.end() for each in _SENTENCE_END.finditer(words, 0, start)), default=0)
    after = _SENTENCE_END.search(words, end)
    return left, after.start() if after else len(words)


def _is_to_the_grader(sentence: str) -> bool:
    """Tell whether a sentence has two kinds of words that nobody needs to answer a question."""
    return sum(bool(kind.search(sentence)) for kind in TO_THE_GRADER) >= 2


def _adds(sentence: str, given: set[str]) -> bool:
    """Tell whether a sentence says something that neither question nor key points say."""
    own = {word.normal for word in words_of(sentence)} - given
    return sum(len(word) > 1 or not word.isascii() for word in own) >= OWN_WORDS


def _uses(one: Evidence, found: Sequence[Evidence]) -> int:
    """Count the key points for which these words stand, or words that lie within them."""
    return sum(other.start < one.end and one.start < other.end for other in found)
