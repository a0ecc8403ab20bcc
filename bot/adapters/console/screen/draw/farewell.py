"""What is said on leaving: what stays, and what waits."""

from bot.adapters.console.screen.day import Day
from bot.engine.rules.text import count_of

COUNTS = {1: "one", 2: "two"}


def farewell(day: Day) -> str:
    """Return what is said on leaving, in one line."""
    facts: list[str] = []
    if day.streak and day.streak.current:
        facts.append(f"Streak {day.streak.current}")
    if day.streak and day.streak.freezes:
        facts.append(f"{COUNTS[day.streak.freezes]} freeze{'s' if day.streak.freezes > 1 else ''}")
    stays = f"{', '.join(facts)}.".capitalize() if facts else "Your answers are saved."
    return f"See you. {stays} {waiting(day)}"


def waiting(day: Day) -> str:
    """Return what waits: today's question, or what tomorrow brings."""
    question = day.question
    if question is not None and day.receipt is None:
        return "Today's question is still waiting for you."
    if question is not None:
        return "The answer is waiting for you."
    tomorrow = (day.next_at.date() - day.here.date()).days == 1
    when = "Tomorrow" if tomorrow else f"{day.next_at:%A}"
    due = f" and {count_of(day.due_next, 'review')} due" if day.due_next else ""
    return f"{when}: question {day.number + 1}{due}."
