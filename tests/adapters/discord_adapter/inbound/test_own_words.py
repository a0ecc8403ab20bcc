"""Answers in own words: shown to the team or kept private, before the reveal and after."""

from tests.support.discord.rig import running
from tests.support.discord.shown import message_words, told

SHARED = {"words": "said well", "share": ["show"]}


async def test_ones_words_are_taken_out_of_the_thread_from_the_result() -> None:
    async with running() as rig:
        question = await rig.open_question()
        form = await rig.ben.click(question, label="In my own words")
        receipt = told(await rig.ben.submit_modal(form, SHARED))
        assert "At the reveal it's shown in the thread with your name." in receipt
        await rig.reveal()
        (thread,) = rig.channel.threads
        assert any("said well" in message_words(said) for said in thread.history())
        mine = (await rig.ben.click(rig.question, label="My result")).response
        assert mine is not None
        shown = await rig.press(rig.ben, "Take it out of the thread", mine)
        assert "said well" in shown, "it stays one's own answer"
        assert "Take it out of the thread" not in shown
        await rig.work()
        assert not any("said well" in message_words(said) for said in thread.history())


async def test_words_are_kept_private_from_the_receipt() -> None:
    async with running() as rig:
        question = await rig.open_question()
        form = await rig.ben.click(question, label="In my own words")
        receipt = (await rig.ben.submit_modal(form, SHARED)).response
        assert receipt is not None
        kept = await rig.press(rig.ben, "Keep it private", receipt)
        assert "It stays private, also after the reveal." in kept
