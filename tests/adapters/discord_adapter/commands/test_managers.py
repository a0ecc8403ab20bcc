"""A server chooses a role whose people manage the bot, besides who manages the server."""

from tests.support.discord.rig import running

ZONE = {"zone": "Asia/Tokyo"}


async def test_people_with_the_role_manage_once_it_is_chosen() -> None:
    async with running() as rig:
        await rig.set_up()
        leads = rig.guild.create_role("leads")
        cleo = rig.guild.add_member(rig.env.create_user("cleo", global_name="Cleo"), roles=[leads])
        assert "Only managers" in await rig.say(cleo, "team zone", **ZONE)
        assert "Only managers" in await rig.say(cleo, "daily setup")
        shown = await rig.say(rig.ada, "team managers", role=leads)
        assert f"Everyone with the role <@&{leads.id}>" in shown
        assert "Manage Server can always manage" in shown
        assert "Tokyo" in await rig.say(cleo, "team zone", **ZONE)
        assert "as a manager" in await rig.say(cleo, "help")
        assert (await rig.slash(cleo, "daily setup")).modal is not None
        shown = (await rig.slash(cleo, "daily edit")).response
        assert shown is not None
        assert (await cleo.click(shown, label="Edit times")).modal is not None
        assert "Paused" in await rig.say(cleo, "daily pause")
        assert "Only managers" in await rig.say(rig.ben, "team zone", **ZONE)
        assert f"<@&{leads.id}>" in await rig.say(cleo, "team managers")
        assert "leads" not in await rig.say(rig.ada, "team managers", admins=True)
        assert "Only managers" in await rig.say(cleo, "team zone", **ZONE)


async def test_only_who_manages_the_server_chooses_and_never_everyone() -> None:
    async with running() as rig:
        await rig.set_up()
        leads = rig.guild.create_role("leads")
        cleo = rig.guild.add_member(rig.env.create_user("cleo", global_name="Cleo"), roles=[leads])
        await rig.say(rig.ada, "team managers", role=leads)
        assert "Only admins" in await rig.say(cleo, "team managers", role=rig.managers)
        everyone = rig.guild.default_role
        assert "Everyone has that role" in await rig.say(rig.ada, "team managers", role=everyone)


async def test_reviewers_are_shown() -> None:
    async with running() as rig:
        await rig.set_up()
        assert "Managers do." in await rig.say(rig.ada, "team reviewers")
        leads = rig.guild.create_role("leads")
        chosen = await rig.say(rig.ada, "team reviewers", channel=rig.channel, role=leads)
        assert f"<@&{leads.id}>" in chosen
        assert f"<#{rig.channel.id}>" in await rig.say(rig.ada, "team reviewers")
        assert "Managers do." in await rig.say(rig.ada, "team reviewers", managers_only=True)
