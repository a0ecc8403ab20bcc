"""``warmup doctor`` on Slack."""

from bot.adapters.slack.doctor import doctor
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Finding
from tests.support.fakes.slack_server import Fault
from tests.support.fakes.slack_things import TEAM
from tests.support.slack.rig import ADA, CHANNEL, SlackRig

HERE = ChannelRef("slack", TEAM, CHANNEL)


async def examine(slack: SlackRig, *channels: ChannelRef, **settings: str) -> tuple[Finding, ...]:
    await slack.server.start()
    given = {"bot_token": "xoxb-test", "app_token": "xapp-test", **settings}
    try:
        return await doctor(api_url=slack.server.api_url, channels=channels, **given)  # type: ignore[arg-type]
    finally:
        await slack.server.stop()


def wrong(findings: tuple[Finding, ...]) -> list[str]:
    assert all(finding.ok or finding.what for finding in findings)
    return [f"{finding.what} {finding.fix}" for finding in findings if not finding.ok]


async def test_all_is_well() -> None:
    findings = await examine(SlackRig(), HERE, ChannelRef("discord", "1", "2"))
    assert wrong(findings) == []
    told = " ".join(finding.what for finding in findings)
    for words in (
        f"Team ({TEAM})",
        "all scopes",
        "Socket Mode works",
        f"{CHANNEL}: the app is in",
    ):
        assert words in told


async def test_missing_and_wrong_tokens_name_the_fix() -> None:
    assert "SLACK_BOT_TOKEN isn't set" in wrong(await doctor(bot_token=""))[0]
    assert "invalid_auth" in wrong(await examine(SlackRig(), bot_token="xoxb-no"))[0]
    assert "SLACK_APP_TOKEN" in wrong(await examine(SlackRig(), app_token="xapp-no"))[0]
    assert "No Slack connection" in wrong(await examine(SlackRig(), app_token=""))[0]


async def test_signed_http_needs_no_app_token() -> None:
    findings = await examine(SlackRig(), app_token="", signing_secret="s")
    assert wrong(findings) == []
    assert "port 3000" in " ".join(finding.what for finding in findings)


async def test_missing_scopes_are_told_with_what_they_are_for() -> None:
    slack = SlackRig()
    slack.world.scopes = "chat:write,commands,users:read,channels:history,channels:read"
    told = wrong(await examine(slack))
    assert any("files:write, for /warmup me export" in problem for problem in told)
    assert all("install the app again" in problem for problem in told)


async def test_a_channel_without_the_app_is_told() -> None:
    slack = SlackRig()
    slack.people.channel("C0NO", ADA, bot=False)
    elsewhere = ChannelRef("slack", "T9", "C1")
    gone = ChannelRef("slack", TEAM, "C0GONE")
    told = wrong(await examine(slack, ChannelRef("slack", TEAM, "C0NO"), elsewhere, gone))
    assert "/invite" in told[0]
    assert "workspace T9" in told[1]
    assert "gone" in told[2]


async def test_a_slack_out_of_reach_is_told() -> None:
    (finding,) = await doctor(bot_token="x", api_url="http://127.0.0.1:9/api")
    assert "didn't answer" in finding.what
    slack = SlackRig()
    slack.server.faults.append(Fault("apps.connections.open", status=503))
    assert "didn't answer" in wrong(await examine(slack))[0]
