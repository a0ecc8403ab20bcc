"""The rules a single question must keep. Numbers are the editorial limits."""

import re
from collections.abc import Iterator

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import Inlines, plain_inlines
from bot.engine.rules.text import count_of
from content.checks.measures import prose_words, shown_length
from content.format.choices import WRITE_WHY
from content.format.parsed import ANSWER, CHOICES, FOLLOW_UPS, KEY_POINTS, Parsed
from content.format.problems import Problem
from content.format.tracks import open_tracks

TITLE = 80
CHOICE, WHY, KEY_POINT = 200, 300, 200
ANSWER_LENGTH = 3_500
ANSWER_WORDS = (120, 350)
POINTS = (3, 6)
CHOICE_COUNT = (2, 4)
FOLLOW_UP_COUNT = 2
FOLLOW_UP_WORDS = 60
REFERENCES = (1, 3)
_OF_THE_ABOVE = re.compile(r"\b(?:all|none|both|any|neither|some) of the (?:above|others?)\b", re.I)


def check_question(parsed: Parsed, question: Question, *, drafts: bool) -> Iterator[Problem]:
    """Yield the rules ``question`` breaks.

    With ``drafts``, missing parts aren't problems.
    """
    yield from _lengths(parsed, question)
    yield from _choices(parsed, question)
    yield from _follow_ups(parsed, question)
    if not drafts:
        yield from _missing(parsed, question)
        yield from _words(parsed, question)


def _lengths(parsed: Parsed, question: Question) -> Iterator[Problem]:
    yield from _long(parsed, "title", "The title", question.title, TITLE)
    for number, choice in enumerate(question.choices, 1):
        yield from _long(parsed, CHOICES, f"Choice {number}", choice.text, CHOICE, number)
        name = f"Choice {number}'s explanation"
        yield from _long(parsed, CHOICES, name, choice.why, WHY, number)
    for number, point in enumerate(question.key_points, 1):
        name = f"Key point {number}"
        yield from _long(parsed, KEY_POINTS, name, point, KEY_POINT, number)


def _long(
    parsed: Parsed, part: str, name: str, text: Inlines | str, limit: int, number: int = 0
) -> Iterator[Problem]:
    shown = text if isinstance(text, str) else plain_inlines(text)
    if len(shown) > limit:
        message = f"{name} has {len(shown)} characters; at most {limit} fit."
        yield parsed.problem(part, "too-long", message, "Shorten it.", number)


def _choices(parsed: Parsed, question: Question) -> Iterator[Problem]:
    if len(question.choices) > CHOICE_COUNT[1]:
        message = f"There are {len(question.choices)} choices."
        yield parsed.problem(CHOICES, "choices-many", message, "Keep the best four.")
    texts = [plain_inlines(choice.text).casefold() for choice in question.choices]
    if len(set(texts)) < len(texts):
        message = "Two choices are the same."
        yield parsed.problem(CHOICES, "choices-same", message, "Replace one of them.")
    for number, text in enumerate(texts, 1):
        found = _OF_THE_ABOVE.search(text)
        if found:
            message = f"Choice {number} says {found[0]!r}, but choices are shuffled."
            yield parsed.problem(
                CHOICES, "of-the-above", message, "Make it stand on its own.", number
            )


def _follow_ups(parsed: Parsed, question: Question) -> Iterator[Problem]:
    if len(question.follow_ups) > FOLLOW_UP_COUNT:
        message = f"There are {len(question.follow_ups)} follow-ups."
        yield parsed.problem(FOLLOW_UPS, "follow-ups-many", message, "Keep the best two.")
    for number, follow_up in enumerate(question.follow_ups, 1):
        words = len(plain_inlines(follow_up.answer).split())
        if words > FOLLOW_UP_WORDS:
            message = f"The answer to follow-up {number} has {words} words."
            fix = f"Shorten it to {FOLLOW_UP_WORDS}."
            yield parsed.problem(FOLLOW_UPS, "follow-up-words", message, fix, number)


def _missing(parsed: Parsed, question: Question) -> Iterator[Problem]:
    if not question.choices and question.track not in open_tracks():
        fix = "Add a section ## Choices with four, one of them right."
        yield parsed.problem("title", "choices-missing", "There are no choices.", fix)
    for number, choice in enumerate(question.choices, 1):
        if not choice.why:
            message = f"Choice {number} has no reason."
            yield parsed.problem(CHOICES, "choice-why", message, WRITE_WHY, number)
    count = len(question.key_points)
    if not POINTS[0] <= count <= POINTS[1]:
        message = f"There {_are(count, 'key point')}."
        yield parsed.problem(KEY_POINTS, "key-points-count", message, "Write three to six.")
    if not question.answer:
        fix = "Add a section ## Answer."
        yield parsed.problem("title", "answer-missing", "There is no answer.", fix)
    count = len(question.references)
    if not REFERENCES[0] <= count <= REFERENCES[1]:
        message = f"There {_are(count, 'reference')}."
        fix = "Give one to three that you've checked."
        yield parsed.problem("references", "references-count", message, fix)


def _words(parsed: Parsed, question: Question) -> Iterator[Problem]:
    if not question.answer:
        return
    length = shown_length(question.answer)
    if length > ANSWER_LENGTH:
        message = f"The answer has {length:,} characters; at most {ANSWER_LENGTH:,} fit."
        yield parsed.problem(ANSWER, "answer-long", message, "Shorten the text or the code.")
    words = prose_words(question.answer)
    low, high = ANSWER_WORDS
    if not low <= words <= high:
        message = f"The answer has {count_of(words, 'word')} of prose."
        yield parsed.problem(ANSWER, "answer-words", message, f"Write {low} to {high}.")


def _are(count: int, what: str) -> str:
    return f"{'is' if count == 1 else 'are'} {count_of(count, what) if count else f'no {what}s'}"
