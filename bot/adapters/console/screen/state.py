"""Which screen is on, and what is on it: values, and the steps from one to the next."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.adapters.console.screen.day import Day
from bot.engine.cards import (
    AnswerCard,
    Card,
    DrillCard,
    DrillSummaryCard,
    FollowUpCard,
    MineCard,
    NoticeCard,
    ProblemCard,
    QuestionCard,
    RecapCard,
    ReceiptCard,
    ReminderCard,
    RevealCard,
    RevealPostCard,
    WordsCard,
)

OF_THE_DAY = (QuestionCard, RevealCard, RevealPostCard, AnswerCard, WordsCard, FollowUpCard)
"""Cards that say what the day itself shows: the screen looks that up."""


class View(Enum):
    """What is on the screen; all but ``DAY`` lead back to it."""

    DAY = auto()
    ANSWER = auto()
    POINTS = auto()
    WEEK = auto()
    HELP = auto()
    CARD = auto()


class Mode(Enum):
    """What typing does: keys that act, own words, or the fields of a form."""

    KEYS = auto()
    WORDS = auto()
    FORM = auto()


@dataclass(frozen=True, slots=True)
class State:
    """A screen. ``note`` is said below it until something else happens.

    ``card`` is what ``View.CARD`` shows. ``quiz`` is the quiz question that waits for an answer,
    ``feedback`` says that the last answer's feedback comes before it. ``scroll`` counts the lines
    above the first one shown. ``busy`` says that something is being done, and no key acts.
    """

    day: Day | None = None
    view: View = View.DAY
    card: Card | None = None
    quiz: DrillCard | None = None
    feedback: bool = False
    note: Card | None = None
    mode: Mode = Mode.KEYS
    scroll: int = 0
    busy: bool = False

    @property
    def shows_feedback(self) -> bool:
        """Whether the feedback on a quiz's last answer is on the screen."""
        return self.quiz is not None and self.feedback

    @property
    def asks_quiz(self) -> bool:
        """Whether a quiz's question is on the screen."""
        return self.quiz is not None and not self.feedback and self.view is View.DAY


def shown(state: State, card: Card) -> State:
    """Return the screen after ``card`` has arrived."""
    match card:
        case DrillCard():
            return replace(
                state, quiz=card, feedback=card.feedback is not None, view=View.DAY, scroll=0
            )
        case DrillSummaryCard():
            return replace(state, quiz=None, feedback=False, view=View.CARD, card=card, scroll=0)
        case MineCard():
            return _with_result(state, card)
        case ReceiptCard():
            return replace(state, note=card, view=View.DAY, scroll=0)
        case ProblemCard() | NoticeCard() | ReminderCard():
            return replace(state, note=card)
        case RecapCard():  # the end of the week has a screen of its own
            return state
        case _ if isinstance(card, OF_THE_DAY):
            return state
        case _:
            return replace(state, view=View.CARD, card=card, scroll=0)


def looked(state: State, day: Day, *, in_quiz: bool, in_form: bool) -> State:
    """Return the screen with the day as it is now; another question comes to the front."""
    before = state.day
    if before is None or (before.round_id, before.question is None) != (
        day.round_id,
        day.question is None,
    ):
        state = replace(state, view=View.DAY, scroll=0)
    mode = state.mode
    if in_form:
        mode = Mode.FORM
    elif mode is Mode.FORM:
        mode = Mode.KEYS
    quiz = state.quiz if in_quiz else None
    return replace(state, day=day, quiz=quiz, feedback=state.feedback and in_quiz, mode=mode)


def acting(state: State) -> State:
    """Return the screen while what was typed is being done."""
    mode = Mode.KEYS if state.mode is Mode.WORDS else state.mode
    return replace(state, busy=True, note=None, mode=mode)


def opened(state: State, view: View) -> State:
    """Return the screen with another view; the day is where every view leads back to."""
    if view is View.DAY and state.shows_feedback:
        return replace(state, feedback=False, note=None, scroll=0)
    return replace(state, view=view, note=None, scroll=0)


def _with_result(state: State, card: MineCard) -> State:
    """Note what a result says beyond what the day's own screen shows."""
    before = state.day.reveal.mine if state.day and state.day.reveal else None
    if state.view is View.POINTS or (before is not None and before.in_reviews == card.in_reviews):
        return replace(state, view=state.view if state.view is View.POINTS else View.DAY)
    return replace(state, note=card)
