"""What statistics say in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.adapters.shared.stats_words import (
    memory_told,
    points_and_reviews,
    stats_title,
    trend_line,
    trend_weeks,
)
from bot.engine.cards import StatsCard, TrackScore
from bot.engine.cards.drills import OwnMemory
from bot.engine.model.scores import WeekScore

CARD = StatsCard("Ann", (TrackScore("sql", "SQL", 40, 60), TrackScore("nlp", "NLP", 13, 14)), 42, 0)


def weeks(*scores: tuple[int, int]) -> tuple[WeekScore, ...]:
    """Return the last eight weeks; those before ``scores`` have no answer."""
    padded = [*[(0, 0)] * (8 - len(scores)), *scores]
    return tuple(
        WeekScore(date(2026, 10, 5) + timedelta(weeks=number), right, total)
        for number, (right, total) in enumerate(padded)
    )


def test_the_title_says_how_much_is_right_and_whether_it_rises() -> None:
    assert stats_title(CARD) == "53 of 74 right"
    assert stats_title(replace(CARD, rising=True)) == "53 of 74 right, and rising"
    assert stats_title(replace(CARD, tracks=())) == "No answers yet: try /quiz"


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([(11, 20), *[(1, 1)] * 6, (7, 9)], "78% this week, 55% seven weeks ago."),
        ([(1, 2), (1, 3), (0, 0)], "33% last week, 50% two weeks ago."),
        ([(1, 2), (0, 0), (0, 0), (0, 1)], "0% this week, 50% three weeks ago."),
        ([(1, 2)], ""),
        ([], ""),
    ],
)
def test_the_first_and_the_last_week_with_answers_are_compared(
    scores: list[tuple[int, int]], told: str
) -> None:
    assert trend_line(replace(CARD, weeks=weeks(*scores))) == told


def test_every_week_is_told_those_without_an_answer_too() -> None:
    card = replace(CARD, weeks=weeks((1, 2), (0, 0), (0, 4)))
    assert trend_weeks(card) == ("Last 8 weeks: none · none · none · none · none · 50% · none · 0%")
    assert trend_weeks(replace(CARD, weeks=weeks((1, 2)))) == ""


def test_points_and_what_is_due_stand_below() -> None:
    assert points_and_reviews(CARD) == "42 points in all · nothing to review right now"
    assert points_and_reviews(replace(CARD, due_reviews=2)) == (
        "42 points in all · 2 reviews are due: /practice"
    )


def test_a_line_says_that_the_reviews_follow_ones_own_memory() -> None:
    assert memory_told(CARD) == ""
    own = replace(CARD, memory=OwnMemory(date(2026, 6, 12), 1640))
    told = "Your reviews follow your own memory, fitted on 12 Jun from 1,640 reviews"
    assert memory_told(own) == f"{told} (/me reviews)."
    assert memory_told(own, "/warmup {}".format) == f"{told} (/warmup me reviews)."
