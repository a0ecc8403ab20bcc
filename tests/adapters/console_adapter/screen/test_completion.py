"""What Tab offers."""

import pytest

from bot.adapters.console.screen.completion import candidates

TRACKS = {"pytorch": "PyTorch", "sql": "SQL"}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("le", ["leaderboard"]),
        ("/le", ["/leaderboard"]),
        ("quiz py", ["pytorch"]),
        ("/quiz sql ad", ["advanced"]),
        ("leaderboard mo", ["month"]),
        ("question hi", ["history"]),
        ("me pri", ["privacy"]),
    ],
)
def test_commands_and_their_words_are_completed(line: str, offered: list[str]) -> None:
    assert [word for word, _ in candidates(line, TRACKS)] == offered


def test_one_letter_is_a_key_and_offers_nothing() -> None:
    assert list(candidates("l", TRACKS)) == []


def test_a_word_that_was_typed_is_not_offered_again() -> None:
    assert "sql" not in [word for word, _ in candidates("quiz sql ", TRACKS)]


def test_what_is_completed_replaces_the_last_word_only() -> None:
    assert list(candidates("quiz py", TRACKS)) == [("pytorch", 2)]


def test_own_words_are_left_alone() -> None:
    assert list(candidates("answer the loader ke", TRACKS)) == []
