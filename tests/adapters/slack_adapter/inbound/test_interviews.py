"""A mock interview on Slack: one private message that moves along, forms, boxes, restarts."""

from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.rig import BEN, SlackRig, rig


async def begun(slack: SlackRig, words: str = "") -> Json:
    offer = await slack.command(BEN, "/interview", words)
    return await slack.press(BEN, offer, "Start the interview")


async def test_an_interview_from_the_offer_to_the_report() -> None:
    async with rig() as slack:
        offer = await slack.command(BEN, "/interview", "fixtures 15")
        assert "Mock interview: Fixtures, about 15 minutes" in plain(offer)
        shorter = await slack.press(BEN, offer, "Make it shorter")
        assert "about 10 minutes" in plain(shorter)
        first = await slack.press(BEN, shorter, "Start the interview")
        assert "Question 1 of 3" in plain(first)
        form = await slack.press_for_form(BEN, first, "Type my answer")
        assert "What is asked" in plain(slack.world.views[form].content)
        second = await slack.submit(BEN, form, words="<!channel> the *split*")
        assert "Question 2 of 3" in plain(second)
        third = await slack.press(BEN, second, "Done speaking")
        points = await slack.press(BEN, third, "Skip")
        assert "Which of these did you say?" in plain(points)
        assert "<!channel> the *split*" in plain(points)
        ticked = await slack.private(BEN, slack.people.tick(BEN, points, "0", "1"))
        assert len(boxes(ticked)["initial_options"]) == 2
        model = await slack.press(BEN, ticked, "Show the model answer")
        assert "the secret model answer" in plain(model)
        more = await slack.press(BEN, ticked, "Save and continue")
        report = await slack.press(BEN, more, "Save and continue")
        assert "2 of 6 key points" in plain(report)
        said = await slack.press(BEN, report, "See my answers")
        assert "<!channel> the *split*" in plain(said)
        assert list(buttons_of(report)) == ["See my answers", "New interview"]


def boxes(message: Json) -> Json:
    """Return the checkboxes of a message."""
    return next(
        part
        for block in message["blocks"]
        for part in block.get("elements", [])
        if part["type"] == "checkboxes"
    )


async def test_it_is_left_and_found_again_and_old_buttons_show_where_one_is() -> None:
    async with rig() as slack:
        first = await begun(slack)
        second = await slack.press(BEN, first, "Done speaking")
        assert "Question 2 of" in plain(second)
        back = await slack.command(BEN, "/interview")
        assert "You're back where you stopped." in plain(back)
        assert "Question 2 of" in plain(back)
        third = await slack.press(BEN, back, "Skip")
        assert "Question 3 of" in plain(third)
        old = await slack.press(BEN, second, "Skip")
        assert "Question 3 of" in plain(old)


async def test_what_cant_be_an_interview_is_refused_in_a_sentence() -> None:
    async with rig() as slack:
        for words in ("0", "-5", "1000"):
            assert "10 to 60 minutes" in plain(await slack.command(BEN, "/interview", words))
        assert "fixtures" in plain(await slack.command(BEN, "/interview", "fixturs"))


async def test_words_that_come_too_late_stay_in_the_form() -> None:
    async with rig() as slack:
        first = await begun(slack)
        form = await slack.press_for_form(BEN, first, "Type my answer")
        await slack.press(BEN, first, "End here")
        assert "That interview has ended." in await slack.refused(BEN, form, words="my answer")
