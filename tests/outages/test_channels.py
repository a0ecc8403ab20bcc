"""Trouble with a channel, or with all of them: over real sockets, on each platform."""

import pytest

from tests.outages.scenes import ENOUGH, IMPATIENT, PLATFORMS, scene

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("platform", PLATFORMS)]


async def test_a_rate_limit_is_waited_out(platform: str) -> None:
    async with scene(platform) as bot:
        limit = bot.befall("limited", bot.here, left=1)
        await bot.until_posted()
        assert (len(bot.posts(bot.here)), len(bot.posts(bot.there))) == (0, 1)
        await bot.work(seconds=118)
        assert (len(bot.posts(bot.here)), limit.hits) == (0, 1), "nothing is asked meanwhile"
        await bot.work(seconds=3)
        assert len(bot.posts(bot.here)) == 1
        assert bot.told() == []


@pytest.mark.parametrize("kind", ["broken", "hangs"])
async def test_posts_resume_by_themselves_once_and_others_are_not_delayed(
    platform: str, kind: str
) -> None:
    async with scene(platform, IMPATIENT) as bot:  # discord.py tries a broken server for 25 s
        fault = bot.befall(kind, bot.here)
        await bot.until_posted()
        assert (len(bot.posts(bot.here)), len(bot.posts(bot.there))) == (0, 1)
        for _ in range(4):
            await bot.work(seconds=ENOUGH.total_seconds())
        assert fault.hits >= 4, "it is tried again and again"
        report = await bot.check_health()
        assert report.overdue.problem.startswith("A post of schedule 1 is 12")
        bot.fix()
        await bot.work(seconds=ENOUGH.total_seconds())
        await bot.work(seconds=ENOUGH.total_seconds())
        assert len(bot.posts(bot.here)) == 1
        assert "late" in bot.posts(bot.here)[0].lower()
        assert (len(bot.posts(bot.there)), bot.told()) == (1, [])
        assert (await bot.check_health()).overdue.problem == ""


@pytest.mark.parametrize("kind", ["gone", "kicked"])
async def test_the_owner_of_a_lost_channel_is_notified_once_and_other_channels_continue(
    platform: str, kind: str
) -> None:
    async with scene(platform) as bot:
        bot.befall(kind, bot.here)
        await bot.until_posted()
        for _ in range(3):
            await bot.work(seconds=ENOUGH.total_seconds())
        (note,) = bot.told()
        assert "is paused" in note
        await bot.work(hours=24)
        assert len(bot.told()) == 1
        assert (len(bot.posts(bot.here)), len(bot.posts(bot.there))) == (0, 2)
        states = [schedule.state.value for schedule in bot.schedules()]
        assert states == ["paused", "active"]
        assert (await bot.check_health()).problems == (), "what was paused and told is not overdue"


async def test_losing_a_channel_with_an_open_question_costs_nobody_points(
    platform: str,
) -> None:
    async with scene(platform) as bot:
        await bot.until_posted()
        assert await bot.press()
        bot.befall("gone", bot.here)
        await bot.work(hours=8)
        await bot.work(minutes=6)
        assert len(bot.told()) == 1
        (earned,) = [one for one in bot.store.tables.entries.values() if one.round_id == 1]
        assert earned.points in (2, 10)
        assert len(bot.posts(bot.there)) >= 1


async def test_a_platform_out_of_reach_for_ten_minutes_catches_up(platform: str) -> None:
    async with scene(platform) as bot:
        assert (await bot.check_health()).problems == ()
        await bot.leave()
        await bot.until(lambda: bot.adapter.trouble != "")
        await bot.until_posted()
        for _ in range(5):
            await bot.work(minutes=2)
        report = await bot.check_health()
        assert report.platforms[bot.platform].problem != ""
        assert report.overdue.problem != ""
        await bot.come_back()
        await bot.until(lambda: bot.adapter.trouble == "")
        await bot.work(seconds=ENOUGH.total_seconds())
        await bot.work(seconds=ENOUGH.total_seconds())
        assert (len(bot.posts(bot.here)), len(bot.posts(bot.there))) == (1, 1)
        assert await bot.press(), "presses are heard again"
        assert (await bot.check_health()).problems == ()
        assert bot.told() == []


async def test_a_rejected_token_is_a_health_problem_and_posts_resume_with_a_good_one(
    platform: str,
) -> None:
    async with scene(platform) as bot:
        bot.befall("revoked")
        await bot.until_posted()
        await bot.work(seconds=ENOUGH.total_seconds())
        report = await bot.check_health()
        assert "no longer accepts" in report.problems[0]
        assert "TOKEN" in report.problems[0]
        bot.fix()
        await bot.work(seconds=ENOUGH.total_seconds())
        await bot.work(seconds=ENOUGH.total_seconds())
        assert (len(bot.posts(bot.here)), len(bot.posts(bot.there))) == (1, 1)
        assert await bot.press()
        assert (await bot.check_health()).problems == ()
