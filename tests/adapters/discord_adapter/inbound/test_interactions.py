"""Buttons and forms: acknowledged first, served by their ids alone, private."""

from collections.abc import Callable
from string import ascii_uppercase
from typing import TypeVar

import pytest

from bot.adapters.shared import action_ids
from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store
from tests.support.discord.rig import running
from tests.support.discord.shown import message_words, told

T = TypeVar("T")


class Broken:
    """A store whose writes fail; while it is ``away``, also its reads."""

    away = False

    def __init__(self, good: Store, error: Exception) -> None:
        self._good = good
        self._error = error

    async def write(self, command: Callable[[Transaction], T]) -> T:
        del command
        raise self._error

    async def read(self, query: Callable[[Transaction], T]) -> T:
        if self.away:
            raise self._error
        return await self._good.read(query)


async def test_a_press_is_answered_in_words_and_says_until_when_it_can_be_changed() -> None:
    async with running() as rig:
        question = await rig.open_question()
        result = await rig.ben.click(question, label="B")
        assert result.ephemeral
        assert "Answer saved: B, choice" in told(result)
        assert f"<t:{int(rig.round().reveal_at.timestamp())}:t>" in told(result)
        changed = await rig.press(rig.ben, "C")
        assert "Answer changed: C, choice" in changed
        assert "It was B, choice" in changed


async def test_the_count_is_shown_by_one_edit_however_many_press() -> None:
    async with running() as rig:
        question = await rig.open_question()
        for number in range(5):
            await rig.press(rig.join(f"Person {number}"), "A")
        before = len(rig.env.http_requests)
        with rig.env.time_context():
            await rig.counter.flush()
            await rig.counter.flush()
        edits = [r for r in rig.env.http_requests[before:] if r.method == "PATCH"]
        assert len(edits) == 1
        assert question.id == rig.question.id
        assert "5 answered so far" in message_words(rig.question)


async def test_own_words_come_by_a_form() -> None:
    async with running() as rig:
        question = await rig.open_question()
        opened = await rig.ben.click(question, label="In my own words")
        assert opened.modal is not None
        assert opened.modal["custom_id"] == action_ids.encode(action_ids.OwnWords(rig.round().id))
        sent = await rig.ben.submit_modal(opened, {"words": "It broadcasts."})
        assert "your own words" in told(sent)
        assert "It broadcasts." in told(sent)


async def test_each_is_told_when_the_database_fails_and_the_operator_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.restart(Broken(rig.store, StorageError("the disk is full")))
        for label in "AB":
            shown = await rig.press(rig.ben, label)
            assert "wasn't saved" in shown
            assert "disk" not in shown, "the reason is the operator's"
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert told.getMessage() == "what people send can't be stored or read: the disk is full"
    assert told.exc_info is None


async def test_what_is_offered_while_typing_is_nothing_when_the_database_is_away(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with running() as rig:
        await rig.set_up()
        store = Broken(rig.store, StorageError("no route to it"))
        await rig.restart(store)
        store.away = True
        for typed in ("", "1"):
            assert not await rig.ada.autocomplete(rig.channel, "daily pause", "schedule", typed)
        assert not await rig.ada.autocomplete(rig.channel, "question retire", "question", "a")
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert told.getMessage() == "what people send can't be stored or read: no route to it"
    assert told.exc_info is None


async def test_a_fault_of_ours_gets_a_friendly_answer_and_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.restart(Broken(rig.store, ValueError("a bug")))
        assert "been logged" in await rig.press(rig.ben, "A")
        assert "a command failed" in caplog.text


async def test_buttons_and_forms_of_any_age_answer_after_a_restart() -> None:
    async with running() as rig:
        question = await rig.open_question()
        form = await rig.ben.click(question, label="In my own words")
        quiz = await rig.slash(rig.ben, "quiz", count=3)
        assert quiz.response is not None
        await rig.restart()
        assert "Answer saved" in await rig.press(rig.ben, "D", question)
        assert "own words" in told(await rig.ben.submit_modal(form, {"words": "still here"}))
        assert "2 of 3" in await rig.press(rig.ben, "A", quiz.response)
        await rig.reveal()
        await rig.restart()
        assert "You answered in your own words" in await rig.press(rig.ben, "My result")


async def test_the_library_keeps_no_layout_and_no_form() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.ben.click(rig.question, label="In my own words")
        await rig.slash(rig.ben, "quiz")
        kept = vars(rig.client.bot._connection._view_store)  # pyright: ignore[reportPrivateUsage]
        assert not any(kept[name] for name in ("_views", "_modals", "_synced_message_views"))


async def test_a_drill_goes_on_in_the_same_message_and_ends_with_a_score() -> None:
    async with running() as rig:
        started = await rig.slash(rig.ben, "quiz", track="fixtures", count=2)
        assert started.response is not None
        shown = await rig.press(rig.ben, "I don't know", started.response)
        assert "The answer" in shown
        assert "2 of 2" in shown
        drill = rig.store.tables.drills[1]
        key = ascii_uppercase[drill.items[1].order.index(0)]
        last = await rig.ben.click(started.response, label=key)
        assert last.response is not None
        assert last.response.id == started.response.id, "the same message all along"
        assert "✅ Correct" in told(last)
        assert "1 of 2 right" in told(last)
        assert "1 of 5" in await rig.press(rig.ben, "5 more", last.response)


async def test_two_drills_of_one_person_never_mix() -> None:
    async with running() as rig:
        first = (await rig.slash(rig.ben, "quiz", count=3)).response
        second = (await rig.slash(rig.ben, "quiz", count=4)).response
        await rig.press(rig.ben, "A", first)
        assert "2 of 4" in await rig.press(rig.ben, "B", second)
        assert "3 of 3" in await rig.press(rig.ben, "C", first)


async def test_key_points_are_ticked_by_their_numbers_in_the_message() -> None:
    async with running() as rig:
        question = await rig.open_question()
        assert "private till the reveal" in message_words(question)
        form = await rig.ben.click(question, label="In my own words")
        await rig.ben.submit_modal(form, {"words": "said well", "share": ["show"]})
        await rig.reveal()
        mine = (await rig.ben.click(rig.question, label="My result")).response
        assert mine is not None
        shown = await rig.press(rig.ben, "2", mine)
        assert "covers 1 of 2" in shown
        assert "☐ **1**  the secret key point" in shown
        assert "☑ **2**  a second point" in shown
        assert "covers 0 of 2" in await rig.press(rig.ben, "2 ✓", mine)


async def test_why_not_the_others_and_practice_later_are_private() -> None:
    async with running() as rig:
        await rig.open_question()
        await rig.press(rig.ben, "A")
        await rig.reveal()
        reasons = await rig.ben.click(rig.question, label="Why not the others?")
        assert reasons.ephemeral
        assert told(reasons).count("❌") == 3
        mine = await rig.ben.click(rig.question, label="My result")
        assert mine.response is not None
        added = await rig.press(rig.ben, "Practice this later", mine.response)
        assert "In your reviews" in added
        assert "1 of 1" in told(await rig.slash(rig.ben, "practice"))


async def test_a_report_reaches_the_managers_queue() -> None:
    async with running() as rig:
        question = await rig.open_question()
        await rig.press(rig.ben, "A")
        mine = (await rig.ben.click(question, label="My answer")).response
        assert mine is not None
        form = await rig.ben.click(mine, label="Report a problem")
        assert "Thank you" in told(await rig.ben.submit_modal(form, {"words": "B is right, too"}))
        queue = await rig.say(rig.ada, "question review")
        assert "B is right, too" in queue
        assert "B is right, too" in await rig.say(rig.ada, "question review", item=1)
