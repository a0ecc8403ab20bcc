"""A server's report: a private card with its table below it, as a file."""

from tests.support.discord.rig import running
from tests.support.discord.shown import told


async def test_a_manager_gets_a_card_and_a_file_in_private() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.press(rig.ben, "A")
        await rig.reveal()
        result = await rig.slash(rig.ada, "team report")
        assert "1 person, 1 answer to 1 question" in told(result)
        (sent,) = result.followups
        assert result.ephemeral
        assert sent.flags.ephemeral
        (file,) = sent.attachments
        assert file.filename.startswith("warmup-report-")
        content = (await file.read()).decode("utf-8-sig")
        assert content.startswith('"what","id","name"')
        assert '"week"' in content


async def test_a_name_is_in_it_once_its_owner_chose_so() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.press(rig.ben, "A")
        await rig.reveal()
        assert "Ben" not in await rig.say(rig.ada, "team report")
        assert "totals only" in await rig.say(rig.ben, "me privacy")
        assert "names you" in await rig.say(rig.ben, "me privacy", report="named")
        assert "Ben: 1 answer" in await rig.say(rig.ada, "team report")
        assert "doesn't name you" in await rig.say(rig.ben, "me privacy", report="private")
        assert "Ben" not in await rig.say(rig.ada, "team report")
