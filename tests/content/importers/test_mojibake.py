import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.importers.mojibake import fix


def _broken(text: str) -> str:
    """Return ``text`` as it looks after its UTF-8 was read as Windows-1252."""
    return text.encode().decode("windows-1252")


@pytest.mark.parametrize("text", ["Here’s it", "(H₀): none", "a → b", "x ≤ y", "wait…", "café"])
def test_fixes(text: str) -> None:
    assert fix(_broken(text)).text == text


@pytest.mark.parametrize(
    "text",
    ["naïve café", "“curly” – and ‘so’ on…", "H₀ and H₁", "voilà à Paris", "“â”", "日本語", "½",
     "e\u0301", "ﬁt", "`Hâ‚€` in code", "São João", "I ♥ it", "“café”—he said", "ÀÉÎÕÜ"],
)  # fmt: skip
def test_what_is_right_stays(text: str) -> None:
    assert fix(text).text == text
    assert fix(text).guessed == ()


def test_right_and_wrong_in_one_line_are_distinguished() -> None:
    assert fix("naïve “quotes” – Hâ‚€ and Hereâ€™s").text == "naïve “quotes” – H₀ and Here’s"


def test_a_character_that_lost_a_byte_is_guessed_and_reported() -> None:
    assert fix("Hâ‚ or Ha").guessed == ("₁",)
    assert fix("Hâ‚ or Ha").text == "H₁ or Ha"


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_never_touched(text: str) -> None:
    assert fix(text).text == text


@given(st.text(max_size=60).filter(lambda text: "\n" not in text))
def test_a_line_stays_one_line_and_fixing_twice_is_fixing_once(text: str) -> None:
    once = fix(text).text
    assert "\n" not in once
    assert fix(once).text == once
