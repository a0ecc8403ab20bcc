"""Answers in own words: shown to the team or kept private, before the reveal and after."""

import json

from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.day import FOUR, opened
from tests.support.slack.rig import BEN, rig


async def test_ones_words_are_taken_out_of_the_thread_from_the_result() -> None:
    async with rig() as slack:
        await opened(slack)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        await slack.submit(BEN, form, words="my words", share=["show"])
        await slack.work(FOUR)
        assert "my words" in json.dumps(slack.below())
        form = await slack.press_for_form(BEN, slack.question, "My result")
        await slack.filled(form, lambda shown: "submit" in shown)
        taken = await slack.press_in_form(BEN, form, "Take it out of the thread")
        assert "my words" in plain(taken), "they stay one's own answer"
        assert "Take it out of the thread" not in buttons_of(taken)
        await slack.work()
        assert "my words" not in json.dumps(slack.below())


async def test_words_are_kept_private_from_the_receipt() -> None:
    async with rig() as slack:
        await opened(slack)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        receipt = await slack.submit(BEN, form, words="mine", share=["show"])
        assert "At the reveal it's shown in the thread with your name." in plain(receipt)
        kept = await slack.press(BEN, receipt, "Keep it private")
        assert "It stays private, also after the reveal." in plain(kept)
        assert len(slack.people.shown_to(BEN)) == 1, "in its place"
