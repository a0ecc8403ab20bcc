"""One private receipt that is changed in its place, and the choices in it on request."""

from tests.support.fakes.slack_people import button_of, buttons_of, plain
from tests.support.slack.day import opened
from tests.support.slack.rig import BEN, rig


async def test_a_receipt_becomes_the_choices_and_then_the_new_receipt() -> None:
    async with rig() as slack:
        await opened(slack)
        receipt = await slack.press(BEN, slack.question, "A")
        choices = await slack.press(BEN, receipt, "Change my answer")
        assert "Now: A, choice" in plain(choices)
        assert list(buttons_of(choices)) == ["A", "B", "C", "D", "In my own words", "Keep A"]
        changed = await slack.press(BEN, choices, "B")
        assert "Answer changed: B, choice" in plain(changed)
        assert "It was A, choice" in plain(changed)
        assert len(slack.people.shown_to(BEN)) == 1, "one message all along"


async def test_an_answer_can_be_kept_after_all() -> None:
    async with rig() as slack:
        await opened(slack)
        receipt = await slack.press(BEN, slack.question, "A")
        choices = await slack.press(BEN, receipt, "Change my answer")
        kept = await slack.press(BEN, choices, "Keep A")
        assert "Your answer: A, choice" in plain(kept)
        assert len(slack.people.shown_to(BEN)) == 1


async def test_letters_are_read_aloud_with_their_choices() -> None:
    async with rig() as slack:
        await opened(slack)
        spoken = button_of(slack.question, "A")["accessibility_label"]
        assert spoken.startswith("Choose A: choice ")
