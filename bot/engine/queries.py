"""What an adapter has to know, or to remember, to serve people: a value in, a value out.

A ``Query`` only reads; a ``Note`` also writes. ``dispatcher.Engine`` answers both with plain
values, where it answers a command with a card.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from bot.engine.cards import ProblemCard
from bot.engine.model.people import Actor, Platform
from bot.engine.model.question_form import QuestionForm
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import Document, Inlines
from bot.engine.model.schedules import ChannelRef, Schedule, WaitingPlan

T_co = TypeVar("T_co", covariant=True)


class Query(Generic[T_co]):
    """Look something up; its answer is a ``T_co``."""

    __slots__ = ()


class Note(Generic[T_co]):
    """Remember something across restarts; its answer is a ``T_co``."""

    __slots__ = ()


# --- for forms and autocompletion ------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FindSchedule(Query[Schedule]):
    """Find the team's schedule by its number, or (None) the only one of ``channel``.

    ``schedule_id`` is what a button carries; it goes before both. Raises NotFound when there is
    none, Refused when the channel has several.
    """

    actor: Actor
    number: int | None
    channel: ChannelRef | None
    schedule_id: int = 0


@dataclass(frozen=True, slots=True)
class FindWaitingPlan(Query[WaitingPlan]):
    """Find the plan that waits under ``token``; raises Refused unless it is the actor's."""

    actor: Actor
    token: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AskableQuestions(Query[tuple[Question, ...]]):
    """List the questions that can be asked of the team; the shipped ones if there is no team."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class KnownTracks(Query[Mapping[str, str]]):
    """Return the title of every track, shipped or the team's own, by the track's id."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class OfferedTracks(Query[Mapping[str, str]]):
    """Return the title of every track worth choosing for the team, by the track's id.

    A track without questions, or with only a few, isn't among them; typing its id still works.
    """

    actor: Actor


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone answers in their own words: the question, and what they wrote before.

    ``private`` is what they chose before for their words; ``may_share`` is False where the team
    keeps all words private.
    """

    title: str
    prompt: Document
    choices: tuple[tuple[str, Inlines], ...]
    words: str
    private: bool = False
    may_share: bool = True


@dataclass(frozen=True, slots=True)
class FindDraft(Query[Draft]):
    """Return what the form for an answer in own words shows.

    Raises TooLate when the round can't be answered any more, NotFound for another team's.
    """

    actor: Actor
    round_id: int


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A question's form as it opens: its title, what it holds, and the tracks to choose from."""

    title: str
    form: QuestionForm
    tracks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FindForm(Query[FilledForm]):
    """Return a question's form, filled from a draft, a proposal, or the question ``target``.

    Raises NotAllowed for who may not change it, Refused while it would show an open answer.
    """

    actor: Actor
    draft_id: int = 0
    proposal_id: int = 0
    target: str = ""
    channel: ChannelRef | None = None


@dataclass(frozen=True, slots=True)
class MayManage(Query[bool]):
    """Tell whether the actor may manage the team of the workspace where they act."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class ManagerRoles(Query[tuple[str, ...]]):
    """Return the roles or user groups of a workspace whose people may manage its team.

    That is for a platform that doesn't tell which ones someone has: it's asked about these.
    """

    platform: Platform
    workspace: str


# --- for people ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ExportMe(Query[Mapping[str, Any]]):
    """Return everything kept about the actor as JSON values; raises Refused for a stranger."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class HomeWorkspace(Query[str]):
    """Return the workspace in which an account used the bot last, or an empty string.

    That is how someone who writes a direct message finds their team.
    """

    platform: Platform
    user: str


@dataclass(frozen=True, slots=True)
class NoteHome(Note[bool]):
    """Remember ``workspace`` as the one in which an account used the bot last.

    False when the account isn't a member there: of who only looks, or is forgotten, nothing is
    kept.
    """

    platform: Platform
    user: str
    workspace: str


@dataclass(frozen=True, slots=True)
class AccountsOf(Query[tuple[Actor, ...]]):
    """Return the accounts, in the actor's workspace, of these members of their team."""

    actor: Actor
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MemberLeft(Note[None]):
    """Note that an account left the actor's workspace, or was closed.

    They are off the leaderboards until they do anything again; the days between count as leave.
    """

    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class NoteName(Note[None]):
    """Keep the actor's shown name, if they are a member: it was told after they were served."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class DrillWorkspace(Query[str]):
    """Return the workspace in which an account started a drill; empty when it is not theirs."""

    platform: Platform
    user: str
    drill_id: int


@dataclass(frozen=True, slots=True)
class PairWorkspace(Query[str]):
    """Return the workspace in which an account takes part in a pair; empty if it isn't theirs."""

    platform: Platform
    user: str
    pair_id: int


# --- for the platform itself -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FirstDelivery(Note[bool]):
    """Note an event's id; False when it was delivered before, in a former run too."""

    platform: Platform
    event: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Invited(Note[None]):
    """Say hello in ``channel``, once ever: per channel, or per workspace (``once_there``)."""

    channel: ChannelRef
    at: datetime
    once_there: bool = False


@dataclass(frozen=True, slots=True)
class HasSchedules(Query[bool]):
    """Tell whether a channel has a schedule, a paused one too."""

    channel: ChannelRef


@dataclass(frozen=True, slots=True)
class ChannelMoved(Note[None]):
    """Note that a channel goes by another id from now on; its schedules and questions follow."""

    channel: ChannelRef
    new: str


@dataclass(frozen=True, slots=True)
class ChannelClosed(Note[None]):
    """Note that a channel takes no messages now, and why; its schedules pause right away."""

    channel: ChannelRef
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChannelOpened(Note[None]):
    """Note that a channel (empty: any of the workspace) may take the bot's messages again.

    A schedule that was paused because it didn't is tried again right away.
    """

    platform: Platform
    workspace: str
    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SentCommands(Query[str]):
    """Return the fingerprint of the commands an application was sent last, or an empty string."""

    platform: Platform
    application: str


@dataclass(frozen=True, slots=True)
class CommandIds(Query[Mapping[str, str]]):
    """Return the platform's ids of the commands an application was sent last, by their names."""

    platform: Platform
    application: str


@dataclass(frozen=True, slots=True)
class NoteSentCommands(Note[None]):
    """Remember the fingerprint of the commands an application was sent, and their ids."""

    platform: Platform
    application: str
    fingerprint: str
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origin(Note[str]):
    """Return this database's own name on a platform, made up on first use.

    It marks what is posted, so that two databases behind one bot don't find each other's posts.
    """

    platform: Platform


@dataclass(frozen=True, slots=True)
class FirstGroupTry(Query[ProblemCard | bool]):
    """Tell how the first try to post a quiz for everyone went, as ``FirstTry`` does."""

    quiz_id: int


@dataclass(frozen=True, slots=True)
class FirstTry(Query[ProblemCard | bool]):
    """Tell how the first try to post a round went.

    True when people see it, False while it isn't known, or a card that says what went wrong.
    """

    round_id: int
