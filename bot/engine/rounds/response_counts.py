"""Showing what people did: one paced edit per message, never one per press.

While a round is open that is how many have answered, later their applause and ticked key points.
"""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

from bot.engine.cards import RevealCard
from bot.engine.errors import (
    LASTING,
    GatewayError,
    StorageError,
    Transient,
    WarmupError,
)
from bot.engine.log_context import about
from bot.engine.model.people import Platform
from bot.engine.model.rounds import RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway, Store
from bot.engine.records.rounds import CLOSED
from bot.engine.rounds.cards import question_card, reveal_card
from bot.engine.rounds.closed_rounds import look_at_closed
from bot.engine.rounds.lease import STANDARD, Timing
from bot.engine.rounds.reveal_updates import RevealUpdates

log = logging.getLogger(__name__)


class ResponseCounts:
    """Collects the rounds whose count has changed, and shows them when flushed."""

    def __init__(
        self,
        store: Store,
        bank: Bank,
        gateways: Mapping[Platform, Gateway],
        timing: Timing = STANDARD,
    ) -> None:
        self._store = store
        self._bank = bank
        self._gateways = gateways
        self._timing = timing
        self._reveals = RevealUpdates(store, bank)
        self._changed: set[int] = set()
        self._rechecks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def note_response(self, round_id: int) -> None:
        """Note that the round has a new answer."""
        self._changed.add(round_id)

    async def flush(self) -> None:
        """Edit the message of each changed round once."""
        changed, self._changed = self._changed, set()
        self._idle.clear()
        try:
            await asyncio.gather(*(self._show(round_id) for round_id in sorted(changed)))
        finally:
            self._idle.set()

    async def wait_until_idle(self, seconds: float) -> None:
        """Wait until the edits that were begun are done, and a reveal they covered is restored.

        Gives up after ``seconds``.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._idle.wait()

    async def _show(self, round_id: int) -> None:
        with about(round=round_id):
            try:
                async with self._limit_call():
                    await self._show_count(round_id)
            except (GatewayError, StorageError, TimeoutError) as error:  # the next press shows it
                why = str(error) or "the platform did not answer in time"
                log.info("round %d: couldn't show the response count: %s", round_id, why)
                if isinstance(error, StorageError | Transient | TimeoutError):
                    self._recheck_later(round_id)

    async def _show_count(self, round_id: int) -> None:
        round_ = await self._store.read(lambda tx: tx.rounds.get(round_id))
        gateway = self._gateways.get(round_.channel.platform) if round_ else None
        if round_ is None or round_.message is None or gateway is None:
            return
        if round_.state is RoundState.REVEALED:
            await self._reveals.show(round_, gateway)
        if round_.state is not RoundState.OPEN:
            return
        card = await self._store.read(lambda tx: question_card(tx, self._bank, round_))
        await gateway.update(round_.message, card)
        # Meanwhile another worker may have shown a later count or the reveal, and this edit may
        # have landed after theirs.
        reveal = await self._store.read(lambda tx: self._reveal_if_closed(tx, round_id))
        if reveal is not None:
            await gateway.update(round_.message, reveal)
        elif card.responded != await self._store.read(lambda tx: tx.responses.count(round_id)):
            self._changed.add(round_id)

    def _recheck_later(self, round_id: int) -> None:
        """Check again once an edit that seemed to fail has landed, if it ever does."""
        recheck = asyncio.create_task(self._restore_reveal(round_id))
        self._rechecks.add(recheck)
        recheck.add_done_callback(self._rechecks.discard)

    async def _restore_reveal(self, round_id: int) -> None:
        """Show a reveal again that an old count may have covered; tries until it is shown.

        A reveal that is still to come covers the count by itself. After a stop, the next start
        shows the latest reveals again.
        """
        restored = False
        while not restored:
            await asyncio.sleep(self._timing.in_flight.total_seconds())
            with about(round=round_id), suppress(WarmupError, TimeoutError):
                restored = await self._show_reveal(round_id)

    async def _show_reveal(self, round_id: int) -> bool:
        round_, reveal = await self._store.read(
            lambda tx: (tx.rounds.get(round_id), self._reveal_if_closed(tx, round_id))
        )
        gateway = self._gateways.get(round_.channel.platform) if round_ else None
        if round_ is None or round_.message is None or reveal is None or gateway is None:
            return True
        try:
            async with self._limit_call():
                await gateway.update(round_.message, reveal)
        except LASTING:  # nobody sees what covers it either
            log.info("round %d: reveal couldn't be refreshed: the channel is closed", round_id)
        return True

    def _reveal_if_closed(self, tx: Transaction, round_id: int) -> RevealCard | None:
        round_ = tx.rounds.get(round_id)
        if round_ is None or round_.state not in CLOSED:
            return None
        return reveal_card(self._bank, look_at_closed(tx, self._bank, round_))

    def _limit_call(self) -> asyncio.Timeout:
        return asyncio.timeout(self._timing.call.total_seconds())
