"""Having ticks suggested in a mock interview on Slack, by a model behind a real socket."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from bot.grader.guarded import GuardedGrader, Limits
from bot.grader.server import LazyServer
from tests.support.fakes.block_kit import Json
from tests.support.fakes.chat_server import ChatServer, Scripted, chat_server, points
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.rig import BEN, SlackRig, rig

WORDS = "Every pass piles onto the buffer, and nobody empties it."
GOOD = points((True, "piles onto the buffer"), (False, ""))


@asynccontextmanager
async def at_points(*script: Scripted) -> AsyncGenerator[tuple[SlackRig, ChatServer, Json]]:
    """Run a bot with a model; yield it where Ben ticks what he wrote to the first question."""
    async with chat_server(*script) as chat:
        grader = GuardedGrader(
            LazyServer(chat.url, "scripted", ""),
            model="scripted",
            host=chat.host,
            limits=Limits(seconds=5.0, pause=0.0, longest_pause=0.5),
        )
        made = SlackRig()
        made.grader = grader
        try:
            async with rig(made=made) as slack:
                yield slack, chat, await to_points(slack)
        finally:
            await grader.close()


async def to_points(slack: SlackRig) -> Json:
    """Write to the first question of an interview and speak to the others."""
    offer = await slack.command(BEN, "/interview", "fixtures 15")
    first = await slack.press(BEN, offer, "Start the interview")
    form = await slack.press_for_form(BEN, first, "Type my answer")
    second = await slack.submit(BEN, form, words=WORDS)
    third = await slack.press(BEN, second, "Done speaking")
    return await slack.press(BEN, third, "Done speaking")


def boxes(message: Json) -> Any:
    return next(
        part
        for block in message["blocks"]
        for part in block.get("elements", [])
        if part["type"] == "checkboxes"
    )


async def test_boxes_are_ticked_with_their_quotes_once_one_agreed_and_saving_keeps_them() -> None:
    async with at_points(GOOD) as (slack, chat, step):
        assert "initial_options" not in boxes(step)
        asks = await slack.press(BEN, step, "Suggest ticks")
        assert f"are sent to {chat.host}, where the model scripted reads them" in plain(asks)
        assert chat.asked == []
        shown = await slack.press(BEN, asks, "Send my answer")
        (ticked,) = boxes(shown)["initial_options"]
        assert ticked["description"]["text"] == "“piles onto the buffer”"
        assert "The ticks are a suggestion" in plain(shown)
        spoken = await slack.press(BEN, shown, "Save and continue")
        assert "Suggest ticks" not in buttons_of(spoken)
        last = await slack.press(BEN, spoken, "Save and continue")
        assert "1 of 6 key points" in plain(await slack.press(BEN, last, "Save and continue"))


async def test_a_model_that_says_nothing_keeps_nobody_from_going_on() -> None:
    async with at_points(Scripted(hangs=True)) as (slack, chat, step):
        asks = await slack.press(BEN, step, "Suggest ticks")
        await slack.people.press(BEN, asks, "Send my answer")
        await chat.was_asked.wait()
        following = await slack.press(BEN, asks, "Save and continue")
        assert "Question 2 of 3" in plain(following)
        chat.stop_hanging()
        assert "Question 2 of 3" in plain(await slack.command(BEN, "/interview"))
