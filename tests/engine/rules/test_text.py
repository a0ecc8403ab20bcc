"""Names are safe to show: one line, nothing invisible, not long."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.engine.rules.text import NAME_LENGTH, clean_name


@given(st.text())
@example("a\u0301\u0301\u0301\u0301")
@example("x" * 39 + " yz")
@example("a\u0301\u200d\u0301\u0301")
def test_any_name_becomes_one_short_line_without_anything_invisible(name: str) -> None:
    clean = clean_name(name)
    assert 1 <= len(clean) <= NAME_LENGTH
    assert clean == " ".join(clean.split())
    assert not {unicodedata.category(char) for char in clean} & {"Cc", "Cf", "Zl", "Zp", "Co"}


@given(st.text())
def test_a_clean_name_stays_as_it_is(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("  Ada\n\tLovelace ", "Ada Lovelace"),
        ("Zoë Ångström", "Zoë Ångström"),
        ("李小龍", "李小龍"),
        ("\u202eadA", "adA"),
        ("A\u200bda", "Ada"),
        ("", "someone"),
        ("\u2066\u2069", "someone"),
        ("<@U123> @everyone", "<@U123> @everyone"),
    ],
)
def test_what_can_be_read_stays(name: str, expected: str) -> None:
    assert clean_name(name) == expected


def test_a_long_name_says_that_it_was_cut() -> None:
    assert clean_name("x" * 100) == "x" * 39 + "…"


def test_marks_that_climb_over_other_lines_are_cut_down() -> None:
    assert clean_name("Z" + "\u0301" * 50) == "Z" + "\u0301" * 2
