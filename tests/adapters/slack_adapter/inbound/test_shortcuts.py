"""Shortcuts on Slack: a quiz and a suggestion from anywhere, a suggestion from a message."""

from typing import Any

import pytest

from bot.adapters.shared.problems import OLD_SHORTCUT
from bot.adapters.slack.inbound.shortcuts import FROM_MESSAGE, QUIZ, SUGGEST
from bot.adapters.slack.limits import INPUT_TEXT
from bot.adapters.slack.serving.handler import NO_FORM
from bot.engine.rules.message_question import BY_AN_APP, NO_WORDS
from tests.e2e.bank import TRACK
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import buttons_of, field, plain
from tests.support.fakes.slack_things import BOT, TEAM, TRIGGER_SECONDS
from tests.support.slack.day import NINE
from tests.support.slack.rig import BEN, CHANNEL, CLEO, SlackRig, rig

WHOLE = {"choices": "* It shrinks\nIt grows", "track": TRACK, "level": "basic"}
"""What a suggestion needs besides a title and a prompt."""


async def suggesting(slack: SlackRig, user: str, message: Json, channel: str = CHANNEL) -> str:
    """Use the message's shortcut; return the form's id once it's filled."""
    used = slack.people.message_shortcut(user, FROM_MESSAGE, message, channel)
    view_id = await slack.form(user, used)
    await slack.filled(view_id, lambda shown: "One moment" not in plain(shown))
    return view_id


def holds(slack: SlackRig, view_id: str, block: str) -> str:
    return field(slack.world.views[view_id].content, block).get("initial_value", "")


async def told(slack: SlackRig, user: str, **message: Any) -> str:
    """Use the shortcut on a message; return what the modal says instead of a form."""
    whole = {"type": "message", "user": CLEO, "text": "", "ts": slack.world.ts(), **message}
    view_id = await suggesting(slack, user, whole)
    assert not buttons_of(slack.world.views[view_id].content)
    return plain(slack.world.views[view_id].content)


async def test_a_quiz_starts_in_a_modal_wherever_one_is() -> None:
    async with rig() as slack:
        await slack.set_up()
        view_id = await slack.form(BEN, slack.people.shortcut(BEN, QUIZ))
        shown = await slack.filled(view_id, lambda shown: "question 1 of 5" in plain(shown))
        assert "I don't know" in buttons_of(shown)
        following = await slack.press_in_form(BEN, view_id, "I don't know")
        assert "question 2 of 5" in plain(following)
        assert slack.people.shown_to(BEN) == []
        await slack.server.quiet()
        member = await slack.store.read(lambda tx: tx.members.by_identity("slack", TEAM, BEN))
        assert member is not None
        assert member.name == "Ben", "the name is asked for: the shortcut told only the account's"


async def test_a_suggestion_is_written_from_anywhere_and_sent_from_the_direct_messages() -> None:
    async with rig() as slack:
        await slack.set_up()
        view_id = await slack.form(BEN, slack.people.shortcut(BEN, SUGGEST))
        await slack.filled(view_id, lambda shown: "One moment" not in plain(shown))
        assert holds(slack, view_id, "prompt") == ""
        entered = {"title": "Ridge", "prompt": "What does ridge do to a weight?", **WHOLE}
        assert await slack.people.submit(BEN, view_id, **entered) == {}
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        preview = slack.people.direct_to(BEN)[-1]
        await slack.people.press(BEN, preview, "Send to the reviewers", f"D{BEN}")
        await slack.server.until(lambda: "with the reviewers" in plain(preview))


async def test_a_message_becomes_a_suggestion_with_its_words() -> None:
    async with rig() as slack:
        await slack.set_up()
        words = "What does ridge do to a weight? <@U0CLEO|cleo> asked &lt;this&gt; in <#C1|stats>."
        said = await slack.people.say(CLEO, CHANNEL, words)
        view_id = await suggesting(slack, BEN, said)
        assert holds(slack, view_id, "title") == "What does ridge do to a weight?"
        prompt = holds(slack, view_id, "prompt")
        assert prompt == "What does ridge do to a weight? @cleo asked <this> in #stats."
        preview = await slack.submit(BEN, view_id, **WHOLE)
        sent = await slack.press(BEN, preview, "Send to the reviewers")
        assert "with the reviewers" in plain(sent)
        assert len(slack.messages) == 1, "nothing of it is seen by the channel"


async def test_a_message_in_a_thread_is_answered_there() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        thread = slack.question["ts"]
        said = await slack.people.say(CLEO, CHANNEL, "Why not lasso?", thread)
        view_id = await suggesting(slack, BEN, said)
        preview = await slack.submit(BEN, view_id, **WHOLE)
        assert preview["thread_ts"] == thread


async def test_mentions_that_would_ping_are_words_in_the_preview() -> None:
    async with rig() as slack:
        await slack.set_up()
        said = await slack.people.say(
            CLEO, CHANNEL, "Does <!channel> <!here|here> in <#C1|> know <@U0BEN>?"
        )
        view_id = await suggesting(slack, BEN, said)
        assert holds(slack, view_id, "prompt") == "Does @channel here in #channel know @someone?"
        preview = await slack.submit(BEN, view_id, **WHOLE)
        assert "<!" not in str(preview)
        assert "<@" not in str(preview)


async def test_a_message_longer_than_the_field_is_cut_where_one_sees_it() -> None:
    async with rig() as slack:
        await slack.set_up()
        said = await slack.people.say(CLEO, CHANNEL, "Why is it so? " * 1000)
        view_id = await suggesting(slack, BEN, said)
        prompt = holds(slack, view_id, "prompt")
        assert INPUT_TEXT - 20 < len(prompt) <= INPUT_TEXT
        assert prompt.endswith("…")


async def test_what_can_not_be_suggested_is_told_in_a_sentence() -> None:
    async with rig() as slack:
        await slack.set_up()
        files = [{"id": "F1", "name": "chart.png"}]
        assert NO_WORDS in await told(slack, BEN)
        assert NO_WORDS in await told(slack, BEN, subtype="file_share", files=files)
        assert BY_AN_APP in await told(slack, BEN, text="A new build", bot_id=BOT)
        assert BY_AN_APP in await told(slack, BEN, text="has joined", subtype="channel_join")
        await slack.work(NINE)
        view_id = await suggesting(slack, BEN, slack.question)
        assert BY_AN_APP in plain(slack.world.views[view_id].content), "an open question, too"


async def test_words_with_a_file_are_suggested() -> None:
    async with rig() as slack:
        await slack.set_up()
        said = await slack.people.say(CLEO, CHANNEL, "What does this chart show?")
        message = {**said, "subtype": "file_share", "files": [{"id": "F1", "name": "chart.png"}]}
        view_id = await suggesting(slack, BEN, message)
        assert holds(slack, view_id, "prompt") == "What does this chart show?"


async def test_where_the_app_is_no_member_its_answers_still_arrive() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.people.channel("C0ELSE", BEN, CLEO, bot=False)
        said = {"type": "message", "user": CLEO, "text": "Why not lasso?", "ts": slack.world.ts()}
        view_id = await suggesting(slack, BEN, said, "C0ELSE")
        preview = await slack.submit(BEN, view_id, **WHOLE)
        assert preview["channel"] == "C0ELSE"
        later = await suggesting(slack, BEN, {**said, "ts": slack.world.ts()}, "C0ELSE")
        slack.world.urls.clear()  # half an hour later
        assert await slack.people.submit(BEN, later, **WHOLE) == {}
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        assert "Why not lasso?" in plain(slack.people.direct_to(BEN)[-1])


@pytest.mark.parametrize("name", [QUIZ, SUGGEST])
async def test_a_trigger_that_expired_is_told_in_the_direct_messages(name: str) -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.people.shortcut(BEN, name, TRIGGER_SECONDS + 1)
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        assert NO_FORM.message in plain(slack.people.direct_to(BEN)[-1])


async def test_a_trigger_that_expired_on_a_message_is_told_where_it_is() -> None:
    async with rig() as slack:
        await slack.set_up()
        said = await slack.people.say(CLEO, CHANNEL, "Why not lasso?")
        late = TRIGGER_SECONDS + 1
        using = slack.people.message_shortcut(BEN, FROM_MESSAGE, said, CHANNEL, late)
        assert NO_FORM.message in plain(await slack.private(BEN, using))


async def test_a_shortcut_of_another_version_says_so() -> None:
    async with rig() as slack:
        await slack.people.shortcut(BEN, "stand_up")
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        assert OLD_SHORTCUT.message in plain(slack.people.direct_to(BEN)[-1])


async def test_a_guest_is_kept_under_the_workspace_that_the_shortcut_names() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.world.add_user("U0FAR", "Far", admin=True)
        slack.world.users["U0FAR"]["team_id"] = "T0FAR"
        slack.server.hold("users.info")
        view_id = await slack.form("U0FAR", slack.people.shortcut("U0FAR", QUIZ))
        await slack.filled(view_id, lambda shown: "question 1 of 5" in plain(shown))
        members = await slack.store.read(
            lambda tx: tx.members.of_account("slack", "T0FAR", "U0FAR")
        )
        assert len(members) == 1
        slack.server.release("users.info")
