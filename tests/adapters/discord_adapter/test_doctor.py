"""The doctor: what is wrong with a Discord, and the fix of each."""

from collections.abc import Sequence

from bot.adapters.discord.doctor import check_token, doctor
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


async def test_the_link_to_install_it_for_oneself_is_told_only_where_that_is_allowed() -> None:
    link = f"client_id={discord_shapes.APPLICATION}&scope=applications.commands&integration_type=1"
    async with live() as bot:
        assert link in "\n".join(finding.what for finding in await examined(bot))
        assert all(finding.ok for finding in await examined(bot))
        token, api_url = bot.server.token, bot.server.api_url
        checked = await check_token(token, api_url=api_url)
        assert link in "\n".join(finding.what for finding in checked)
        assert "Invite the bot" in checked[-1].what
        bot.server.api.user_install = False
        for found in (await examined(bot), await check_token(token, api_url=api_url)):
            assert "integration_type=1" not in str(found)
            assert wrong(found) == []
            (how,) = [each.fix for each in found if "User Install" in each.fix]
            assert "Installation" in how


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


def optional(findings: Sequence[Finding]) -> str:
    """Return what isn't wrong and could be better."""
    return "\n".join(finding.what for finding in findings if finding.ok and finding.fix)


async def test_before_the_first_start_commands_are_named_left_alone_and_no_problem() -> None:
    async with live(start=False) as bot:
        found = await examined(bot)
        assert wrong(found) == []
        assert (
            "that the next start registers: Report a problem, Suggest as a question, daily"
            in optional(found)
        )
        assert bot.server.api.commands == []


async def test_commands_that_another_program_replaced_are_a_problem() -> None:
    async with live() as bot:
        bot.server.api.commands.clear()
        (what,) = wrong(await examined(bot))
        assert "has lost: Report a problem, Suggest as a question, daily" in what


async def test_a_small_bot_hears_nothing_of_reviews() -> None:
    async with live(message_content=True) as bot:
        bot.server.api.sizes = [100] * 74
        assert "Discord reviews" not in optional(await examined(bot))
        assert "verification" not in optional(await examined(bot))


async def test_a_bot_that_grows_hears_what_discord_will_want() -> None:
    async with live(message_content=True) as bot:
        bot.server.api.sizes = [7999, 1]
        told = optional(await examined(bot))
        assert "about 8,000 members" in told
        assert "every year" in told
        bot.server.api.sizes = [1] * 2000
        told = optional(await examined(bot))
        assert "in 2,000 servers; without verification" in told
        assert "without shards" in told
        bot.server.api.public_flags = 1 << 16
        assert "verification" not in optional(await examined(bot))


async def test_people_do_not_matter_without_the_intent() -> None:
    async with live() as bot:
        bot.server.api.sizes = [50_000]
        assert "review" not in optional(await examined(bot))


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
