"""The keys that work now are what the footer names, and what a press does."""

from dataclasses import replace

import pytest

from bot.adapters.console.commands.help import understand
from bot.adapters.console.screen.draw.frame import footer
from bot.adapters.console.screen.keys import Key, key_for, keys_of
from bot.adapters.console.screen.state import State, View, acting
from bot.engine.cards import (
    DrillCard,
    DrillFeedback,
    DrillSummaryCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    KeyPointMark,
)
from bot.engine.model.rich_text import Text
from tests.support.screens import SUBJECT, open_day, revealed_day

QUIZ = DrillCard(1, 1, 5, SUBJECT, (), open_day().question.choices)  # type: ignore[union-attr]
FEEDBACK = DrillFeedback(SUBJECT, "A", False, "B", (), (), ())
OFFER = InterviewOfferCard(1, "", None, 4, 20, 10)


def named(state: State, width: int = 80) -> str:
    """Return the footer."""
    return footer(keys_of(state), width).plain.strip()


def does(state: State, char: str) -> Key:
    key = key_for(keys_of(state), char)
    assert key is not None, named(state)
    return key


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (
            State(open_day()),
            "a–d answer   w own words   r reveal now   s streak   l leaderboard   ? more",
        ),
        (
            State(open_day(saved="B")),
            "r reveal now   a–d change   w own words   s streak   l leaderboard   ? more",
        ),
        (
            State(revealed_day(next_at=revealed_day().here)),
            "n next day   e full answer   w why not A, C, D   p practice later   ? more",
        ),
        (
            State(revealed_day()),
            "n your week   e full answer   w why not A, C, D   p practice later   ? more",
        ),
        (
            State(revealed_day(chose="", words="mine"), View.POINTS),
            "1–5 tick   Enter back   n your week   e full answer   ? more",
        ),
        (State(open_day(), quiz=QUIZ), "a–d answer   ? I don't know   Esc stop the quiz   q quit"),
        (
            State(open_day(), quiz=replace(QUIZ, feedback=FEEDBACK), feedback=True),
            "Enter next question   Esc stop the quiz   q quit",
        ),
        (
            State(open_day(), View.CARD, OFFER, step=OFFER),
            "s start   h shorter   n no",
        ),
    ],
    ids=["open", "answered", "revealed", "friday", "points", "quiz", "feedback", "interview"],
)
def test_the_footer_names_the_keys_that_work_now(state: State, expected: str) -> None:
    assert named(state) == expected


def test_the_end_of_the_week_leads_to_the_next_one() -> None:
    state = State(revealed_day(), View.WEEK)
    assert named(state).startswith("n next week   Enter back   q quit")
    assert does(state, "n").line == "/next"
    assert does(State(revealed_day()), "n").opens is View.WEEK


def test_an_open_question_has_no_key_that_skips_it() -> None:
    assert key_for(keys_of(State(open_day())), "n") is None


def test_letters_answer_the_quiz_while_one_is_asked() -> None:
    assert does(State(open_day(), quiz=QUIZ), "B").line == "B"
    assert does(State(open_day(), quiz=QUIZ), "?").line == "?"


def test_no_letter_answers_behind_another_view() -> None:
    assert key_for(keys_of(State(open_day(), View.CARD)), "b") is None


def test_a_number_ticks_its_key_point_and_unticks_it() -> None:
    ticking = State(revealed_day(chose="", words="mine", covered=(1, 4)), View.POINTS)
    assert does(ticking, "3").line == "/mark 1 3 4"
    assert does(ticking, "4").line == "/mark 1"
    last = State(revealed_day(chose="", words="mine", covered=(2,)), View.POINTS)
    assert does(last, "2").line == "/mark"


def test_after_a_quiz_its_keys_offer_more_of_the_same_track() -> None:
    over = DrillSummaryCard(1, 3, 5, (), "", None, "UTC")
    state = State(open_day(), View.CARD, over)
    assert does(state, "m").line == "/quiz"
    assert does(state, "h").line == "/quiz harder"
    assert does(state, "k").line == "/quiz weak"


def test_while_something_is_done_or_words_are_typed_no_key_acts() -> None:
    assert keys_of(acting(State(open_day()))) == ()
    assert keys_of(State(open_day(), writes=True)) == ()
    assert keys_of(State(open_day(), in_form=True)) == ()


def test_an_interviews_question_takes_words_and_its_points_take_numbers() -> None:
    at = open_day().here
    asks = InterviewQuestionCard(1, 1, 1, 4, SUBJECT, (), (), False, 3, at, "UTC")
    assert keys_of(State(open_day(), View.CARD, asks, step=asks)) == ()
    points = InterviewPointsCard(1, 2, 1, 4, SUBJECT, (KeyPointMark((Text("x"),), None),) * 3, "")
    ticking = State(open_day(), View.CARD, points, step=points)
    assert does(ticking, "3").line == "3"
    assert does(ticking, "s").line == "save"


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("now", [open_day(), open_day(saved="A"), revealed_day()])
def test_each_key_means_one_thing_and_each_slash_command_is_known(view: View, now: object) -> None:
    keys = keys_of(State(now, view))  # type: ignore[arg-type]
    chars = [key.char for key in keys if not key.hidden]
    assert len(chars) == len(set(chars))
    for key in keys:
        assert not key.line or understand(key.line) is not None


@pytest.mark.parametrize("width", [20, 30, 40, 80, 120])
def test_the_footer_fits_and_always_ends_with_more(width: int) -> None:
    told = named(State(revealed_day()), width)
    assert len(told) < width
    assert told.endswith("? more")
