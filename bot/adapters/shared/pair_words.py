"""What a mock interview in pairs says, the same on every platform, in plain words."""

from bot.adapters.shared.interview_words import NO_BREAK, report_about, report_title, time_told
from bot.engine.cards import (
    InterviewReportCard,
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
)
from bot.engine.cards.pairs import PairNote, PairStage
from bot.engine.model.interviews import How
from bot.engine.rules.text import count_of

ACCEPT = "Accept"
DECLINE = "Not now"
TAKE_BACK = "Take it back"
CALL_OFF = "Call it off"
START = "Start the interview"
SWAP = "Swap sides"
NEXT = "Next question"
LAST = "Finish, send reports"
END = "End, send reports"
STOP = "Stop the interview"
STOP_WAITING = "Stop waiting"

TALK = "Talk in a call, or write to each other."
TICK_HEARD = "Tap a number when you hear it"
BOXES_HEARD = "Tick what you hear"
FOLLOW_UPS = "Follow-ups"
REPORT_LATER = "Your report comes at the end; nobody else gets it."
ONLY_NOTES = "Only you see these notes."
NONE_TICKED = "Nothing ticked."
WAITING = "You're waiting for a partner"
WAITING_HOW = (
    "Whoever asks next is paired with you, but nobody with the same partner twice in a week. "
    "You're told in a private message."
)
NOT_IN_TERMINAL = "Your teammates here are simulated, and can't interview you."


def title(card: PairCard) -> str:
    """Return who asked whom, or who interviews whom."""
    match card.stage:
        case PairStage.INVITED if card.you_ask:
            return f"{card.other} asks you to interview them"
        case PairStage.INVITED:
            return f"{card.other} offers to interview you"
        case PairStage.SENT if card.you_ask:
            return f"You've offered to interview {card.other}"
        case PairStage.SENT:
            return f"You've asked {card.other} to interview you"
        case PairStage.AGREED if card.you_ask:
            return f"You interview {card.other}"
        case PairStage.AGREED:
            return f"{card.other} interviews you"


def about(card: PairCard) -> str:
    """Return what is asked and how long it takes."""
    level = card.level.value if card.level else ""
    topic = ", ".join(filter(None, (card.topic or "A mix of topics", level)))
    return f"{topic}, about {count_of(card.minutes, 'minute')}."


def how(card: PairCard) -> str:
    """Return what each of the two will see, or what to do now."""
    if card.stage is PairStage.SENT:
        return f"{card.other} gets a private message and can accept it."
    if card.you_ask:
        sees = (
            "You'll see each question with key points to tick and follow-ups; "
            f"{card.other} sees the question only."
        )
        ready = "Start when you're both ready. " if card.stage is PairStage.AGREED else ""
        return f"{ready}{TALK} {sees}"
    ready = f"{card.other} starts when you're both ready. "
    told = f"{TALK} You'll see the questions; {card.other} ticks what you say."
    return f"{ready if card.stage is PairStage.AGREED else ''}{told}"


def until(card: PairCard) -> str:
    """Return what the time after it is the end of."""
    return "It can be started until" if card.stage is PairStage.AGREED else "Open until"


def place(card: PairSheetCard | PairQuestionCard) -> str:
    """Return who interviews whom, and which question it is."""
    if isinstance(card, PairSheetCard):
        who = f"You interview {card.candidate}"
    else:
        who = f"{card.interviewer} interviews you"
    return f"{who} · question {card.number} of {card.total}"


def clock(card: PairSheetCard) -> str:
    """Return the minutes used before and during this question, of those planned."""
    return f"{card.used} of {card.planned} minutes used".replace(" ", NO_BREAK)


def suggested(card: PairSheetCard | PairQuestionCard) -> str:
    """Return the suggested time of a question."""
    return f"suggested {count_of(card.minutes, 'minute')}"


def only_you(card: PairSheetCard) -> str:
    """Return who sees what."""
    return f"Only you see this. {card.candidate} sees the question."


def next_label(card: PairSheetCard) -> str:
    """Return what the button that goes on says."""
    return NEXT if card.number < card.total else LAST


def notes_title(card: PairNotesCard) -> str:
    """Return how the candidate did as a whole."""
    return f"{card.candidate}: {report_title(card)}"


def notes_about(card: PairNotesCard) -> str:
    """Return what it was, when, and how long it was meant to take."""
    return report_about(card, ", led by you")


def note_told(note: PairNote) -> str:
    """Return how long a question took; that it wasn't asked."""
    return "not asked" if note.how is How.SKIPPED else time_told(note)


def led_by(card: InterviewReportCard) -> str:
    """Return who interviewed; empty if nobody did."""
    return f"Interviewed by {card.interviewer}" if card.interviewer else ""
