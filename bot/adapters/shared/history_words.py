"""What a list of asked questions says, the same on every platform."""

from collections.abc import Mapping

from bot.engine.cards import HistoryMark

HISTORY_TITLE = "What was asked"
NOTHING_ASKED = "Nothing was asked here yet."
NOTHING_OLDER = "There's nothing older."
RESULTS: Mapping[HistoryMark, str] = {
    HistoryMark.OPEN: "still open",
    HistoryMark.ANSWERED_OPEN: "you answered; still open",
    HistoryMark.RIGHT: "✅ you were right",
    HistoryMark.WRONG: "❌ not this time",
    HistoryMark.WORDS: "you answered in your own words",
    HistoryMark.NONE: "you didn't answer",
}


def nothing_asked(page: int) -> str:
    """Return what an empty page says."""
    return NOTHING_ASKED if page == 1 else NOTHING_OLDER
