"""A track as a whole: its figures, and where they are clearly out of bounds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import Any

from bot.engine.model.questions import Form, Level, Question
from bot.engine.model.rich_text import plain_inlines
from bot.engine.rules.text import count_of
from content.checks.editorial import asked_length
from content.checks.guessing import (
    Giveaway,
    absolutes,
    echoes,
    right_is_longest,
    right_is_shortest,
    spread_of_lengths,
)
from content.checks.likeness import Likeness
from content.checks.measures import prose_words
from content.checks.passages import passages
from content.checks.twins import Twins
from content.format.parsed import PROMPT

ENOUGH = 10  # questions; below this a share says nothing
A_THIRD = 0.4
"""Where at most a third is asked for, this share is clearly too much."""
SHORT_CHOICE = 70
SHORT_CHOICES = (0.5, 0.4)  # the share asked for, and the one that clearly falls short
ASKED_MEDIAN = (480, 520)  # characters asked for, and clearly too many
FORMS = {10: 4, 20: 6}  # questions of a track, and how many forms they need
LEVELS = {Level.BASIC: (0.15, 0.55), Level.INTERMEDIATE: (0.2, 0.65), Level.ADVANCED: (0.1, 0.5)}
"""The least and the largest share of each level (a third, four tenths, the rest)."""
_SECOND_QUESTION = re.compile(r"\?.*\?|, and (?:what|why|how|which)\b", re.S)


@dataclass(frozen=True, slots=True)
class TrackReport:
    """Figures of a track.

    ``spread`` is the mean ratio of the longest choice to the shortest, ``widest`` the id of
    the question with the largest. ``short_choices`` is the share of choices under 70
    characters. The medians are of words of prompts and answers, of characters of a choice,
    and of prompt and choices together.
    """

    track: str
    questions: int
    with_choices: int
    levels: dict[str, int]
    forms: dict[str, int]
    without_form: tuple[str, ...]
    without_follow_ups: tuple[str, ...]
    prompt_words: float
    choice_length: float
    asked_length: float
    answer_words: float
    short_choices: float
    two_part: int
    right_longest: int
    right_shortest: int
    spread: float
    widest: str
    giveaways: tuple[Giveaway, ...]
    echoes: tuple[Giveaway, ...]
    alike: tuple[Likeness, ...]
    twins: tuple[Twins, ...]

    def to_plain(self) -> dict[str, Any]:
        """Return the report as dicts, lists, strings and numbers."""
        return asdict(self)


def report_track(
    track: str, questions: Sequence[Question], alike: Sequence[Likeness], twins: Sequence[Twins]
) -> TrackReport:
    """Return the figures of a track; ``alike`` and ``twins`` are the pairs of the whole bank."""
    asked = [question for question in questions if question.choices]
    spreads = {question.id: spread_of_lengths(question) for question in asked}
    choices = [len(plain_inlines(choice.text)) for q in asked for choice in q.choices]
    ids = {question.id for question in questions}
    return TrackReport(
        track=track,
        questions=len(questions),
        with_choices=len(asked),
        levels=_counts([question.level.value for question in questions], Level),
        forms=_counts([question.form.value for question in questions if question.form], Form),
        without_form=tuple(question.id for question in questions if not question.form),
        without_follow_ups=tuple(question.id for question in questions if not question.follow_ups),
        prompt_words=_median([prose_words(question.prompt) for question in questions]),
        choice_length=_median(choices),
        asked_length=_median([asked_length(question) for question in asked]),
        answer_words=_median([prose_words(q.answer) for q in questions if q.answer]),
        short_choices=round(_share(sum(n < SHORT_CHOICE for n in choices), len(choices)), 2),
        two_part=sum(_asks_two_things(question) for question in questions),
        right_longest=sum(map(right_is_longest, asked)),
        right_shortest=sum(map(right_is_shortest, asked)),
        spread=round(fmean(spreads.values()), 2) if spreads else 0.0,
        widest=max(spreads, key=lambda question_id: spreads[question_id], default=""),
        giveaways=tuple(giveaway for question in asked for giveaway in absolutes(question)),
        echoes=tuple(echo for question in asked for echo in echoes(question)),
        alike=tuple(pair for pair in alike if pair.one in ids or pair.other in ids),
        twins=tuple(pair for pair in twins if pair.one in ids or pair.other in ids),
    )


def out_of_bounds(report: TrackReport) -> Iterator[tuple[str, str, str]]:
    """Yield (code, message, fix) for each figure of a large enough track that is clearly off."""
    if report.with_choices >= ENOUGH:
        yield from _choices_off(report)
    if report.questions >= ENOUGH:
        yield from _forms_off(report)
        yield from _levels_off(report)
        if _share(report.two_part, report.questions) > A_THIRD:
            message = f"{report.two_part} of {report.questions} prompts ask two things."
            yield "two-part", message, "Let at most a third: ask one thing, teach the other."
        if report.without_follow_ups:
            count = count_of(len(report.without_follow_ups), "question")
            message = f"Without follow-ups: {count} ({_some(report.without_follow_ups)})."
            yield "follow-ups-missing", message, "Add a section ## Follow-ups with one or two."


def _choices_off(report: TrackReport) -> Iterator[tuple[str, str, str]]:
    for code, word, count in (
        ("right-longest", "longest", report.right_longest),
        ("right-shortest", "shortest", report.right_shortest),
    ):
        if _share(count, report.with_choices) > A_THIRD:
            message = (
                f"The right choice is the {word} in {count} of {report.with_choices} questions."
            )
            yield code, message, "Let it be in at most a third: give all choices the same detail."
    if report.asked_length > ASKED_MEDIAN[1]:
        message = f"The median of prompt and choices is {report.asked_length:g} characters."
        yield "asked-median", message, f"Shorten prompts and choices to {ASKED_MEDIAN[0]}."
    if report.short_choices < SHORT_CHOICES[1]:
        message = f"Only {report.short_choices:.0%} of the choices are under {SHORT_CHOICE}."
        yield "choices-median", message, f"Shorten half of them to {SHORT_CHOICE} characters."


def _forms_off(report: TrackReport) -> Iterator[tuple[str, str, str]]:
    if report.without_form:
        count = count_of(len(report.without_form), "question")
        message = f"Without a form: {count} ({_some(report.without_form)})."
        yield "form-missing", message, f"Add form: with one of {', '.join(Form)}."
        return
    form, count = max(report.forms.items(), key=lambda item: item[1])
    if _share(count, report.questions) > A_THIRD:
        message = f"{count} of {report.questions} questions have the form {form}."
        yield "form-share", message, "Let no form take more than a third."
    needed = max(forms for least, forms in FORMS.items() if report.questions >= least)
    used = sum(count > 0 for count in report.forms.values())
    if used < needed:
        message = f"The questions have {count_of(used, 'form')}."
        yield "forms-few", message, f"Use at least {needed} in a track of this size."


def _levels_off(report: TrackReport) -> Iterator[tuple[str, str, str]]:
    for level, (least, most) in LEVELS.items():
        count = report.levels[level.value]
        if not least <= _share(count, report.questions) <= most:
            message = f"{count} of {report.questions} questions are {level.value}."
            fix = "Aim at a third basic, four tenths intermediate, the rest advanced."
            yield f"levels-{level.value}", message, fix


def _asks_two_things(question: Question) -> bool:
    prompt = "\n".join(each.text for each in passages(question) if each.part == PROMPT)
    return _SECOND_QUESTION.search(prompt) is not None


def _counts(words: Sequence[str], known: type[Level] | type[Form]) -> dict[str, int]:
    counts = Counter(words)
    return {word.value: counts[word.value] for word in known}


def _median(numbers: Sequence[int]) -> float:
    return median(numbers) if numbers else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _some(ids: Iterable[str]) -> str:
    """Return the first ids, and how many more there are."""
    first, *others = ids
    return f"{first} and {len(others)} more" if others else first
