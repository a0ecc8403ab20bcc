"""Showing in a reveal's messages what people did since: applause, key points they ticked."""

from collections.abc import Mapping

from bot.engine.cards import RevealPostCard, WordsCard
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway, Store
from bot.engine.rounds.closed_rounds import look_at_closed
from bot.engine.rounds.reveal_parts import RevealPart, linked, parts_of

REMEMBERED = 1_000
"""Messages whose last content is known, so that what hasn't changed isn't edited."""


class RevealUpdates:
    """Edits those messages of a revealed round that say something else by now."""

    def __init__(self, store: Store, bank: Bank) -> None:
        self._store = store
        self._bank = bank
        self._shown: dict[MessageRef, WordsCard | RevealPostCard] = {}

    async def show(self, round_: Round, gateway: Gateway) -> None:
        """Edit what has changed; raises what the platform raises."""
        question = round_.message
        if question is None:
            return
        parts, there = await self._store.read(lambda tx: _live_parts(tx, self._bank, round_))
        for part in parts:
            message, card = there.get(part.name), linked(part, gateway, there, question)
            if message is None or not isinstance(card, WordsCard | RevealPostCard):
                continue
            if self._shown.get(message) != card:
                await gateway.update(message, card)
                self._remember(message, card)

    def _remember(self, message: MessageRef, card: WordsCard | RevealPostCard) -> None:
        self._shown[message] = card
        while len(self._shown) > REMEMBERED:
            del self._shown[next(iter(self._shown))]


def _live_parts(
    tx: Transaction, bank: Bank, round_: Round
) -> tuple[tuple[RevealPart, ...], Mapping[str, MessageRef]]:
    """Return the parts that change with what people do, and the reveal's messages.

    Those parts are words, and how many covered what.
    """
    there = tx.round_posts.of(round_.id)
    parts = parts_of(tx, bank, look_at_closed(tx, bank, round_), there)
    live = tuple(
        part
        for part in parts
        if isinstance(part.card, WordsCard)
        or (isinstance(part.card, RevealPostCard) and round_.format is not Format.CHOICE)
    )
    return live, there
