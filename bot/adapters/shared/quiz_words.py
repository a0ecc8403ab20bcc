"""What the end of a quiz says and offers, in plain words that each platform escapes."""

from bot.adapters.shared import action_ids, labels
from bot.engine.cards import DrillFeedback, DrillSummaryCard
from bot.engine.model.practice import Focus

Next = tuple[str, action_ids.Action]


def verdict(told: DrillFeedback) -> str:
    """Return how the last answer was."""
    if told.right:
        return "Correct"
    lead = "Not quite: it's" if told.chosen else "The answer is"
    return f"{lead} {told.right_letter}"


def sign(told: DrillFeedback) -> str:
    """Return the emoji of how the last answer was."""
    if told.right:
        return "✅"
    return "❌" if told.chosen else "🤔"


def score(card: DrillSummaryCard) -> str:
    """Return how a quiz went as a whole."""
    return f"{card.right} of {card.total} right" if card.total else "Nothing answered"


def what_next(card: DrillSummaryCard) -> tuple[Next, ...]:
    """Return the quizzes to continue with: labels and what their buttons do."""
    track = card.tracks[0].track if len(card.tracks) == 1 else ""
    return (
        (labels.FIVE_MORE, action_ids.QuizAgain(track)),
        (labels.FIVE_HARDER, action_ids.QuizOn(Focus.HARDER.value, track)),
        (labels.WEAK_SPOTS, action_ids.QuizOn(Focus.WEAK.value, "")),
    )
