"""Workers of the outbox that are killed at a step, and those that take over."""

from contextlib import suppress

from bot.engine.model.people import Platform
from bot.engine.outbox.worker import OutboxWorker
from bot.engine.ports.runtime import Gateway
from bot.engine.rounds.lease import STANDARD
from tests.support.fakes.fuse import DyingGateway, DyingStore, Fuse, Killed
from tests.support.world import World


def dying_worker(world: World, step: int) -> tuple[OutboxWorker, Fuse]:
    """Return a worker that is killed at its ``step``-th step."""
    fuse = Fuse(step)
    gateway = DyingGateway(world.gateway, fuse)
    store = DyingStore(world.store, fuse)
    gateways: dict[Platform, Gateway] = {"console": gateway}
    name = f"dying {step}"
    dying = OutboxWorker(store, world.bank, gateways, name, world.clock, builders=world.builders)
    return dying, fuse


async def work_until_killed(worker: OutboxWorker) -> None:
    with suppress(Killed):
        await worker.wake()
    with suppress(Killed):
        await worker.wait_until_idle()


async def survive(world: World, name: str) -> None:
    """Start again, and wait until the dead worker's leases have expired."""
    heir = world.outbox_worker(name)
    await work_until_killed(heir)
    world.clock.advance(STANDARD.lease)
    await work_until_killed(heir)
