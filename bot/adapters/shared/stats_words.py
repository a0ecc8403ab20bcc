"""What statistics say in words, the same on every platform."""

from collections.abc import Callable

from bot.adapters.shared import labels
from bot.adapters.shared.dates import written_day
from bot.engine.cards import StatsCard
from bot.engine.model.scores import WeekScore
from bot.engine.rules.text import count_of

AGO = ("this week", "last week", "two weeks ago", "three weeks ago", "four weeks ago",
       "five weeks ago", "six weeks ago", "seven weeks ago")  # fmt: skip
"""When a week was, by the weeks since."""


def stats_title(card: StatsCard) -> str:
    """Return ``53 of 74 right``, and whether that is rising; how to begin without an answer."""
    total = sum(track.total for track in card.tracks)
    if not total:
        return labels.NO_STATS
    right = sum(track.right for track in card.tracks)
    return f"{right:,} of {total:,} right{', and rising' if card.rising else ''}"


def trend_line(card: StatsCard) -> str:
    """Return ``78% this week, 55% seven weeks ago.``; empty unless two weeks have answers."""
    answered = _answered(card)
    if len(answered) < 2:
        return ""
    (first_ago, first), *_, (last_ago, last) = answered
    return f"{percent(last)} {AGO[last_ago]}, {percent(first)} {AGO[first_ago]}."


def trend_weeks(card: StatsCard) -> str:
    """Return the weeks' percentages, oldest first; empty unless two weeks have answers."""
    if len(_answered(card)) < 2:
        return ""
    told = " · ".join(percent(week) for week in card.weeks)
    return f"{trend_heading(card)}: {told}"


def trend_told(card: StatsCard) -> str:
    """Return the weeks in full, for those who can't see the picture."""
    told = ", ".join(_told(week) for week in card.weeks)
    return f"{trend_heading(card)}, by the Monday they began: {told}."


def trend_heading(card: StatsCard) -> str:
    """Return ``Last 8 weeks``."""
    return f"Last {len(card.weeks)} weeks"


def points_and_reviews(card: StatsCard) -> str:
    """Return ``42 points in all · 2 reviews due: /practice``."""
    due = f"{labels.reviews_due(card.due_reviews)}: /practice" if card.due_reviews else (
        "nothing to review right now"
    )  # fmt: skip
    return f"{count_of(card.points, 'point')} in all · {due}"


def interviews_told(card: StatsCard) -> str:
    """Return the mock interviews over time, oldest first; empty without any."""
    told = [
        f"{written_day(each.day)} {round(100 * each.covered / each.points)}%"
        for each in card.interviews
        if each.points
    ]
    return f"Mock interviews, key points covered: {' · '.join(told)}" if told else ""


def memory_told(card: StatsCard, spelled: Callable[[str], str] = "/{}".format) -> str:
    """Return that the reviews follow the reader's own memory; empty where they don't.

    ``spelled`` returns a command as it is typed on the platform.
    """
    if card.memory is None:
        return ""
    when, reviews = written_day(card.memory.fitted_on), count_of(card.memory.reviews, "review")
    told = f"Your reviews follow your own memory, fitted on {when} from {reviews}"
    return f"{told} ({spelled('me reviews')})."


def percent(week: WeekScore) -> str:
    """Return the share that was right, or that nothing was answered."""
    return f"{round(100 * week.right / week.total)}%" if week.total else labels.NO_ANSWERS_IN_WEEK


def _told(week: WeekScore) -> str:
    if not week.total:
        return f"{written_day(week.monday)} no answers"
    return f"{written_day(week.monday)} {week.right:,} of {week.total:,} right"


def _answered(card: StatsCard) -> list[tuple[int, WeekScore]]:
    """Return the weeks with answers, each with the number of weeks since."""
    ago = zip(range(len(card.weeks) - 1, -1, -1), card.weeks, strict=True)
    return [(weeks, week) for weeks, week in ago if week.total]
