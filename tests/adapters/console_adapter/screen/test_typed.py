"""A key acts when it's pressed; a word that begins with one stays a word."""

from bot.adapters.console.screen.keys import Key, keys_of
from bot.adapters.console.screen.state import State
from bot.adapters.console.screen.typed import KEYS_SECONDS, Acted, Insert, is_done, typed
from tests.support.screens import open_day, revealed_day

OPEN = keys_of(State(open_day()))
REVEALED = keys_of(State(revealed_day()))
REVEAL = next(key for key in OPEN if key.char == "r")


def word(text: str, keys: tuple[Key, ...], pause: float = 0.2) -> tuple[str, list[str]]:
    """Type a word; return what is in the input then, and what keys have done on the way."""
    line, done, last, at = "", list[str](), None, 0.0
    for char in text:
        at += pause
        meant = typed(char, line, keys, last, at)
        if isinstance(meant, Insert):
            line += meant.text
        else:
            done.append(meant.line or meant.label)
            last = Acted(meant, char, at)
    return line, done


def test_a_key_acts_at_once_in_either_case() -> None:
    assert typed("B", "", OPEN, None, 0) == next(key for key in OPEN if key.char == "b")
    assert typed("s", "", REVEALED, None, 0) == next(key for key in REVEALED if key.char == "s")


def test_what_is_no_key_begins_a_line() -> None:
    assert typed("/", "", OPEN, None, 0) == Insert("/")
    assert typed("h", "", OPEN, None, 0) == Insert("h")


def test_in_a_line_no_character_is_a_key() -> None:
    assert typed("b", "h", OPEN, None, 0) == Insert("b")


def test_words_that_begin_with_a_key_stay_whole() -> None:
    assert word("answer", OPEN) == ("answer", ["A"])
    assert word("streak", OPEN) == ("streak", ["/streak"])
    assert word("stats", OPEN) == ("stats", ["/streak"])
    assert word("leaderboard", OPEN) == ("leaderboard", ["/leaderboard"])
    assert word("quiz", OPEN) == ("quiz", [])


def test_two_keys_with_time_between_them_are_two_keys() -> None:
    assert word("sl", OPEN, pause=0.1) == ("", ["/streak", "/leaderboard"])
    assert word("re", (*OPEN, *REVEALED), pause=KEYS_SECONDS + 0.1) == (
        "",
        ["/reveal", "full answer"],
    )


def test_a_key_that_ends_the_day_for_good_waits_for_what_follows() -> None:
    quits = next(key for key in OPEN if key.char == "q")
    assert typed("q", "", OPEN, None, 0) == Insert("q", quits)


def test_a_word_whose_key_has_acted_is_not_done_twice() -> None:
    last = Acted(REVEAL, "r", 0)
    assert is_done("reveal", last)
    assert not is_done("retire", last)
    assert not is_done("/streak", last)
    assert not is_done("reveal", None)
