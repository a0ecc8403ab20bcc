"""Right-clicking a question or its answer opens the form that its report button opens."""

import discord
from simcord import InteractionResult

from bot.adapters.discord.commands import registration
from bot.adapters.shared import labels
from tests.support.discord.rig import Rig, running
from tests.support.discord.shown import told


async def report(rig: Rig, message: discord.Message) -> InteractionResult:
    return await rig.ben.context_menu(rig.channel, labels.REPORT, message)


async def reported(rig: Rig, form: InteractionResult) -> str:
    """Submit the form, and return what its reporter reads."""
    assert form.modal is not None
    return told(await rig.ben.submit_modal(form, {"words": "B is right, too."}))


async def test_a_question_is_reported_from_its_menu_while_it_is_open_and_later() -> None:
    async with running() as rig:
        question = await rig.open_question()
        assert "Thank you" in await reported(rig, await report(rig, question))
        await rig.press(rig.ben, "A")
        await rig.reveal()
        assert "Thank you" in await reported(rig, await report(rig, rig.question))
        answers = [said for said in rig.channel.history() if said.reference is not None]
        assert answers
        assert "Thank you" in await reported(rig, await report(rig, answers[-1]))
        filed = rig.store.tables.proposals.values()
        assert {each.question_id for each in filed} == {rig.round().question_id}
        assert all(each.text == "B is right, too." for each in filed)


async def test_the_form_is_the_one_that_the_button_opens() -> None:
    async with running() as rig:
        question = await rig.open_question()
        by_menu = await report(rig, question)
        await rig.press(rig.ben, "A")
        result = (await rig.ben.click(rig.question, label=labels.MY_ANSWER)).response
        assert result is not None
        by_button = await rig.ben.click(result, label=labels.REPORT)
        assert str(by_menu.modal) == str(by_button.modal)


async def test_any_other_message_is_refused_in_a_sentence() -> None:
    async with running() as rig:
        await rig.open_question()
        said = await rig.ben.send(rig.channel, "I think it's B")
        refused = await report(rig, said)
        assert refused.modal is None
        assert refused.ephemeral
        assert "isn't one of Warmup's questions" in told(refused)


async def test_the_menus_are_offered_in_servers_only() -> None:
    async with running() as rig:
        menus = {c["name"]: c for c in registration.payload(rig.client.bot.tree) if c["type"] == 3}
        assert menus.keys() == {"Report a problem", "Suggest as a question"}
        for menu in menus.values():
            assert (menu["contexts"], menu["integration_types"]) == ([0], [0])
