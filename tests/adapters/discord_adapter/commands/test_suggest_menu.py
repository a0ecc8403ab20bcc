"""A message's menu opens the form of a suggestion with its words, whatever they are."""

from typing import Any

import pytest

from bot.adapters.discord.message_words import Words, split
from bot.adapters.shared import labels
from bot.engine.rules.message_question import BY_AN_APP, NO_WORDS
from tests.support.discord.live import Live, live
from tests.support.fakes.discord_api import Pressed
from tests.support.fakes.discord_places import DIRECT, ELSEWHERE
from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_shapes import CHANNEL

HOSTILE = "@everyone <@1> <@&2> <#3> **`||` [x](https://evil.example)** </quiz:4>"
QUESTION = {"choices": "* yes | it does\nno", "points": "- it averages", "answer": "Yes."}


async def chosen(bot: Live, text: str, **changes: Any) -> Pressed:
    """Use the entry on a message of someone's."""
    message = bot.server.api.said("8", CHANNEL, text) | changes
    return await bot.server.menu("7", labels.SUGGEST_MESSAGE, message)


def filled(form: Json) -> dict[str, str]:
    """Return what a form's fields hold."""
    fields = [label["component"] for label in form["components"]]
    return {field["custom_id"]: field.get("value") or "" for field in fields}


async def test_a_message_is_suggested_and_goes_to_the_reviewers() -> None:
    async with live() as bot:
        opened = await chosen(bot, "Does dropout average models? I wonder.")
        assert filled(opened.form)["title"] == "Does dropout average models?"
        assert filled(opened.form)["prompt"] == "Does dropout average models? I wonder."
        preview = await bot.server.submit(opened, QUESTION)
        assert preview.ephemeral
        assert "this is what the team will see" in preview.text
        assert bot.server.problems == []


async def test_hostile_words_name_nobody_and_stay_words() -> None:
    async with live() as bot:
        opened = await chosen(bot, HOSTILE)
        prompt = filled(opened.form)["prompt"]
        assert "@someone @role #channel" in prompt
        assert "/quiz" in prompt
        preview = await bot.server.submit(opened, {**QUESTION, "title": "Safe?"})
        assert "@everyone" not in preview.text
        assert "<@" not in preview.text
        assert bot.server.problems == []


async def test_the_longest_message_fits_the_form() -> None:
    async with live() as bot:
        opened = await chosen(bot, "why " * 1000)
        assert filled(opened.form)["prompt"].endswith("why…")
        assert len(filled(opened.form)["prompt"]) <= 2000
        hidden = await chosen(bot, "Why? ||" + "because " * 498 + "||")
        assert len(filled(hidden.form)["answer"]) > 3900
        assert bot.server.problems == []


async def test_what_a_message_hides_is_the_answer_not_the_question() -> None:
    async with live() as bot:
        opened = await chosen(bot, "What is recall? ||TP / (TP + FN)||")
        assert filled(opened.form)["prompt"] == "What is recall?"
        assert filled(opened.form)["answer"] == "TP / (TP + FN)"
        whole = await chosen(bot, "||What is recall?||")
        assert filled(whole.form)["prompt"] == "What is recall?"
        assert filled(whole.form)["answer"] == ""


@pytest.mark.parametrize(
    ("content", "shown", "hidden"),
    [
        ("What? ||a|| or ||b||", "What?  or", "a\nb"),
        ("run `a || b || c`", "run `a || b || c`", ""),
        ("```\na || b || c\n```", "```\na || b || c\n```", ""),
        (r"not \|| this ||", r"not \|| this ||", ""),
        ("||one\ntwo||", "", "one\ntwo"),
        ("a || b", "a || b", ""),
        ("<a:party:12> <:ok:3> <t:1700000000:R>", ":party: :ok: <t:1700000000:R>", ""),
    ],
)
def test_spoilers_are_told_from_bars_in_code(content: str, shown: str, hidden: str) -> None:
    assert split(content) == Words(shown, hidden)


@pytest.mark.parametrize(
    ("text", "changes", "told"),
    [
        ("", {"attachments": []}, NO_WORDS),
        ("", {"embeds": [{"type": "rich", "title": "What is recall?"}]}, NO_WORDS),
        ("👍", {}, NO_WORDS),
        ("|| ||", {}, NO_WORDS),
        ("What is recall?", {"webhook_id": "5"}, BY_AN_APP),
        ("What is recall?", {"type": 7}, BY_AN_APP),
    ],
)
async def test_what_cant_be_a_question_is_refused_in_a_sentence(
    text: str, changes: Json, told: str
) -> None:
    async with live() as bot:
        refused = await chosen(bot, text, **changes)
        assert refused.ephemeral
        assert told in refused.text
        assert "/question suggest" in refused.text


async def test_the_bots_own_open_question_is_no_suggestion() -> None:
    async with live() as bot:
        question = await bot.ask()
        refused = await bot.server.menu("7", labels.SUGGEST_MESSAGE, question)
        assert BY_AN_APP in refused.text


async def test_it_is_offered_only_where_suggestions_go_to_a_team() -> None:
    async with live() as bot:
        (menu,) = [c for c in bot.server.api.commands if c["name"] == labels.SUGGEST_MESSAGE]
        assert all(place.refuses(menu) for place in (DIRECT, *ELSEWHERE.values()))
