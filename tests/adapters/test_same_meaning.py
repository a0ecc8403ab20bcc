"""What people type, and what it means: the same on Discord, on Slack and in the terminal.

Each row names the words of each platform (None where it has none), and the command that
reaches the engine. Only who asks, and where, differs.
"""

import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from bot.adapters.console.commands.help import understand
from bot.adapters.console.commands.parser import Here, command_of
from bot.adapters.shared.command_table import TABLE
from bot.adapters.shared.typed import AskedBy
from bot.adapters.slack.commands.parser import parse
from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import interview_commands as ic
from bot.engine import pair_commands as pc
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import review_commands as rc
from bot.engine import team_commands as tc
from bot.engine.cards import Card, NoticeCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck, PersonalFile
from bot.engine.home_commands import ShowHome
from bot.engine.model.people import Actor, Remind
from bot.engine.model.practice import Focus
from bot.engine.model.questions import Level
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import Period
from tests.support.discord.rig import Rig, running
from tests.support.discord.shown import told

WHO, AT = Actor("console", "w", "u", "Ada"), datetime(2026, 3, 2, 9, tzinfo=UTC)
HERE = ChannelRef("console", "w", "c")
FIRST, LAST = date(2026, 12, 24), date(2026, 12, 31)


@dataclass(frozen=True)
class Row:
    """Words on each platform: Discord's command with its options, Slack's, the terminal's."""

    meaning: c.Command | q.ExportMe | MissedDeck
    discord: tuple[str, Mapping[str, Any]] | None
    slack: str | None
    console: str | None


ROWS = (
    Row(pc.FindPartner(WHO, AT), ("interview", {"pair": True}), "/interview pair", None),
    Row(pc.InviteMember(WHO, AT, "U0BEN"), None, "/interview with @U0BEN", None),
    Row(
        pc.InviteMember(WHO, AT, "U0BEN", "pytorch", Level.BASIC, 30),
        None,
        "/interview with @U0BEN pytorch basic 30",
        None,
    ),
    Row(c.StartQuiz(WHO, AT), ("quiz", {}), "/quiz", "/quiz"),
    Row(
        c.StartQuiz(WHO, AT, "pytorch", Level.BASIC, 3),
        ("quiz", {"track": "pytorch", "level": "basic", "count": 3}),
        "/quiz pytorch basic 3",
        "/quiz pytorch basic 3",
    ),
    Row(ic.StartInterview(WHO, AT), ("interview", {}), "/interview", "/interview"),
    Row(
        ic.StartInterview(WHO, AT, "pytorch", Level.BASIC, 30),
        ("interview", {"track": "pytorch", "level": "basic", "minutes": 30}),
        "/interview pytorch basic 30",
        "/interview 30 min basic pytorch",
    ),
    Row(c.StartPractice(WHO, AT), ("practice", {}), "/practice", "/practice"),
    Row(c.ShowLeaderboard(WHO, AT), ("leaderboard", {}), "/leaderboard", "/leaderboard"),
    Row(
        c.ShowLeaderboard(WHO, AT, Period.ALL, "pytorch"),
        ("leaderboard", {"period": "all", "track": "pytorch"}),
        "/leaderboard all pytorch",
        "/leaderboard all pytorch",
    ),
    Row(ShowHome(WHO, AT), ("home", {}), "/home", "/home"),
    Row(
        gc.StartGroupQuiz(WHO, AT, HERE, "pytorch", Level.BASIC),
        ("quiz", {"track": "pytorch", "level": "basic", "who": "together"}),
        "/quiz together pytorch basic",
        None,
    ),
    Row(c.ShowStreak(WHO, AT), ("streak", {}), "/streak", "/streak"),
    Row(c.ShowStats(WHO, AT), ("stats", {}), "/stats", "/stats"),
    Row(
        c.TakeLeave(WHO, AT, None, LAST),
        ("me leave", {"last": "2026-12-31"}),
        "/warmup me leave 2026-12-31",
        "/me leave 2026-12-31",
    ),
    Row(
        c.TakeLeave(WHO, AT, FIRST, LAST),
        ("me leave", {"first": "2026-12-24", "last": "2026-12-31"}),
        "/warmup me leave 2026-12-24 2026-12-31",
        "/me leave 2026-12-24 2026-12-31",
    ),
    Row(
        c.SetReminders(WHO, AT, Remind.STREAK, time(14, 30)),
        ("me remind", {"when": "streak", "time": "14:30"}),
        "/warmup me remind streak 14:30",
        "/me remind streak 14:30",
    ),
    Row(
        c.SetReminders(WHO, AT, Remind.OFF),
        ("me remind", {"when": "off"}),
        "/warmup me remind off",
        "/me remind off",
    ),
    Row(
        c.SetRecap(WHO, AT, "fri 17:00"),
        ("team recap", {"when": "fri 17:00"}),
        "/team recap fri 17:00",
        "/team recap fri 17:00",
    ),
    Row(tc.ShowReport(WHO, AT), ("team report", {}), "/team report", "/team report"),
    Row(tc.ShowPrivacy(WHO, AT), ("me privacy", {}), "/warmup me privacy", "/me privacy"),
    Row(
        tc.SetPrivacy(WHO, AT, named=True),
        ("me privacy", {"report": "named"}),
        "/warmup me privacy named",
        "/me privacy named",
    ),
    Row(
        tc.SetPrivacy(WHO, AT, named=False),
        ("me privacy", {"report": "private"}),
        "/warmup me privacy private",
        "/me privacy private",
    ),
    Row(rc.ShowOwnMemory(WHO, AT), ("me reviews", {}), "/warmup me reviews", "/me reviews"),
    *(
        Row(
            rc.SetOwnMemory(WHO, AT, own=own),
            ("me reviews", {"rules": rules}),
            f"/warmup me reviews {rules}",
            f"/me reviews {rules}",
        )
        for rules, own in (("own", True), ("usual", False))
    ),
    Row(c.EndLeave(WHO, AT), ("me leave", {"back": True}), "/warmup me back", "/me back"),
    Row(c.HideMe(WHO, AT, hidden=True), ("me hide", {}), "/warmup me hide", "/me hide"),
    Row(
        c.HideMe(WHO, AT, hidden=False),
        ("me hide", {"hidden": False}),
        "/warmup me show",
        "/me show",
    ),
    Row(c.ForgetMe(WHO, AT), ("me forget", {}), "/warmup me forget", None),
    Row(q.ExportMe(WHO), ("me export", {}), "/warmup me export", "/me export"),
    Row(
        MissedDeck(WHO, AT),
        ("me export", {"what": "missed"}),
        "/warmup me export missed",
        "/me export missed",
    ),
    Row(c.ListSchedules(WHO, AT, HERE), ("daily list", {}), "/daily list", "/daily list"),
    Row(c.ListSchedules(WHO, AT), ("daily list", {"everywhere": True}), "/daily list all", None),
    Row(c.PauseSchedule(WHO, AT, None, HERE), ("daily pause", {}), "/daily pause", None),
    Row(c.ResumeSchedule(WHO, AT, 4, HERE), ("daily resume", {"schedule": 4}), "/daily resume 4",
        None),
    Row(c.SkipNext(WHO, AT, None, HERE), ("daily skip", {}), "/daily skip", None),
    Row(c.PostNow(WHO, AT, None, HERE), ("daily now", {}), "/daily now", None),
    Row(c.RemoveSchedule(WHO, AT, None, HERE), ("daily remove", {}), "/daily remove", None),
    Row(
        c.FlagQuestion(WHO, AT, "a/b", "wrong key"),
        ("question flag", {"question": "a/b", "reason": "wrong key"}),
        "/question flag a/b wrong key",
        None,
    ),
    Row(c.ReviewQueue(WHO, AT, HERE), ("question review", {}), "/question review",
        "/question review"),
    Row(
        qc.ShowProposal(WHO, AT, number=3, channel=HERE),
        ("question review", {"item": 3}),
        "/question review 3",
        "/question review 3",
    ),
    Row(qc.AcceptSuggestion(WHO, AT, number=3, channel=HERE), None, "/question accept 3",
        "/question accept #3"),
    Row(qc.Decline(WHO, AT, number=3, channel=HERE, reason="not so"), None,
        "/question decline 3 not so", "/question decline 3 not so"),
    Row(qc.ShowTeamQuestion(WHO, AT, "a/b"), ("question show", {"question": "a/b"}),
        "/question show a/b", "/question show a/b"),
    Row(c.StartQuiz(WHO, AT, "pytorch", None, 3, Focus.HARDER),
        ("quiz", {"track": "pytorch", "count": 3, "focus": "harder"}), "/quiz pytorch 3 harder",
        "/quiz pytorch 3 harder"),
    Row(c.StartQuiz(WHO, AT, focus=Focus.WEAK), ("quiz", {"focus": "weak"}), "/quiz weak",
        "/quiz weak"),
    Row(qc.AskNext(WHO, AT, "a/b"), ("question next", {"question": "a/b"}),
        "/question next a/b", "/question next a/b"),
    Row(qc.RestoreQuestion(WHO, AT, "a/b"), ("question restore", {"question": "a/b"}),
        "/question restore a/b", "/question restore a/b"),
    Row(c.ShowHistory(WHO, AT, 2), ("question history", {"page": 2}), "/question history 2",
        "/question history 2"),
    Row(qc.ListQuestions(WHO, AT, "views", 2), ("question list", {"words": "views", "page": 2}),
        "/question list views 2", "/question list views 2"),
    Row(qc.ShowReviewers(WHO, AT), ("team reviewers", {}), "/team reviewers", "/team reviewers"),
    Row(qc.SetReviewers(WHO, AT, None), ("team reviewers", {"managers_only": True}),
        "/team reviewers managers", "/team reviewers managers"),
    Row(tc.ShowManagers(WHO, AT), ("team managers", {}), "/team managers", "/team managers"),
    Row(tc.SetManagers(WHO, AT), ("team managers", {"admins": True}), "/team managers admins",
        "/team managers admins"),
    Row(tc.SetManagers(WHO, AT, ("S0LEADS",), ("U0BEN",)), None, "/team managers @U0BEN @S0LEADS",
        None),
    Row(tc.SetManagers(WHO, AT, (), ("ann", "ben")), None, None, "/team managers @ann, ben"),
    Row(
        c.CorrectKey(WHO, AT, "a/b", 2, "it is so"),
        ("question correct", {"question": "a/b", "number": 2, "reason": "it is so"}),
        "/question correct a/b 2 it is so",
        None,
    ),
    Row(
        c.RetireQuestion(WHO, AT, "a/b", "too easy"),
        ("question retire", {"question": "a/b", "reason": "too easy"}),
        "/question retire a/b too easy",
        None,
    ),
    Row(c.SetZone(WHO, AT, "Asia/Tokyo"), ("team zone", {"zone": "Asia/Tokyo"}),
        "/team zone Asia/Tokyo", "/team zone Asia/Tokyo"),
    Row(c.SetWords(WHO, AT, shown=False), ("team words", {"shown": False}),
        "/team words off", "/team words off"),
    Row(tc.SetSuggestions(WHO, AT, on=False), ("team ticks", {"on": False}),
        "/team ticks off", "/team ticks off"),
    Row(c.SetWeekends(WHO, AT, count=True), ("team weekends", {"count": True}),
        "/team weekends on", "/team weekends on"),
    Row(c.SetWeekends(WHO, AT, count=False), ("team weekends", {"count": False}),
        "/team weekends off", "/team weekends off"),
    Row(c.ListHolidays(WHO, AT), ("team holidays", {}), "/team holidays", "/team holidays"),
    Row(
        c.AddHoliday(WHO, AT, FIRST, "Eve"),
        ("team holidays", {"add": "2026-12-24", "name": "Eve"}),
        "/team holidays add 2026-12-24 Eve",
        "/team holidays add 2026-12-24 Eve",
    ),
    Row(
        c.RemoveHoliday(WHO, AT, FIRST),
        ("team holidays", {"remove": "2026-12-24"}),
        "/team holidays remove 2026-12-24",
        "/team holidays remove 2026-12-24",
    ),
)  # fmt: skip
NAMES = [row.slack for row in ROWS if row.slack]
NO_COMMAND = {
    "daily setup", "daily edit", "question suggest", "question add", "question edit",
    "question import", "help",
}  # fmt: skip
"""What opens a form or shows help, and so asks nothing of the engine yet."""


def test_every_command_of_the_table_has_a_row() -> None:
    typed = [f"{name.removeprefix('/warmup ').removeprefix('/')} " for name in NAMES]
    missing = {
        each.path for each in TABLE if not any(words.startswith(f"{each.path} ") for words in typed)
    }
    assert missing == NO_COMMAND


def the_same(asked: object) -> object:
    """Return what was asked, by WHO, at AT, in HERE."""
    assert isinstance(asked, c.Command | q.ExportMe | MissedDeck)
    changed: dict[str, Any] = {"actor": WHO}
    if isinstance(asked, c.Command | MissedDeck):
        changed["at"] = AT
    if getattr(asked, "channel", None) is not None:
        changed["channel"] = HERE
    return replace(asked, **changed)


@pytest.mark.parametrize("row", [row for row in ROWS if row.slack], ids=lambda row: row.slack)
def test_on_slack(row: Row) -> None:
    assert row.slack is not None
    command, _, text = row.slack.partition(" ")
    by = AskedBy(Actor("slack", "T", "U", "Ada"), AT, ChannelRef("slack", "T", "C"))
    assert the_same(parse(command, text, by, {"pytorch"})) == row.meaning


@pytest.mark.parametrize("row", [row for row in ROWS if row.console], ids=lambda row: row.console)
def test_in_the_terminal(row: Row) -> None:
    typed = understand(row.console or "")
    assert typed is not None
    here = Here(AskedBy(WHO, AT, HERE), 1, None, {"pytorch"})
    assert the_same(command_of(typed, here)) == row.meaning


class Recorder(Engine):
    """An engine that notes what it is asked, and does nothing."""

    def __init__(self, engine: Engine) -> None:
        self.bank, self._engine = engine.bank, engine
        self.asked: list[object] = []

    async def handle(self, command: c.Command, delivery: str = "") -> Card:
        """Note the command."""
        del delivery
        self.asked.append(command)
        return NoticeCard("noted")

    async def ask(self, query: q.Query[Any]) -> Any:
        """Note an export; look anything else up."""
        if isinstance(query, MissedDeck):
            self.asked.append(query)
            return PersonalFile("missed.apkg", b"", "")
        if isinstance(query, q.ExportMe):
            self.asked.append(query)
            return {}
        return await self._engine.ask(query)

    async def note(self, note: q.Note[Any]) -> Any:
        """Keep a note as an engine does."""
        return await self._engine.note(note)


@asynccontextmanager
async def recording() -> AsyncGenerator[tuple[Rig, Recorder]]:
    """Run a bot on a simulated Discord that notes what is asked."""
    recorders: list[Recorder] = []

    def record(engine: Engine) -> Engine:
        recorders.append(Recorder(engine))
        return recorders[-1]

    async with running(engine=record) as rig:
        yield rig, recorders[-1]


async def test_on_discord() -> None:
    async with recording() as (rig, engine):
        for row in ROWS:
            if row.discord is None:
                continue
            command, options = row.discord
            await rig.slash(rig.ada, command, **options)
            assert the_same(engine.asked.pop()) == row.meaning, command
            assert engine.asked == []


async def test_on_discord_a_person_is_picked_and_no_bot() -> None:
    async with recording() as (rig, engine):
        picked = {"with": rig.ben, "track": "pytorch", "level": "basic", "minutes": 30}
        await rig.slash(rig.ada, "interview", **picked)
        asked = pc.InviteMember(WHO, AT, str(rig.ben.id), "pytorch", Level.BASIC, 30)
        assert the_same(engine.asked.pop()) == asked
        both = await rig.slash(rig.ada, "interview", **{"with": rig.ben, "pair": True})
        assert "Choose either with or pair." in told(both)
        wishes = await rig.slash(rig.ada, "interview", pair=True, minutes=30)
        assert "Choose pair without other options." in told(wishes)
        assert engine.asked == []


# --- bad input -------------------------------------------------------------------------

WRONG_DATES = ("tomorrow", "2026-02-30", "24.12.2026")


@pytest.mark.parametrize("word", WRONG_DATES)
async def test_a_wrong_date_is_refused_in_the_same_words(word: str) -> None:
    said = f'"{word}" isn\'t a date. Write it as 2026-12-24.'
    by = AskedBy(WHO, AT, HERE)
    with pytest.raises(Refused, match=re.escape(said)):
        parse("/me", f"leave {word}", by, ())
    typed = understand(f"/me leave {word}")
    assert typed is not None
    with pytest.raises(Refused, match=re.escape(said)):
        command_of(typed, Here(by, 1, None, ()))
    async with running() as rig:
        shown = await rig.slash(rig.ben, "me leave", last=word)
        assert told(shown).replace("\n", " ") == said


@pytest.mark.parametrize("words", ["with", "with Ben", "with @ben", "pair sql"])
def test_whom_to_ask_on_slack_is_picked_or_refused(words: str) -> None:
    by = AskedBy(Actor("slack", "T", "U", "Ada"), AT, HERE)
    with pytest.raises(Refused):
        parse("/interview", words, by, {"sql"})


@pytest.mark.parametrize("words", ["with robin", "pair"])
def test_in_the_terminal_nobody_can_interview(words: str) -> None:
    typed = understand(f"/interview {words}")
    assert typed is not None
    with pytest.raises(Refused, match="simulated"):
        command_of(typed, Here(AskedBy(WHO, AT, HERE), 1, None, ()))
