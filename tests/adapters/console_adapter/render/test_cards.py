"""What the console prints, kept as text files; WARMUP_SNAPSHOTS=write rewrites them."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from rich.cells import cell_len

from bot.adapters.console.render import boards
from bot.engine import cards as k
from bot.engine.model.questions import Format, Level
from bot.engine.model.rich_text import (
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    Math,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    paragraph,
)
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import BoardRow, Period
from content.format.loader import load_bank
from tests.support.card_samples import CARD_SAMPLES
from tests.support.pictures import WEEKS
from tests.support.printing import printed
from tests.support.reports import report_card
from tests.support.who_may import CARD as WHO_MAY

SNAPSHOTS = Path(__file__).parent / "snapshots"
AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 8, tzinfo=UTC)
ZONE = "Europe/Berlin"
ABOUT = k.Subject("pytorch", "PyTorch", Level.INTERMEDIATE, "Autograd")
EVERYTHING = (
    Paragraph((Text("Plain [b]not bold[/b] "), Strong((Text("bold"),)), LineBreak(), Code("x[0]"))),
    Paragraph(
        (Emphasis((Text("slanted"),)), Math("x^2", "x²"), Link((Text("docs"),), "https://a.b"))
    ),
    CodeBlock("for x in y:\n    pass\n", "python"),
    BulletList((paragraph("one"), paragraph("two"))),
    NumberedList((paragraph("three"), paragraph("four")), 3),
    Quote(paragraph("said")),
    Heading(2, (Text("Part"),)),
    Table(((Text("a"),), (Text("b"),)), (((Text("1"),), (Text("2"),)),)),
)
STREAK = k.StreakCard(
    1,
    6,
    1,
    4,
    k.WeekSoFar(4, 5),
    tuple(
        k.StreakDay(date(2026, 11, 16 + n), mark, f"reason {n}") for n, mark in enumerate(k.DayMark)
    ),
    (
        k.StreakLine(date(2026, 11, 9), date(2026, 11, 12), k.DayMark.KEPT, "4 days answered"),
        k.StreakLine(date(2026, 11, 17), date(2026, 11, 17), k.DayMark.FREEZE, "reason 1"),
    ),
    date(2026, 11, 24),
    date(2026, 10, 5),
)
HERE = ChannelRef("console", "local", "c")
VOTED = (
    k.RevealedChoice("A", (Text("a leaf"),), True, (Text("leaves accumulate"),), 3),
    k.RevealedChoice("B", (Text("a root"),), False, (Text("roots do not"),), 0),
)
SHOWN = (k.ShownChoice("A", (Text("a leaf"),)), k.ShownChoice("B", (Text("a root"),)))
FEEDBACK = k.DrillFeedback(
    ABOUT, "B", right=False, right_letter="A", right_text=(Text("a leaf"),),
    why_right=(Text("leaves accumulate"),), why_wrong=(Text("roots do not"),),
    chosen_text=(Text("a root"),),
)  # fmt: skip
WHY = (
    k.ReasonedChoice("A", (Text("a leaf"),), (Text("leaves accumulate"),)),
    k.ReasonedChoice("B", (Text("a root"),), (Text("roots do not"),)),
)
ASKED = (k.DrillResult("Trees", True), k.DrillResult("Roots", False))
STANDING = k.Standing(34, 2, 12, 3, 3, 3)
SCORES = (k.TrackScore("sql", "SQL", 3, 4), k.TrackScore("nlp", "NLP", 0, 2))

BOARD = k.LeaderboardCard(
    Period.WEEK, "",
    (k.BoardLine(1, (1,), ("Ada",), 0, 30, (12,)), k.BoardLine(2, (2, 3), ("Ben", "Cleo"), 5, 20)),
    BoardRow(14, 9, "you", 2), 1, 2, 14, date(2026, 11, 23), date(2026, 11, 27),
    BoardRow(13, 8, "Dan", 12),
)  # fmt: skip

CARDS: dict[str, k.Card] = {
    "question": k.QuestionCard(
        1, ABOUT, 12, Format.CHOICE, EVERYTHING, SHOWN, 2, AT, ZONE, DUE
    ),
    "question-open": k.QuestionCard(1, ABOUT, 1, Format.OPEN, paragraph("Why?"), (), 0, AT, ZONE),
    "reveal": k.RevealCard(
        1, ABOUT, 12, Format.CHOICE, paragraph("Why?"),
        VOTED, 4, 1, ("Ada", "[red]Ben[/red]"), 7, (k.StreakMention("Ada", 10, best=True),), AT,
        ZONE, "the docs say so",
    ),
    "reveal-nobody": k.RevealCard(
        1, ABOUT, 1, Format.OPEN, paragraph("Why?"), (), 0, 0, (), 0, (), AT, ZONE
    ),
    "answer": k.AnswerCard(
        1, ABOUT, EVERYTHING, ((Text("one point"),),), ("A book, chapter 2",)
    ),
    "receipt": k.ReceiptCard(1, "A", "", False, AT, ZONE, choice=SHOWN[0].text),
    "receipt-news": k.ReceiptCard(
        1, "A", "", False, AT, ZONE, choice=SHOWN[0].text,
        news=("❄️ You missed Mon 23 Nov; a freeze saved your 12-day streak.",),
        offer_reminders=True,
    ),
    "recap": k.RecapCard(
        date(2026, 11, 23), date(2026, 11, 27), 14, 51, 27, True,
        (k.BoardLine(1, (1,), ("Ada",), 0, 42), k.BoardLine(2, (2, 3), ("Ben", "Cleo"), 5, 34)),
        (k.NamedCount("Ada", 23), k.NamedCount("Ben", 2)),
        k.HardestQuestion("Isolation levels", None, 3, 12), k.NamedCount("Ada", 4), AT,
        ("SQL", "Python"), ZONE,
    ),
    "recap-few": k.RecapCard(
        date(2026, 11, 30), date(2026, 11, 30), 1, 1, 0, False, (), (), None, None, None, (), ZONE
    ),
    "champion": k.ChampionCard(
        date(2026, 11, 1),
        (k.BoardLine(1, (1,), ("Ada",), 0, 164), k.BoardLine(2, (2,), ("Ben",), 0, 1)), 18, 21,
    ),
    "champions": k.ChampionCard(
        date(2026, 11, 1), (k.BoardLine(1, (1, 2), ("Ada", "Ada"), 1, 164),), 0, 0
    ),
    "reminder": k.ReminderCard(
        1, "Autograd", ChannelRef("console", "local", "c"), None, AT, ZONE, streak=12, freezes=2,
        due_reviews=6,
    ),
    "receipt-changed": k.ReceiptCard(
        1, "B", "", True, AT, ZONE, choice=SHOWN[1].text, before=SHOWN[0], overnight=True
    ),
    "receipt-words": k.ReceiptCard(1, "", "my [words]", True, AT, ZONE, before=SHOWN[0]),
    "receipt-asked-for": k.ReceiptCard(
        1, "A", "", False, AT, ZONE, choice=SHOWN[0].text, asked_for=True
    ),
    "change": k.ChangeCard(1, ABOUT, Format.CHOICE, SHOWN, SHOWN[0]),
    "reveal-post": k.RevealPostCard(
        1, ABOUT, Format.CHOICE, k.ShownChoice("A", (Text("a "), Code("leaf"))),
        (Text("leaves accumulate"),), 14, 11, 9, ("Ada", "[red]Ben[/red]"), 7,
        (k.StreakMention("[red]Ben[/red]", 10, best=True),), 4, None, 3, (), 0, "the docs say so",
    ),
    "reveal-post-nobody": k.RevealPostCard(
        1, ABOUT, Format.CHOICE, k.ShownChoice("A", (Text("a leaf"),)), (), 2, 2, 0, (), 0, (), 0,
        k.Mistake("B", (Text("roots do not"),)), 0, (), 0,
    ),
    "reveal-post-open": k.RevealPostCard(
        1, ABOUT, Format.OPEN, None, (), 6, 0, 6, ("Ada",), 5, (), 0, None, 1,
        (k.PointCovered((Text("the plan"),), 4), k.PointCovered((Code("index"),), 0)), 4,
    ),
    "words": k.WordsCard(
        1, 1,
        (
            k.SharedWords(7, "[red]Ben[/red]", AT, "[red]Ben[/red]", continued=False, applause=4),
            k.SharedWords(8, "Ada", AT, "two\nlines", continued=False, applause=0),
        ),
        ZONE,
    ),
    "words-continued": k.WordsCard(
        1, 2, (k.SharedWords(8, "Ada", AT, "the rest", continued=True, applause=2),), ZONE
    ),
    "follow-up": k.FollowUpCard(1, (Text("# And what of "), Code("next()"), Text("? [bold]"))),
    "mine": k.MineCard(
        1, ABOUT, "", "my words", None, 5,
        (k.KeyPointMark((Text("one"),), True), k.KeyPointMark((Code("two"),), False)), True,
        standing=STANDING, can_practice=True, in_thread=True,
        news=("You earned a freeze, for a day you miss. You have 1 now.",),
    ),
    "mine-suggested": k.MineCard(
        1, ABOUT, "", "[bold]mine", None, 5,
        (k.KeyPointMark((Text("one"),), None, "[b]mine"), k.KeyPointMark((Code("two"),), None)),
        True, standing=STANDING,
        suggestion=k.Suggestion(k.SuggestionState.MADE, "[b]qwen", "localhost"),
    ),
    "mine-offered": k.MineCard(
        1, ABOUT, "", "words", None, 5, (k.KeyPointMark((Text("one"),), None),), True,
        suggestion=k.Suggestion(k.SuggestionState.OFFERED, "qwen", "localhost:11434"),
    ),
    "mine-asks": k.MineCard(
        1, ABOUT, "", "words", None, 5, (k.KeyPointMark((Text("one"),), None),), True,
        suggestion=k.Suggestion(k.SuggestionState.ASKS, "qwen", "localhost:11434"),
    ),
    "mine-not-read": k.MineCard(
        1, ABOUT, "", "words", None, 5, (k.KeyPointMark((Text("one"),), None),), True,
        suggestion=k.Suggestion(k.SuggestionState.FAILED, "qwen", "localhost:11434", "it rests"),
    ),
    "mine-right": k.MineCard(
        1, ABOUT, "A", "", True, 10, (k.KeyPointMark((Text("one"),), None),), False,
        chosen=WHY[0], answer=WHY[0], standing=STANDING, can_practice=True,
    ),
    "mine-wrong": k.MineCard(
        1, ABOUT, "B", "", False, 2, (), False, chosen=WHY[1], answer=WHY[0],
        standing=STANDING, can_practice=True, in_reviews=True,
    ),
    "mine-none": k.MineCard(
        1, ABOUT, "", "", None, 0, (), False, answered=False, answer=WHY[0], freezes=1,
        can_practice=True,
    ),
    "reasons": k.ReasonsCard(1, ABOUT, (WHY[1],), WHY[0], "B"),
    "drill": k.DrillCard(1, 1, 5, ABOUT, paragraph("Why?"), SHOWN, FEEDBACK),
    "drill-summary": k.DrillSummaryCard(
        1, 3, 6, SCORES, "NLP", AT, ZONE, feedback=FEEDBACK, asked=ASKED
    ),
    "history": k.HistoryCard(
        (
            k.AskedQuestion(date(2026, 11, 27), "Joins", "SQL", k.HistoryMark.OPEN, None),
            k.AskedQuestion(date(2026, 11, 26), "Views", "Joins", k.HistoryMark.RIGHT, None),
        ),
        2, more=True,
    ),
    "history-none": k.HistoryCard((), 3, more=False),
    "who-may": WHO_MAY,
    "report": report_card(),
    "report-small": report_card(small=True),
    "leaderboard": BOARD,
    "leaderboard-posted": k.PostedLeaderboardCard(replace(BOARD, mine=None, ahead=None), "Ada"),
    "leaderboard-alone": k.LeaderboardCard(
        Period.WEEK, "", (), BoardRow(1, 9, "you", 0), 1, 1, 0,
        date(2026, 11, 23), date(2026, 11, 24), note="You have no points in this period yet.",
    ),
    "leaderboard-empty": k.LeaderboardCard(
        Period.ALL, "SQL", (), None, 1, 1, 0, None, None, note="You have not answered."
    ),
    "streak": STREAK,
    "streak-none": k.StreakCard(0, 0, 0, 5, k.WeekSoFar(0, 0), (), (), date(2026, 11, 24),
                                 date(2026, 10, 5)),
    "stats": k.StatsCard("you", SCORES, 30, 1, WEEKS, rising=True),
    "stats-none": k.StatsCard("you", (), 0, 0),
    "schedules": k.SchedulesCard(
        "This channel's questions",
        (
            k.ScheduleLine(1, 1, "prep", "09:00 UTC, mon-fri; all tracks", AT, ZONE, ""),
            k.ScheduleLine(2, 2, "prep", "12:00 UTC, mon-fri; sql", None, ZONE, "by hand"),
        ),
    ),
    "welcome": k.WelcomeCard(),
    "help_for_managers": k.HelpCard(
        "What you can do as a manager",
        (k.HelpEntry("", "Team"), k.HelpEntry("/team zone", "when a day begins")), more=True,
    ),
    "plan": k.PlanCard(
        "12345", "prep", "Every working day at 09:00, answer at 16:00",
        "Berlin time (it's 14:00 there now)", "tomorrow, Thu 26 Nov, 09:00",
        "Every working day at 09:00 Berlin time, answer at 16:00",
        "All tracks and levels, 109 questions", "choices, or own words",
        ("No questions yet: SQL.",),
    ),
    "plan_saved": k.PlanSavedCard(
        7, "prep", "Done: the first question comes tomorrow, Thu 26 Nov, at 09:00",
        "Every working day at 09:00 Berlin time, answer at 16:00",
        "60 questions on PyTorch and TensorFlow: 12 weeks without a repeat.", AT, ZONE,
    ),
    "plan_changed": k.PlanSavedCard(
        7, "prep", "Changed: no question comes in the next month", "Every day at 09:00 UTC",
        "1 question on SQL.", None, "UTC", "Today's question is asked now.", is_new=False,
    ),
    "confirm": k.ConfirmCard("Sure?", ("It is deleted.",), "Yes", "token"),
    "notice": k.NoticeCard("Done.", ("A line.",), channel=ChannelRef("console", "w", "prep")),
    "receipt-shared": k.ReceiptCard(1, "", "mine", False, AT, ZONE, words_shown=True),
    "problem": k.ProblemCard("That is wrong.", "Do this."),
    "alert": k.AlertCard("Paused", ChannelRef("console", "local", "prep"), ("Gone.",)),
    **CARD_SAMPLES,
    "help": k.HelpCard("Commands", (k.HelpEntry("/quiz", "questions"),)),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(CARDS))
def test_a_card_prints_as_it_was_last_looked_at(name: str) -> None:
    file = SNAPSHOTS / f"{name}.txt"
    text = printed(CARDS[name])
    if os.environ.get("WARMUP_SNAPSHOTS") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_there_is_a_snapshot_of_every_kind_of_card() -> None:
    assert {type(card) for card in CARDS.values()} == set(get_args(k.Card))


@pytest.mark.slow
def test_every_shipped_question_prints_in_a_terminal_of_eighty_columns() -> None:
    for question in load_bank().questions.values():
        card = k.AnswerCard(
            1, ABOUT, question.answer, question.key_points, question.references,
        )  # fmt: skip
        text = printed(card, width=80)
        assert max(map(cell_len, text.splitlines())) <= 80


def test_code_that_is_wider_than_the_terminal_goes_on_in_the_next_line() -> None:
    code = CodeBlock("total = " + " + ".join(f"n{number}" for number in range(30)), "python")
    card = k.AnswerCard(1, ABOUT, (code,), (), ())
    assert "".join(printed(card, 40).split()).endswith("+n29")


def test_a_single_vote_among_many_still_shows() -> None:
    assert boards.bar(1, 1000).plain
    assert not boards.bar(0, 1000).plain
    assert not boards.bar(0, 0).plain


def test_marks_are_not_read_as_formatting() -> None:
    assert "[red]Ben[/red]" in printed(CARDS["reveal"])
