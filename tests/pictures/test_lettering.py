"""Words in pictures: legible, escaped, cut to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.font_metrics import font_files, fonts
from bot.pictures.lettering import NO_LETTERS, fitted, legible, legible_name, runs, width_of


@pytest.mark.parametrize(
    "name", ["Ada", "Jürgen Größe", "Łukasz", "Нина", "Ελένη", "Nguyễn", "אליהו", "محمد", "अमित",
             "山田太郎", "김철수", "さくら", "李雷", "O'Brien-Smith"]
)  # fmt: skip
def test_names_of_many_scripts_are_drawn_as_they_are(name: str) -> None:
    assert legible_name(name) == name


@pytest.mark.parametrize("name", ["", "🔥🔥", "\u202e", "---", "ไทย"])
def test_a_name_without_a_letter_to_draw_points_to_the_text(name: str) -> None:
    assert legible_name(name) == NO_LETTERS


def test_emoji_and_controls_are_left_out_of_a_name() -> None:
    assert legible_name("Ada 🚀\u202e\x00 Lovelace\n") == "Ada Lovelace"


def test_forty_marks_on_a_letter_become_two() -> None:
    assert legible("e" + "\u0323" * 40) == "ẹ\u0323\u0323"


@given(st.text(), st.floats(20, 600), st.booleans())
def test_what_is_fitted_is_never_wider_than_its_room(words: str, room: float, bold: bool) -> None:
    assert width_of(fitted(words, 24, room, bold=bold), 24, bold=bold) <= room


@given(st.text())
def test_every_part_is_drawn_with_a_font_that_has_it(words: str) -> None:
    shown = legible(words)
    parts = list(runs(shown))
    has = {font.family: font.widths for font in fonts(bold=False)}
    assert "".join(part for _, part in parts) == shown
    assert all(character in has[family] for family, part in parts for character in part)


def test_a_long_name_ends_in_an_ellipsis() -> None:
    assert fitted("Maximilian Alexander", 24, 150).endswith("…")
    assert fitted("Max", 24, 150) == "Max"


def test_widths_are_those_of_the_font() -> None:
    assert width_of("10", 1000) == pytest.approx(2 * 572)  # Noto Sans: every digit is 572 wide
    assert width_of("10", 1000, bold=True) == pytest.approx(2 * 572)
    assert len(font_files()) == 6
