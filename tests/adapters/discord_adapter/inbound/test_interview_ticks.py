"""Having ticks suggested in a mock interview on Discord, in the message with the boxes."""

from typing import Any

from bot.engine.errors import GraderFails
from tests.support.discord.rig import Rig, running
from tests.support.discord.shown import told
from tests.support.fakes.grader import FakeGrader, quoting

WORDS = "Every pass piles onto the buffer, and nobody empties it."


async def at_points(rig: Rig) -> Any:
    """Have Ben write to the first question and speak to the others; return the message."""
    offer = await rig.slash(rig.ben, "interview", track="fixtures", minutes=15)
    assert offer.response is not None
    message = offer.response
    await rig.ben.click(message, label="Start the interview")
    form = await rig.ben.click(message, label="Type my answer")
    await rig.ben.submit_modal(form, {"words": WORDS})
    await rig.ben.click(message, label="Done speaking")
    assert "Which of these" in told(await rig.ben.click(message, label="Done speaking"))
    return message


async def test_boxes_are_ticked_with_their_quotes_once_one_agreed_and_saving_keeps_them() -> None:
    grader = quoting("piles onto the buffer", "")
    async with running(grader=grader) as rig:
        message = await at_points(rig)
        asks = (await rig.press(rig.ben, "Suggest ticks", message)).replace("\\", "")
        assert "are sent to localhost:11434, where the model qwen reads them" in asks
        assert grader.asked == []
        shown = await rig.press(rig.ben, "Send my answer", message)
        assert "☑ **1**" in shown
        assert "“piles onto the buffer”" in shown
        assert "The ticks are a suggestion" in shown
        for _ in range(2):
            await rig.press(rig.ben, "Save and continue", message)
        assert "1 of 6 key points" in await rig.press(rig.ben, "Save and continue", message)


async def test_a_failure_is_told_next_to_the_boxes_and_offers_another_try() -> None:
    grader = FakeGrader(fails=GraderFails("busy", "status 429"))
    async with running(grader=grader) as rig:
        message = await at_points(rig)
        await rig.press(rig.ben, "Suggest ticks", message)
        failed = await rig.press(rig.ben, "Send my answer", message)
        assert "No suggestion: the model has too much to do just now" in failed
        assert "☐ **1**" in failed
        grader.fails = None
        assert "No sentence of yours" in await rig.press(rig.ben, "Suggest ticks", message)
