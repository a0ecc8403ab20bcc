"""Pinning the open question where a schedule wants it: nothing depends on whether it works."""

import logging

from bot.engine.errors import GatewayError
from bot.engine.model.schedules import MessageRef
from bot.engine.rounds.context import WorkerContext

log = logging.getLogger(__name__)


async def try_pin(ctx: WorkerContext, message: MessageRef, *, on: bool) -> None:
    """Pin a message or unpin it; a refusal is only logged, since the question stands without."""
    try:
        async with ctx.limit_call():
            await ctx.gateways[message.channel.platform].pin(message, on=on)
    except (GatewayError, TimeoutError) as error:
        what = "pinned" if on else "unpinned"
        why = str(error) or "the platform did not answer in time"
        log.warning("message %s couldn't be %s: %s", message.message, what, why)
