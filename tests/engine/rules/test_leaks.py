"""A prompt that gives its answer away is recognized; one that only speaks of answers is not."""

from dataclasses import replace

import pytest

from bot.engine.model.rich_text import paragraph
from bot.engine.rules.leaks import sign_of_answer
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
    ],
)
def test_a_prompt_that_only_speaks_of_answers(prompt: str) -> None:
    assert sign_of_answer(replace(question("maths/a"), prompt=paragraph(prompt))) == ""
