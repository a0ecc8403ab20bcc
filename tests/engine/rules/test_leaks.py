"""A prompt that gives its answer away is recognized; one that only speaks of answers is not."""

from dataclasses import replace

import pytest

from bot.engine.model.rich_text import paragraph
from bot.engine.rules.leaks import doubt_about, sign_of_answer
from tests.support.builders import question


@pytest.mark.parametrize(
    ("prompt", "sign"),
    [
        ("Which?\n- [ ] this\n- [x] that", "a ticked choice"),
        ("Which?\n☑ that", "a ticked choice"),
        ("What is it?\nAnswer: a tensor", "an answer"),
        ("What is it?\n**Correct answer**: a tensor", "an answer"),
        ("What is it? <details><summary>Open</summary>", "folded details"),
        ("What is it? ||a tensor||", "spoiler bars"),
        ("Was ist es?\nAntwort: ein Feld", "an answer"),
        ("什么？\n答案：数组", "an answer"),
        ("Which?\nA. x\nB. y\n**Answer B**", "an answer"),
        ("Which?\nA. x\nB. y\nKey: B", "a key"),
        ("Which?\nA. x\nB. y (correct)", "a key"),
    ],
)
def test_a_prompt_that_shows_its_answer(prompt: str, sign: str) -> None:
    assert sign_of_answer(replace(question("maths/a"), prompt=paragraph(prompt))) == sign


@pytest.mark.parametrize(
    "prompt",
    [
        "Which answer is right: this or that?",
        "What does `a || b` do, and `c || d`?",
        "What does x[x] return?",
        "Why is the answer always 42?",
        "Which key: value pairs are kept?",
        "What does a solution of salt do?",
    ],
)
def test_a_prompt_that_only_speaks_of_answers(prompt: str) -> None:
    assert sign_of_answer(replace(question("maths/a"), prompt=paragraph(prompt))) == ""


def test_a_prompt_that_somebody_approved_has_no_sign() -> None:
    shown = replace(question("maths/a"), prompt=paragraph("Which?\n- [x] that"))
    assert sign_of_answer(replace(shown, approved=True)) == ""
    assert doubt_about(replace(shown, approved=True)) == ""


def test_a_prompt_of_over_300_words_is_only_doubted() -> None:
    long = replace(question("maths/a"), prompt=paragraph("word " * 301))
    assert sign_of_answer(long) == ""
    assert doubt_about(long) == "301 words"
    assert doubt_about(replace(long, prompt=paragraph("word " * 300))) == ""


@pytest.mark.parametrize(
    "prompt", ["A whale is a fish - False", "Bats fly: true.", "Le thon nage. (Vrai)"]
)
def test_a_statement_with_its_verdict_waits_for_a_person(prompt: str) -> None:
    assert doubt_about(replace(question("maths/a"), prompt=paragraph(prompt))) != ""


@pytest.mark.parametrize("prompt", ["Is a whale a fish, true or false?", "When is `x == x` false?"])
def test_a_question_about_truth_does_not(prompt: str) -> None:
    assert doubt_about(replace(question("maths/a"), prompt=paragraph(prompt))) == ""
