"""What a leaderboard says around its lines."""

from datetime import date

import pytest

from bot.adapters.shared.board_words import (
    board_facts,
    board_title,
    ordinal,
    to_next_place,
    your_place,
)
from bot.engine.cards import LeaderboardCard
from bot.engine.model.scores import BoardRow, Period

CARD = LeaderboardCard(
    Period.WEEK, "", (), BoardRow(4, 1, "Ann", 24), 1, 1, 14, date(2026, 11, 23),
    date(2026, 11, 27), BoardRow(2, 2, "Ben", 34),
)  # fmt: skip


def test_the_readers_place_says_how_far_the_next_one_is() -> None:
    told = your_place(CARD) + to_next_place(CARD)
    assert told == "You're 4th with 24 points, 10 behind 2nd place"


def test_a_title_and_facts_read_like_a_sentence() -> None:
    assert board_title(CARD) == "This week's leaderboard"
    assert board_facts(CARD) == ("Mon 23 to Fri 27 Nov", "14 people")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (112, "112th"),
        (1022, "1,022nd"),
    ],
)
def test_ordinals(number: int, told: str) -> None:
    assert ordinal(number) == told
