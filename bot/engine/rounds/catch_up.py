"""Before a thread round is revealed: take in what its thread holds that was never heard of.

Replies, edits and deletions are lost while the bot is away, and no day or streak may be lost with
them. A thread that can't be read just now delays the reveal for some tries; one that is gone, or
closed to the bot, does not.
"""

import logging
from dataclasses import replace
from datetime import datetime

from bot.engine.errors import ChannelGone, GatewayError, NotPermitted
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import acquire_lease

log = logging.getLogger(__name__)


def has_thread_to_read(due: Round) -> bool:
    """Return whether the round is about to be closed and is answered in its thread."""
    return due.state is RoundState.OPEN and due.format is Format.THREAD


async def catch_up(ctx: WorkerContext, due: Round) -> bool:
    """Take in the round's thread; False when another worker does.

    Raises what the platform raises while it is worth another try.
    """
    held = await ctx.store.write(lambda tx: begin_reading(tx, ctx, due.id, ctx.clock()))
    if held is None or held.message is None:
        return False
    try:
        await _read(ctx, held, held.message)
    except (ChannelGone, NotPermitted) as error:
        log.info("round %d is revealed without reading its thread: %s", due.id, error)
    except (GatewayError, TimeoutError) as error:
        if held.attempts < ctx.timing.give_up_reading_tries:
            raise
        log.warning("round %d is revealed without reading its thread: %s", due.id, error)
    return True


async def _read(ctx: WorkerContext, held: Round, message: MessageRef) -> None:
    async with ctx.limit_call():
        await ctx.gateways[held.channel.platform].catch_up(message)


def begin_reading(
    tx: Transaction, ctx: WorkerContext, round_id: int, now: datetime
) -> Round | None:
    """Acquire the round's lease for a try to read its thread; None when there is nothing to do."""
    held = acquire_lease(tx, round_id, ctx.worker, now, (RoundState.OPEN,), ctx.timing)
    if held is None:
        return None
    reading = replace(held, attempts=held.attempts + 1, retry_at=None)
    tx.rounds.save(reading)
    return reading
