"""What was typed in a form is never lost, and who may not manage is told before one opens."""

from tests.support.discord.live import FOUR, live
from tests.support.slack.slow_store import SlowStore


async def test_own_words_come_with_the_question_and_the_earlier_answer() -> None:
    async with live() as bot:
        question = await bot.ask()
        form = await bot.server.press("7", question, "In my own words")
        shown = str(form.form)
        assert "What is asked in question" in shown
        assert "secret" not in shown
        await bot.server.submit(form, {"words": "It depends."})
        again = await bot.server.press("7", question, "In my own words")
        assert "It depends." in str(again.form)
        other = await bot.server.press("8", question, "In my own words")
        assert "It depends." not in str(other.form)


async def test_typed_words_are_given_back_when_the_round_closed_meanwhile() -> None:
    async with live() as bot:
        question = await bot.ask()
        form = await bot.server.press("7", question, "In my own words")
        bot.clock.now = FOUR
        await bot.work()
        told = (await bot.server.submit(form, {"words": "Too late, but long thought."})).text
        assert "already revealed" in told
        assert "Too late, but long thought." in told
        late = await bot.server.press_id("7", question, f"w1:w:{bot.round().id}")
        assert "is closed" in late.text


async def test_typed_words_are_given_back_when_they_could_not_be_saved() -> None:
    async with live() as bot:
        question = await bot.ask()
        await bot.stop()
        store = SlowStore()
        store.tables = bot.memory.tables
        await bot.start(store)
        form = await bot.server.press("7", question, "In my own words")
        store.failing = True
        told = (await bot.server.submit(form, {"words": "word " * 700})).text
        assert "wasn't saved" in told
        assert told.count("word ") + told.count("word\n") >= 699


async def test_a_setup_form_that_could_not_be_served_leads_back_filled_in() -> None:
    async with live() as bot:
        store = SlowStore()
        await bot.stop()
        await bot.start(store)
        form = await bot.server.slash("1", "daily setup", as_manager=True)
        store.failing = True
        typed = {"at": "10:15", "zone": "Asia/Tokyo", "reveal": "4h"}
        refused = await bot.server.submit(form, typed, manager=True)
        assert "wasn't saved" in refused.text
        store.failing = False
        assert refused.answer is not None
        again = await bot.server.press("1", refused.answer, "Back to the form", manager=True)
        assert "Asia/Tokyo" in str(again.form)
        assert "10:15" in str(again.form)


async def test_setting_up_from_what_everyone_sees_is_answered_in_private() -> None:
    async with live() as bot:
        shown = await bot.ask()
        before = dict(shown)
        form = await bot.server.press_id("1", shown, "w1:s:0", manager=True)
        typed = {"at": "10:15", "zone": "Tokyo", "reveal": "16:00", "days": ["mon"]}
        preview = await bot.server.submit(form, typed, manager=True)
        assert "Every Monday at 10:15" in preview.text
        assert bot.server.messages()[-1]["components"] == before["components"]


async def test_who_may_not_manage_is_told_before_a_form_opens() -> None:
    async with live() as bot:
        told = await bot.server.slash("7", "daily setup")
        assert "Only managers" in told.text
        await bot.ask()
        assert "Only managers" in (await bot.server.slash("7", "daily edit")).text
        shown = await bot.server.slash("1", "daily edit", as_manager=True)
        assert shown.answer is not None
        told = await bot.server.press("7", shown.answer, "Edit times")
        assert "Only the person who filled in the form" in told.text
