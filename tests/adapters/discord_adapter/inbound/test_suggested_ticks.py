"""Having ticks suggested on Discord: agreeing, waiting, keeping; all in the same message."""

from typing import Any

from bot.engine.errors import GraderFails
from tests.support.discord.rig import Rig, running
from tests.support.fakes.grader import FakeGrader, quoting

WORDS = "Every pass piles onto the buffer, and nobody empties it."


async def result(rig: Rig) -> Any:
    """Let Ben answer in his own words, and open his result after the reveal."""
    question = await rig.open_question()
    form = await rig.ben.click(question, label="In my own words")
    await rig.ben.submit_modal(form, {"words": WORDS, "share": ["show"]})
    await rig.reveal()
    opened = await rig.ben.click(rig.question, label="My result")
    assert opened.response is not None
    return opened.response


async def test_ticks_are_suggested_after_one_agreed_and_are_kept_by_a_press() -> None:
    grader = quoting("piles onto the buffer", "")
    async with running(grader=grader) as rig:
        mine = await result(rig)
        asks = await rig.press(rig.ben, "Suggest ticks", mine)
        assert "are sent to localhost:11434, where the model qwen reads them" in asks.replace(
            "\\", ""
        )
        assert grader.asked == []
        shown = await rig.press(rig.ben, "Send my answer", mine)
        assert "seems to cover 1 of 2" in shown
        assert "☑ **1**" in shown
        assert "“piles onto the buffer”" in shown
        kept = await rig.press(rig.ben, "Keep these ticks", mine)
        assert "Your answer covers 1 of 2" in kept


async def test_a_failure_is_told_in_the_same_message_and_offers_another_try() -> None:
    grader = FakeGrader(fails=GraderFails("busy", "status 429"))
    async with running(grader=grader) as rig:
        mine = await result(rig)
        await rig.press(rig.ben, "Suggest ticks", mine)
        shown = await rig.press(rig.ben, "Send my answer", mine)
        assert "No suggestion: the model has too much to do just now" in shown
        grader.fails = None
        assert "No sentence of yours" in await rig.press(rig.ben, "Suggest ticks", mine)
