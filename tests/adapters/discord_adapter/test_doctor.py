"""The doctor: what is wrong with a Discord, and the fix of each."""

from collections.abc import Sequence

from bot.adapters.discord.doctor import doctor
from bot.adapters.discord.permissions import INVITED
from bot.engine.dispatcher import Engine
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Finding
from tests.support.discord.live import HERE, Live, live
from tests.support.fakes import discord_shapes
from tests.support.fakes.discord_shapes import GUILD


async def examined(bot: Live, token: str = "", *channels: ChannelRef) -> tuple[Finding, ...]:
    return await doctor(
        Engine(bot.memory, bot.bank),
        token=token or bot.server.token,
        api_url=bot.server.api_url,
        channels=channels,
    )


def wrong(findings: Sequence[Finding]) -> list[str]:
    assert all(finding.fix for finding in findings if not finding.ok)
    return [finding.what for finding in findings if not finding.ok]


async def test_all_is_well_and_the_invitation_is_printed() -> None:
    async with live() as bot:
        found = await examined(bot, "", HERE)
        assert wrong(found) == []
        told = "\n".join(finding.what for finding in found)
        assert f"permissions={INVITED.value}" in told
        assert "#prep" in told
        assert "commands are registered" in told
        assert "Intent is off" in told


async def test_a_wrong_token() -> None:
    async with live(start=False) as bot:
        (found,) = await examined(bot, "wrong")
        assert not found.ok
        assert "Reset Token" in found.fix


async def test_discord_out_of_reach() -> None:
    async with live(start=False) as bot:
        await bot.server.stop()
        (found,) = await examined(bot)
        assert "can't be reached" in found.what


async def test_commands_that_discord_does_not_know_yet_are_named_and_left_alone() -> None:
    async with live(start=False) as bot:
        (what,) = wrong(await examined(bot))
        assert "quiz" in what
        assert bot.server.api.commands == []


async def test_channels_that_are_gone_foreign_or_closed() -> None:
    async with live() as bot:
        gone = ChannelRef("discord", GUILD, "5")
        foreign = ChannelRef("discord", "6", "5")
        odd = ChannelRef("discord", "guild", "general")
        told = wrong(await examined(bot, "", gone, foreign, odd))
        assert [part in what for part, what in zip(
            ("doesn't exist", "isn't in its server", "isn't a Discord id"), told, strict=True
        )] == [True] * 3  # fmt: skip


async def test_a_missing_permission_is_named() -> None:
    before = discord_shapes.EVERYTHING
    try:
        for held, told in ((1 << 10 | 1 << 16, "Send Messages"), (1 << 10 | 1 << 11 | 1 << 16, "")):
            discord_shapes.EVERYTHING = str(held)  # pyright: ignore[reportConstantRedefinition]
            async with live() as bot:
                found = await examined(bot, "", HERE)
                assert ([told in what for what in wrong(found)] == [True]) == bool(told)
                assert "Create Public Threads" in str(found) or told
    finally:
        discord_shapes.EVERYTHING = before  # pyright: ignore[reportConstantRedefinition]
