"""The hello to a server, also when the bot was away while it was invited."""

from datetime import timedelta

from tests.support.discord.rig import Rig, running


def hellos(rig: Rig) -> list[str]:
    """Return the keys of the hellos that are planned."""
    kept = rig.store.tables.deliveries.values()
    return [each.key for each in kept if each.kind == "welcome"]


async def away(rig: Rig, days: float) -> None:
    """Start the bot again so many days after the server invited it, which it hasn't heard of."""
    rig.store.tables.deliveries.clear()
    guild = rig.client.bot.get_guild(rig.guild.id)
    assert guild is not None
    assert guild.me.joined_at is not None
    rig.clock.now = guild.me.joined_at + timedelta(days=days)
    await rig.restart()


async def test_who_invited_the_bot_while_it_was_away_is_greeted_once() -> None:
    async with running() as rig:
        await away(rig, 1)
        assert hellos(rig) == [f"welcome-discord-{rig.guild.id}"]
        await rig.restart()
        assert len(hellos(rig)) == 1


async def test_servers_from_long_ago_are_not_greeted_after_an_upgrade() -> None:
    async with running() as rig:
        await away(rig, 8)
        assert hellos(rig) == []


async def test_nobody_is_greeted_late_where_a_question_is_asked() -> None:
    async with running() as rig:
        await rig.set_up()
        await away(rig, 1)
        assert hellos(rig) == []
