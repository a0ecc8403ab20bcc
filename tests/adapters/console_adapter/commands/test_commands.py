from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.console.commands.help import COMMANDS, NAMES, Typed, understand
from bot.adapters.console.commands.parser import Here, command_of
from bot.adapters.shared.typed import AskedBy
from bot.engine import commands as c
from bot.engine import key_point_commands as kc
from bot.engine.cards import DrillCard, Subject
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Level
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import Period

YOU = Actor("console", "local", "you", "you", manager=True)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
CHANNEL = ChannelRef("console", "local", "interview-prep")
BY = AskedBy(YOU, AT, CHANNEL)
HERE = Here(BY, 7, None, {"pytorch", "sql"})
DRILL = DrillCard(3, 1, 5, Subject("sql", "SQL", Level.BASIC, "Joins"), (), ())


def command(line: str, here: Here = HERE) -> c.Command:
    typed = understand(line)
    assert typed is not None
    asked = command_of(typed, here)
    assert isinstance(asked, c.Command)
    return asked


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("b", c.SubmitChoice(YOU, AT, 7, "B")),
        (" /answer  a tensor ", c.SubmitWords(YOU, AT, 7, "a tensor")),
        ("/mine", c.ShowMine(YOU, AT, 7)),
        ("/mark 1, 3", kc.MarkKeyPoints(YOU, AT, 7, (0, 2))),
        ("/quiz", c.StartQuiz(YOU, AT, "", None, 5)),
        ("/quiz SQL advanced 3", c.StartQuiz(YOU, AT, "sql", Level.ADVANCED, 3)),
        ("/quiz 3 pytorch", c.StartQuiz(YOU, AT, "pytorch", None, 3)),
        ("/quiz -3", c.StartQuiz(YOU, AT, "", None, -3)),
        ("/practice", c.StartPractice(YOU, AT)),
        ("/leaderboard", c.ShowLeaderboard(YOU, AT)),
        ("/leaderboard all sql 2", c.ShowLeaderboard(YOU, AT, Period.ALL, "sql", 2)),
        ("/streak", c.ShowStreak(YOU, AT)),
        ("/stats", c.ShowStats(YOU, AT)),
        ("/daily list", c.ListSchedules(YOU, AT, CHANNEL)),
        ("/me hide", c.HideMe(YOU, AT, hidden=True)),
        ("/me back", c.EndLeave(YOU, AT)),
        (
            "/me leave 2026-12-24 2026-12-31",
            c.TakeLeave(YOU, AT, date(2026, 12, 24), date(2026, 12, 31)),
        ),
    ],
)
def test_a_line_becomes_the_command_it_says(line: str, expected: c.Command) -> None:
    assert command(line) == expected


def test_in_a_quiz_a_letter_answers_the_quiz_and_a_question_mark_admits() -> None:
    here = Here(BY, 7, DRILL, set())
    assert command("a", here) == c.AnswerDrill(YOU, AT, 3, 1, "A")
    assert command("?", here) == c.AnswerDrill(YOU, AT, 3, 1, "")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("/leaderbord", "/leaderboard"),
        ("/quiz basc", "basic"),
        ("/mark " + "9" * 5000, "/mark 1 3"),
        ("/foo", '^There is no command "/foo". /help lists them all.$'),
        ("/leaderboard wek", "week"),
        ("/daily setup", "warmup schedule add"),
        ("/me leave tomorrow", "2026-12-24"),
        ("/me", "/me leave"),
        ("/mark one", "/mark 1 3"),
        ("?", "letter"),
        ("hello", "/answer"),
    ],
)
def test_a_wrong_line_is_refused_with_the_fix(line: str, hint: str) -> None:
    with pytest.raises(Refused, match=hint):
        command(line)


def test_without_a_question_a_letter_says_where_the_next_one_is() -> None:
    with pytest.raises(Refused, match="/next"):
        command("a", Here(BY, None, None, set()))


def test_an_empty_line_asks_for_nothing() -> None:
    assert understand("  \t ") is None


@given(st.text())
def test_no_line_ends_in_anything_but_a_command_or_a_refusal(line: str) -> None:
    with suppress(Refused):
        typed = understand(line)
        if typed is not None and typed.name not in ("help", "quit", "stop", "reveal", "next"):
            assert isinstance(command_of(typed, HERE), c.Command)


def test_help_names_every_command() -> None:
    told = " ".join(entry.command for entry in COMMANDS)
    assert all(f"/{name}" in told for name in NAMES)
    assert understand("/HELP") == Typed("help")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("help", Typed("help")),
        ("Quit", Typed("quit")),
        ("streak", Typed("streak")),
        ("quiz sql 3", Typed("quiz", "sql 3")),
        ("answer it depends", Typed("answer", "it depends")),
    ],
)
def test_a_command_works_without_its_slash(line: str, typed: Typed) -> None:
    assert understand(line) == typed


@pytest.mark.parametrize("line", ["next token prediction", "quit rates fell", "why not both"])
def test_a_sentence_that_begins_like_a_command_is_none(line: str) -> None:
    with pytest.raises(Refused, match="/answer"):
        understand(line)
