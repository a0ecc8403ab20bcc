"""What the home says, in plain words that each platform escapes."""

from collections.abc import Callable, Mapping

from bot.adapters.shared import labels
from bot.adapters.shared.dates import written_days
from bot.adapters.shared.streak_words import freezes_left, streak_facts
from bot.engine.cards import HistoryMark, HomeCard, HomeManager, HomeResult, ScheduleLine
from bot.engine.model.people import Remind
from bot.engine.rules.text import count_of

MARKS: Mapping[HistoryMark, str] = {
    HistoryMark.RIGHT: "✅",
    HistoryMark.WRONG: "❌",
    HistoryMark.WORDS: "✍️",
}
REMINDERS: Mapping[Remind, str] = {
    Remind.OFF: "off",
    Remind.EVERY: "before every reveal",
    Remind.STREAK: "only to save your streak",
}
ANSWER, CHANGE, ANSWERED = "Answer", "Change my answer", "Answer saved"
MY_STREAK, MY_STATS, LEADERBOARD, INTERVIEW = "My streak", "My stats", "Leaderboard", "Interview"
NOTHING_OPEN = "No question is open right now."
NO_STREAK = "No streak yet: answer a question to start one."
ALONE = (
    "Your own practice: only you see it. Daily questions, streaks and leaderboards are in servers "
    "that have Warmup."
)
FOR_MANAGERS, SCHEDULES, REVIEW = "For managers", "Schedules", "Review"
NO_SCHEDULES = "No channel has a daily question yet."


def title(card: HomeCard) -> str:
    """Return the headline."""
    return f"Your Warmup, {card.name}" if card.name else "Your Warmup"


def streak(card: HomeCard) -> str:
    """Return this week, the best streak and the freezes, or how to begin."""
    if card.streak is None:
        return NO_STREAK
    facts = streak_facts(card.streak)
    return " · ".join(part for part in (facts, freezes_left(card.streak)) if part)


def practice(card: HomeCard) -> str:
    """Return how many reviews are due, and what is weak."""
    due = labels.reviews_due(card.due_reviews) if card.due_reviews else "No reviews are due"
    return f"{due} · weak spot: {card.weak}" if card.weak else due


def result(each: HomeResult) -> str:
    """Return how the reader did in a question."""
    points = f" · +{count_of(each.points, 'point')}" if each.points else ""
    return f"{MARKS.get(each.mark, '·')} {each.day:%a}  {each.title}{points}"


def settings(card: HomeCard, spelled: Callable[[str], str] = "/{}".format) -> str:
    """Return reminders, time off and privacy, each with the command that changes it.

    ``spelled`` returns a command as it is typed on the platform.
    """
    boards = spelled("me show" if card.hidden else "me hide")
    at = f" at {card.remind_at:%H:%M}" if card.remind_at else ""
    off = written_days(*card.leave) if card.leave else "none planned"
    seen = "hidden" if card.hidden else "shown"
    return (
        f"Reminders: {REMINDERS[card.remind]}{at} ({spelled('me remind')}) · "
        f"Time off: {off} ({spelled('me leave')}) · Your name on boards: {seen} ({boards})"
    )


def waiting(manager: HomeManager) -> str:
    """Return what is to review."""
    parts = [
        count_of(count, word)
        for count, word in ((manager.suggestions, "suggestion"), (manager.reports, "report"))
        if count
    ]
    return f"To review: {', '.join(parts)}" if parts else "Nothing to review."


def paused(schedule: ScheduleLine) -> str:
    """Return why a schedule asks nothing."""
    return f"⏸️ paused: {schedule.paused}" if schedule.paused else f"{labels.NO_QUESTION_COMING}."
