"""What a streak is called above its calendar, the same on every platform."""

from bot.engine.cards import StreakCard
from bot.engine.rules.text import count_of


def streak_title(card: StreakCard, flame: str = "") -> str:
    """Return ``12 days in a row``, after a flame if there are any."""
    return f"{flame if card.current else ''}{count_of(card.current, 'day')} in a row"


def streak_facts(card: StreakCard) -> str:
    """Return how this week went, and the longest streak so far; empty without either."""
    facts: list[str] = []
    if card.week.days:
        facts.append(f"This week: {card.week.answered} of {card.week.days} answered")
    if card.best:
        facts.append(f"best: {count_of(card.best, 'day')}")
    return " · ".join(facts)


def freezes_left(card: StreakCard) -> str:
    """Return how many freezes are in hand, and when the next one is earned."""
    if not card.to_next_freeze:
        return f"{count_of(card.freezes, 'freeze')} left, the most you can hold."
    left = f"{count_of(card.freezes, 'freeze')} left" if card.freezes else "No freeze left"
    return f"{left}, next one in {count_of(card.to_next_freeze, 'day')}."
