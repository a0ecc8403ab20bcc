"""Which claims of a model count: those whose words stand in the answer and show something."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.coverage import Claim, Evidence, GradingTask
from bot.engine.rules.coverage import evidence, says_something
from bot.engine.rules.normal_words import words_of
from tests.support.grader_cases import CASES, Case

TASK = GradingTask("Why?", ("It adds up",), "Every pass piles onto the buffer, and none clears it.")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_written_case_ticks_what_it_says(case: Case) -> None:
    found = evidence(case.task, case.claims)
    assert tuple(one.point for one in found) == case.covered


def test_the_evidence_is_the_place_in_the_answer_as_it_was_written() -> None:
    (found,) = evidence(TASK, [Claim(True, "every PASS piles  onto the buffer")])
    assert TASK.words[found.start : found.end] == "Every pass piles onto the buffer"


def test_a_word_that_only_begins_like_the_quote_does_not_match() -> None:
    task = GradingTask("Why?", ("It adds up",), "Every pass piles ontology into buffers")
    assert evidence(task, [Claim(True, "every pass piles onto")]) == ()


def test_signs_of_mathematics_must_match() -> None:
    task = GradingTask("When?", ("n is small",), "It holds whenever n < k here")
    assert evidence(task, [Claim(True, "holds whenever n > k")]) == ()
    assert evidence(task, [Claim(True, "holds whenever n < k")])


def test_a_later_place_counts_where_the_first_is_denied() -> None:
    words = "It does not pile onto the buffer at first. Later passes pile onto the buffer."
    task = GradingTask("Why?", ("It adds up",), words)
    (found,) = evidence(task, [Claim(True, "pile onto the buffer")])
    assert found.start == words.rindex("pile")


def test_claims_beyond_the_key_points_are_ignored() -> None:
    claims = [Claim(False), Claim(True, "every pass piles onto the buffer")]
    assert evidence(TASK, claims) == ()


def test_an_answer_of_a_word_says_nothing() -> None:
    assert not says_something("idk")
    assert not says_something("\u200b \n")
    assert says_something("gradients accumulate")
    assert says_something("勾配加算")


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=80))
def test_evidence_is_always_a_part_of_the_answer_with_the_quoted_words(
    words: str, point: str, quote: str
) -> None:
    task = GradingTask("Why?", (point,), words)
    for found in evidence(task, [Claim(True, quote)]):
        assert 0 <= found.start < found.end <= len(words)
        shown = [word.normal for word in words_of(words[found.start : found.end])]
        assert shown == [word.normal for word in words_of(quote)]


@given(st.text(max_size=300))
def test_words_lie_in_their_order_and_apart(text: str) -> None:
    found = words_of(text)
    assert all(word.normal and word.start < word.end for word in found)
    assert all(one.start <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "long", ["pile up now " * 1700, ". " * 10_000, "{" * 20_000, "not " * 5000]
)
def test_an_answer_of_20_000_characters_is_checked_in_a_moment(long: str) -> None:
    task = GradingTask("Why?", ("It adds up",) * 10, long)
    assert isinstance(evidence(task, [Claim(True, "pile up now pile up")] * 10), tuple)


def test_words_for_two_key_points_count_and_for_three_do_not() -> None:
    task = GradingTask("Why?", ("One", "Two", "Three"), "Every pass piles onto the buffer.")
    claim = Claim(True, "piles onto the buffer")
    assert [one.point for one in evidence(task, [claim, claim, Claim(False)])] == [0, 1]
    assert evidence(task, [claim] * 3) == ()


def test_evidence_holds_no_copy_of_what_was_written() -> None:
    assert set(Evidence.__slots__) == {"point", "start", "end"}
