"""Whether a team is asked a question, in the words of ``content list --team``."""

from bot.engine.model.questions import Question

ASKED = "asked"
RETIRED = "retired"


def state_of(question: Question, retired: frozenset[str]) -> str:
    """Return what becomes of a question in a team whose ``retired`` ones these are."""
    if question.id in retired:
        return RETIRED
    return f"unchecked: shows {question.unchecked}" if question.unchecked else ASKED
