"""Saving what people send before it's acknowledged, so that nothing acknowledged is ever lost.

Both platforms give 3 seconds. A press that was not acknowledged is told to its presser as failed,
and a form stays open with what was typed; one that was acknowledged is trusted to be saved. So
the acknowledgement waits for the database, but not for long: after ``SAVE_WITHIN`` it is given
anyway, together with a word that nothing is saved yet.
"""

from bot.engine import commands as c
from bot.engine.cards import NoticeCard, ProblemCard
from bot.engine.handlers import WRITES

SAVE_WITHIN = 1.5
"""Seconds that saving may take before a press or a form is acknowledged unsaved."""

NOT_SAVED_YET = ProblemCard(
    "Not saved yet: the database is slow.", "You'll be told here as soon as it is."
)
SAVED = NoticeCard("That's saved.")


def saves(asked: object) -> bool:
    """Tell whether serving ``asked`` saves something; all else is acknowledged right away."""
    return isinstance(asked, c.Command) and type(asked) in WRITES
