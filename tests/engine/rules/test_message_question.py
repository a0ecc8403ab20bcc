"""A message suggested as a question: what the form holds, and what can't be suggested."""

import pytest

from bot.engine.errors import Refused
from bot.engine.rules.message_question import (
    BY_AN_APP,
    NO_WORDS,
    TITLE_LENGTH,
    form_of_message,
)


def test_the_words_become_the_question_and_their_first_sentence_its_title() -> None:
    form = form_of_message(
        "  Why does dropout help? I never got it.\n\nEspecially in CNNs.  ", 3000
    )
    assert form.title == "Why does dropout help?"
    assert form.prompt == "Why does dropout help? I never got it.\n\nEspecially in CNNs."
    assert (form.choices, form.points, form.answer, form.track, form.level) == ("", "", "", "", "")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## What is *overfitting*?", "What is overfitting?"),
        ("> 1. **What** is `recall`?\nmore", "What is recall?"),
        ("```python\nprint(sum(x))\n```", "print(sum(x))"),
        ("```What is recall?```", "What is recall?"),
        ("What does `pd.read_csv` do in __init__?", "What does pd.read_csv do in init?"),
        ("What does `__init__` do with `*args`?", "What does __init__ do with *args?"),
        ("Is max_depth 2*3 or ~~2**3~~, and *why*?", "Is max_depth 2*3 or 2**3, and why?"),
        ("Mr. Ng, e.g. in CS229, says what? Hm.", "Mr. Ng, e.g. in CS229, says what?"),
        ("I wonder. Why is it so?", "I wonder"),
        ("---\n\nWas ist ein Tensor", "Was ist ein Tensor"),
        ("什么是过拟合？", "什么是过拟合？"),  # the text of a person
    ],
)
def test_a_title_is_the_first_line_that_says_something_without_its_marks(
    text: str, title: str
) -> None:
    assert form_of_message(text, 3000).title == title


def test_a_long_message_fits_the_field_and_shows_that_it_goes_on() -> None:
    form = form_of_message("why " * 2000, 3000)
    assert len(form.prompt) <= 3000
    assert form.prompt.endswith("why…")
    assert len(form.title) <= TITLE_LENGTH
    assert form.title.endswith("…")


def test_control_characters_go() -> None:
    assert form_of_message("What is\x00 a\x1b[31m rune?\r\nHm", 3000).prompt == (
        "What is a[31m rune?\nHm"
    )


@pytest.mark.parametrize("text", ["", "  \n\t ", "👍", "---", "```\n```", "\x00\x07"])
def test_a_message_without_words_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(Refused) as refused:
        form_of_message(text, 3000)
    assert refused.value.message == NO_WORDS
    assert "/question suggest" in refused.value.fix


def test_a_message_of_an_app_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        form_of_message("What is recall?", 3000, by_app=True)
    assert refused.value.message == BY_AN_APP
