"""The console as a place to post to: what is posted is printed."""

from collections.abc import Callable

from bot.engine.cards import AnswerCard, Card, QuestionCard, RevealPostCard, WordsCard
from bot.engine.model.people import Account
from bot.engine.model.schedules import ChannelRef, MessageRef


class ConsoleGateway:
    """Prints cards, each where people would look for it.

    A new count alone is not printed: the lines above can't be edited. The reveal comes before what
    belongs to it; where there is a right choice, it says all that chat's short message does.
    """

    def __init__(self, show: Callable[[Card], None]) -> None:
        self._show = show
        self._below: list[Card] = []

    async def post(
        self, channel: ChannelRef, card: Card, key: str, thread: MessageRef | None = None
    ) -> MessageRef:
        """Print ``card``; its key serves as the message's id."""
        if thread is not None and isinstance(card, AnswerCard | WordsCard):
            self._below.append(card)
        else:
            self._show(card)
        return MessageRef(channel, key)

    async def announce(self, question: MessageRef, card: Card, key: str) -> MessageRef:
        """Print what the reveal, which is about to be printed, doesn't say."""
        if isinstance(card, RevealPostCard) and card.right is None:
            self._below.insert(0, card)
        return MessageRef(question.channel, key)

    def link(self, message: MessageRef, thread: MessageRef) -> str:
        """Nothing printed has an address."""
        del message, thread
        return ""

    async def pin(self, message: MessageRef, *, on: bool) -> None:
        """Nothing printed can be pinned."""
        del message, on

    async def update(self, message: MessageRef, card: Card) -> None:
        """Print what the message has become."""
        del message
        if isinstance(card, QuestionCard | RevealPostCard | WordsCard):
            return
        self._show(card)
        below, self._below = self._below, []
        for shown in below:
            self._show(shown)

    async def find(
        self, channel: ChannelRef, key: str, thread: MessageRef | None = None
    ) -> MessageRef | None:
        """Nothing printed before a crash is still on the screen: print it again."""
        del channel, key, thread
        return None

    async def catch_up(self, message: MessageRef) -> None:
        """Miss nothing: what is typed here is answered right away."""
        del message

    async def managers(self, workspace: str) -> tuple[str, ...]:
        """Nobody else is here."""
        del workspace
        return ()

    async def direct(self, account: Account, card: Card, key: str) -> MessageRef:
        """Print ``card``."""
        self._show(card)
        return MessageRef(ChannelRef(account.platform, account.workspace, account.user), key)

    async def find_direct(self, account: Account, key: str) -> MessageRef | None:
        """Nothing printed before a crash is still on the screen: print it again."""
        del account, key
        return None
