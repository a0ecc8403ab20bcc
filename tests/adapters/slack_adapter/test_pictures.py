"""The recap's picture on Slack: uploaded, shown by its one message, and never in its way."""

import sys
from collections.abc import AsyncGenerator

import pytest

from bot.adapters.slack.render.blocks import SlackPicture
from bot.adapters.slack.render.cards import render
from bot.engine import cards as k
from bot.engine.errors import Transient
from bot.engine.model.schedules import ChannelRef
from bot.pictures.renderer import Renderer
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import plain
from tests.support.fakes.slack_server import Fault
from tests.support.fakes.slack_things import TEAM
from tests.support.pictures import png_size, recap_card
from tests.support.slack.rig import CHANNEL, SlackRig, rig

HERE = ChannelRef("slack", TEAM, CHANNEL)


@pytest.fixture
async def renderer() -> AsyncGenerator[Renderer]:
    made = Renderer(seconds=30)
    yield made
    await made.close()


def image_of(message: Json) -> Json | None:
    return next((block for block in message["blocks"] if block["type"] == "image"), None)


def picture_of(slack: SlackRig, message: Json) -> bytes:
    """Return the one upload there is, which the message shows."""
    image = image_of(message)
    assert image is not None
    (file,) = slack.world.files
    assert image["slack_file"] == {"id": file}
    assert image["alt_text"].startswith("Points, 23 to 27 November: 1st")
    assert not slack.world.files[file]["channel"], "the message alone shows it"
    return slack.world.files[file]["data"]


async def test_the_recap_shows_its_podium_and_is_found_by_its_key(renderer: Renderer) -> None:
    async with rig(app_token="xapp-test", renderer=renderer) as slack:
        posted = await slack.client.gateway.post(HERE, recap_card("Ada", "Ben"), "recap-1")
        (message,) = slack.messages
        assert png_size(picture_of(slack, message))[0] == 1032
        assert "14 people gave 51 answers" in plain(message)
        assert await slack.client.gateway.find(HERE, "recap-1") == posted


async def test_an_upload_that_slack_looks_over_is_waited_for(renderer: Renderer) -> None:
    async with rig(app_token="xapp-test", renderer=renderer, picture_waits=(0, 0, 0)) as slack:
        slack.world.unready = 2
        await slack.client.gateway.post(HERE, recap_card("Ada"), "recap-1")
        (message,) = slack.messages
        assert picture_of(slack, message)


async def test_an_upload_that_slack_never_shows_is_left_out_and_deleted(
    renderer: Renderer,
) -> None:
    async with rig(app_token="xapp-test", renderer=renderer, picture_waits=(0, 0, 0)) as slack:
        slack.world.unready = 3
        await slack.client.gateway.post(HERE, recap_card("Ada"), "recap-1")
        (message,) = slack.messages
        assert image_of(message) is None
        assert "Ada" in plain(message)
        assert slack.world.files == {}


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_an_upload_that_fails_leaves_the_text(renderer: Renderer, method: str) -> None:
    async with rig(app_token="xapp-test", renderer=renderer) as slack:
        slack.server.faults.append(Fault(method, error="internal_error"))
        await slack.client.gateway.post(HERE, recap_card("Ada"), "recap-1")
        (message,) = slack.messages
        assert image_of(message) is None
        assert "Ada" in plain(message)


async def test_without_the_scope_the_text_is_posted(renderer: Renderer) -> None:
    async with rig(app_token="xapp-test", renderer=renderer) as slack:
        slack.world.scopes = slack.world.scopes.replace("files:write,", "")
        await slack.client.gateway.post(HERE, recap_card("Ada"), "recap-1")
        assert [image_of(message) for message in slack.messages] == [None]


async def test_after_a_lost_answer_the_recap_is_found_and_not_sent_again(
    renderer: Renderer,
) -> None:
    async with rig(app_token="xapp-test", renderer=renderer) as slack:
        slack.server.faults.append(Fault("chat.postMessage", lost=True))
        with pytest.raises(Transient):
            await slack.client.gateway.post(HERE, recap_card("Ada"), "recap-1")
        found = await slack.client.gateway.find(HERE, "recap-1")
        assert found is not None
        (message,) = slack.messages
        assert message["ts"] == found.message
        assert picture_of(slack, message)


async def test_a_recap_without_someone_has_a_new_picture_or_none(renderer: Renderer) -> None:
    async with rig(app_token="xapp-test", renderer=renderer) as slack:
        gateway = slack.client.gateway
        posted = await gateway.post(HERE, recap_card("Ada", "Ben"), "recap-1")
        (message,) = slack.messages
        first = picture_of(slack, message)
        await gateway.update(posted, recap_card("Ben"))
        assert picture_of(slack, message) != first, "the one that showed Ada is deleted"
        await gateway.update(posted, k.NoticeCard("Nobody is left."))
        assert image_of(message) is None
        assert slack.world.files == {}


async def test_a_picture_that_cannot_be_drawn_leaves_the_text() -> None:
    broken = Renderer(seconds=5, worker=(sys.executable, "-c", "pass"))
    async with rig(app_token="xapp-test", renderer=broken) as slack:
        await slack.client.gateway.post(HERE, recap_card("Ada"), "recap-1")
        assert image_of(slack.messages[0]) is None
    await broken.close()


def test_with_a_picture_the_text_stays() -> None:
    card = recap_card("Ada", "Ben")
    (without,), (pictured,) = render(card), render(card, SlackPicture("F1", "alt"))
    assert [block for block in pictured.blocks if block["type"] != "image"] == [*without.blocks]
    assert pictured.text == without.text
