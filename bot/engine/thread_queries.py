"""What an adapter asks, and has noted, about answers written in a question's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.engine.cards import ReceiptCard
from bot.engine.model.people import Actor, Platform
from bot.engine.model.rounds import Reply
from bot.engine.model.schedules import MessageRef
from bot.engine.queries import Note, Query


@dataclass(frozen=True, slots=True)
class OpenThread(Query[MessageRef | None]):
    """Return the open question whose thread takes answers, or None.

    ``message`` is the one the thread hangs on; its channel may be empty where the platform
    doesn't say, if the platform gives no two messages of a workspace the same id.
    """

    message: MessageRef


@dataclass(frozen=True, slots=True)
class OpenThreads(Query[tuple[MessageRef, ...]]):
    """Return the open questions of a platform whose threads take answers, oldest first."""

    platform: Platform


@dataclass(frozen=True, slots=True)
class Answered(Query[Mapping[str, str]]):
    """Return the accounts that have an answer in a question's thread, each with its reply's id."""

    message: MessageRef


@dataclass(frozen=True, slots=True)
class ReplyOutcome:
    """What a reply meant for its author's answer.

    ``counted`` is the id of the reply that is the answer now, ``before`` of the one that was
    (empty: none). ``user`` is whose answer it is, empty where nothing of it changed. ``unsure``
    says that another of their replies may count: read the thread again.
    """

    round_id: int = 0
    user: str = ""
    before: str = ""
    counted: str = ""
    changed: bool = False
    unsure: bool = False
    receipt: ReceiptCard | None = None


@dataclass(frozen=True, slots=True)
class ReplyWritten(Note[ReplyOutcome]):
    """Someone wrote or edited a reply. ``delivery``, if any, is served once."""

    actor: Actor
    at: datetime
    message: MessageRef
    reply: Reply
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class ReplyDeleted(Note[ReplyOutcome]):
    """A reply was deleted, by whomever."""

    at: datetime
    message: MessageRef
    reply: str
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class ThreadRead(Note[tuple[ReplyOutcome, ...]]):
    """A thread was read: these are its replies now, oldest first.

    The answer is the outcome for everyone who has, or had, an answer. Unless the thread is
    ``whole``, a reply after the last one given may still be there.
    """

    at: datetime
    message: MessageRef
    replies: tuple[tuple[Actor, Reply], ...]
    whole: bool = True
