"""The hello to whoever invited the bot."""

from bot.engine.cards import WelcomeCard
from bot.engine.model.schedules import ChannelRef
from bot.engine.queries import Invited
from tests.support.builders import CHANNEL
from tests.support.world import World

OTHER = ChannelRef(CHANNEL.platform, CHANNEL.workspace, "other")


def hellos(world: World) -> list[str]:
    """Return the channels in which the bot said hello."""
    return [
        shown.ref.channel.channel
        for shown in world.gateway.shown()
        if isinstance(shown.card, WelcomeCard)
    ]


async def invite(world: World, channel: ChannelRef, *, once_there: bool = False) -> None:
    await world.engine.note(Invited(channel, world.clock.now, once_there))
    await world.work()


async def test_the_bot_says_hello_once_in_each_channel_that_invites_it() -> None:
    world = World()
    for channel in (CHANNEL, OTHER, CHANNEL):
        await invite(world, channel)
    assert hellos(world) == [CHANNEL.channel, OTHER.channel]


async def test_a_server_is_greeted_once_whatever_the_channel() -> None:
    world = World()
    for channel in (CHANNEL, OTHER):
        await invite(world, channel, once_there=True)
    assert hellos(world) == [CHANNEL.channel]


async def test_nobody_is_greeted_where_a_question_is_asked_already() -> None:
    world = World()
    await world.schedule()
    await invite(world, CHANNEL)
    await invite(world, OTHER, once_there=True)
    assert hellos(world) == []
