"""People of another workspace in a shared channel: they take part, and manage nothing."""

import pytest

from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_things import BOT_USER
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import CHANNEL, SlackRig, rig

FAR, FAR_TEAM = "U0FAR", "T0FAR"


def let_in(slack: SlackRig, **account: object) -> None:
    """Let an admin of another workspace into the channel."""
    slack.world.add_user(FAR, "Far", admin=True)
    slack.world.users[FAR].update(account)
    slack.people.channel(CHANNEL).members.add(FAR)


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
