"""The cards of quizzes for everyone and of the home; some try to break out."""

from datetime import date, datetime, time

from bot.engine.cards import (
    Card,
    DayMark,
    GroupAnswerCard,
    GroupBoardCard,
    GroupPlace,
    GroupQuestionCard,
    HistoryMark,
    HomeCard,
    HomeManager,
    HomeQuestion,
    HomeResult,
    RevealedChoice,
    ScheduleLine,
    ShownChoice,
    StreakCard,
    StreakDay,
    Subject,
    WeekSoFar,
)
from bot.engine.model.people import Remind
from bot.engine.model.questions import Format, Level
from bot.engine.model.rich_text import Text, paragraph
from bot.engine.model.schedules import ChannelRef
from tests.support.interviews import AT, SUBJECT
from tests.support.interviews import HOSTILE as MARKED

HOSTILE = f"{MARKED}\n- l <https://x.y|z> &lt;b&gt; ```fence``` **x** :smile: [red]red[/red]"
NASTY = Subject("sql", HOSTILE, Level.INTERMEDIATE, HOSTILE)
PROMPT = paragraph("Why?")
CHANNEL = ChannelRef("slack", "T1", "C1")
SHOWN = (ShownChoice("A", (Text("a leaf"),)), ShownChoice("B", (Text(HOSTILE),)))
VOTED = (
    RevealedChoice("A", (Text("a leaf"),), True, (Text(HOSTILE),), 3),
    RevealedChoice("B", (Text(HOSTILE),), False, (Text("roots do not"),), 1),
)
STREAK = StreakCard(
    4, 9, 1, 1, WeekSoFar(4, 5),
    (StreakDay(date(2026, 11, 24), DayMark.KEPT, "you responded"),), (),
    date(2026, 11, 25), date(2026, 10, 5),
)  # fmt: skip


def _asked(round_id: int, mine: ShownChoice | None) -> HomeQuestion:
    about = NASTY if mine else SUBJECT
    return HomeQuestion(
        round_id, about, CHANNEL, None, Format.CHOICE, PROMPT, SHOWN, AT, "UTC",
        overnight=mine is not None, mine=mine,
    )  # fmt: skip


def _in_channel(number: int, next_at: datetime | None, paused: str) -> ScheduleLine:
    return ScheduleLine(number, number, f"C{number}", "09:00", next_at, "UTC", paused)


GROUP_QUIZZES: dict[str, Card] = {
    "group-question": GroupQuestionCard(7, 0, 5, NASTY, PROMPT, SHOWN, AT),
    "group-answer": GroupAnswerCard(7, 1, 5, SUBJECT, PROMPT, VOTED, 4, ("Ada", HOSTILE), 1),
    "group-answer-none": GroupAnswerCard(7, 1, 5, SUBJECT, PROMPT, VOTED, 0, (), 0),
    "group-board": GroupBoardCard(
        7, 5,
        (GroupPlace(1, ("Ada", HOSTILE), 1, 5), GroupPlace(4, (), 2, 3),
         GroupPlace(6, ("Ben",), 0, 0)), 6,
    ),
    "group-board-none": GroupBoardCard(7, 5, (), 0),
}  # fmt: skip
HOMES: dict[str, Card] = {
    "home": HomeCard(
        "Ada", (_asked(1, None), _asked(2, SHOWN[0])), STREAK, 6, "NLP",
        (
            HomeResult(date(2026, 11, 24), HOSTILE, HistoryMark.RIGHT, 10),
            HomeResult(date(2026, 11, 23), "Views", HistoryMark.WORDS, 0),
        ),
        Remind.STREAK, time(15, 30), (date(2026, 12, 24), date(2026, 12, 27)), hidden=False,
        manager=HomeManager((_in_channel(3, AT, ""), _in_channel(4, None, HOSTILE)), 2, 1, 1),
    ),
    "home-stranger": HomeCard(
        HOSTILE, (), None, 0, "", (), Remind.OFF, None, None, hidden=True, manager=None
    ),
    "home-new": HomeCard(
        "Ada", (), None, 0, "", (), Remind.OFF, None, None, hidden=False,
        manager=HomeManager((), 0, 0, 0),
    ),
    "home-alone": HomeCard(
        "Ada", (), None, 6, "NLP", (), Remind.OFF, None, None, hidden=False, manager=None,
        alone=True, practiced=True,
    ),
    "home-alone-new": HomeCard(
        HOSTILE, (), None, 0, "", (), Remind.OFF, None, None, hidden=False, manager=None,
        alone=True,
    ),
}  # fmt: skip
