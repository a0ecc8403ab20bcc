"""What people ask of the engine in a mock interview.

Buttons carry the interview's id and step: a press on a step that is over changes nothing and
shows the current one, so a double press does no harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.engine.commands import Command
from bot.engine.model.interviews import How
from bot.engine.model.people import Actor, Platform
from bot.engine.model.questions import Level
from bot.engine.queries import Draft, Query


@dataclass(frozen=True, slots=True)
class StartInterview(Command):
    """Offer an interview, or return to the one that was left.

    An empty track means any, no level those that suit whoever asks, no minutes the usual 20.
    """

    track: str = ""
    level: Level | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class OnInterview(Command):
    """Something done to an interview."""

    interview_id: int


@dataclass(frozen=True, slots=True)
class BeginInterview(OnInterview):
    """Ask the first question of an offered interview."""


@dataclass(frozen=True, slots=True)
class ShortenInterview(OnInterview):
    """Offer an interview that takes ``minutes``, in place of a longer one."""

    minutes: int


@dataclass(frozen=True, slots=True)
class DropInterview(OnInterview):
    """Have no interview now: an offered one goes."""


@dataclass(frozen=True, slots=True)
class AtStep(OnInterview):
    """Something done at a step of an interview."""

    step: int


@dataclass(frozen=True, slots=True)
class AnswerInterview(AtStep):
    """Answer a question or a follow-up in own words.

    Words for a step that is over are saved, too: a form may have been open for long.
    """

    words: str


@dataclass(frozen=True, slots=True)
class WriteInInterview(AtStep):
    """Add a direct message to the answer at a step, or change what it added there.

    ``message_id`` is the platform's; ``words`` are empty once it is deleted. Several add up to
    one answer.
    """

    message_id: str
    words: str


@dataclass(frozen=True, slots=True)
class PassStep(AtStep):
    """Say that a question or a follow-up was answered, aloud or (TYPED) in messages; or skip it."""

    how: How


@dataclass(frozen=True, slots=True)
class EndInterview(AtStep):
    """Be asked nothing more: tick what was answered, and get the report."""


@dataclass(frozen=True, slots=True)
class TickInterviewPoint(AtStep):
    """Tick one key point (by index), or untick it."""

    index: int
    covered: bool


@dataclass(frozen=True, slots=True)
class TickInterviewPoints(AtStep):
    """Tick the key points of ``covered`` (by index), and no others."""

    covered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SuggestInterviewTicks(AtStep):
    """Have a model read what was written and suggest which key points it covers.

    ``agreed`` says that one was told what is sent where, and wants it.
    """

    agreed: bool = False


@dataclass(frozen=True, slots=True)
class SaveInterviewPoints(AtStep):
    """Keep the ticks as they are, and see the next question's points or the report."""


@dataclass(frozen=True, slots=True)
class ShowInterviewAnswer(AtStep):
    """See the model answer to a question whose key points are being ticked."""


@dataclass(frozen=True, slots=True)
class ShowInterviewAnswers(OnInterview):
    """See what one said in an interview that ended, next to the key points."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The step of an interview that a direct message is about, and where its member acts."""

    workspace: str
    interview_id: int
    step: int


@dataclass(frozen=True, slots=True)
class FindWaiting(Query[Waiting | None]):
    """Return what a direct message answers, or None if no question of an interview is open.

    Without a workspace, the interview that is open says which team's member writes. ``old`` is for
    a message that was changed or deleted: only the answer it's part of is looked for.
    """

    actor: Actor
    at: datetime
    message_id: str
    old: bool = False


@dataclass(frozen=True, slots=True)
class WaitingAccounts(Query[Mapping[str, datetime]]):
    """Return the platform's accounts that a question of an interview is open to, and since when."""

    platform: Platform
    at: datetime


@dataclass(frozen=True, slots=True)
class InterviewWorkspace(Query[str]):
    """Return the workspace in which an account has an interview; empty when it is not theirs."""

    platform: Platform
    user: str
    interview_id: int


@dataclass(frozen=True, slots=True)
class FindInterviewForm(Query[Draft]):
    """Return what the form for an answer at a step shows.

    Raises NotFound for another member's interview, TooLate when there is nothing to answer.
    """

    actor: Actor
    interview_id: int
    step: int
