"""The steps of a mock interview, the time for each question, and which questions are asked.

An interview of N questions has the steps

    0             the offer
    1 to 2N       each question, then its follow-up
    2N+1 to 3N    the key points, question by question
    3N+1          the report

Steps with nothing to show are passed over, so the number of a step never changes. An interview
that somebody leads asks its follow-ups and ticks its key points at the questions themselves.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from bot.engine.errors import Refused
from bot.engine.model.interviews import (
    LONGEST,
    SHORTEST,
    USUAL,
    How,
    Interview,
    InterviewItem,
    Part,
    Said,
)
from bot.engine.model.questions import Level, Question
from bot.engine.model.rich_text import plain_text
from bot.engine.rules.quiz_mix import LEVELS
from bot.engine.rules.selection import chance

FEWEST, MOST = 3, 6
"""Questions of an interview."""
LONGEST_QUESTION = 15
"""Minutes for a question at most, where there are too few to fill the time."""
PAUSE = timedelta(minutes=45)
"""A question that stays open for longer was left in between: its time isn't counted."""
_WEIGHTS = {Level.BASIC: 4, Level.INTERMEDIATE: 5, Level.ADVANCED: 6}
_NEEDS_CHOICES = re.compile(
    r"\b(?:which|following|these|options?|choices?|statements?)\b", re.IGNORECASE
)


# --- time ------------------------------------------------------------------------------


def check_minutes(minutes: int) -> int:
    """Return ``minutes``; raises Refused when that is too short or too long."""
    if not SHORTEST <= minutes <= LONGEST:
        raise Refused(
            f"An interview takes {SHORTEST} to {LONGEST} minutes.", f"Try /interview {USUAL}."
        )
    return minutes


def question_count(minutes: int) -> int:
    """Return how many questions fit into ``minutes``."""
    return min(max(round(minutes / 5), FEWEST), MOST)


def shorter(minutes: int) -> int:
    """Return the next shorter length in minutes, 0 if there is none."""
    return max((minutes - 1) // 5 * 5, SHORTEST) if minutes > SHORTEST else 0


def share_minutes(minutes: int, levels: Sequence[Level]) -> tuple[int, ...]:
    """Return whole minutes for each question, harder ones more, that add up to ``minutes``.

    They add up to less where a question would get more than LONGEST_QUESTION.
    """
    total = min(minutes, LONGEST_QUESTION * len(levels))
    weights = [_WEIGHTS[level] for level in levels]
    ends = [round(total * sum(weights[:n]) / sum(weights)) for n in range(len(weights) + 1)]
    return tuple(end - start for start, end in pairwise(ends))


def split_minutes(minutes: int) -> tuple[int, int]:
    """Return the minutes for a question, and of these those for its follow-up."""
    follow_up = max(1, round(minutes / 3))
    return minutes - follow_up, follow_up


def seconds_taken(shown_at: datetime, at: datetime) -> int | None:
    """Return how long an answer took; None when it was left over a pause."""
    taken = at - shown_at
    return max(round(taken.total_seconds()), 0) if taken <= PAUSE else None


# --- steps -----------------------------------------------------------------------------


def place_of(interview: Interview, step: int | None = None) -> tuple[Part, int]:
    """Return what a step shows (by default the current one), and the question's index."""
    count, number = len(interview.items), interview.step if step is None else step
    if number <= 0:
        return Part.OFFER, 0
    if number <= 2 * count:
        part = Part.QUESTION if number % 2 else Part.FOLLOW_UP
        return part, (number - 1) // 2
    if number <= 3 * count:
        return Part.POINTS, number - 2 * count - 1
    return Part.REPORT, 0


def asks(interview: Interview, step: int | None = None) -> bool:
    """Tell whether a question or a follow-up is asked at a step (by default the current one)."""
    return place_of(interview, step)[0] in (Part.QUESTION, Part.FOLLOW_UP)


def report_step(count: int) -> int:
    """Return the last step of an interview of ``count`` questions."""
    return 3 * count + 1


def move_on(interview: Interview, at: datetime, after: int | None = None) -> Interview:
    """Return the interview at its next step that has something to show.

    ``after`` is the step to continue from, by default the current one.
    """
    last = report_step(len(interview.items))
    start = interview.step if after is None else after
    step = next(
        (n for n in range(start + 1, last) if _has_something(interview, *place_of(interview, n))),
        last,
    )
    ended = at if step == last else interview.ended_at
    return replace(interview, step=step, shown_at=at, ended_at=ended)


def end_questions(interview: Interview, at: datetime) -> Interview:
    """Return the interview at the key points of what was answered; nothing more is asked."""
    return move_on(interview, at, 2 * len(interview.items))


def leave_out(interview: Interview, live: Collection[str], at: datetime) -> Interview:
    """Return the interview without the questions that are ``live`` somewhere, moved past them."""
    items = tuple(
        replace(item, left_out=True) if item.question_id in live else item
        for item in interview.items
    )
    if items == interview.items:
        return interview
    changed = replace(interview, items=items)
    part, index = place_of(changed)
    here = (asks(changed) or part is Part.POINTS) and items[index].left_out
    return move_on(changed, at) if here else changed


def say(interview: Interview, step: int, said: Said | None) -> Interview:
    """Return the interview with what was said at ``step`` to a question or a follow-up."""
    part, index = place_of(interview, step)
    item = interview.items[index]
    changed = replace(item, answer=said) if part is Part.QUESTION else replace(item, reply=said)
    return with_item(interview, index, changed)


def said_at(interview: Interview, step: int) -> Said | None:
    """Return what was said at the step of a question or a follow-up."""
    part, index = place_of(interview, step)
    item = interview.items[index]
    return item.answer if part is Part.QUESTION else item.reply


def words_in(item: InterviewItem) -> str:
    """Return all that was written to a question and its follow-up; empty if nothing was."""
    said = (each.words for each in (item.answer, item.reply) if each is not None)
    return "\n\n".join(filter(None, said))


def with_item(interview: Interview, index: int, item: InterviewItem) -> Interview:
    """Return the interview with another item at ``index``."""
    items = list(interview.items)
    items[index] = item
    return replace(interview, items=tuple(items))


def with_ticks(interview: Interview, covered: Iterable[int]) -> Interview:
    """Return the interview with these key points ticked of the question that is shown, no others.

    Numbers that it has no key point for are left out.
    """
    _, index = place_of(interview)
    item = interview.items[index]
    known = tuple(sorted({each for each in covered if 0 <= each < item.points}))
    return with_item(interview, index, replace(item, covered=known))


def has_answers(interview: Interview) -> bool:
    """Tell whether anything was said in the interview."""
    return any(item.answered for item in interview.items)


def skip_current(interview: Interview) -> Interview:
    """Return the interview with the question that is shown skipped; what follows wasn't asked."""
    part, index = place_of(interview)
    if part is not Part.QUESTION or interview.items[index].answer is not None:
        return interview
    return say(interview, interview.step, Said(How.SKIPPED))


def _has_something(interview: Interview, part: Part, index: int) -> bool:
    item = interview.items[index]
    if item.left_out:
        return False
    if interview.led:
        return part is Part.QUESTION
    match part:
        case Part.QUESTION:
            return True
        case Part.FOLLOW_UP:
            return item.answered and item.follow_up is not None
        case Part.POINTS:
            return item.answered and item.points > 0
        case _:
            return False


# --- interviews that somebody leads ----------------------------------------------------


def heard(interview: Interview, at: datetime) -> Interview:
    """Return the interview with its question answered, as it is ticked."""
    _, index = place_of(interview)
    said = Said(How.SPOKEN, seconds=seconds_taken(interview.shown_at, at))
    item = interview.items[index]
    return with_item(interview, index, replace(item, answer=said, covered=item.covered or ()))


def end_led(interview: Interview, at: datetime) -> Interview:
    """Return the interview at its end; the question that is open counts if anything is ticked."""
    part, index = place_of(interview)
    if part is Part.QUESTION and interview.items[index].covered:
        interview = heard(interview, at)
    return end_questions(skip_current(interview), at)


# --- which questions -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a member: reviews due (the longest due first), weak tracks, their level.

    ``seen`` says when they last had a question, in a quiz, a round or an interview.
    """

    due: tuple[str, ...]
    weak: tuple[str, ...]
    level: Level
    seen: Mapping[str, datetime]


def stands_alone(question: Question) -> bool:
    """Tell whether a question can be answered without looking at its choices."""
    return not question.choices or not _NEEDS_CHOICES.search(plain_text(question.prompt))


def choose_questions(
    candidates: Iterable[Question], record: Record, count: int, seed: str
) -> tuple[Question, ...]:
    """Return up to ``count`` questions, easier ones first.

    What is due comes first, then weak tracks, then the rest: of several tracks in turn, near the
    member's level, what they haven't had for longest. Those that need no choices are preferred.
    """
    left = {question.id: (question, *_rank(question, record, seed)) for question in candidates}
    picked: list[Question] = []
    asked: Counter[str] = Counter()
    while left and len(picked) < count:
        best, *_ = min(left.values(), key=lambda each: (each[1], asked[each[0].track], each[2]))
        del left[best.id]
        asked[best.track] += 1
        picked.append(best)
    return tuple(sorted(picked, key=lambda question: LEVELS.index(question.level)))


Rank = tuple[object, ...]


def _rank(question: Question, record: Record, seed: str) -> tuple[Rank, Rank]:
    """Return what ranks a question before how often its track was asked, and what after."""
    due = question.id in record.due
    kind = 0 if due else 1 if question.track in record.weak else 2
    place = record.due.index(question.id) if due else 0
    seen = record.seen.get(question.id)
    distance = abs(LEVELS.index(question.level) - LEVELS.index(record.level))
    after = (distance, seen.timestamp() if seen else 0.0, chance(seed, question.id))
    return (kind, place, not stands_alone(question)), after
