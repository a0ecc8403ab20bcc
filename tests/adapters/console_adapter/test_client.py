"""The console as one person (or a script) lives through it."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO, TextIOBase
from pathlib import Path
from string import ascii_uppercase
from typing import TextIO, cast

import pytest
import time_machine

from bot.adapters.console.client import CHANNEL
from bot.app import play_on
from bot.engine.errors import StartRefused
from bot.engine.model.rounds import Round
from tests.e2e.bank import FixtureBank
from tests.support.decks import guids_in
from tests.support.fakes.memory_store import MemoryStore

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

Script = Callable[[MemoryStore], Iterator[str]]


class _Typing(TextIOBase):
    """A script that can look before it types."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        del size
        line = next(self._lines, None)
        return "" if line is None else f"{line}\n"


async def session(
    script: Script, store: MemoryStore | None = None, at: datetime = MONDAY
) -> tuple[str, MemoryStore]:
    """Play ``script``; return what was printed, and the store."""
    store = store or MemoryStore()
    out = StringIO()
    with time_machine.travel(at, tick=True):
        source = cast("TextIO", _Typing(script(store)))
        await play_on(store, FixtureBank(), source, out)
    return out.getvalue(), store


def typed(*lines: str) -> Script:
    return lambda _: iter(lines)


def latest(store: MemoryStore) -> Round:
    return store.read_now(lambda tx: tx.rounds.recent(CHANNEL, 1)[0])


def letter(store: MemoryStore, *, right: bool) -> str:
    asked = latest(store)
    assert asked.right_choice is not None
    position = asked.shown_order.index(asked.right_choice)
    return ascii_uppercase[position if right else (position + 1) % 4]


async def test_a_question_is_posted_at_once_and_a_letter_answers_it() -> None:
    told, _ = await session(typed("a", "B"))
    assert "Question 1" in told
    assert "Monday 23 November 2026" in told
    assert "Answer saved: A" in told
    assert "Answer changed: B" in told


async def test_on_a_weekend_the_next_working_day_begins_and_says_so() -> None:
    told, _ = await session(typed("/quit"), at=MONDAY - timedelta(days=1))
    assert "Today is Sunday; the next working day here is Monday 23 November." in told


async def test_a_restart_ahead_of_the_calendar_says_where_it_goes_on() -> None:
    _, store = await session(typed("/next"))
    told, _ = await session(typed("/quit"), store)
    assert "Welcome back. It's still Tuesday 24 November here." in told


async def test_a_restart_shows_the_open_question_again_and_ones_response_to_it() -> None:
    first, store = await session(typed("/quit"))
    again, _ = await session(typed("b"), store)
    assert first.count("Question 1") == again.count("Question 1") == 1
    assert "Answer saved" not in again.partition("Answer saved: B")[0]
    once_more, _ = await session(typed("/reveal"), store)
    assert once_more.index("Question 1") < once_more.index("Your answer: B")
    revealed, _ = await session(typed("/quit"), store)
    assert "Question 1" not in revealed


async def test_two_weeks_with_a_missed_day_give_the_streak_points_and_board_of_the_rules() -> None:
    def script(store: MemoryStore) -> Iterator[str]:
        for day in range(10):
            if day != 6:  # the second Tuesday is missed; the freeze of day five keeps the streak
                yield letter(store, right=day % 2 == 0)
            yield "/reveal"
            if day < 9:
                yield "/next"
        yield "/leaderboard all"
        yield "/streak"

    told, store = await session(script)
    slots = store.read_now(lambda tx: [one.slot for one in tx.rounds.closed(1)])
    assert slots == [date(2026, 11, 23) + timedelta(days=n) for n in range(14) if n % 7 < 5]
    # Days 0, 2, 4 and 8 right; 1, 3, 5, 7 and 9 wrong.
    assert re.search(r"\d\. you, 50 points", told)
    assert "9 days in a row\n  This week: 4 of 5 answered · best: 9 days\n  No freeze left" in told
    assert "❄ Tue 1 Dec: missed; a freeze saved your streak (0 left)" in told
    board = told[told.index("Leaderboard of all time") : told.index("  You're")]
    points = [int(found) for found in re.findall(r"(\d+) points", board)]
    assert len(points) == 3
    assert points == sorted(points, reverse=True)
    assert board.count("(simulated)") == 2


async def test_a_missed_day_without_a_freeze_ends_the_streak() -> None:
    def script(store: MemoryStore) -> Iterator[str]:
        yield letter(store, right=True)
        yield "/next"
        yield "/next"
        yield "/streak"

    told, _ = await session(script)
    assert "0 days in a row\n  This week: 1 of 2 answered · best: 1 day\n  No freeze left" in told
    assert "your streak of 1 day ended" in told


async def test_the_answer_comes_with_the_reveal_and_not_before() -> None:
    told, _ = await session(typed("a", "/mine", "/answer some words", "/mine"))
    assert "secret" not in told
    told, _ = await session(typed("a", "/reveal"))
    assert "secret model answer" in told
    assert "secret key point" in told


async def test_a_reveal_is_printed_in_the_order_in_which_people_read_it() -> None:
    told, _ = await session(typed("/answer some words", "/reveal"))
    _, _, revealed = told.partition("Answer 1")
    order = ["2 chose", "secret model answer", "In your own words", "some words"]
    places = [revealed.index(words) for words in order]
    assert places == sorted(places)
    assert revealed.count("secret model answer") == 1


async def test_after_the_reveal_a_letter_is_too_late_and_says_so() -> None:
    told, _ = await session(typed("/reveal", "a", "/reveal"))
    assert "Question 1 is already revealed." in told
    assert "Today's question has been revealed. /next" in told


async def test_own_words_are_marked_against_the_key_points_after_the_reveal() -> None:
    told, _ = await session(typed("/answer my words", "/reveal", "/mark 1", "/leaderboard"))
    assert "1 [x] the secret key point" in told
    assert "2 [ ] a second point" in told
    assert re.search(r"you, 5 points", told)


async def test_a_quiz_takes_the_letters_until_it_ends() -> None:
    told, store = await session(typed("/quiz fixtures 2", "a", "?", "b"))
    assert "Quiz 1 of 2" in told
    assert "Quiz finished" in told
    assert "Answer saved: B" in told
    responses = store.read_now(lambda tx: tx.responses.of_round(latest(store).id))
    assert len(responses) <= 3


async def test_leaving_a_quiz_gives_the_letters_back_to_the_day() -> None:
    told, _ = await session(typed("/quiz", "/stop", "a"))
    assert "Answer saved: A" in told


async def test_the_state_survives_a_restart() -> None:
    _, store = await session(typed("a", "/reveal", "/next", "b"))
    told, _ = await session(typed("/streak", "/mine"), store)
    assert "1 day in a row" in told
    assert "Your answer: B" in told
    assert store.read_now(lambda tx: len(tx.rounds.recent(CHANNEL, 9))) == 2


async def test_coming_back_days_later_costs_nothing_that_was_answered() -> None:
    _, store = await session(typed("a"))
    told, _ = await session(typed("/streak"), store, MONDAY + timedelta(days=3))
    assert "1 day in a row" in told
    assert "Thursday 26 November 2026" in told
    assert "missed" not in told.replace("✗ missed", "")


async def test_an_input_that_ends_at_once_is_refused() -> None:
    with pytest.raises(StartRefused, match="DISCORD_TOKEN"):
        await session(typed())


async def test_a_wrong_line_is_answered_and_the_console_goes_on() -> None:
    told, _ = await session(typed("/nxt", "", "what", "Z", "a"))
    assert "Did you mean /next?" in told
    assert "Type a letter, or /answer and your own words." in told
    assert "Choose A to D." in told
    assert "Answer saved: A" in told


async def test_a_question_mark_asks_for_help_outside_a_quiz() -> None:
    told, _ = await session(typed("?", "quit"))
    assert "/leaderboard [week|month|all] [track]" in told


async def test_a_form_can_be_left() -> None:
    told, _ = await session(typed("/question suggest", "A title", "/stop", "a"))
    assert "Stopped. What you wrote wasn't saved." in told
    assert "Answer saved: A" in told


async def test_help_and_schedule_are_told() -> None:
    told, _ = await session(typed("/help", "/daily list", "/stats", "/practice"))
    assert "/leaderboard [week|month|all] [track]" in told
    assert "09:00" in told
    assert "Tue 24 Nov 09:00" in told


async def test_reasons_and_a_review_are_a_key_away_after_the_reveal() -> None:
    told, _ = await session(typed("a", "w", "/reveal", "w", "p", "/practice"))
    assert "That comes with the answer." in told.partition("Answer 1")[0]
    after = told.partition("Answer 1")[2]
    assert "Why not the others?" in after
    assert after.count("✗ ") == 3
    assert "In your reviews: /practice asks it next." in after
    assert "Quiz 1 of 1" in after


async def test_an_interview_is_typed_left_and_found_again() -> None:
    def first(_: MemoryStore) -> Iterator[str]:
        yield "/interview fixtures 10"
        yield "perhaps"
        yield "shorter"
        yield "start"
        yield "B"
        yield "the split, then leakage"
        yield "/stop"
        yield "A"
        yield "/interview"

    printed, store = await session(first)
    assert "Mock interview: Fixtures, about 10 minutes" in printed
    assert printed.count("Start the interview?") == 2, "there is no shorter one"
    assert "You're in an interview." in printed, "a letter is for the day's question"
    assert "Interview left for later." in printed
    assert "Answer saved: A" in printed
    assert "You're back where you stopped." in printed

    def second(_: MemoryStore) -> Iterator[str]:
        yield "/interview"
        yield "done"
        yield "skip"
        yield "1 9"
        yield "1 2"
        yield "2"
        yield "model"
        yield "save"
        yield "save"
        yield "answers"

    printed, store = await session(second, store)
    assert "Question 2 of 3" in printed
    assert "The key points are 1 to 2." in printed
    assert "the secret model answer" in printed
    assert "1 of 6 key points" in printed
    assert printed.count("the split, then leakage") > 1
    ended = store.tables.interviews[1]
    assert [item.covered for item in ended.items] == [(0,), (), None]


def saved_in(folder: Path) -> dict[str, Path]:
    return {file.name: file for file in folder.iterdir()}


async def test_missed_questions_are_saved_as_a_deck_that_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def script(store: MemoryStore) -> Iterator[str]:
        yield letter(store, right=False)
        yield "/me export missed"
        yield "/reveal"
        yield "/me export missed"
        yield "/me export missed"
        yield "/me export"

    shown, _ = await session(script)
    assert shown.count("You have no missed questions.") == 1
    assert shown.count("1 question you missed, as an Anki deck.") == 2
    saved = saved_in(tmp_path)
    assert set(saved) == {"warmup-missed.apkg", "warmup-missed-2.apkg", "warmup.json"}
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in saved.values())
    assert len(guids_in(saved["warmup-missed.apkg"].read_bytes())) == 1
