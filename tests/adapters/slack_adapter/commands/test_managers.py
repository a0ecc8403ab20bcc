"""A workspace chooses people and user groups who manage the bot, besides its admins."""

from tests.support.fakes.slack_people import plain
from tests.support.slack.rig import ADA, BEN, CLEO, SlackRig, rig

LEADS = "S0LEADS"


def with_leads(slack: SlackRig, *users: str) -> None:
    group = {"id": LEADS, "name": "Leads", "handle": "leads", "users": list(users)}
    slack.world.groups = [group]


async def choose(slack: SlackRig, words: str, by: str = ADA) -> str:
    return plain(await slack.command(by, "/team", f"managers {words}"))


async def test_people_and_groups_manage_once_they_are_chosen() -> None:
    async with rig() as slack:
        with_leads(slack, CLEO)
        await slack.set_up()
        for who in (BEN, CLEO):
            assert "Only managers" in plain(await slack.command(who, "/team", "zone Asia/Tokyo"))
        shown = await choose(slack, f"<@{BEN}|ben> <!subteam^{LEADS}|@leads>")
        assert "Everyone in @leads" in shown
        assert "These people: Ben" in shown
        assert "admins and owners can always manage" in shown
        for who in (BEN, CLEO):
            assert "Tokyo" in plain(await slack.command(who, "/team", "zone Asia/Tokyo"))
            assert "Paused" in plain(await slack.command(who, "/daily", "pause"))
            assert "as a manager" in plain(await slack.command(who, "/warmup", "help"))
            assert await slack.command_for_form(who, "/daily", "setup")
            assert await slack.command_for_form(who, "/daily", "edit")


async def test_who_leaves_the_group_manages_no_more() -> None:
    async with rig() as slack:
        with_leads(slack, CLEO)
        await slack.set_up()
        await choose(slack, f"<!subteam^{LEADS}>")
        with_leads(slack)
        await slack.kill()
        await slack.connect()
        assert "Only managers" in plain(await slack.command(CLEO, "/team", "zone Asia/Tokyo"))


async def test_it_works_under_the_apps_own_command_too() -> None:
    async with rig() as slack:
        await slack.set_up()
        assert "admins" in await choose(slack, "admins")
        assert "Ben" not in plain(await slack.command(ADA, "/warmup", "team managers"))
        assert "Ben" in plain(await slack.command(ADA, "/warmup", f"team managers <@{BEN}>"))
        assert "Ben" in await choose(slack, "")


async def test_only_admins_choose() -> None:
    async with rig() as slack:
        await slack.set_up()
        await choose(slack, f"<@{BEN}>")
        assert "Only admins" in await choose(slack, f"<@{CLEO}>", by=BEN)


async def test_what_slack_does_not_know_is_refused() -> None:
    async with rig() as slack:
        await slack.set_up()
        assert "isn't a person or a user group" in await choose(slack, "@ben")
        assert "doesn't know the account U0NOBODY" in await choose(slack, "<@U0NOBODY>")
        assert "doesn't tell who is in that user group" in await choose(slack, "<!subteam^S0NONE>")
        assert "These people" not in await choose(slack, "")


async def test_reviewers_are_shown() -> None:
    async with rig() as slack:
        await slack.set_up()
        assert "Managers do." in plain(await slack.command(ADA, "/team", "reviewers"))
        assert "Everyone in" in plain(await slack.command(ADA, "/team", "reviewers here"))
        assert "So can managers." in plain(await slack.command(ADA, "/team", "reviewers"))
