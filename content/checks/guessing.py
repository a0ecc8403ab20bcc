"""What lets one guess the right choice from its form, without knowing the subject."""

import re
from collections import Counter
from dataclasses import dataclass

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines, plain_text
from content.checks.stems import stem

CLEARLY = 1.1  # a choice counts as longer from 10 % more characters
_ECHO_LETTERS = 5  # shorter words of a prompt tell nothing
_UNIT_LETTERS = 8  # "64 MiB" is a plain number
_ABSOLUTE = re.compile(
    r"\b(always|never|only|all|none|every|must|cannot|can't|impossible|completely|entirely"
    r"|guaranteed?s?|merely|simply|just|purely|solely)\b"
)
_LONG_WORD = re.compile(rf"[a-z]{{{_ECHO_LETTERS},}}")


@dataclass(frozen=True, slots=True)
class Giveaway:
    """A word by which a reader could tell right from wrong in a question."""

    question: str
    word: str


def right_is_longest(question: Question) -> bool:
    """Tell whether the right choice is clearly the longest; plain numbers have no length."""
    right, wrong = _lengths(question)
    return bool(wrong) and not _numbers(question) and right > CLEARLY * max(wrong)


def right_is_shortest(question: Question) -> bool:
    """Tell whether the right choice is clearly the shortest; plain numbers have no length."""
    right, wrong = _lengths(question)
    return bool(wrong) and not _numbers(question) and right * CLEARLY < min(wrong)


def spread_of_lengths(question: Question) -> float:
    """Return how many times the shortest choice the longest is."""
    right, wrong = _lengths(question)
    lengths = (right, *wrong)
    return max(lengths) / max(1, min(lengths))


def absolutes(question: Question) -> list[Giveaway]:
    """Return words such as "always" in several wrong choices and not in the right one."""
    found: Counter[str] = Counter()
    right: set[str] = set()
    for choice in question.choices:
        words = {str(word) for word in _ABSOLUTE.findall(plain_inlines(choice.text).casefold())}
        if choice.right:
            right = words
        else:
            found.update(words)
    return [
        Giveaway(question.id, word)
        for word, count in found.items()
        if count >= 2 and word not in right
    ]


def echoes(question: Question) -> list[Giveaway]:
    """Return words of the prompt that only the right choice repeats, in any form."""
    prompt = {stem(word) for word in _LONG_WORD.findall(plain_text(question.prompt).casefold())}
    right: dict[str, str] = {}
    wrong: set[str] = set()
    for choice in question.choices:
        words = _LONG_WORD.findall(plain_inlines(choice.text).casefold())
        if choice.right:
            right = {stem(word): word for word in words}
        else:
            wrong.update(map(stem, words))
    return [
        Giveaway(question.id, word)
        for stemmed, word in right.items()
        if stemmed in prompt and stemmed not in wrong
    ]


def _lengths(question: Question) -> tuple[int, list[int]]:
    """Return the characters of the right choice, and of each wrong one."""
    lengths = [len(plain_inlines(choice.text)) for choice in question.choices]
    right = lengths.pop(question.key or 0)
    return right, lengths


def _numbers(question: Question) -> bool:
    texts = (plain_inlines(choice.text) for choice in question.choices)
    return all(
        any(char.isdigit() for char in text) and sum(map(str.isalpha, text)) <= _UNIT_LETTERS
        for text in texts
    )
