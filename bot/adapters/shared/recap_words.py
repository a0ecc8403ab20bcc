"""The words of a week's recap and of a month's champions, the same on every platform."""

from datetime import date

from bot.engine.cards import ChampionCard, RecapCard
from bot.engine.rules.text import count_of

LONGEST_STREAKS = "Longest streaks"
HARDEST = "Hardest"
FAVORITE = "Favorite answer"
NEXT_QUESTION = "Next question"


def week_title(card: RecapCard) -> str:
    """Return which days a recap covers: ``The week, 23 to 27 November``."""
    return f"The week, {week_dates(card)}"


def week_dates(card: RecapCard) -> str:
    """Return the days of a recap: ``23 to 27 November``."""
    first, last = card.first, card.last
    if first == last:
        return day_and_month(first)
    start = f"{first.day}" if first.month == last.month else day_and_month(first)
    return f"{start} to {day_and_month(last)}"


def day_and_month(day: date) -> str:
    """Return ``27 November``."""
    return f"{day.day} {day:%B}"


def week_summary(card: RecapCard) -> str:
    """Return how many took part, and how many were right where that can be told."""
    people = count_of(card.people, "person", "people")
    told = f"{people} gave {count_of(card.answers, 'answer')}"
    if not card.graded:
        return f"{told}."
    return f"{told}; {card.right} {'was' if card.right == 1 else 'were'} right."


def champion_title(card: ChampionCard) -> str:
    """Return what the champions of a month are called."""
    several = len(card.lines[0].names) > 1
    return f"{card.month:%B}'s champion{'s' if several else ''}"


def champion_facts(card: ChampionCard) -> str:
    """Return the champion's points, and the days they answered."""
    points = count_of(card.lines[0].points, "point")
    return f"{points}, {card.answered} of {card.days} days answered" if card.days else points
