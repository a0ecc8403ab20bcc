"""The forms around an answer: own words, key points to tick, what a result shows."""

import json

from tests.support.fakes.slack_people import buttons_of, field, plain
from tests.support.slack.day import FOUR, NINE, revealed
from tests.support.slack.rig import ADA, BEN, rig


async def test_own_words_come_with_the_question_and_the_earlier_answer() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        shown = slack.world.views[form].content
        assert "What is asked in question" in json.dumps(shown)
        assert "secret" not in json.dumps(shown)
        assert "initial_value" not in field(shown, "words")
        await slack.submit(BEN, form, words="It depends.")
        again = await slack.press_for_form(BEN, slack.question, "In my own words")
        assert field(slack.world.views[again].content, "words")["initial_value"] == "It depends."
        other = await slack.press_for_form(ADA, slack.question, "In my own words")
        assert "It depends." not in json.dumps(slack.world.views[other].content)


async def test_no_form_opens_for_a_question_that_is_closed() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        before = dict(slack.question)
        await slack.work(FOUR)
        views = len(slack.world.views)
        assert "is closed" in plain(await slack.press(BEN, before, "In my own words"))
        assert len(slack.world.views) == views


async def test_empty_words_are_told_at_the_field() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        errors = await slack.people.submit(BEN, form, words="  \n ")
        assert "This is empty" in errors["words"]
        assert "Answer saved, in your own words" in plain(
            await slack.submit(BEN, form, words="now")
        )


async def test_key_points_are_ticked_in_ones_result() -> None:
    async with rig() as slack:
        await revealed(slack)
        form = await slack.press_for_form(BEN, slack.question, "My result")
        view = await slack.filled(form, lambda shown: "submit" in shown)
        assert "the secret key point" in json.dumps(view)
        assert await slack.people.submit(BEN, form, points0=["1"]) == {}
        saved = await slack.filled(form, lambda shown: "covers 1 of 2" in plain(shown))
        assert [one["value"] for one in field(saved, "points0")["initial_options"]] == ["1"]
        again = await slack.press_for_form(BEN, slack.question, "My result")
        view = await slack.filled(again, lambda shown: "submit" in shown)
        assert [one["value"] for one in field(view, "points0")["initial_options"]] == ["1"]
        assert slack.people.shown_to(BEN)[-1]["text"].startswith("Answer saved"), "no message more"


async def test_an_old_button_for_key_points_opens_the_result() -> None:
    async with rig() as slack:
        await revealed(slack)
        old = dict(slack.question)
        buttons_of(old)["My result"]["action_id"] = "w1:k:1"
        assert "the secret key point" in json.dumps(await slack.look(BEN, old, "My result"))


async def test_who_didnt_answer_is_shown_the_answer() -> None:
    async with rig() as slack:
        await revealed(slack)
        shown = await slack.look(ADA, slack.question, "My result")
        assert "You didn't answer this one" in plain(shown)
        assert "The answer is " in plain(shown)


async def test_why_not_the_others_opens_in_a_modal() -> None:
    async with rig() as slack:
        await revealed(slack)
        shown = await slack.look(ADA, slack.question, "Why not the others?")
        assert plain(shown).count("❌") == 3
        assert plain(shown).count("✅") == 1
        assert "the secret reason" in plain(shown).splitlines()[-1], "the right one comes last"


async def test_practice_later_is_added_in_the_modal_and_asked_once() -> None:
    async with rig() as slack:
        await revealed(slack)
        form = await slack.press_for_form(BEN, slack.question, "My result")
        await slack.filled(form, lambda shown: "submit" in shown)
        added = await slack.press_in_form(BEN, form, "Practice this later")
        assert "In your reviews" in plain(added)
        assert "Practice this later" not in buttons_of(added)
        drill = await slack.command(BEN, "/practice")
        assert "question 1 of 1" in plain(drill)


async def test_an_answer_is_changed_in_the_modal_that_shows_it() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        await slack.press(BEN, slack.question, "A")
        form = await slack.press_for_form(BEN, slack.question, "My answer")
        await slack.filled(form, lambda shown: "Your answer: A" in plain(shown))
        choices = await slack.press_in_form(BEN, form, "Change my answer")
        assert list(buttons_of(choices))[:4] == ["A", "B", "C", "D"]
        changed = await slack.press_in_form(BEN, form, "B")
        assert "Answer changed: B" in plain(changed)
        assert "secret" not in json.dumps([slack.world.calls, changed])


async def test_own_words_replace_the_modal_they_are_opened_from() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        await slack.press(BEN, slack.question, "A")
        form = await slack.press_for_form(BEN, slack.question, "My answer")
        await slack.filled(form, lambda shown: "Your answer: A" in plain(shown))
        await slack.press_in_form(BEN, form, "Change my answer")
        await slack.press_in_form(BEN, form, "In my own words")
        told = await slack.submit(BEN, form, words="it depends")
        assert "Answer changed, in your own words" in plain(told)
