"""A platform in memory: it keeps what was sent, and goes wrong when told to."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Literal

from bot.engine.cards import AnswerCard, Card
from bot.engine.errors import Transient
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef, MessageRef

Call = Literal["post", "pin", "update", "find", "direct", "find_direct", "catch_up"]


@dataclass(frozen=True)
class Message:
    """A message as the channel shows it now."""

    ref: MessageRef
    card: Card
    key: str
    thread: MessageRef | None


@dataclass
class Fault:
    """What goes wrong in calls to a channel (None: any), so many times (-1: always)."""

    call: Call
    channel: ChannelRef | None
    act: Literal["refuse", "lose the answer", "hang"]
    error: Exception
    times: int


class FakeGateway:
    """Records posts, edits and direct messages; ``seen`` holds every card ever shown."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.seen: list[Card] = []
        self.calls: list[tuple[Call, str]] = []
        self.pinned: list[MessageRef] = []
        self.in_charge: tuple[str, ...] = ()
        self.directs: list[tuple[Account, Card]] = []
        self.direct_keys: list[tuple[MessageRef, str]] = []
        self.read_thread: Callable[[MessageRef], Awaitable[None]] = _nothing
        self.before: Callable[[Call, Card | None], None] = lambda _call, _card: None
        self._faults: list[Fault] = []
        self._released = asyncio.Event()

    # --- going wrong ---

    def refuse(
        self, call: Call, error: Exception, channel: ChannelRef | None = None, times: int = -1
    ) -> None:
        """Raise ``error`` instead of doing what was asked."""
        self._faults.append(Fault(call, channel, "refuse", error, times))

    def lose_answer(self, call: Call, times: int = 1) -> None:
        """Do what was asked, and raise as if the answer had not come back."""
        self._faults.append(Fault(call, None, "lose the answer", Transient("lost"), times))

    def hang(self, call: Call, channel: ChannelRef | None = None, times: int = -1) -> None:
        """Do not return before ``release``."""
        self._faults.append(Fault(call, channel, "hang", Transient("hung"), times))

    def fix(self) -> None:
        """Work again."""
        self._faults.clear()

    def release(self) -> None:
        """Let the hanging calls continue."""
        self._released.set()

    # --- what a channel shows ---

    def shown(self, channel: ChannelRef | None = None) -> list[Message]:
        """Return the channel's messages (or all), those in threads left out."""
        return [
            message
            for message in self.messages
            if message.thread is None and channel in (None, message.ref.channel)
        ]

    def below(self) -> list[Message]:
        """Return the messages that answer others: in threads, or so that all notice."""
        return [message for message in self.messages if message.thread is not None]

    def answers(self) -> list[Message]:
        """Return the model answers."""
        return [message for message in self.below() if isinstance(message.card, AnswerCard)]

    # --- the port ---

    async def post(
        self, channel: ChannelRef, card: Card, key: str, thread: MessageRef | None = None
    ) -> MessageRef:
        fault = await self._begin("post", channel, card, key)
        ref = MessageRef(channel, str(len(self.messages) + 1))
        self.messages.append(Message(ref, card, key, thread))
        self.seen.append(card)
        self._end(fault)
        return ref

    async def announce(self, question: MessageRef, card: Card, key: str) -> MessageRef:
        return await self.post(question.channel, card, key, question)

    def link(self, message: MessageRef, thread: MessageRef) -> str:
        return f"link:{thread.message}/{message.message}"

    async def pin(self, message: MessageRef, *, on: bool) -> None:
        fault = await self._begin("pin", message.channel, None, message.message)
        self.pinned = [*(ref for ref in self.pinned if ref != message), *([message] if on else [])]
        self._end(fault)

    async def update(self, message: MessageRef, card: Card) -> None:
        fault = await self._begin("update", message.channel, card, message.message)
        sent = [ref for ref, _ in self.direct_keys]
        if message in sent:
            number = sent.index(message)
            self.directs[number] = (self.directs[number][0], card)
        else:
            index = next(i for i, held in enumerate(self.messages) if held.ref == message)
            self.messages[index] = replace(self.messages[index], card=card)
        self.seen.append(card)
        self._end(fault)

    async def find(
        self, channel: ChannelRef, key: str, thread: MessageRef | None = None
    ) -> MessageRef | None:
        fault = await self._begin("find", channel, None, key)
        found = (
            held.ref
            for held in self.messages
            if (held.ref.channel, held.key, held.thread) == (channel, key, thread)
        )
        self._end(fault)
        return next(found, None)

    async def catch_up(self, message: MessageRef) -> None:
        fault = await self._begin("catch_up", message.channel, None, message.message)
        await self.read_thread(message)
        self._end(fault)

    async def direct(self, account: Account, card: Card, key: str) -> MessageRef:
        here = _direct_channel(account)
        fault = await self._begin("direct", here, card, account.user)
        ref = MessageRef(here, str(len(self.directs) + 1))
        self.directs.append((account, card))
        self.direct_keys.append((ref, key))
        self.seen.append(card)
        self._end(fault)
        return ref

    async def find_direct(self, account: Account, key: str) -> MessageRef | None:
        here = _direct_channel(account)
        fault = await self._begin("find_direct", here, None, key)
        found = (ref for ref, sent in self.direct_keys if (ref.channel, sent) == (here, key))
        self._end(fault)
        return next(found, None)

    async def managers(self, workspace: str) -> tuple[str, ...]:
        del workspace
        return self.in_charge

    async def _begin(
        self, call: Call, channel: ChannelRef, card: Card | None, what: str
    ) -> Fault | None:
        self.calls.append((call, what))
        self.before(call, card)
        await asyncio.sleep(0)  # a network lets others run, too
        fault = self._fault(call, channel)
        if fault is not None and fault.act == "refuse":
            raise fault.error
        if fault is not None and fault.act == "hang":
            await self._released.wait()
        return fault

    def _end(self, fault: Fault | None) -> None:
        if fault is not None and fault.act == "lose the answer":
            raise fault.error

    def _fault(self, call: Call, channel: ChannelRef) -> Fault | None:
        for fault in self._faults:
            if fault.call == call and fault.channel in (None, channel) and fault.times != 0:
                fault.times -= 1
                return fault
        return None


def _direct_channel(account: Account) -> ChannelRef:
    return ChannelRef(account.platform, account.workspace, account.user)


async def _nothing(_: MessageRef) -> None:
    """Find nothing new in a thread."""
