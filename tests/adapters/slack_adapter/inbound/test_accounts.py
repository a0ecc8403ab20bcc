"""Accounts that are closed leave the boards, as ``user_change`` events tell of them."""

from tests.support.fakes.slack_people import plain
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import ADA, BEN, CHANNEL, SlackRig, rig


async def changed(slack: SlackRig, user: str, *, deleted: bool) -> None:
    account = {"id": user, "name": "ben", "deleted": deleted}
    await slack.people.event({"type": "user_change", "user": account})
    await slack.server.quiet()


async def answered(slack: SlackRig) -> None:
    """Let Ben have points: he answers, and the answer is revealed."""
    await slack.set_up()
    await slack.work(NINE)
    await slack.press(BEN, slack.question, "A")
    await slack.work(FOUR)


async def board(slack: SlackRig) -> str:
    return plain(await slack.command(ADA, "/leaderboard"))


async def test_a_closed_account_is_off_the_board_until_it_does_anything_again() -> None:
    async with rig() as slack:
        await answered(slack)
        assert "Ben" in await board(slack)
        await changed(slack, BEN, deleted=True)
        assert "Ben" not in await board(slack)
        await changed(slack, BEN, deleted=False)
        assert "Ben" not in await board(slack)
        await slack.command(BEN, "/streak")
        assert "Ben" in await board(slack)


async def test_another_change_of_an_account_changes_nothing() -> None:
    async with rig() as slack:
        await answered(slack)
        await changed(slack, BEN, deleted=False)
        assert "Ben" in await board(slack)


async def test_a_change_of_nobody_and_of_a_stranger_is_left_alone() -> None:
    async with rig() as slack:
        await answered(slack)
        await changed(slack, "U0STRANGER", deleted=True)
        await slack.people.event({"type": "user_change"})
        await slack.server.quiet()
        assert "Ben" in await board(slack)


async def test_a_rename_shows_at_the_event() -> None:
    async with rig() as slack:
        await answered(slack)
        account = {"id": BEN, "name": "ben", "profile": {"display_name": "Benedict"}}
        await slack.people.event({"type": "user_change", "user": account})
        await slack.server.quiet()
        assert "Benedict" in await board(slack)


async def test_an_admin_of_another_workspace_manages_nothing_here() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.world.add_user("U0FAR", "Far", admin=True)
        slack.world.users["U0FAR"]["team_id"] = "T0FAR"
        slack.people.channel(CHANNEL).members.add("U0FAR")
        assert "Only managers" in plain(await slack.command("U0FAR", "/daily", "pause"))
