"""Having ticks suggested on Slack: in the form with the boxes, saved by its own button."""

import json

from bot.engine.errors import GraderFails
from tests.support.fakes.grader import FakeGrader, quoting
from tests.support.fakes.slack_people import field, plain
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import BEN, SlackRig, rig

WORDS = "Every pass piles onto the buffer, and nobody empties it."


def with_grader(grader: FakeGrader) -> SlackRig:
    """Return a bot that has a model."""
    made = SlackRig()
    made.grader = grader
    return made


async def result(slack: SlackRig) -> str:
    """Let Ben answer in his own words, and open his result after the reveal."""
    await slack.set_up()
    await slack.work(NINE)
    form = await slack.press_for_form(BEN, slack.question, "In my own words")
    await slack.submit(BEN, form, words=WORDS)
    await slack.work(FOUR)
    opened = await slack.press_for_form(BEN, slack.question, "My result")
    await slack.filled(opened, lambda shown: "submit" in shown)
    return opened


async def test_ticks_are_suggested_after_one_agreed_and_are_saved_with_the_form() -> None:
    grader = quoting("piles onto the buffer", "")
    async with rig(made=with_grader(grader)) as slack:
        form = await result(slack)
        asks = await slack.press_in_form(BEN, form, "Suggest ticks")
        assert "are sent to localhost:11434, where the model qwen reads them" in plain(asks)
        assert grader.asked == []
        await slack.people.press_in_form(BEN, form, "Send my answer")
        shown = await slack.filled(form, lambda view: "seems to cover 1 of 2" in plain(view))
        assert [one["value"] for one in field(shown, "points0")["initial_options"]] == ["0"]
        assert "piles onto the buffer" in json.dumps(shown)
        assert await slack.people.submit(BEN, form, points0=["0"]) == {}
        await slack.filled(form, lambda view: "Your answer covers 1 of 2" in plain(view))


async def test_a_failure_is_told_in_the_form() -> None:
    grader = FakeGrader(fails=GraderFails("timeout", "no reply"))
    async with rig(made=with_grader(grader)) as slack:
        form = await result(slack)
        await slack.press_in_form(BEN, form, "Suggest ticks")
        await slack.people.press_in_form(BEN, form, "Send my answer")
        shown = await slack.filled(form, lambda view: "No suggestion" in plain(view))
        assert "the model took too long" in plain(shown)
