"""Where only its user has brought the bot along: their own practice, and nothing of a server."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from bot.adapters.shared import action_ids
from bot.engine.model.people import personal_workspace
from tests.support.discord.live import Live, live
from tests.support.fakes.discord_places import (
    DIRECT,
    ELSEWHERE,
    FOREIGN,
    GROUP,
    LEFT_SERVER,
    SERVER_AND_USER,
    Place,
)
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_shapes import GUILD

ANYWHERE = ("quiz", "practice", "interview", "home", "stats", "help", "me export", "me forget")
PLACES = pytest.mark.parametrize("place", ELSEWHERE.values(), ids=ELSEWHERE)


@asynccontextmanager
async def answered() -> AsyncGenerator[tuple[Live, Json]]:
    """Run a bot whose server has an open question, which member 7 has answered."""
    async with live() as bot:
        question = await bot.ask()
        await bot.server.press("7", question, "A")
        yield bot, question
        assert bot.server.problems == []


def asked_about(bot: Live) -> str:
    """Return the title of the open question."""
    asked = bot.round().question_id
    return next(each.title for each in bot.bank.questions.values() if each.id == asked)


def teams(bot: Live) -> set[str]:
    """Return the workspaces that have a team."""
    return {each.workspace for each in bot.memory.tables.workspaces.values()}


@PLACES
@pytest.mark.parametrize("command", ANYWHERE)
async def test_what_works_anywhere_answers_in_private(place: Place, command: str) -> None:
    async with answered() as (bot, _):
        shown = await bot.server.slash("7", command, place=place)
        assert shown.ephemeral
        assert shown.text


@PLACES
async def test_nothing_of_a_server_is_shown_to_its_member(place: Place) -> None:
    async with answered() as (bot, _):
        about = asked_about(bot)
        shown = [await bot.server.slash("7", each, place=place) for each in ANYWHERE]
        told = "\n".join(each.text for each in shown)
        assert about not in told
        assert "in a row" not in told
        there = await bot.server.slash("7", "home", place=SERVER_AND_USER)
        assert about in there.text, "where the server has the bot, too, it is the server's"


@PLACES
async def test_whatever_names_a_round_is_refused_and_changes_nothing(place: Place) -> None:
    async with answered() as (bot, question):
        number, before = bot.round().id, dict(bot.memory.tables.responses)
        for action in (
            action_ids.Choose(number, "B"),
            action_ids.Mine(number),
            action_ids.Change(number),
            action_ids.Reasons(number),
            action_ids.OwnWords(number),
            action_ids.Later(number),
            action_ids.ReviewNow(number),
            action_ids.Remind("every", number),
            action_ids.SkipToday(number),
            action_ids.BoardPage("week", "", 1),
            action_ids.PostBoard("week", ""),
            action_ids.HistoryPage(1),
            action_ids.Show("streak"),
            action_ids.Show("schedules"),
            action_ids.Show("queue"),
            action_ids.Suggest(),
            action_ids.Setup(0),
        ):
            pressed = await bot.server.press_id(
                "7", question, action_ids.encode(action), place=place, manager=True
            )
            assert pressed.callback is not None
            assert pressed.callback["type"] in (4, 5), action
            assert pressed.ephemeral, action
            assert asked_about(bot) not in pressed.text, action
        assert bot.memory.tables.responses == before


@PLACES
async def test_no_server_gets_a_team_and_nobody_becomes_its_manager(place: Place) -> None:
    async with live() as bot:
        await bot.server.slash("7", "quiz", place=place)
        assert teams(bot) == {personal_workspace("7")}
        helped = await bot.server.slash("7", "help", place=place, as_manager=True)
        assert "daily setup" not in helped.text
        assert "interview" in helped.text


async def test_practice_is_the_same_wherever_it_is_taken_and_each_persons_own() -> None:
    async with live() as bot:
        for place in ELSEWHERE.values():
            quiz = await bot.server.slash("7", "quiz", place=place, count=1)
            assert quiz.answer is not None
            await bot.server.press("7", quiz.answer, "A", place=place)
        (member,) = bot.memory.tables.members.values()
        made = bot.memory.tables.attempts.values()
        assert [each.member_id for each in made] == [member.id] * len(ELSEWHERE)


async def test_a_quiz_in_a_group_is_its_takers_alone() -> None:
    async with live() as bot:
        quiz = await bot.server.slash("7", "quiz", place=GROUP)
        assert quiz.answer is not None
        stranger = await bot.server.press("8", quiz.answer, "A", place=GROUP)
        assert "someone else's" in stranger.text


@PLACES
async def test_buttons_answer_after_a_restart(place: Place) -> None:
    async with live() as bot:
        quiz = await bot.server.slash("7", "quiz", place=place)
        offer = await bot.server.slash("7", "interview", place=place)
        assert quiz.answer is not None
        assert offer.answer is not None
        await bot.stop()
        await bot.start()
        await bot.server.press("7", quiz.answer, "A", place=place)
        moved = await bot.server.press("7", offer.answer, "Start the interview", place=place)
        assert "Question 1 of" in moved.text
        form = await bot.server.press("7", offer.answer, "Type my answer", place=place)
        assert any(part["type"] == 10 for part in form.form["components"]), "it shows the question"
        said = await bot.server.submit(form, {"words": "It is a view."})
        assert "Question 2 of" in said.text
        assert bot.server.problems == []


async def test_the_bots_own_messages_stay_those_of_the_server_last_used_in() -> None:
    async with answered() as (bot, _):
        for place in ELSEWHERE.values():
            await bot.server.slash("7", "quiz", place=place)
        at_home = await bot.server.slash("7", "streak", place=DIRECT)
        assert "1 of 1 answered" in at_home.text


async def test_forgetting_elsewhere_deletes_the_practice_and_nothing_of_the_server() -> None:
    async with answered() as (bot, _):
        await bot.server.slash("7", "quiz", place=GROUP)
        assert personal_workspace("7") in teams(bot)
        asked = await bot.server.slash("7", "me forget", place=GROUP)
        assert asked.answer is not None
        await bot.server.press("7", asked.answer, "Forget me", place=GROUP)
        assert teams(bot) == {GUILD}
        assert bot.memory.tables.responses


async def test_a_removed_bot_is_the_servers_again_once_it_is_back() -> None:
    async with answered() as (bot, question):
        away = await bot.server.press("7", question, "B", place=LEFT_SERVER)
        assert "isn't shown here" in away.text
        back = await bot.server.press("7", question, "B", place=SERVER_AND_USER)
        assert "Answer changed: B" in back.text


@PLACES
async def test_a_partner_is_found_in_servers_only(place: Place) -> None:
    async with answered() as (bot, _):
        refused = await bot.server.slash("7", "interview", pair=True, place=place)
        assert "belongs to a server" in refused.text
        assert teams(bot) == {GUILD}


async def test_a_group_quiz_needs_a_server() -> None:
    async with live() as bot:
        refused = await bot.server.slash("7", "quiz", who="together", place=GROUP)
        assert "only works in a server that has Warmup" in refused.text
        assert FOREIGN not in teams(bot)


async def interviewed(bot: Live, words: str) -> Json:
    """Answer every question of an interview in a group; return its message, with the report."""
    offer = await bot.server.slash("7", "interview", place=GROUP, minutes=60)
    message = offer.answer
    assert message is not None
    await bot.server.press("7", message, "Start the interview", place=GROUP)
    for _ in range(20):
        if "Type my answer" not in str(message["components"]):
            break
        form = await bot.server.press("7", message, "Type my answer", place=GROUP)
        await bot.server.submit(form, {"words": words})
    for _ in range(20):
        if "Save and continue" not in str(message["components"]):
            break
        await bot.server.press("7", message, "Save and continue", place=GROUP)
    return message


async def test_what_is_longer_than_discord_takes_there_says_where_it_is_whole() -> None:
    async with live() as bot:
        message = await interviewed(bot, " ".join(["word"] * 799))
        said = await bot.server.press("7", message, "See my answers", place=GROUP)
        await bot.server.until(lambda: "There's more than fits here." in said.text)
        assert len(said.followups) == 5
        assert "/me export" in said.text
        assert bot.server.problems == []
