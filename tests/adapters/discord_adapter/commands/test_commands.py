"""The slash commands: each answers in private, checks rights in code, and says why it can't."""

import json
from dataclasses import replace

import pytest

from bot.adapters.discord.commands import registration
from bot.adapters.discord.commands.autocomplete import matching
from bot.adapters.shared import command_table
from bot.engine.model.questions import Track
from tests.e2e.bank import FixtureBank, question
from tests.support.builders import wrong_letter
from tests.support.discord.live import live
from tests.support.discord.rig import Rig, running
from tests.support.discord.shown import told

ANYONE = ("quiz", "practice", "leaderboard", "streak", "stats", "me hide", "me export", "me forget")
MANAGERS_ONLY = {
    "daily setup": {"time": "10:00", "zone": "UTC"},
    "daily pause": {},
    "daily now": {},
    "daily remove": {},
    "team zone": {"zone": "Asia/Tokyo"},
    "team holidays": {"add": "2026-12-25"},
    "team weekends": {"count": True},
    "team words": {"shown": False},
    "team report": {},
    "question review": {},
    "question retire": {"question": "fixtures/question-01", "reason": "wrong"},
    "question correct": {"question": "fixtures/question-01", "number": 2, "reason": "wrong"},
}


async def test_the_tree_has_every_command_the_engine_serves_with_descriptions() -> None:
    async with running() as rig:
        sent = {c["name"]: c for c in registration.payload(rig.client.bot.tree)}
        subs = {
            n: {o["name"] for o in c.get("options", ()) if o["type"] == 1} for n, c in sent.items()
        }
        assert subs["daily"] == {
            "setup", "list", "edit", "pause", "resume", "skip", "now", "remove"
        }  # fmt: skip
        assert subs["question"] == set(command_table.verbs("question")) - {
            "accept",
            "decline",
        }
        assert subs["team"] == set(command_table.verbs("team"))
        assert subs["me"] == set(command_table.verbs("me")) - {"back", "show"}
        assert {"quiz", "practice", "leaderboard", "streak", "stats"} <= sent.keys()
        for name in ("daily", "team", "question"):  # a team's managers need not manage the server
            assert sent[name]["default_member_permissions"] is None


@pytest.mark.parametrize("command", ANYONE)
async def test_what_anyone_may_use_answers_in_private(command: str) -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.press(rig.ben, "A")
        result = await rig.slash(rig.ben, command)
        assert result.response is not None


@pytest.mark.parametrize("command", MANAGERS_ONLY)
async def test_rights_are_checked_again_in_code(command: str) -> None:
    async with live() as bot:
        await bot.ask()
        refused = await bot.server.slash("7", command, **MANAGERS_ONLY[command])
        assert "managers" in refused.text.lower()
        allowed = await bot.server.slash("1", command, as_manager=True, **MANAGERS_ONLY[command])
        assert "Only managers" not in allowed.text
        assert bot.server.problems == []


async def test_a_schedule_is_listed_edited_paused_resumed_skipped_and_removed() -> None:
    async with running() as rig:
        await rig.set_up()
        assert "Every working day at 09:00 Berlin time" in await rig.say(rig.ada, "daily list")
        shown = (await rig.slash(rig.ada, "daily edit")).response
        assert shown is not None
        form = await rig.ada.click(shown, label="Edit times")
        assert form.modal is not None
        assert "Europe/Berlin" in str(form.modal)
        assert "channel" not in str(form.modal), "a schedule keeps its channel"
        typed = {"at": "10:30", "zone": "Berlin", "reveal": "6h", "days": ["mon"]}
        preview = (await rig.ada.submit_modal(form, typed)).response
        assert preview is not None
        form = await rig.ada.click(preview, label="Edit topics")
        preview = (await rig.ada.submit_modal(form, {"format": "open"})).response
        assert preview is not None
        saved = await rig.press(rig.ada, "Save changes", preview)
        assert "Every Monday at 10:30 Berlin time, answer 6h later" in saved
        assert "own words" in await rig.say(rig.ada, "daily list")
        assert "Paused" in await rig.say(rig.ada, "daily pause")
        assert "Resumed" in await rig.say(rig.ada, "daily resume")
        assert "Skipped" in await rig.say(rig.ada, "daily skip", schedule=1)
        asked = (await rig.slash(rig.ada, "daily remove")).response
        assert "Remove this schedule?" in str(asked and asked.components)
        assert "Removed" in await rig.press(rig.ada, "Remove", asked)
        assert "no daily question" in await rig.say(rig.ada, "daily pause")
        assert "There is no schedule 9" in await rig.say(rig.ada, "daily skip", schedule=9)


async def test_with_several_schedules_one_must_be_named() -> None:
    async with running() as rig:
        await rig.set_up()
        await rig.set_up(time="11:00")
        assert "2 schedules: 1, 2." in await rig.say(rig.ada, "daily pause")
        assert "Paused" in await rig.say(rig.ada, "daily pause", schedule=2)
        offered = await rig.ada.autocomplete(rig.channel, "daily pause", "schedule", "2")
        assert [choice["value"] for choice in offered] == [2]


async def test_a_mistake_in_the_form_is_told_by_field_and_nothing_typed_is_lost() -> None:
    async with running() as rig:
        form = await rig.slash(rig.ada, "daily setup")
        typed = {"at": "25:00", "zone": "Europe/Berlinn", "reveal": "soon", "days": ["tue"]}
        shown = (await rig.ada.submit_modal(form, typed)).response
        assert shown is not None
        seen = str(shown.components)
        for part in ("Did you mean Europe/Berlin?", "**Ask at**", "**Reveal the answer at**"):
            assert part in seen
        again = await rig.ada.click(shown, label="Back to the form")
        assert again.modal is not None
        filled = str(again.modal)
        assert "Europe/Berlinn" in filled
        assert "Did you mean Europe/Berlin?" in filled, "the wrong field says what is wrong"
        days = again.modal["components"][3]["component"]["options"]
        assert [d["value"] for d in days if d["default"]] == ["tue"]
        right = {**typed, "at": "9", "zone": "Europe/Berlin", "reveal": "16:00"}
        saved = (await rig.ada.submit_modal(again, right)).response
        assert saved is not None
        assert "Done" in await rig.press(rig.ada, "Start asking", saved)


async def test_a_plan_left_or_saved_after_a_restart() -> None:
    async with running() as rig:
        preview = (await rig.slash(rig.ada, "daily setup", time="9", zone="UTC")).response
        assert preview is not None
        assert "Nothing changed" in await rig.press(rig.ada, "Cancel", preview)
        preview = (await rig.slash(rig.ada, "daily setup", time="9", zone="UTC")).response
        assert preview is not None
        await rig.restart()
        assert "Done" in await rig.press(rig.ada, "Start asking", preview)


async def test_leave_holidays_zones_and_forgetting() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.press(rig.ben, "A")
        assert "On leave" in await rig.say(rig.ben, "me leave", last="2026-03-30")
        assert "Welcome back" in await rig.say(rig.ben, "me leave", back=True)
        assert "isn't a date" in await rig.say(rig.ben, "me leave", last="Monday")
        assert "last day" in await rig.say(rig.ben, "me leave")
        added = await rig.say(rig.ada, "team holidays", add="2026-04-03", name="Good Friday")
        assert "is a holiday" in added
        assert "Good Friday" in await rig.say(rig.ada, "team holidays")
        assert "normal working day" in await rig.say(rig.ada, "team holidays", remove="2026-04-03")
        assert "Tokyo" in await rig.say(rig.ada, "team zone", zone="asia/tokyo")
        asked = (await rig.slash(rig.ben, "me forget")).response
        assert asked is not None
        assert "has been deleted" in await rig.press(rig.ben, "Forget me", asked)
        assert "nothing to export" in await rig.say(rig.ben, "me export")


async def test_an_export_is_a_private_file() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.press(rig.ben, "A")
        result = await rig.slash(rig.ben, "me export")
        assert result.response is not None
        (file,) = result.response.attachments
        assert file.filename == "warmup.json"


async def test_missed_questions_are_a_private_file_without_one_that_is_open() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.press(rig.ben, wrong_letter(rig.round()))
        assert "no missed questions" in await rig.say(rig.ben, "me export", what="missed")
        await rig.reveal()
        missed = await rig.slash(rig.ben, "me export", what="missed")
        assert missed.response is not None
        (file,) = missed.response.attachments
        assert file.filename == "warmup-missed.apkg"
        assert missed.response.content == "1 question you missed, as an Anki deck."


async def test_direct_messages_answer_where_it_makes_sense_and_say_why_where_not() -> None:
    async with live() as bot:
        quiz = await bot.server.slash("7", "quiz", in_dm=True)
        assert "1 of 5" in quiz.text
        assert "belong to a server" in (await bot.server.slash("7", "streak", in_dm=True)).text
        refused = await bot.server.slash("7", "daily setup", in_dm=True, stale=True)
        assert "only works in a server" in refused.text
        zone = await bot.server.slash("7", "team zone", in_dm=True, stale=True, zone="UTC")
        assert "in a server" in zone.text
        question = await bot.ask()
        await bot.server.press("7", question, "A")
        at_home = await bot.server.slash("7", "streak", in_dm=True)
        assert "belong to a server" not in at_home.text
        assert "1 of 1 answered" in at_home.text, "people are of their own server"
        assert quiz.answer is not None
        assert "2 of 5" in (await bot.server.press("7", quiz.answer, "A", in_dm=True)).text


async def test_the_right_choice_is_named_by_its_number_in_the_authors_order() -> None:
    async with running() as rig:
        question = "fixtures/question-03"
        offered = await rig.ada.autocomplete(
            rig.channel, "question correct", "number", "", question=question
        )
        assert [choice["name"] for choice in offered][1] == "2. choice 1 of 3"
        reason = "the docs say so"
        fixed = await rig.say(
            rig.ada, "question correct", question=question, number=2, reason=reason
        )
        assert "Corrected " in fixed


FIELDS = {
    "title": "Views",
    "prompt": "What is a view?",
    "choices": "* a window | it shows\na copy",
    "points": "- It shares memory",
    "answer": "A window on memory.",
}


async def test_a_question_is_written_previewed_sent_and_accepted() -> None:
    async with running() as rig:
        await rig.set_up()
        form = await rig.slash(rig.ben, "question suggest")
        wrong = await rig.ben.submit_modal(form, {**FIELDS, "choices": "a\nb"})
        assert "Which choice is right?" in told(wrong)
        assert wrong.response is not None
        again = await rig.ben.click(wrong.response, label="Back to the form")
        assert FIELDS["prompt"] in json.dumps(again.modal)
        preview = await rig.ben.submit_modal(again, FIELDS)
        assert "this is what the team will see" in told(preview)
        assert "Choose what it is about." in told(preview)


async def test_flagging_takes_words_and_is_reviewed() -> None:
    async with running() as rig:
        flagged = await rig.say(
            rig.ben, "question flag", question="fixtures/question-01", reason="B is right"
        )
        assert "Report 1" in flagged
        assert "Problem with:" in await rig.say(rig.ada, "question review", item=1)


async def what(rig: Rig) -> object:
    """Open the form of topics, as it opens from a plan's confirmation."""
    preview = (await rig.slash(rig.ada, "daily setup", time="10", zone="UTC")).response
    assert preview is not None
    return (await rig.ada.click(preview, label="Edit topics")).modal


async def test_tracks_without_questions_are_offered_neither_in_completion_nor_in_the_form() -> None:
    made = FixtureBank()
    made.tracks = {**made.tracks, "docker": Track("docker", "Docker")}
    async with running(made) as rig:
        offered = await rig.ada.autocomplete(rig.channel, "quiz", "track", "")
        assert [choice["value"] for choice in offered] == ["fixtures"]
        form = json.dumps(await what(rig))
        assert "fixtures" in form
        assert "docker" not in form


async def test_the_form_offers_a_teams_own_tracks() -> None:
    async with running() as rig:
        await rig.set_up()
        own = replace(question(1), id="our-notes/x", track="our-notes")
        rig.store.write_now(lambda tx: tx.questions.put_team(1, own, rig.clock()))
        assert "our-notes" in json.dumps(await what(rig))
        offered = await rig.ada.autocomplete(rig.channel, "quiz", "track", "our")
        assert [choice["value"] for choice in offered] == ["our-notes"]


def test_completion_finds_cities_ids_and_titles() -> None:
    zones = [("Europe/Berlin", "Europe/Berlin"), ("America/New_York", "America/New_York")]
    assert [c.value for c in matching("berl", zones)] == ["Europe/Berlin"]
    assert [c.value for c in matching("new y", zones)] == ["America/New_York"]
    assert matching("zzz", zones) == []
    assert len(matching("", [(str(n), "x" * 200) for n in range(99)])) == 25
    assert all(len(c.name) <= 100 for c in matching("", [("a", "x" * 200)]))
