"""From one screen to the next."""

from dataclasses import replace

from bot.adapters.console.doing import Doing
from bot.adapters.console.screen.state import (
    Mode,
    State,
    View,
    acting,
    looked,
    opened,
    posted,
    shown,
)
from bot.engine import cards as k
from tests.support.screens import SUBJECT, open_day, revealed_day

QUIZ = k.DrillCard(1, 0, 5, SUBJECT, (), ())
FEEDBACK = k.DrillFeedback(SUBJECT, "A", True, "A", (), (), ())
NOTICE = k.NoticeCard("Well")
OFFER = k.InterviewOfferCard(1, "", None, 4, 20, 10)
ASKS = k.InterviewQuestionCard(1, 1, 1, 4, SUBJECT, (), (), False, 3, open_day().here, "UTC")


def test_what_is_said_in_passing_leaves_the_screen_where_it_is() -> None:
    state = shown(State(revealed_day(), View.ANSWER), NOTICE)
    assert (state.view, state.note) == (View.ANSWER, NOTICE)


def test_a_note_goes_with_the_next_thing_that_is_done() -> None:
    assert acting(State(open_day(), note=NOTICE)).note is None
    assert opened(State(revealed_day(), note=NOTICE), View.ANSWER).note is None


def test_posts_come_to_the_screen_only_where_the_day_does_not_show_them() -> None:
    before = State(revealed_day())
    reveal = revealed_day().reveal
    assert reveal is not None
    assert posted(before, reveal.card) == before
    assert posted(before, reveal.answer) == before
    assert posted(before, NOTICE).note == NOTICE


def test_a_model_answer_that_was_asked_for_is_shown() -> None:
    reveal = revealed_day().reveal
    assert reveal is not None
    state = shown(State(open_day()), reveal.answer)
    assert (state.view, state.card) == (View.CARD, reveal.answer)


def test_feedback_comes_before_the_next_question_of_a_quiz() -> None:
    first = shown(State(open_day()), QUIZ)
    assert first.asks_quiz
    told = shown(first, replace(QUIZ, position=1, feedback=FEEDBACK))
    assert told.shows_feedback
    assert not told.asks_quiz
    assert opened(told, View.DAY).asks_quiz


def test_when_a_quiz_is_stopped_the_day_is_back() -> None:
    state = looked(shown(State(open_day()), QUIZ), open_day(), Doing(in_quiz=False))
    assert state.quiz is None
    assert state.view is View.DAY


def test_the_reveal_comes_to_the_front_when_it_is_there() -> None:
    looking = State(open_day(), View.CARD, NOTICE)
    assert looked(looking, open_day(), Doing()).view is View.CARD
    assert looked(looking, revealed_day(), Doing()).view is View.DAY


def test_back_leads_to_the_interview_while_there_is_one() -> None:
    state = State(open_day(), View.CARD, NOTICE, step=OFFER)
    assert opened(state, View.DAY).shows_step
    assert opened(opened(state, View.DAY), View.DAY).view is View.DAY


def test_an_interviews_question_takes_what_is_typed_as_words() -> None:
    asked = looked(shown(State(open_day()), ASKS), open_day(), Doing(step=ASKS))
    assert asked.mode is Mode.TALK
    assert looked(asked, open_day(), Doing(step=None)).mode is Mode.KEYS


def test_own_words_and_forms_are_typed_until_they_are_sent() -> None:
    assert State(open_day(), writes=True).mode is Mode.WORDS
    assert acting(State(open_day(), writes=True)).mode is Mode.KEYS
    assert looked(State(open_day()), open_day(), Doing(in_form=True)).mode is Mode.FORM


def test_a_review_planned_for_later_is_noted_and_a_tick_is_not() -> None:
    now = revealed_day()
    assert now.reveal is not None
    later = replace(now.reveal.mine, in_reviews=True)
    assert shown(State(now), later).note == later
    assert shown(State(now, View.POINTS), now.reveal.mine) == State(now, View.POINTS)


def test_help_and_boards_are_views_of_their_own() -> None:
    assert shown(State(open_day()), k.HelpCard("Commands", ())).view is View.HELP
    assert shown(State(open_day()), open_day().board).card == open_day().board
