"""Slash commands as words, and help for a wrong one."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.command_table import COMMANDS, verbs
from bot.adapters.shared.question_words import OpenForm, OpenImport
from bot.adapters.shared.typed import AskedBy
from bot.adapters.slack.commands.help import HelpWanted
from bot.adapters.slack.commands.parser import (
    Asked,
    EditForm,
    SetupForm,
    parse,
)
from bot.adapters.slack.render.mrkdwn import unescape
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine.cards import HelpCard
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Level
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import Period

TRACKS = {"pytorch", "machine-learning", "statistics"}
WHO, AT = Actor("slack", "T", "U", "Ada"), datetime(2026, 3, 23, tzinfo=UTC)
DAY = date(2026, 12, 24)
CHANNEL = ChannelRef("slack", "T", "C")


def asked(command: str, text: str = "") -> Asked:
    return parse(command, text, AskedBy(WHO, AT, CHANNEL), TRACKS)


@pytest.mark.parametrize(
    ("command", "text", "expected"),
    [
        ("/quiz", "", c.StartQuiz(WHO, AT)),
        ("/quiz", "pytorch 5", c.StartQuiz(WHO, AT, "pytorch")),
        ("/quiz", "3 Basic PyTorch", c.StartQuiz(WHO, AT, "pytorch", Level.BASIC, 3)),
        ("/quiz", "machine learning", c.StartQuiz(WHO, AT, "machine-learning")),
        ("/practice", "", c.StartPractice(WHO, AT)),
        ("/leaderboard", "", c.ShowLeaderboard(WHO, AT)),
        ("/leaderboard", "month pytorch", c.ShowLeaderboard(WHO, AT, Period.MONTH, "pytorch")),
        ("/leaderboard", "all time", c.ShowLeaderboard(WHO, AT, Period.ALL)),
        ("/streak", "", c.ShowStreak(WHO, AT)),
        ("/stats", "", c.ShowStats(WHO, AT)),
        ("/question", "flag a/b wrong key", c.FlagQuestion(WHO, AT, "a/b", "wrong key")),
        ("/question", "review", c.ReviewQueue(WHO, AT, CHANNEL)),
        ("/question", "list", qc.ListQuestions(WHO, AT)),
        ("/team", "reviewers here", qc.SetReviewers(WHO, AT, CHANNEL)),
        ("/question", "correct a/b 2 it is so", c.CorrectKey(WHO, AT, "a/b", 2, "it is so")),
        ("/question", "retire a/b too easy", c.RetireQuestion(WHO, AT, "a/b", "too easy")),
        ("/team", "zone Europe/Paris", c.SetZone(WHO, AT, "Europe/Paris")),
        ("/team", "weekends On", c.SetWeekends(WHO, AT, count=True)),
        ("/team", "weekends off", c.SetWeekends(WHO, AT, count=False)),
        ("/team", "holidays", c.ListHolidays(WHO, AT)),
        ("/team", "holidays add 2026-12-24 Eve", c.AddHoliday(WHO, AT, DAY, "Eve")),
        ("/team", "holidays remove 2026-12-24", c.RemoveHoliday(WHO, AT, DAY)),
        ("/me", "leave 2026-12-24", c.TakeLeave(WHO, AT, None, DAY)),
        ("/warmup", "me back", c.EndLeave(WHO, AT)),
        ("/me", "hide", c.HideMe(WHO, AT, hidden=True)),
        ("/me", "show", c.HideMe(WHO, AT, hidden=False)),
        ("/me", "forget", c.ForgetMe(WHO, AT)),
        ("streak", "", c.ShowStreak(WHO, AT)),
    ],
)
def test_words_become_the_engines_commands(command: str, text: str, expected: c.Command) -> None:
    assert asked(command, text) == expected


@pytest.mark.parametrize(
    ("command", "text", "expected"),
    [
        ("/daily", "setup", SetupForm()),
        ("/daily", "edit", EditForm(None)),
        ("/daily", "edit 4", EditForm(4)),
        ("/daily", "list", c.ListSchedules(WHO, AT, CHANNEL)),
        ("/daily", "list all", c.ListSchedules(WHO, AT, None)),
        ("/daily", "pause", c.PauseSchedule(WHO, AT, None, CHANNEL)),
        ("/daily", "remove 4", c.RemoveSchedule(WHO, AT, 4, CHANNEL)),
        ("/question", "suggest", OpenForm(ids.Suggest())),
        ("/question", "add", OpenForm(ids.EditQuestion(""))),
        ("/question", "edit a/b", OpenForm(ids.EditQuestion("a/b"))),
        ("/question", "import", OpenImport()),
        ("/me", "export", q.ExportMe(WHO)),
    ],
)
def test_schedules_forms_and_exports(command: str, text: str, expected: object) -> None:
    assert asked(command, text) == expected


@pytest.mark.parametrize(
    ("command", "text", "fix"),
    [
        ("/quiz", "basci", "basic"),
        ("/leaderboard", "mnth", "month"),
        ("/daily", "setpu", "/daily setup"),
        ("/daily", "", "/daily setup, list"),
        ("/daily", "pause three", "/daily list"),
        ("/question", "flga", "/question flag"),
        ("/question", "flag", "/question flag ID REASON"),
        ("/question", "accept", "/question accept NUMBER"),
        ("/question", "correct a/b", "ID NUMBER REASON"),
        ("/question", "correct a/b two", "numbered from 1"),
        ("/team", "holiday", "/team holidays"),
        ("/team", "holidays ad 2026-12-24", "add"),
        ("/team", "holidays soon", "add or remove"),
        ("/team", "holidays add", "2026-12-24"),
        ("/team", "holidays add christmas", "2026-12-24"),
        ("/me", "leave", "/warmup me leave 2026-12-31"),
        ("/me", "leave 2026-02-30", "2026-12-24"),
        ("/me", "hid", "/warmup me hide"),
        ("/me", "", "/warmup me leave, remind, back"),
        ("/warmup", "foo", "/warmup help"),
        ("/streak", "please", "just /streak"),
        ("/warmup", "strek", "/streak"),
    ],
)
def test_a_wrong_word_is_refused_with_the_fix(command: str, text: str, fix: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(command, text)
    assert fix in refused.value.fix


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_names_its_words(command: str) -> None:
    card = asked(f"/{command}", "help")
    assert isinstance(card, HelpCard)
    told = " ".join(entry.command for entry in card.entries)
    for verb in verbs(command) or (command,):
        assert verb in told


@pytest.mark.parametrize("text", ["", "help"])
def test_the_app_alone_tells_what_one_can_do_and_on_request_everything(text: str) -> None:
    assert asked("/warmup", text) == HelpWanted(WHO)
    card = asked("/warmup", "help all")
    assert isinstance(card, HelpCard)
    assert len(card.entries) > len(COMMANDS)


@given(st.sampled_from([*COMMANDS, "warmup", "nonsense"]), st.text(max_size=40))
def test_any_words_are_understood_or_refused_with_a_fix(command: str, text: str) -> None:
    try:
        asked(command, text)
    except Refused as refused:
        found = refused
    else:
        return
    assert found.message
    assert found.fix


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<@U123> and <@U1|ann>", "@U123 and @ann"),
        ("<#C1|general> <!here> <!subteam^S1|@team>", "#general @here @team"),
        ("see <https://a.b|the docs> or <https://c.d>", "see the docs or https://c.d"),
        ("List<int> x", "List<int> x"),
    ],
)
def test_slacks_escapes_are_read_as_they_were_typed(raw: str, read: str) -> None:
    assert unescape(raw) == read
