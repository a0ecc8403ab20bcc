"""What a mock interview says, the same on every platform, in plain words that each escapes."""

from bot.adapters.shared.dates import written_day
from bot.engine.cards import (
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewWrittenCard,
    PairNotesCard,
)
from bot.engine.cards.interviews import InterviewLine, InterviewTrack
from bot.engine.cards.pairs import PairNote
from bot.engine.model.interviews import How
from bot.engine.rules.text import count_of

START = "Start the interview"
SHORTER = "Make it shorter"
NOT_NOW = "Not now"
TYPE = "Type my answer"
DONE = "Done speaking"
WRITTEN = "That's my answer"
SKIP = "Skip"
END = "End here"
SAVE = "Save and continue"
MODEL = "Show the model answer"
ANSWERS = "See my answers"
NEW = "New interview"

NO_BREAK = "\u00a0"
"""Between a number and its unit, so that a line doesn't end there."""

FORM_TITLE = "Your answer"
FORM_HINT = "As you'd say it aloud. Only you see it."
OFFER_HOW = (
    f"Type your answers, or say them aloud and press {DONE}. "
    "At the end you tick what you covered and get a report."
)
OFFER_LEAVE = "Private. Leave any time; /interview picks up where you stopped."
TAKE_LONGER = "Take longer if you need it."
OR_WRITE = "Or write your answer to me in direct messages, as many as you like."
WRITE_ON = f"Write more, or press {WRITTEN}."
CHANGE_WRITTEN = "Edit or delete a message to change your answer, until the report."
STAYS_COMMAND = "A command on its own, such as streak, stays a command."
COME_BACK = "Leave any time; /interview brings you back here."
OPTIONS = "Options:"
WHICH_POINTS = "Which of these did you say?"
NOTHING_TYPED = "You answered aloud."
MISSED = "Missed most"
READ_NEXT = "Read next"
PLANNED = "Planned"
YOUR_ANSWERS = "Your answers"
FOLLOW_UP = "Follow-up"


def offer_title(card: InterviewOfferCard) -> str:
    """Return what is offered: the topic and how long it takes."""
    topic = ", ".join(filter(None, (card.topic, card.level.value if card.level else "")))
    length = f"about {count_of(card.minutes, 'minute')}"
    return f"Mock interview: {f'{topic}, ' if topic else ''}{length}"


def offer_about(card: InterviewOfferCard) -> str:
    """Return how many questions there are, and why these."""
    asked = count_of(card.questions, "question")
    return (
        f"{asked}, chosen from what's weak or due for you. "
        f"{'Each has' if card.questions > 1 else 'It has'} a suggested time and a follow-up."
    )


def place(card: InterviewQuestionCard | InterviewWrittenCard | InterviewPointsCard) -> str:
    """Return which question it is."""
    return f"Question {card.number} of {card.total}"


def about(card: InterviewQuestionCard) -> str:
    """Return which question it is, and of what."""
    what = "follow-up" if card.follow_up else card.subject.track_title
    return f"{place(card)} · {what}"


def written_place(card: InterviewWrittenCard) -> str:
    """Return what a direct message answers."""
    return f"{place(card)} · follow-up" if card.follow_up else place(card)


def written_told(card: InterviewWrittenCard) -> str:
    """Return what became of a direct message."""
    if card.messages < 2:
        return "Added to your answer."
    return f"Added to your answer: {count_of(card.messages, 'message')} so far."


def so_far(card: InterviewQuestionCard) -> str:
    """Return how much is written of the answer; empty if nothing is."""
    if not card.written:
        return ""
    return f"Your answer has {count_of(card.written, 'message')} so far. {WRITE_ON}"


def suggested(card: InterviewQuestionCard) -> str:
    """Return the suggested time; when it is over is added by each platform."""
    return f"Suggested: {count_of(card.minutes, 'minute')}"


def minutes_told(seconds: int) -> int:
    """Return seconds as whole minutes, at least one."""
    return max(1, round(seconds / 60))


def report_title(card: InterviewReportCard | PairNotesCard) -> str:
    """Return how it went as a whole."""
    points = f"{card.covered} of {count_of(card.points, 'key point')}"
    if card.seconds is None:
        return points
    return f"{points}, in {count_of(minutes_told(card.seconds), 'minute')}"


def report_about(card: InterviewReportCard | PairNotesCard, led: str = "") -> str:
    """Return what it was, when, and how long it was meant to take; ``led`` tells by whom."""
    what = f"{card.topic} mock interview" if card.topic else "Mock interview"
    return f"{what}{led} · {written_day(card.day)} · {count_of(card.minutes, 'minute')} suggested"


def line_told(line: InterviewLine) -> str:
    """Return how a question went: points, and time used of that suggested."""
    if line.how is How.SKIPPED:
        return "skipped"
    points = f"{line.covered} of {count_of(line.points, 'point')}".replace(" ", NO_BREAK)
    return f"{points} · {time_told(line)}"


def time_told(line: InterviewLine | PairNote) -> str:
    """Return the time that a question took, of that suggested."""
    if line.seconds is None:
        return f"{line.minutes}{NO_BREAK}min suggested"
    return f"{minutes_told(line.seconds)} of {line.minutes} min".replace(" ", NO_BREAK)


def track_told(track: InterviewTrack) -> str:
    """Return how a track went."""
    return f"{track.title} {track.covered} of {track.points}"


def planned(card: InterviewReportCard) -> str:
    """Return the reviews that are planned and on which days; empty without any."""
    days = [written_day(day) for day in dict.fromkeys(card.reviews)]
    if not days:
        return ""
    *first, last = days
    when = f"{', '.join(first)} and {last}" if first else last
    return f"{count_of(len(card.reviews), 'review')}, on {when}"


def left_out(card: InterviewReportCard) -> str:
    """Return how many questions were left out, and why; empty if none were."""
    if not card.left_out:
        return ""
    return f"{count_of(card.left_out, 'question')} left out: asked as a question of the day."


def how_told(how: How | None) -> str:
    """Return how a question was answered where there are no words to show."""
    match how:
        case How.SPOKEN:
            return "Answered aloud."
        case How.TYPED:
            return "You deleted what you wrote."
        case _:
            return "Skipped."
