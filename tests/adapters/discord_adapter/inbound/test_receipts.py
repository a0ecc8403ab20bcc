"""A receipt per question: a newer one takes the place of the one before."""

from tests.support.discord.live import live


async def test_a_change_takes_the_earlier_receipt_away() -> None:
    async with live() as bot:
        question = await bot.ask()
        first = await bot.server.press("7", question, "A")
        other = await bot.server.press("8", question, "A")
        changed = await bot.server.press("7", question, "B")
        assert "It was A, " in changed.text
        await bot.server.until(lambda: first.deleted)
        assert not changed.deleted
        assert not other.deleted, "another person's"
        looked = await bot.server.press("7", question, "My answer")
        assert "Your answer: B" in looked.text
        await bot.server.until(lambda: changed.deleted)


async def test_a_receipt_that_can_not_be_reached_any_more_stays() -> None:
    async with live() as bot:
        question = await bot.ask()
        first = await bot.server.press("7", question, "A")
        await bot.stop()
        await bot.start()
        changed = await bot.server.press("7", question, "B")
        assert "Answer changed: B" in changed.text
        assert not first.deleted
        assert not bot.server.problems
