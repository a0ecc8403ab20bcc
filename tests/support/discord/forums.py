"""A forum on the simulated Discord, and a worker killed at its requests."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.enums import ChannelType, OverwriteType

from bot.engine.ports.runtime import Gateway
from bot.engine.rounds.lease import STANDARD
from bot.engine.rounds.worker import RoundWorker
from tests.support.discord.rig import Rig
from tests.support.fakes.fuse import Fuse, Killed


def make_forum(rig: Rig) -> Any:
    """Make a forum, whose posts are numbered as Discord does: as their first messages."""
    backend = rig.env.backend
    commit = backend.commit_message

    def numbered(message: Any, **more: Any) -> Any:
        place = backend.get_channel(message.channel_id)
        parent = backend.get_channel(place.parent_id) if place.parent_id else None
        if parent and parent.type == ChannelType.FORUM and message.id not in begun:
            if place.id not in begun:
                message.id = place.id
            begun.add(place.id)
        return commit(message, **more)

    begun: set[int] = set()
    backend.commit_message = numbered
    return rig.guild.create_forum_channel("questions")


def make_closed_forum(rig: Rig, denied: discord.Permissions) -> Any:
    """Make a forum in which nobody has the permissions ``denied``."""
    everyone = Overwrite(rig.guild.id, OverwriteType.ROLE, deny=denied.value)
    forum = rig.env.backend.create_channel(
        rig.guild.id, "closed", type=ChannelType.FORUM, overwrites=[everyone]
    )
    return ChannelHandle(rig.env, rig.guild, forum)


def posts_of(forum: Any) -> list[Any]:
    """Return the posts of a forum, the oldest first."""
    return sorted(forum.threads, key=lambda post: post.id)


@dataclass
class Fuses:
    """Kills at the ``step``-th request of a ``phase`` ("post" or "reveal"), before or after it."""

    phase: str
    step: int
    after: bool


async def live_through(rig: Rig, fuses: Fuses, nine: datetime, four: datetime) -> bool:
    """Live through a day with one kill; tell whether it came to it."""
    blown = False
    for phase, when in (("post", nine), ("reveal", four)):
        rig.clock.now = max(rig.clock.now, when)
        if phase == fuses.phase:
            blown = await _killed(rig, fuses)
        for name in ("heir", "heir's heir"):
            rig.clock.advance(STANDARD.lease + timedelta(minutes=1))
            await _work(rig, name)
    await rig.client.gateway.publisher.idle()
    return blown


async def _killed(rig: Rig, fuses: Fuses) -> bool:
    """Work until the fuse blows."""
    http, fuse = rig.client.bot.http, Fuse(fuses.step)
    request = http.request

    async def dying(*arguments: Any, **named: Any) -> Any:
        if not fuses.after:
            fuse.step()
        answer = await request(*arguments, **named)
        if fuses.after:
            fuse.step()
        return answer

    http.request = dying
    try:
        with suppress(Killed):
            await _work(rig, "dying")
    finally:
        http.request = request
    return fuse.blown


async def _work(rig: Rig, name: str) -> None:
    gateways: dict[Any, Gateway] = {"discord": rig.client.gateway}
    worker = RoundWorker(rig.store, rig.bank, gateways, name, rig.clock)
    with rig.env.time_context():
        with suppress(Killed):
            await worker.wake()
        with suppress(Killed):
            await worker.wait_until_idle()
