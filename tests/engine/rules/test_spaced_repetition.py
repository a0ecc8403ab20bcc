"""Reviews: days apart, sooner after a miss, the same on every machine."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.practice import ReviewState
from bot.engine.rules.spaced_repetition import review
from tests.support.builders import at

START = at("2026-11-02 09:00")
answers = st.lists(st.tuples(st.booleans(), st.integers(0, 60)), min_size=1, max_size=12)


def history(answered: list[tuple[bool, int]]) -> list[tuple[datetime, ReviewState]]:
    """Answer again and again, so many days apart."""
    state: ReviewState | None = None
    now = START
    states: list[tuple[datetime, ReviewState]] = []
    for right, days in answered:
        now += timedelta(days=days)
        state = review(7, "maths/bayes", state, now, right=right)
        states.append((now, state))
    return states


@given(answers)
def test_a_question_comes_back_a_day_or_more_later_in_utc(answered: list[tuple[bool, int]]) -> None:
    for now, state in history(answered):
        assert state.due_at - now >= timedelta(days=1)
        assert state.due_at.tzinfo is UTC
        assert (state.member_id, state.question_id) == (7, "maths/bayes")


@given(answers)
def test_the_same_answers_give_the_same_reviews(answered: list[tuple[bool, int]]) -> None:
    assert history(answered) == history(answered)


@given(answers)
def test_a_right_answer_brings_it_back_later_than_a_wrong_one(
    answered: list[tuple[bool, int]],
) -> None:
    now, state = history(answered)[-1]
    then = now + timedelta(days=3)
    right = review(7, "maths/bayes", state, then, right=True)
    wrong = review(7, "maths/bayes", state, then, right=False)
    assert wrong.due_at <= right.due_at


def test_a_question_known_well_comes_back_ever_later() -> None:
    gaps: list[timedelta] = []
    state: ReviewState | None = None
    now = START
    for _ in range(5):
        state = review(7, "maths/bayes", state, now, right=True)
        gaps.append(state.due_at - now)
        now = state.due_at
    assert gaps == sorted(gaps)
    assert gaps[-1] > 10 * gaps[0]
