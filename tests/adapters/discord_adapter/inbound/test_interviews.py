"""A mock interview on Discord: one private message that moves along, forms, restarts."""

from tests.support.discord.rig import running
from tests.support.discord.shown import told


async def test_an_interview_in_one_private_message_over_restarts_at_every_step() -> None:
    async with running() as rig:
        offer = await rig.slash(rig.ben, "interview", track="fixtures", minutes=15)
        assert offer.response is not None
        message = offer.response
        assert "Mock interview: Fixtures, about 15 minutes" in told(offer)
        shorter = told(await rig.ben.click(message, label="Make it shorter"))
        assert "about 10 minutes" in shorter
        await rig.restart()
        first = told(await rig.ben.click(message, label="Start the interview"))
        assert "Question 1 of 3 · Fixtures" in first
        assert "Suggested: " in first
        await rig.restart()
        form = await rig.ben.click(message, label="Type my answer")
        assert form.modal is not None
        assert "What is asked" in str(form.modal)
        second = await rig.ben.submit_modal(form, {"words": "@everyone the *split*"})
        assert "Question 2 of 3" in told(second)
        await rig.restart()
        assert "Question 3 of 3" in told(await rig.ben.click(message, label="Done speaking"))
        points = told(await rig.ben.click(message, label="Skip"))
        assert "Which of these did you say?" in points
        assert "Question 1 of 3" in points
        assert "split" in points
        await rig.restart()
        assert "☑ **1**" in told(await rig.ben.click(message, label="1"))
        model = await rig.ben.click(message, label="Show the model answer")
        assert "the secret model answer" in told(model)
        assert "Question 2 of 3" in told(await rig.ben.click(message, label="Save and continue"))
        report = told(await rig.ben.click(message, label="Save and continue"))
        assert "1 of 6 key points" in report
        assert "skipped" in report
        said = await rig.ben.click(message, label="See my answers")
        assert "@everyone" not in told(said).replace("@\u200beveryone", "")


async def test_a_press_on_an_old_message_shows_the_current_step() -> None:
    async with running() as rig:
        offer = await rig.slash(rig.ben, "interview")
        assert offer.response is not None
        await rig.ben.click(offer.response, label="Start the interview")
        back = await rig.slash(rig.ben, "interview")
        assert back.response is not None
        assert "You're back where you stopped." in told(back)
        await rig.ben.click(back.response, label="Done speaking")
        old = await rig.ben.click(offer.response, label="Skip")
        assert "Question 2 of" in told(old)


async def test_a_form_that_comes_too_late_gives_the_words_back() -> None:
    async with running() as rig:
        offer = await rig.slash(rig.ben, "interview")
        assert offer.response is not None
        message = offer.response
        await rig.ben.click(message, label="Start the interview")
        form = await rig.ben.click(message, label="Type my answer")
        await rig.ben.click(message, label="End here")
        late = told(await rig.ben.submit_modal(form, {"words": "my long answer"}))
        assert "That interview has ended." in late
        assert "my long answer" in late
