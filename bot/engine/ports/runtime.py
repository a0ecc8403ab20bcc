"""What the engine needs from its surroundings: a store, a platform, the bank, a monitor."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from bot.engine.cards import Card
from bot.engine.model.people import Account
from bot.engine.model.questions import Question, Track
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.repositories import Transaction

T = TypeVar("T")

Outcome = Literal["posted", "revealed", "skipped", "failed"]
"""What becomes of a round; ``failed`` counts tries, so a round may fail more than once."""


class Store(Protocol):
    """Runs functions over a transaction."""

    async def write(self, command: Callable[[Transaction], T]) -> T:
        """Run ``command`` in the writer; answers only once its effect is durable.

        An exception of ``command`` undoes that command alone and is raised here.
        """
        ...

    async def read(self, query: Callable[[Transaction], T]) -> T:
        """Run ``query`` on a reader: a consistent view, nothing kept of what it writes."""
        ...


class Gateway(Protocol):
    """What the engine needs of a platform. Raises the four ``GatewayError`` kinds."""

    async def post(
        self, channel: ChannelRef, card: Card, key: str, thread: MessageRef | None = None
    ) -> MessageRef:
        """Send ``card``, marked with ``key``, to the channel or to a message's thread."""
        ...

    async def announce(self, question: MessageRef, card: Card, key: str) -> MessageRef:
        """Answer ``question`` with a new message, marked with ``key``, that its channel notices."""
        ...

    def link(self, message: MessageRef, thread: MessageRef) -> str:
        """Return the web address of a message in a message's thread, or nothing."""
        ...

    async def pin(self, message: MessageRef, *, on: bool) -> None:
        """Pin ``message`` in its channel, or unpin it; nothing happens where it is so already."""
        ...

    async def update(self, message: MessageRef, card: Card) -> None:
        """Show ``card`` in place of what ``message`` shows."""
        ...

    async def find(
        self, channel: ChannelRef, key: str, thread: MessageRef | None = None
    ) -> MessageRef | None:
        """Look for a message that carries ``key``, which may have been sent before a crash."""
        ...

    async def catch_up(self, message: MessageRef) -> None:
        """Take in what people wrote, changed and deleted in the message's thread until now."""
        ...

    async def direct(self, account: Account, card: Card, key: str) -> MessageRef:
        """Send ``card``, marked with ``key``, to the account alone."""
        ...

    async def find_direct(self, account: Account, key: str) -> MessageRef | None:
        """Look for a direct message that carries ``key``, as ``find`` does in a channel."""
        ...

    async def managers(self, workspace: str) -> tuple[str, ...]:
        """Return accounts that manage the workspace, who may act most first."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of ``warmup doctor``. ``ok`` with a ``fix``: optional, not set up yet."""

    ok: bool
    what: str
    fix: str = ""


class Adapter(Protocol):
    """A platform: a gateway, and a connection that feeds the engine with commands."""

    @property
    def gateway(self) -> Gateway: ...
    async def run(self) -> None:
        """Connect and serve until closed; ``ready`` is set once it can post.

        Raises StartRefused, with the fix, for a wrong token, permission or intent.
        """
        ...

    async def ready(self) -> None:
        """Return once the platform can be posted to."""
        ...

    async def close(self, seconds: float) -> None:
        """Take nothing new, finish what was acknowledged within ``seconds``, disconnect."""
        ...

    @property
    def last_contact(self) -> datetime | None:
        """When the platform was last heard of: an event, a heartbeat, an answer; None before."""
        ...

    @property
    def trouble(self) -> str:
        """Why nothing can be posted on it, or no press is heard, just now; or empty."""
        ...


class Monitor(Protocol):
    """Hears what the engine does, for whoever watches over it."""

    def woke(self) -> None:
        """The daily work has looked for what is due."""
        ...

    def round_became(self, outcome: Outcome) -> None: ...
    def serving(self, command: str) -> AbstractContextManager[None]:
        """Entered while a command (by its class's name) is being answered."""
        ...


class NullMonitor:
    """The monitor when nobody watches."""

    def woke(self) -> None:
        """Hear it."""

    def round_became(self, outcome: Outcome) -> None:
        """Hear it."""

    def serving(self, command: str) -> AbstractContextManager[None]:
        """Hear it."""
        del command
        return nullcontext()


class Bank(Protocol):
    """The shipped questions, loaded once."""

    @property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id, in the order of their ids."""
        ...

    @property
    def tracks(self) -> Mapping[str, Track]: ...
