"""What people ask of the engine: one small frozen dataclass a command.

Adapters make these from a platform's events; ``engine.Engine.handle`` serves them. Every
command says who asks and when (aware UTC). Letters are the shown ones, A to Z.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.engine.model.people import Actor, Remind
from bot.engine.model.practice import Focus
from bot.engine.model.questions import Level
from bot.engine.model.schedules import ChannelRef, Plan
from bot.engine.model.scores import Period


@dataclass(frozen=True, slots=True)
class Command:
    """Who asks, and when."""

    actor: Actor
    at: datetime


# --- the day's question ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SubmitChoice(Command):
    """Answer a round by its letter."""

    round_id: int
    letter: str


@dataclass(frozen=True, slots=True)
class SubmitWords(Command):
    """Answer a round in one's own words; ``private`` ones are shown to nobody at the reveal."""

    round_id: int
    words: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class TakeOutWords(Command):
    """Keep one's own words private: take them out of the thread once a reveal has shown them."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Applaud(Command):
    """Applaud the words of a member (``author_id``) in a revealed round, or take that back."""

    round_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class ChangeMine(Command):
    """See the choices of an open round again, next to one's own response."""

    round_id: int


@dataclass(frozen=True, slots=True)
class ShowMine(Command):
    """See one's own response to a round."""

    round_id: int


@dataclass(frozen=True, slots=True)
class ShowReasons(Command):
    """See why the wrong choices of a revealed round are wrong."""

    round_id: int


@dataclass(frozen=True, slots=True)
class PracticeLater(Command):
    """Have a revealed round's question among one's reviews, due now."""

    round_id: int


# --- practicing alone ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartQuiz(Command):
    """Start a drill; an empty track means any, no level those that suit whoever asks."""

    track: str = ""
    level: Level | None = None
    count: int = 5
    focus: Focus = Focus.MIX


@dataclass(frozen=True, slots=True)
class StartPractice(Command):
    """Start a drill over the reviews due.

    ``round_id`` tells the team where a direct message doesn't; 0 for that of the actor.
    """

    round_id: int = 0


@dataclass(frozen=True, slots=True)
class AnswerDrill(Command):
    """Answer a drill's question at ``position``; an empty letter means "I don't know"."""

    drill_id: int
    position: int
    letter: str


# --- looking ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShowLeaderboard(Command):
    """See a page (from 1) of a board; an empty track means all."""

    period: Period = Period.WEEK
    track: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class PostLeaderboard(Command):
    """Show the first page of a board to the whole channel."""

    period: Period = Period.WEEK
    track: str = ""


@dataclass(frozen=True, slots=True)
class ShowHistory(Command):
    """See a page (from 1) of what the team was asked, newest first."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowStreak(Command):
    """See one's streak, day by day."""


@dataclass(frozen=True, slots=True)
class ShowStats(Command):
    """See one's accuracy by track."""


# --- schedules -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListSchedules(Command):
    """See the schedules of a channel, or of the whole team."""

    channel: ChannelRef | None = None


@dataclass(frozen=True, slots=True)
class PreviewSchedule(Command):
    """See what a plan would do, before it is saved: for a new schedule, or the one given.

    The plan waits under ``token``, which comes back on the card, for ``SavePreview``.
    """

    channel: ChannelRef
    plan: Plan
    token: str = ""
    schedule_id: int = 0


@dataclass(frozen=True, slots=True)
class SavePreview(Command):
    """Save the plan that waits under ``token``, once, for whoever previewed it."""

    token: str


@dataclass(frozen=True, slots=True)
class AddSchedule(Command):
    """Give a channel a schedule."""

    channel: ChannelRef
    plan: Plan


@dataclass(frozen=True, slots=True)
class EditSchedule(Command):
    """Change a schedule's plan."""

    schedule_id: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class OnSchedule(Command):
    """Something done to a schedule: by its number, or (None) to the only one of ``channel``.

    ``schedule_id`` is what a button carries; it goes before both.
    """

    number: int | None
    channel: ChannelRef | None = None
    schedule_id: int = 0


@dataclass(frozen=True, slots=True)
class PauseSchedule(OnSchedule):
    """Stop posting until resumed."""


@dataclass(frozen=True, slots=True)
class ResumeSchedule(OnSchedule):
    """Post again, from the next slot."""


@dataclass(frozen=True, slots=True)
class RemoveSchedule(OnSchedule):
    """End a schedule; its past rounds, points and streaks stay. Asks first unless ``confirmed``."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class SkipNext(OnSchedule):
    """Leave out the schedule's next slot."""


@dataclass(frozen=True, slots=True)
class PostNow(OnSchedule):
    """Post a question right away, in addition to the schedule's slots."""


# --- the team --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SetZone(Command):
    """Set the zone that says which day, week and month it is for the team."""

    zone: str


@dataclass(frozen=True, slots=True)
class SetWords(Command):
    """Set whether answers in own words are shown in the thread at the reveal."""

    shown: bool


@dataclass(frozen=True, slots=True)
class SetWeekends(Command):
    """Set whether missing a Saturday or Sunday costs a day on schedules that ask every day."""

    count: bool


@dataclass(frozen=True, slots=True)
class SetRecap(Command):
    """Choose when the week's recap comes: ``off``, ``on`` or a day and a time; empty to look."""

    words: str


@dataclass(frozen=True, slots=True)
class AddHoliday(Command):
    """Make a date a holiday: no question, and a miss costs nothing; up to a month later, too."""

    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class RemoveHoliday(Command):
    """Make a holiday a normal day again."""

    day: date


@dataclass(frozen=True, slots=True)
class ListHolidays(Command):
    """See the team's coming holidays."""


# --- fixing the bank ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlagQuestion(Command):
    """Report a bad question: by id, or by the round that asked it."""

    question_id: str
    text: str
    round_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewQueue(Command):
    """See what waits for a reviewer; ``channel`` is where they ask."""

    channel: ChannelRef | None = None


@dataclass(frozen=True, slots=True)
class CorrectKey(Command):
    """Make the choice at ``number`` (from 1, in the author's order) the right one.

    The team's rounds that asked the question are scored again.
    """

    question_id: str
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class RetireQuestion(Command):
    """Never ask the team this question again."""

    question_id: str
    reason: str


# --- oneself ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TakeLeave(Command):
    """Be away from ``first`` (None: today) to ``last``, both included.

    Past days can be named until the next reveal after them.
    """

    first: date | None
    last: date


@dataclass(frozen=True, slots=True)
class EndLeave(Command):
    """Be back from today."""


@dataclass(frozen=True, slots=True)
class SetReminders(Command):
    """Choose when to be reminded; ``at_time`` is local to the team, None: two hours before.

    ``round_id`` tells the team where a direct message doesn't; 0 for that of the actor.
    """

    remind: Remind
    at_time: time | None = None
    round_id: int = 0


@dataclass(frozen=True, slots=True)
class SkipReminders(Command):
    """Be reminded no more of the day of a round."""

    round_id: int


@dataclass(frozen=True, slots=True)
class HideMe(Command):
    """Leave the boards, or come back to them."""

    hidden: bool


@dataclass(frozen=True, slots=True)
class ForgetMe(Command):
    """Delete everything that names the member; asks first unless ``confirmed``."""

    confirmed: bool = False
