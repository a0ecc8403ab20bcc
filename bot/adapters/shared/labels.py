"""Words that are the same on every platform: buttons, headings, day marks, format names."""

from collections.abc import Mapping, Sequence

from bot.engine.cards import (
    DayMark,
    KeyPointMark,
    MineCard,
    ReceiptCard,
    ReminderCard,
    RevealCard,
    Standing,
    Suggestion,
    SuggestionState,
)
from bot.engine.model.practice import Focus
from bot.engine.model.questions import Format
from bot.engine.model.scores import Period
from bot.engine.rules.text import count_of

# --- buttons ---------------------------------------------------------------------------

OWN_WORDS = "In my own words"
WRITE_ANSWER = "Write my answer"
"""For a question without choices, where own words are the only way."""
USE_OWN_WORDS = "Use my own words"
CHANGE_ANSWER = "Change my answer"
MY_ANSWER = "My answer"
MY_RESULT = "My result"
TICK = "Tick what I covered"
SUGGEST_TICKS = "Suggest ticks"
SEND_MY_ANSWER = "Send my answer"
KEEP_TICKS = "Keep these ticks"
READING = "Reading your answer"
READING_HINT = "This takes a few seconds, 20 at most."
APPLAUD = "Applaud"
REPORT = "Report a problem"
SUGGEST_MESSAGE = "Suggest as a question"
WHY_NOT = "Why not the others?"
LATER = "Practice this later"
KEEP_PRIVATE = "Keep it private"
TAKE_OUT = "Take it out of the thread"
DONT_KNOW = "I don't know"
FIVE_MORE = "5 more"
FIVE_HARDER = "5 harder"
WEAK_SPOTS = "My weak spots"
FOCUSES: Mapping[Focus, str] = {
    Focus.MIX: "A mix that suits me",
    Focus.HARDER: "A level higher",
    Focus.WEAK: WEAK_SPOTS,
}
PREVIOUS, NEXT = "‹ Previous", "Next ›"
SAVE_ANSWER = "Save my answer"
CANCEL = "Cancel"
CHANGE = "Change it"
OPEN_QUESTION = "Open the question"
SKIP_TODAY = "Skip today"
STOP_REMINDERS = "Stop reminders"
REMIND_TO_SAVE = "Only to save my streak"
REMIND_EVERY = "Before every reveal"
NO_REMINDERS = "No reminders"
REMIND_OPTIONS = ((REMIND_TO_SAVE, "streak"), (REMIND_EVERY, "every"), (NO_REMINDERS, "off"))
"""When to be reminded, and how a command or a button names it; none is favored."""

PRIVACY_OPTIONS = (("By name", "named"), ("In the totals only", "private"))
"""How the managers' report may tell of someone, and how a command names it."""

REVIEW_OPTIONS = (("My own memory's", "own"), ("The usual ones", "usual"))
"""Which rules someone's reviews may follow, and how a command names them."""

EXPORT_OPTIONS = (
    ("Everything Warmup keeps about you", "everything"),
    ("Missed questions as an Anki deck", "missed"),
)
"""What someone may take along as a file, and how a command names it."""

# --- headings and lines ----------------------------------------------------------------

MODEL_ANSWER = "Model answer"
KEY_POINTS = "Key points"
RIGHT = "Right:"
ANSWERED = "Answered:"
STRONG_ANSWER = "what a strong answer covers"
OWN_WORDS_TITLE = "In your own words"
WORDS_GONE = "The answers that stood here were taken out of the thread."
APPLAUD_HINT = "Applaud what helped you. It gives no points."
NAMES_SHOWN = 12
"""People named at a reveal; the others are counted."""
SEEN_BEFORE = " (you had seen the answer; your streak counts)"
NO_POINTS_YET = "No points yet. Answer the next question to get on the board."
NO_STREAK_DAYS = "No streak days yet. A day counts once a question you could answer has closed."
TICK_HINT = "Tap a number to tick or untick it"
TICK_TITLE = "Tick what you covered"
YOUR_CHOICE = "your choice"
IN_REVIEWS = "In your reviews: /practice asks it next."
DIDNT_ANSWER = "You didn't answer this one"
NOBODY_RIGHT = "Nobody got it right."
CORRECTED = "Answer corrected:"
SUGGESTED_BY = "Suggested by"
NO_QUESTION_COMING = "No question in the next month"
NO_MODEL_ANSWER = "No model answer for this question."
CONTINUED_IN_THREAD = "Continued in the thread."
CONTINUED_BELOW = "Continued below."
FOLLOW_UP_TITLE = "Want to go one step further?"
FOLLOW_UP_HINT = "Just reply here. No points, no clock."
"""For platforms whose model answer is in a thread."""
AT_THE_REVEAL = "At the reveal"
SHARE_WORDS = "Show it to the team"
SHARE_HINT = "With your name, in the thread. Untick to keep it to yourself."
WORDS_HINT = "As you'd say it in an interview. You can change it until the reveal."
YOU_WROTE = "You wrote:"
CHANGE_UNTIL = "You can change it until"
CHANGE_TITLE = "Change your answer"
IN_OWN_WORDS = "in your own words"
PRIVATE = "private till the reveal"

THREAD_TITLE = "✅ marks the reply that counts"
THREAD_FALLBACK = "If you delete it, your next reply counts."
THREAD_RULE = (
    "Your first reply with words is your answer. Edit it to change it, or start a new reply with "
    f'"Answer:". {THREAD_FALLBACK}'
)
THREAD_HINT = "Reply in the thread, where everyone can see it. Your first reply counts."
HOW_TO_CHANGE = 'edit that reply, or start a new one with "Answer:"'
SEEN_BY_ALL = "Everyone in the thread can see it."
SEEN_BY_NOBODY = "Nobody sees it before then."
SHOWN_LATER = "At the reveal it's shown in the thread with your name."
STAYS_PRIVATE = "It stays private, also after the reveal."
WITHDRAWN = "Your answer was withdrawn."

PERIODS: Mapping[Period, str] = {
    Period.WEEK: "This week",
    Period.MONTH: "This month",
    Period.ALL: "All time",
}
DAY_MARKS: Mapping[DayMark, str] = {
    DayMark.KEPT: "answered",
    DayMark.FREEZE: "saved by a freeze",
    DayMark.LEAVE: "time off",
    DayMark.EXCUSED: "not counted",
    DayMark.MISSED: "missed",
    DayMark.OPEN: "open",
}
FORMATS: Mapping[Format, tuple[str, str]] = {
    Format.CHOICE: ("Choices", "Multiple choice, or your own words"),
    Format.OPEN: ("Open", "Own words, private, self-marked"),
    Format.THREAD: ("Thread", "Public replies under the question"),
}
"""A format's name, and how people answer in it."""


CLOSES_AT = "Today's question closes at"
NUDGE_TITLE = "Want a nudge on days you forget?"
NUDGE_ABOUT = "It comes as a private message, two hours before the reveal."


def at_stake(card: ReminderCard) -> str:
    """Return what a day without an answer costs the reader; empty without a streak."""
    if not card.streak:
        return ""
    streak = "A 1-day streak" if card.streak == 1 else f"{card.streak} days in a row"
    match card.freezes:
        case 0:
            cost = "it ends"
        case 1:
            cost = "your last freeze is used"
        case _:
            cost = f"a freeze is used ({card.freezes - 1} left)"
    return f"🔥 {streak}. Without an answer today, {cost}."


FULL_LEADERBOARD = "Full leaderboard"
RIGHT_BY_TRACK = "Right answers by track"
NO_STATS = "No answers yet: try /quiz"
NO_ANSWERS_IN_WEEK = "none"


def applauded(count: int) -> str:
    """Return ``applauded once``, ``applauded 4 times``."""
    return "applauded once" if count == 1 else f"applauded {count} times"


def unbroken(words: str) -> str:
    """Return ``words`` so that no line ends inside: a number stays with its unit."""
    return words.replace(" ", "\u00a0")


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, never broken over two lines: ``9 votes``."""
    return unbroken(count_of(number, one, many))


def receipt_title(card: ReceiptCard) -> str:
    """Return what a receipt tells: that an answer was saved or changed, or what it is."""
    if card.asked_for:
        return "Your answer"
    return "Answer changed" if card.changed else "Answer saved"


def seen_by(card: ReceiptCard) -> str:
    """Return who reads the answer that a receipt is for, and when."""
    if card.format is Format.THREAD:
        return SEEN_BY_ALL
    if not card.words:
        return SEEN_BY_NOBODY
    return SHOWN_LATER if card.words_shown else STAYS_PRIVATE


def ordinal(number: int) -> str:
    """Return a place: ``1st``, ``2nd``, ``11th``."""
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def suggest_press(told: Suggestion | None) -> tuple[str, int] | None:
    """Return what the button says that has ticks suggested, and 1 if it agrees to sending words.

    None where there's no such button.
    """
    if told is None or told.state is SuggestionState.MADE:
        return None
    return (SEND_MY_ANSWER, 1) if told.state is SuggestionState.ASKS else (SUGGEST_TICKS, 0)


def suggestion_told(told: Suggestion | None, marks: Sequence[KeyPointMark]) -> str:
    """Return what is to be said of suggested ticks next to these boxes, or an empty string."""
    if told is None:
        return ""
    match told.state:
        case SuggestionState.OFFERED:
            return ""
        case SuggestionState.ASKS:
            return (
                "To suggest ticks, the question, its key points and your answer are sent to "
                f"{told.host}, where the model {told.model} reads them. Your name isn't sent. "
                "Ticks are only a suggestion; they change no points."
            )
        case SuggestionState.MADE:
            if any(mark.quote for mark in marks):
                return "The ticks are a suggestion and can be wrong. Change what isn't right."
            return "No sentence of yours clearly shows a key point. Tick what you covered."
        case SuggestionState.FAILED:
            return f"No suggestion: {told.why}. Tick by hand what you covered."


def result_title(card: MineCard) -> str:
    """Return how it went, without the right choice in words, which follows a colon or a comma."""
    if not card.answered:
        return DIDNT_ANSWER
    if card.right is not None:
        return "✅ Right" if card.right else "❌ Not this time: it's"
    if any(mark.covered is not None for mark in card.key_points):
        covered = sum(mark.covered is True for mark in card.key_points)
        return f"Your answer covers {covered} of {counted(len(card.key_points), 'key point')}"
    if any(mark.quote for mark in card.key_points):
        found = sum(mark.ticked for mark in card.key_points)
        points = counted(len(card.key_points), "key point")
        return f"Your answer seems to cover {found} of {points}"
    return "You answered in your own words"


def points_told(card: MineCard) -> tuple[str, str]:
    """Return the points of a round, and the place this week that they led to."""
    for_what = " for answering" if card.right is False and card.points else ""
    # Every answer earns something, unless its author had seen the question's answer before.
    nothing = counted(0, "point") + (SEEN_BEFORE if card.answered else "")
    gained = f"+{counted(card.points, 'point')}" if card.points else nothing
    standing = card.standing
    if standing is None or not standing.week_points:
        return gained, for_what
    week = unbroken(f"{standing.week_points:,} this week")
    place = f", {unbroken(ordinal(standing.place) + ' place')}" if standing.place else ""
    return gained, f"{for_what} · {week}{place}"


def streak_told(standing: Standing) -> tuple[str, str]:
    """Return a streak, and how this week goes."""
    days = unbroken(f"{count_of(standing.streak, 'day')} in a row")
    facts = [unbroken(f"this week {standing.answered} of {standing.days}")] * bool(standing.days)
    if standing.to_next_freeze:
        facts.append(f"next freeze in {counted(standing.to_next_freeze, 'day')}")
    return days, "".join(f" · {fact}" for fact in facts)


def freeze_told(freezes: int) -> str:
    """Return that a freeze saved a streak, and how many are left."""
    return f"A freeze saved your streak. {count_of(freezes, 'freeze')} left."


def review_now(count: int) -> str:
    """Return ``Review 3 now``."""
    return f"Review {count} now"


def reviews_due(count: int) -> str:
    """Return ``1 review is due``, ``3 reviews are due``."""
    return f"{count_of(count, 'review')} {'is' if count == 1 else 'are'} due"


def answered_so_far(count: int) -> str:
    """Return how many people have answered an open question, without a full stop."""
    return f"{count:,} answered so far" if count else "Be the first to answer"


def got_it(card: RevealCard) -> str:
    """Return how many of those who chose were right, without a full stop."""
    right = sum(choice.votes for choice in card.choices if choice.right)
    chose = sum(choice.votes for choice in card.choices)
    return unbroken(f"{right:,} of {chose:,}") + " got it" if right else NOBODY_RIGHT.rstrip(".")


def turnout(card: RevealCard) -> str:
    """Return how many people answered a revealed question, without a full stop."""
    if not card.responded:
        return "Nobody answered"
    if not card.choices:
        return f"{count_of(card.responded, 'person', 'people')} answered"
    own = f", {card.own_words:,} used their own words" if card.own_words else ""
    return f"{card.responded - card.own_words:,} chose{own}"


def names(shown: Sequence[str], more: int) -> str:
    """Return names as people list them, the rest counted; at most 12 are named."""
    rest = more + len(shown[NAMES_SHOWN:])
    listed = ", ".join(shown[:NAMES_SHOWN])
    return f"{listed} and {rest:,} more" if rest else listed


# --- first steps -----------------------------------------------------------------------

MEMBERS_HELP = "What members can do"
QUIZ = "Quiz"
START_QUIZ = "Start a quiz"
IN_A_THREAD = "All commands: /warmup help all. In a thread, write: @Warmup streak"
