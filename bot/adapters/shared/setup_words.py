"""The words around setting the daily question up, the same on every platform."""

from bot.engine.cards import PlanCard

SET_UP = "Set up the daily question"
START = "Start asking"
SAMPLE, ASK_NOW = "Show me a sample", "Ask one right now"
HELLO = "Hello, I'm Warmup"
HELLO_WHAT = (
    "I ask your team one interview question every working day. You answer in private; the answer "
    "is revealed in the afternoon."
)
HELLO_WHO = "Setting it up takes a minute. {who} can do it."
HELLO_ALONE = "On your own, any time: /quiz"
MORE_OPTIONS = "More options"
SAVE_CHANGES = "Save changes"
WHEN, WHAT, HOW = "When", "What", "How"
EDIT_TIMES, EDIT_TOPICS, EDIT_POSTING = "Edit times", "Edit topics", "Edit posting"
NO_SIGN_UP = "Everyone there can answer; nobody has to sign up."
TOLD_OF_TROUBLE = "If something gets in the way, I'll tell you in a private message."
CHANGE_LATER = "Change it later: /daily edit"


def start(card: PlanCard) -> str:
    """Return the label of the button that saves a plan."""
    return START if card.is_new else SAVE_CHANGES


def coming(card: PlanCard) -> str:
    """Return what the date of a plan's next question is called."""
    return "First question" if card.is_new else "Next question"
