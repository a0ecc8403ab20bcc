"""When a history is worth fitting, and which fits are kept."""

import ast
from datetime import timedelta
from math import inf, log, nan
from pathlib import Path

import fsrs
import pytest

from bot.engine.model.review_fits import Reviewed, ReviewFit
from bot.engine.rules.review_fitting import (
    READ_OF_A_QUESTION,
    REPEATS_NEEDED,
    better_of_defaults_and,
    is_worth_fitting,
    may_look,
    repeats_in,
)
from bot.engine.rules.spaced_repetition import are_usable, log_loss, review
from tests.support.memories import DEFAULTS, LASTING, START, forgotten, remembered, scheduler

DAY = timedelta(days=1)


def answers(question: str, *days: float) -> list[Reviewed]:
    return [Reviewed(question, START + each * DAY, True) for each in days]


def test_an_answer_is_a_repeat_a_day_or_more_after_the_last_to_the_same_question() -> None:
    assert repeats_in(()) == 0
    assert repeats_in(answers("a", 0, 0.5, 0.9)) == 0
    assert repeats_in(answers("a", 0, 1, 1.5, 2.4, 3.5)) == 2
    both = sorted((*answers("a", 0, 2), *answers("b", 1, 3)), key=lambda each: each.at)
    assert repeats_in(both) == 2


def test_only_the_first_answers_to_a_question_count_as_the_optimizer_reads_no_more() -> None:
    assert repeats_in(answers("a", *range(200))) == READ_OF_A_QUESTION - 1


def test_the_numbers_are_the_optimizers() -> None:
    source = Path(fsrs.__file__).with_name("optimizer.py").read_text(encoding="utf-8")
    known = {
        node.targets[0].id: node.value.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
    assert known["mini_batch_size"] == REPEATS_NEEDED
    assert known["max_seq_len"] == READ_OF_A_QUESTION


def test_a_history_is_looked_at_once_a_week_and_not_for_who_wants_the_defaults() -> None:
    looked_at = ReviewFit(1, START + 7 * DAY, 600)
    assert may_look(None, START)
    assert not may_look(looked_at, START + 6.9 * DAY)
    assert may_look(looked_at, START + 7 * DAY)
    assert not may_look(ReviewFit(1, START, wants_defaults=True), START + 9 * DAY)


def test_it_is_worth_a_fit_with_enough_repeats_and_more_than_the_last_time() -> None:
    assert not is_worth_fitting(None, 511)
    assert is_worth_fitting(None, 512)
    seen = ReviewFit(1, START, 640)
    assert not is_worth_fitting(seen, 640)
    assert is_worth_fitting(seen, 641)


def test_a_fit_is_kept_only_if_it_foretells_the_history_better() -> None:
    assert better_of_defaults_and(LASTING, remembered()) == LASTING
    assert better_of_defaults_and(LASTING, forgotten()) == ()
    assert better_of_defaults_and(DEFAULTS, remembered()) == (), "no better is no reason"


@pytest.mark.parametrize(
    "found",
    [
        (),
        LASTING[:-1],
        (*LASTING, 0.5),
        (nan, *LASTING[1:]),
        (inf, *LASTING[1:]),
        (*LASTING[:-1], nan),
        (101.0, *LASTING[1:]),
        (-1.0, *LASTING[1:]),
    ],
    ids=["none", "too few", "too many", "nan", "inf", "a last nan", "too large", "too small"],
)
def test_a_fit_that_the_scheduler_cannot_use_is_never_kept(found: tuple[float, ...]) -> None:
    assert better_of_defaults_and(found, remembered()) == ()
    assert not are_usable(found)


def test_the_loss_is_the_mean_logarithm_of_what_was_foretold() -> None:
    rules = scheduler(LASTING)
    card, _ = rules.review_card(fsrs.Card(1, due=START), fsrs.Rating.Good, START)
    known = rules.get_card_retrievability(card, START + 30 * DAY)
    right, wrong = (
        [Reviewed("a", START, True), Reviewed("a", START + 30 * DAY, how)] for how in (True, False)
    )
    assert log_loss(right, LASTING) == pytest.approx(-log(known))
    assert log_loss(wrong, LASTING) == pytest.approx(-log(1 - known))
    both = [*right, *(Reviewed("b", each.at, each.right) for each in wrong)]
    both.sort(key=lambda each: each.at)
    assert log_loss(both, LASTING) == pytest.approx((-log(known) - log(1 - known)) / 2)
    assert log_loss(answers("a", 0, 0.2), LASTING) == 0.0, "the same day tells nothing"


def test_a_review_follows_the_members_own_parameters() -> None:
    usual = review(7, "maths/bayes", None, START, right=True)
    lasting = review(7, "maths/bayes", None, START, right=True, parameters=LASTING)
    assert usual.due_at - START < timedelta(days=5)
    assert lasting.due_at - START > timedelta(days=60)


@pytest.mark.parametrize("stale", [LASTING[:19], (*LASTING, 1.0), (nan,) * 21])
def test_parameters_of_another_version_of_the_library_count_as_none(
    stale: tuple[float, ...],
) -> None:
    usual = review(7, "maths/bayes", None, START, right=True)
    assert review(7, "maths/bayes", None, START, right=True, parameters=stale) == usual
