"""A workspace's report: a private card, and its table in the manager's direct messages."""

from tests.support.fakes.slack_people import plain
from tests.support.slack.day import FOUR, opened
from tests.support.slack.rig import ADA, BEN, SlackRig, rig


async def revealed(slack: SlackRig) -> None:
    await opened(slack)
    await slack.press(BEN, slack.question, "A")
    await slack.work(FOUR)


async def test_a_manager_gets_a_card_and_a_file_in_private() -> None:
    async with rig() as slack:
        await revealed(slack)
        shown = plain(await slack.command(ADA, "/team", "report"))
        assert "1 person, 1 answer to 1 question" in shown
        assert "direct messages" in shown
        assert "Ben" not in shown
        (file,) = slack.world.files.values()
        assert file["channel"] == f"D{ADA}"
        assert file["name"].startswith("warmup-report-")
        assert file["data"].decode("utf-8-sig").startswith('"what","id","name"')


async def test_a_name_is_in_it_once_its_owner_chose_so() -> None:
    async with rig() as slack:
        await revealed(slack)
        assert "names you" in plain(await slack.command(BEN, "/warmup", "me privacy named"))
        assert "Ben: 1 answer" in plain(await slack.command(ADA, "/team", "report"))


async def test_without_the_scope_for_files_the_card_says_what_is_missing() -> None:
    async with rig() as slack:
        await revealed(slack)
        slack.world.scopes = slack.world.scopes.replace("files:write,", "")
        shown = plain(await slack.command(ADA, "/team", "report"))
        assert "1 person" in shown
        assert "files:write" in shown


async def test_members_get_neither() -> None:
    async with rig() as slack:
        await revealed(slack)
        assert "Only managers" in plain(await slack.command(BEN, "/team", "report"))
        assert slack.world.files == {}
