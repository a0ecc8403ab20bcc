"""People of another workspace in a shared channel: they take part, and manage nothing."""

from datetime import timedelta

import pytest

from bot.engine.model.people import Identity, Member
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_things import BOT_USER, TEAM
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import CHANNEL, SlackRig, rig

FAR, FAR_TEAM = "U0FAR", "T0FAR"


def let_in(slack: SlackRig, **account: object) -> None:
    """Let an admin of another workspace into the channel."""
    slack.world.add_user(FAR, "Far", admin=True)
    slack.world.users[FAR].update(account)
    slack.people.channel(CHANNEL).members.add(FAR)


async def member(slack: SlackRig) -> Member:
    """Return who the stranger is in the host's team."""
    found = await slack.store.read(lambda tx: tx.members.by_identity("slack", TEAM, FAR))
    assert found is not None
    return found


async def workspaces(slack: SlackRig) -> list[str]:
    """Return the workspaces of the stranger's accounts in the host's team."""
    await slack.server.quiet()
    who = await member(slack)
    held = await slack.store.read(lambda tx: tx.members.identities(who.id))
    assert held == tuple(Identity("slack", each.workspace, FAR, who.id) for each in held)
    return [each.workspace for each in held]


def told(slack: SlackRig) -> str:
    return "\n".join(plain(message) for message in slack.people.shown_to(FAR))


@pytest.mark.parametrize("account", [{"team_id": FAR_TEAM}, {"is_stranger": True}])
async def test_a_stranger_answers_and_is_told_in_private_but_manages_nothing(
    account: dict[str, object],
) -> None:
    async with rig() as slack:
        let_in(slack, **account)
        await slack.set_up()
        await slack.work(NINE)
        assert "Answer saved: A" in plain(await slack.press(FAR, slack.question, "A"))
        for words in ("pause", "now", "remove"):
            assert "Only managers" in plain(await slack.command(FAR, "/daily", words))
        await slack.work(FOUR)
        assert "Far" in plain(await slack.command(FAR, "/leaderboard"))


async def test_a_stranger_who_mentions_the_bot_in_a_thread_is_answered_there_in_private() -> None:
    async with rig() as slack:
        let_in(slack, team_id=FAR_TEAM)
        await slack.set_up()
        await slack.work(NINE)
        said = {
            "type": "app_mention",
            "user": FAR,
            "user_team": FAR_TEAM,
            "source_team": FAR_TEAM,
            "channel": CHANNEL,
            "thread_ts": slack.question["ts"],
            "ts": slack.world.ts(),
        }
        await slack.people.event({**said, "text": f"<@{BOT_USER}> daily pause"})
        await slack.server.until(lambda: "Only managers" in told(slack))
        await slack.people.event({**said, "text": f"<@{BOT_USER}> streak"})
        await slack.server.until(lambda: "streak" in told(slack).lower())


async def test_a_stranger_is_kept_under_the_workspace_that_a_press_names() -> None:
    async with rig() as slack:
        let_in(slack, team_id=FAR_TEAM)
        await slack.set_up()
        await slack.work(NINE)
        slack.server.hold("users.info")
        await slack.people.press(FAR, slack.question, "A", CHANNEL)
        await slack.server.until(lambda: "Answer saved" in told(slack))
        assert await workspaces(slack) == [FAR_TEAM]
        slack.server.release("users.info")


async def test_a_stranger_is_kept_under_the_workspace_that_a_reply_names() -> None:
    async with rig() as slack:
        let_in(slack, team_id=FAR_TEAM)
        await slack.set_up(format="thread")
        await slack.work(NINE)
        await slack.people.say(FAR, CHANNEL, "because it is", slack.question["ts"])
        assert await workspaces(slack) == [FAR_TEAM]
        await slack.work(FOUR)
        assert (await slack.latest_round()).revealed_at is not None
        responses = await slack.store.read(lambda tx: tx.responses.of_round(1))
        assert [response.text for response in responses] == ["because it is"]


async def test_who_no_reply_names_moves_once_slack_tells_whose_they_are() -> None:
    async with rig() as slack:
        let_in(slack, team_id=FAR_TEAM)
        await slack.set_up(format="thread")
        await slack.work(NINE)
        message = {"type": "message", "user": FAR, "channel": CHANNEL, "text": "it is"}
        thread = slack.question["ts"]
        slack.server.hold("users.info")
        await slack.people.event({**message, "thread_ts": thread, "ts": slack.world.ts()})
        await slack.server.until(lambda: told(slack))
        who = await member(slack)
        slack.server.release("users.info")
        assert await workspaces(slack) == [FAR_TEAM]
        assert (await member(slack)).id == who.id


async def test_who_was_kept_under_the_channels_workspace_keeps_the_streak_when_they_move() -> None:
    async with rig() as slack:
        let_in(slack)
        await slack.set_up()
        await slack.work(NINE)
        await slack.press(FAR, slack.question, "A")
        assert await workspaces(slack) == [TEAM]
        await slack.work(FOUR)
        before = await member(slack)
        slack.world.users[FAR]["team_id"] = FAR_TEAM
        await slack.work(NINE + timedelta(days=1))
        await slack.press(FAR, slack.question, "A")
        await slack.work(FOUR + timedelta(days=1))
        assert await workspaces(slack) == [FAR_TEAM]
        after = await member(slack)
        assert after.id == before.id
        days = await slack.store.read(lambda tx: tx.days.of_member(after.id))
        assert [line.after.current for line in days] == [1, 2]
        assert plain(await slack.command(FAR, "/leaderboard")).count("Far") == 1


async def test_a_stranger_forgets_and_exports_themselves_from_the_shared_channel() -> None:
    async with rig() as slack:
        let_in(slack, team_id=FAR_TEAM)
        await slack.set_up()
        await slack.work(NINE)
        await slack.press(FAR, slack.question, "A")
        assert "direct messages" in plain(await slack.command(FAR, "/warmup", "me export"))
        (file,) = slack.world.files.values()
        assert FAR_TEAM in str(file)
        asked = await slack.command(FAR, "/warmup", "me forget")
        assert "deleted" in plain(await slack.press(FAR, asked, "Forget me"))
        await slack.server.quiet()
        gone = await slack.store.read(lambda tx: tx.members.of_account("slack", FAR_TEAM, FAR))
        assert gone == ()


GRID = "E0GRID"
COLLEAGUES = [
    {"team_id": TEAM},
    {"team_id": "T0SIDE", "enterprise_user": {"enterprise_id": GRID, "teams": ["T0SIDE", TEAM]}},
    {"team_id": GRID, "enterprise_id": GRID, "teams": [TEAM]},
    {"team_id": GRID, "enterprise_id": GRID},
]
"""How Slack tells of someone who is in the bot's workspace, on Enterprise Grid."""


@pytest.mark.parametrize("account", COLLEAGUES)
async def test_an_admin_of_the_workspace_manages_it_whatever_workspace_an_event_names(
    account: dict[str, object],
) -> None:
    slack = SlackRig()
    slack.world.enterprise = GRID
    async with rig(made=slack):
        let_in(slack, **account)
        await slack.set_up()
        await slack.work(NINE)
        await slack.press(FAR, slack.question, "A")
        assert await workspaces(slack) == [TEAM]
        assert "aused" in plain(await slack.command(FAR, "/daily", "pause"))


FOREIGNERS = [
    {"team_id": "T0SIDE", "enterprise_user": {"enterprise_id": GRID, "teams": ["T0SIDE"]}},
    {"team_id": "E0OTHER", "teams": ["T0SIDE", "T0MORE"], "enterprise_id": "E0OTHER"},
    {"enterprise_user": {"enterprise_id": "E0OTHER", "teams": ["T0SIDE"]}},
    {"team_id": "T0SIDE", "is_stranger": True},
]
"""How Slack tells of someone who isn't, though an admin where they are."""


@pytest.mark.parametrize("enterprise", ["", GRID])
@pytest.mark.parametrize("account", FOREIGNERS)
async def test_an_admin_of_another_workspace_or_organization_belongs_there_and_manages_nothing(
    account: dict[str, object], enterprise: str
) -> None:
    slack = SlackRig()
    slack.world.enterprise = enterprise
    async with rig(made=slack):
        let_in(slack, **account)
        await slack.set_up()
        await slack.work(NINE)
        await slack.press(FAR, slack.question, "A")
        assert await workspaces(slack) == ["T0SIDE"]
        assert "Only managers" in plain(await slack.command(FAR, "/daily", "pause"))
