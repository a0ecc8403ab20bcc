"""What people read when something can't be served, the same on every platform."""

from bot.adapters.shared import labels
from bot.engine.cards import NoticeCard, ProblemCard
from bot.engine.errors import Refused

NOT_SAVED = ProblemCard("That wasn't saved: the database is unavailable.", "Try again in a minute.")
BROKEN = ProblemCard("Something went wrong; it's been logged.", "Try again in a minute.")
OLD_BUTTON = ProblemCard(
    "This button is from another version of Warmup.", "Use a newer message, or a command."
)
OLD_SHORTCUT = ProblemCard(
    "This shortcut is from another version of Warmup.", "Use a command: /warmup help lists them."
)
OLD_FORM = ProblemCard("This form is from another version of Warmup.", "Open it again.")
RESTARTING = ProblemCard("Warmup is restarting.", "Press again in a minute.")
READING = NoticeCard(labels.READING, (labels.READING_HINT,))
"""What someone sees while a model reads their answer, once that takes ``READING_AFTER``."""
READING_AFTER = 1.0
"""Seconds."""
EMPTY_FORM = "This is empty. Write a sentence or more."
NO_TEAM = ProblemCard(
    "Streaks, leaderboards and partners belong to a server, and you haven't answered in one yet.",
    "Answer a question of the day there first. /quiz works here right away.",
)
ONLY_IN_A_SERVER = ProblemCard(
    "This only works in a server that has Warmup.", "Use it in a channel there."
)
NOT_ELSEWHERE = ProblemCard(
    "This belongs to a server, so it isn't shown here.",
    "Use it in that server, or in a direct message to Warmup.",
)
TOO_LONG_HERE = NoticeCard(
    "There's more than fits here.", ("/me export has all of it, as a private file.",)
)

STORAGE_FAILS = "what people send can't be stored or read: %s"
"""What the log says, once, while the database fails."""


def refused_change() -> Refused:
    """Return what someone reads who may not change a schedule, before its form opens."""
    return Refused(
        "Only managers, or the person who set it up, can change this.", "Ask one of them."
    )
