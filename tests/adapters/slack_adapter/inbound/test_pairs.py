"""An interview in pairs on Slack: the app's messages on both sides, boxes, over restarts."""

from tests.support.fakes import slack_people
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import buttons_of
from tests.support.slack.rig import ADA, BEN, CLEO, SlackRig, rig


def plain(message: Json) -> str:
    """Return a message's text, in small letters: an account's shown name is learned later."""
    return slack_people.plain(message).lower()


def last(slack: SlackRig, user: str) -> Json:
    """Return the latest of the app's messages to someone."""
    return slack.world.channels[f"D{user}"].messages[-1]


async def invited(slack: SlackRig, words: str = "") -> None:
    """Have Ben ask Cleo, who was told."""
    for user in (BEN, CLEO):
        await slack.command(user, "/warmup", "me show")
    sent = await slack.command(BEN, "/interview", f"with <@{CLEO}|cleo> {words}")
    assert "you've asked cleo to interview you" in plain(sent)
    await slack.send()


async def press(slack: SlackRig, user: str, label: str) -> str:
    """Press a button of the app's latest message to someone; return what stands there then."""
    message = last(slack, user)
    before = plain(message)
    await slack.people.press(user, message, label, f"D{user}")
    await slack.server.until(lambda: plain(last(slack, user)) != before)
    await slack.send()
    return plain(last(slack, user))


async def test_from_the_invitation_to_both_reports_in_the_apps_messages() -> None:
    async with rig() as slack:
        await invited(slack, "fixtures 15")
        assert "ben asks you to interview them" in plain(last(slack, CLEO))
        assert "start when you're both ready." in await press(slack, CLEO, "Accept")
        assert "cleo interviews you" in plain(last(slack, BEN))
        sheet = await press(slack, CLEO, "Start the interview")
        assert "tick what you hear" in sheet
        question = plain(last(slack, BEN))
        assert "question 1 of 3" in question
        assert "tick what you hear" not in question
        count = len(slack.world.channels[f"D{CLEO}"].messages)
        await slack.people.tick(CLEO, last(slack, CLEO), "0", channel=f"D{CLEO}")
        await slack.server.until(lambda: "initial_options" in str(last(slack, CLEO)))
        assert len(slack.world.channels[f"D{CLEO}"].messages) == count, "it stays one message"
        notes = await press(slack, CLEO, "End, send reports")
        assert "only you see these notes." in notes
        report = last(slack, BEN)
        assert "interviewed by cleo" in plain(report)
        assert list(buttons_of(report)) == ["See my answers", "Swap sides", "New interview"]
        assert "you've offered to interview cleo" in await press(slack, BEN, "Swap sides")
        assert "ben offers to interview you" in plain(last(slack, CLEO))


async def test_a_press_by_anybody_else_is_refused_and_changes_nothing() -> None:
    async with rig() as slack:
        await invited(slack)
        message = last(slack, CLEO)
        before = plain(message)
        forged = slack.people.press(ADA, message, "Accept", f"D{CLEO}")
        refused = await slack.private(ADA, forged)
        assert "there's no such interview of yours." in plain(refused)
        assert plain(last(slack, CLEO)) == before


async def test_who_asks_for_a_pair_waits_and_is_paired() -> None:
    async with rig() as slack:
        waits = await slack.command(BEN, "/interview", "pair")
        assert "you're waiting for a partner" in plain(waits)
        stopped = await slack.press(BEN, waits, "Stop waiting")
        assert "you're not waiting any more." in plain(stopped)
        await slack.command(BEN, "/interview", "pair")
        assert "you interview ben" in plain(await slack.command(CLEO, "/interview", "pair"))
        await slack.send()
        assert "cleo interviews you" in plain(last(slack, BEN))
