"""What a leaderboard says around its lines, the same on every platform."""

from collections.abc import Callable, Mapping

from bot.adapters.shared.dates import written_days
from bot.engine.cards import BoardLine, LeaderboardCard
from bot.engine.model.scores import Period
from bot.engine.rules.text import count_of

MY_PLACE = "My place"
POST_TO_CHANNEL = "Post to channel"

_TITLES: Mapping[Period, str] = {
    Period.WEEK: "This week's leaderboard",
    Period.MONTH: "This month's leaderboard",
    Period.ALL: "Leaderboard of all time",
}
_ENDINGS: Mapping[int, str] = {1: "st", 2: "nd", 3: "rd"}


def board_title(card: LeaderboardCard) -> str:
    """Return what the board is of: ``This week's leaderboard: SQL``."""
    title = _TITLES[card.period]
    return f"{title}: {card.track_title}" if card.track_title else title


def board_facts(card: LeaderboardCard, posted_by: str = "") -> tuple[str, ...]:
    """Return the dates, the people, who posted it, and the page, as far as there are any."""
    facts = [written_days(card.first, card.last)] if card.first and card.last else []
    facts.append(count_of(card.people, "person", "people"))
    if posted_by:
        facts.append(f"posted by {posted_by}")
    if card.pages > 1:
        facts.append(f"page {card.page} of {card.pages}")
    return tuple(facts)


def your_place(card: LeaderboardCard) -> str:
    """Return ``You're 4th with 24 points``, for a reader who has any."""
    mine = card.mine
    if mine is None or mine.points <= 0:
        return ""
    return f"You're {ordinal(mine.rank)} with {count_of(mine.points, 'point')}"


def to_next_place(card: LeaderboardCard) -> str:
    """Return how far the reader's next place is: ``, 10 behind 2nd place``."""
    if card.mine is None or card.ahead is None:
        return ""
    return f", {card.ahead.points - card.mine.points:,} behind {ordinal(card.ahead.rank)} place"


def streak_of(line: BoardLine, number: int) -> str:
    """Return the streak of the person with that number in a line; empty without one."""
    days = line.streaks[number] if number < len(line.streaks) else 0
    return f"🔥 {count_of(days, 'day')}" if days else ""


def board_names(line: BoardLine, *, streaks: bool = False, show: Callable[[str], str] = str) -> str:
    """Return who shares a place, each as ``show`` has it, with their streak if that is wanted."""
    named: list[str] = []
    for number, name in enumerate(line.names):
        streak = streak_of(line, number) if streaks else ""
        named.append(f"{show(name)} ({streak})" if streak else show(name))
    names = ", ".join(named)
    return f"{names} and {line.more} more" if line.more else names


def ordinal(number: int) -> str:
    """Return ``1st``, ``2nd``, ``11th``, ``1,022nd``."""
    ending = "th" if number % 100 in (11, 12, 13) else _ENDINGS.get(number % 10, "th")
    return f"{number:,}{ending}"
