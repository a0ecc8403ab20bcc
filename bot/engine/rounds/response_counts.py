"""Showing how many have responded: one paced edit a round, never one a press."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

from bot.engine.cards import RevealCard
from bot.engine.errors import (
    ChannelGone,
    GatewayError,
    NotPermitted,
    StorageError,
    Transient,
    WarmupError,
)
from bot.engine.log_context import about
from bot.engine.model.people import Platform
from bot.engine.model.rounds import RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway, Store
from bot.engine.rounds.cards import question_card, reveal_card
from bot.engine.rounds.lease import CALL_SECONDS
from bot.engine.rounds.publish import IN_FLIGHT

log = logging.getLogger(__name__)


class Counter:
    """Collects the rounds whose count has changed and shows them when flushed."""

    def __init__(self, store: Store, bank: Bank, gateways: Mapping[Platform, Gateway]) -> None:
        self._store = store
        self._bank = bank
        self._gateways = gateways
        self._changed: set[int] = set()
        self._doubts: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def changed(self, round_id: int) -> None:
        """Note that the round has a new response."""
        self._changed.add(round_id)

    async def flush(self) -> None:
        """Edit the message of each changed round once."""
        changed, self._changed = self._changed, set()
        self._idle.clear()
        try:
            await asyncio.gather(*(self._show(round_id) for round_id in sorted(changed)))
        finally:
            self._idle.set()

    async def settled(self, seconds: float) -> None:
        """Wait until edits that were begun are done, and what they covered is shown again.

        Gives up after ``seconds``.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._idle.wait()

    async def _show(self, round_id: int) -> None:
        with about(round=round_id):
            await self._edit(round_id)

    async def _edit(self, round_id: int) -> None:
        try:
            async with asyncio.timeout(CALL_SECONDS):
                await self._show_count(round_id)
        except (GatewayError, StorageError, TimeoutError) as error:  # the next press shows it
            log.info("round %d: the count could not be shown: %s", round_id, error)
            if isinstance(error, StorageError | Transient | TimeoutError):
                self._doubt(round_id)

    async def _show_count(self, round_id: int) -> None:
        asked = await self._store.read(lambda tx: tx.rounds.get(round_id))
        if asked is None or asked.state is not RoundState.OPEN or asked.message is None:
            return
        gateway = self._gateways.get(asked.channel.platform)
        if gateway is None:
            return
        card = await self._store.read(lambda tx: question_card(tx, self._bank, asked))
        await gateway.update(asked.message, card)
        # Meanwhile another worker, too, may have shown a later count or the reveal, and this
        # edit may have come after theirs.
        revealed = await self._store.read(lambda tx: self._revealed(tx, round_id))
        if revealed is not None:
            await gateway.update(asked.message, revealed)
        elif card.responded != await self._store.read(lambda tx: _count(tx, round_id)):
            self._changed.add(round_id)

    def _doubt(self, round_id: int) -> None:
        """Look again once an edit that seemed to fail has landed, if it ever does."""
        doubt = asyncio.create_task(self._uncover(round_id))
        self._doubts.add(doubt)
        doubt.add_done_callback(self._doubts.discard)

    async def _uncover(self, round_id: int) -> None:
        """Show a reveal again that an old count may have covered; after a stop the next start does.

        A reveal that is still to come covers the count by itself.
        """
        uncovered = False
        while not uncovered:
            await asyncio.sleep(IN_FLIGHT.total_seconds())
            with about(round=round_id), suppress(WarmupError, TimeoutError):
                uncovered = await self._show_reveal(round_id)

    async def _show_reveal(self, round_id: int) -> bool:
        asked, revealed = await self._store.read(
            lambda tx: (tx.rounds.get(round_id), self._revealed(tx, round_id))
        )
        gateway = self._gateways.get(asked.channel.platform) if asked else None
        if asked is None or asked.message is None or revealed is None or gateway is None:
            return True
        try:
            async with asyncio.timeout(CALL_SECONDS):
                await gateway.update(asked.message, revealed)
        except (ChannelGone, NotPermitted):  # nobody sees what covers it either
            log.info("round %d: its reveal could not be shown again", round_id)
        return True

    def _revealed(self, tx: Transaction, round_id: int) -> RevealCard | None:
        asked = tx.rounds.get(round_id)
        if asked is None or asked.state not in (RoundState.REVEALING, RoundState.REVEALED):
            return None
        return reveal_card(tx, self._bank, asked)


def _count(tx: Transaction, round_id: int) -> int:
    return tx.responses.count(round_id)
