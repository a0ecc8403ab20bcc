"""Counting who took part and what was hard: pure sums over closed rounds and their answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.engine.model.reports import (
    Asked,
    PersonResult,
    QuestionResult,
    Tally,
    TrackResult,
    WeekResult,
)
from bot.engine.model.rounds import Response
from bot.engine.rules.grading import Grade, grade

FEWEST_CHOSEN = 3
"""What fewer people chose an answer to isn't called weak or hard."""


def tally(asked: Iterable[Asked]) -> Tally:
    """Return how all answers to these rounds came out."""
    grades = [_grade(each, response) for each in asked for response in each.responses]
    chosen = [each for each in grades if each is not Grade.WORDS]
    return Tally(len(grades), len(chosen), chosen.count(Grade.RIGHT))


def weeks(asked: Sequence[Asked], last: date) -> tuple[WeekResult, ...]:
    """Return each week up to that of ``last``, oldest first, from the first that asked anything."""
    if not asked:
        return ()
    mondays = [_monday(each.round.slot) for each in asked]
    count = (max(_monday(last), *mondays) - min(mondays)).days // 7 + 1
    firsts = [min(mondays) + timedelta(weeks=number) for number in range(count)]
    return tuple(
        _week(first, [a for a, monday in zip(asked, mondays, strict=True) if monday == first])
        for first in firsts
    )


def weakest_tracks(asked: Sequence[Asked], titles: Mapping[str, str]) -> tuple[TrackResult, ...]:
    """Return the tracks that enough people chose answers in, the weakest first."""
    tracks = sorted({each.round.track for each in asked})
    counted = (
        TrackResult(track, titles[track], tally(a for a in asked if a.round.track == track))
        for track in tracks
    )
    return tuple(sorted(filter(_is_enough, counted), key=_by_share))


def hardest_questions(asked: Sequence[Asked]) -> tuple[QuestionResult, ...]:
    """Return the questions that enough people chose answers to, the hardest first, untitled."""
    of_question: dict[str, list[Asked]] = {}
    for each in asked:
        of_question.setdefault(each.round.question_id, []).append(each)
    counted = (
        QuestionResult(question_id, "", max(a.round.slot for a in rounds), tally(rounds))
        for question_id, rounds in sorted(of_question.items())
    )
    return tuple(sorted(filter(_is_enough, counted), key=_by_share))


def people_named(asked: Sequence[Asked], names: Mapping[int, str]) -> tuple[PersonResult, ...]:
    """Return how each of the members ``names`` names (by id) answered, by name."""
    return tuple(
        PersonResult(name, tally(_only(each, member_id) for each in asked))
        for member_id, name in sorted(names.items(), key=lambda each: (each[1].casefold(), each[0]))
    )


def who_answered(asked: Iterable[Asked]) -> frozenset[int]:
    """Return the members who answered any of the rounds."""
    return frozenset(response.member_id for each in asked for response in each.responses)


def _week(first: date, asked: Sequence[Asked]) -> WeekResult:
    people = len(who_answered(asked))
    return WeekResult(first, first + timedelta(days=6), len(asked), people, tally(asked))


def _only(asked: Asked, member_id: int) -> Asked:
    return replace(asked, responses=tuple(r for r in asked.responses if r.member_id == member_id))


def _grade(asked: Asked, response: Response) -> Grade:
    return grade(response, asked.round.right_choice)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_enough(result: TrackResult | QuestionResult) -> bool:
    return result.tally.chosen >= FEWEST_CHOSEN


def _by_share(result: TrackResult | QuestionResult) -> tuple[float, int]:
    """Sort by the share that was right, then by how many chose, most first."""
    return result.tally.right / result.tally.chosen, -result.tally.chosen
