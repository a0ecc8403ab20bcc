"""Which screen is on, and what is on it: values, and the steps from one to the next."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.adapters.console.commands.interviewing import Step
from bot.adapters.console.doing import Doing
from bot.adapters.console.screen.day import Day
from bot.engine.cards import (
    AnswerCard,
    Card,
    DrillCard,
    DrillSummaryCard,
    FollowUpCard,
    HelpCard,
    InterviewQuestionCard,
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

OF_THE_DAY = (
    QuestionCard, RevealCard, RevealPostCard, AnswerCard, WordsCard, FollowUpCard, RecapCard,
)  # fmt: skip
"""Posts that say what the day, or the end of the week, has a screen for."""


class View(Enum):
    """What is on the screen; all but ``DAY`` lead back to it."""

    DAY = auto()
    ANSWER = auto()
    POINTS = auto()
    WEEK = auto()
    HELP = auto()
    CARD = auto()


class Mode(Enum):
    """What typing does: keys that act, own words, an interview's answer, the fields of a form."""

    KEYS = auto()
    WORDS = auto()
    TALK = auto()
    FORM = auto()


@dataclass(frozen=True, slots=True)
class State:
    """A screen. ``note`` is said below it until something else happens.

    ``card`` is what ``View.CARD`` shows. ``quiz`` is the quiz question that waits for an answer,
    ``feedback`` says that the last answer's feedback comes before it. ``scroll`` counts the lines
    above the first one shown. ``busy`` says that something is being done, and no key acts.
    ``step`` is the card of the interview that one is in. ``writes`` and ``in_form`` say that own
    words, or the fields of a form, are being typed.
    """

    day: Day | None = None
    view: View = View.DAY
    card: Card | None = None
    quiz: DrillCard | None = None
    feedback: bool = False
    note: Card | None = None
    step: Step | None = None
    writes: bool = False
    in_form: bool = False
    scroll: int = 0
    busy: bool = False

    @property
    def mode(self) -> Mode:
        """What typing does."""
        if self.in_form:
            return Mode.FORM
        if self.writes:
            return Mode.WORDS
        on_step = isinstance(self.step, InterviewQuestionCard) and self.shows_step
        return Mode.TALK if on_step else Mode.KEYS

    @property
    def shows_step(self) -> bool:
        """Whether the step of an interview is on the screen."""
        return self.step is not None and self.view is View.CARD and self.card == self.step

    @property
    def shows_feedback(self) -> bool:
        """Whether the feedback on a quiz's last answer is on the screen."""
        return self.quiz is not None and self.feedback

    @property
    def asks_quiz(self) -> bool:
        """Whether a quiz's question is on the screen."""
        return self.quiz is not None and not self.feedback and self.view is View.DAY


def shown(state: State, card: Card) -> State:
    """Return the screen after ``card`` has answered what was asked."""
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
        case QuestionCard():  # the day has it
            return state
        case HelpCard():
            return replace(state, view=View.HELP, scroll=0)
        case _:
            return replace(state, view=View.CARD, card=card, scroll=0)


def posted(state: State, card: Card) -> State:
    """Return the screen after ``card`` was posted: most of what is, the day shows by itself."""
    return state if isinstance(card, OF_THE_DAY) else shown(state, card)


def looked(state: State, day: Day, doing: Doing) -> State:
    """Return the screen with the day as it is now; another question comes to the front."""
    before = state.day
    asked, ends = (day.round_id, day.question is None), doing.step is None and state.step
    if ends or before is None or (before.round_id, before.question is None) != asked:
        state = replace(state, view=View.DAY, scroll=0) if doing.step is None else state
    return replace(
        state,
        day=day,
        quiz=state.quiz if doing.in_quiz else None,
        feedback=state.feedback and doing.in_quiz,
        in_form=doing.in_form,
        step=doing.step,
    )


def acting(state: State) -> State:
    """Return the screen while what was typed is being done."""
    return replace(state, busy=True, note=None, writes=False)


def opened(state: State, view: View) -> State:
    """Return the screen with another view; back leads to the day, or to the interview's step."""
    if view is View.DAY and state.shows_feedback:
        return replace(state, feedback=False, note=None, scroll=0)
    if view is View.DAY and state.step is not None and not state.shows_step:
        return replace(state, view=View.CARD, card=state.step, note=None, scroll=0)
    return replace(state, view=view, note=None, scroll=0)


def _with_result(state: State, card: MineCard) -> State:
    """Note what a result says beyond what the day's own screen shows."""
    if state.view is View.POINTS:
        return state
    before = state.day.reveal.mine if state.day and state.day.reveal else None
    if before is not None and before.in_reviews == card.in_reviews:
        return replace(state, view=View.DAY)
    return replace(state, note=card)
