"""A card of every kind, and hostile ones, as the engine could make them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.engine import cards as k
from bot.engine.model.questions import Format, Level
from bot.engine.model.rich_text import (
    BulletList,
    Code,
    CodeBlock,
    Document,
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
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.model.scores import BoardRow, Period
from tests.support.card_samples import CARD_SAMPLES
from tests.support.pictures import WEEKS
from tests.support.reports import report_card
from tests.support.who_may import CARD as WHO_MAY

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
ZONE = "America/New_York"
ABOUT = k.Subject("pytorch", "PyTorch", Level.INTERMEDIATE, "Autograd & _leaves_")
HOSTILE = "@everyone <@1> **x** [a](https://evil.example) \u202eabc ```\n# big\n> q\n- l :smile:"

EVERYTHING: Document = (
    Paragraph((Text("*Plain* "), Strong((Text("bold"),)), LineBreak(), Code("a_b[`0`]"))),
    Paragraph((Emphasis((Text("slanted"),)), Math("x^2", "x²"))),
    Paragraph((Link((Text("docs"),), "https://a.example/b_(c)"), Text(" <@&5> @here"))),
    CodeBlock("for x in y:\n    s = '```'\n", "python"),
    BulletList((paragraph("one"), (*paragraph("two"), CodeBlock("x = 1", "python")))),
    NumberedList((paragraph("three"), paragraph("four")), 3),
    Quote(paragraph("said\nagain")),
    Heading(2, (Text("Part"),)),
    Heading(5, (Text("Small part"),)),
    Table(
        ((Text("name"),), (Text("value"),)),
        (((Text("a"),), (Code("1"),)), ((Text("名前"),), (Text("2"),))),
    ),
    Table(((Text("w" * 40),), (Text("v" * 40),)), (((Text("a"),), (Text("b"),)),)),
    Paragraph((Text("# not a heading"), LineBreak(), Text("1. not a list"))),
)
SHOWN = (k.ShownChoice("A", (Text("a leaf"),)), k.ShownChoice("B", (Code("root"),)))
FEEDBACK = k.DrillFeedback(
    ABOUT, "B", right=False, right_letter="A", right_text=(Text("a leaf"),),
    why_right=(Text("leaves accumulate"),), why_wrong=(Text("roots do not"),),
    chosen_text=(Code("root"),),
)  # fmt: skip
WHY = (
    k.ReasonedChoice("A", (Text("a leaf"),), (Text("leaves accumulate"),)),
    k.ReasonedChoice("B", (Text("a root"),), (Text("roots do not"),)),
)
ASKED = (k.DrillResult("Trees *and* leaves", True), k.DrillResult("Roots", False))
STANDING = k.Standing(34, 2, 12, 3, 3, 3)
SCORES = (k.TrackScore("sql", "SQL", 3, 4), k.TrackScore("nlp", "NLP", 0, 2))
DAYS = tuple(
    k.StreakDay(date(2026, 11, 10) + timedelta(days=n), mark, f"because of {mark.value}")
    for n, mark in enumerate(k.DayMark)
)
LINES = (
    k.StreakLine(date(2026, 11, 2), date(2026, 11, 5), k.DayMark.KEPT, "4 days answered"),
    *(k.StreakLine(day.day, day.day, day.mark, day.reason) for day in DAYS),
)
REVEALED = (
    k.RevealedChoice("A", (Text("a leaf"),), True, (Text("leaves accumulate"),), 3),
    k.RevealedChoice("B", (Text("a root"),), False, (Text("roots do not"),), 1),
)

BOARD = k.LeaderboardCard(
    Period.WEEK, "SQL",
    (k.BoardLine(1, (1,), ("Ada",), 0, 30, (12,)), k.BoardLine(2, (2, 3), (HOSTILE, "Cleo"), 5, 2,
                                                               (4, 0))),
    BoardRow(9, 2, "Ben", 1), 2, 3, 25, date(2026, 11, 23), date(2026, 11, 27),
    BoardRow(8, 3, "Cleo", 2), track="sql",
)  # fmt: skip

PREP = ChannelRef("discord", "8", "123")
CARDS: dict[str, k.Card] = {
    "question": k.QuestionCard(
        1, ABOUT, 12, Format.CHOICE, EVERYTHING, SHOWN, 2, AT, ZONE, AT - timedelta(hours=7)
    ),
    "question-long": k.QuestionCard(
        1, ABOUT, 12, Format.CHOICE, paragraph("Why?"),
        (SHOWN[0], k.ShownChoice("B", (Text("a choice that is longer than the rest "), Code("x")))),
        0, AT, ZONE, overnight=True,
    ),
    "question-opening": k.QuestionCard(
        1, ABOUT, 1, Format.CHOICE, paragraph("Why?"), SHOWN, 0, AT, ZONE,
        opening=k.Opening("Hi *all*", HOSTILE, "930"),
    ),
    "question-open": k.QuestionCard(1, ABOUT, 1, Format.OPEN, paragraph("Why?"), (), 0, AT, ZONE),
    "question-thread": k.QuestionCard(
        1, ABOUT, 1, Format.THREAD, paragraph("Why?"), SHOWN, 1, AT, ZONE
    ),
    "reveal": k.RevealCard(
        1, ABOUT, 12, Format.CHOICE, paragraph("Why?"), REVEALED, 5, 1,
        ("Ada", HOSTILE), 7, (k.StreakMention("Ada", 10, best=True),), AT, ZONE, "the docs say so",
    ),
    "reveal-brief": k.RevealCard(
        1, ABOUT, 12, Format.CHOICE, paragraph("Why?"), REVEALED, 4, 0, ("Ada",), 0, (), AT, ZONE,
        brief=True, credit=HOSTILE,
    ),
    "reveal-nobody": k.RevealCard(
        1, ABOUT, 1, Format.OPEN, paragraph("Why?"), (), 0, 0, (), 0, (), AT, ZONE
    ),
    "answer": k.AnswerCard(
        1, ABOUT, EVERYTHING, ((Text("one point"),),), ("A book, chapter 2",)
    ),
    "receipt": k.ReceiptCard(1, "A", "", False, AT, ZONE, choice=SHOWN[0].text),
    "receipt-changed": k.ReceiptCard(
        1, "B", "", True, AT, ZONE, choice=SHOWN[1].text, before=SHOWN[0], overnight=True
    ),
    "receipt-words": k.ReceiptCard(1, "", HOSTILE, True, AT, ZONE, before=SHOWN[0]),
    "receipt-shared": k.ReceiptCard(1, "", "mine", False, AT, ZONE, words_shown=True),
    "receipt-asked-for": k.ReceiptCard(
        1, "A", "", False, AT, ZONE, choice=SHOWN[0].text, asked_for=True
    ),
    "reveal-post": k.RevealPostCard(
        1, ABOUT, Format.CHOICE, k.ShownChoice("A", (Text("a "), Code("leaf"))),
        (Text("leaves accumulate"),), 14, 11, 9, ("Ada", HOSTILE), 7,
        (k.StreakMention(HOSTILE, 10, best=True),), 4, None, 3, (), 0, "the docs say so",
        "https://discord.com/channels/8/9",
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
            k.SharedWords(7, HOSTILE, AT, HOSTILE, continued=False, applause=4),
            k.SharedWords(8, "Ada", AT, "two\nlines", continued=False, applause=0),
        ),
        ZONE,
    ),
    "words-continued": k.WordsCard(
        1, 2, (k.SharedWords(8, "Ada", AT, "the rest", continued=True, applause=2),), ZONE
    ),
    "follow-up": k.FollowUpCard(1, (Text("# And what of "), Code("next()"), Text("? @everyone"))),
    "receipt-thread": k.ReceiptCard(1, "", "Answer: B", False, AT, ZONE, Format.THREAD),
    "receipt-news": k.ReceiptCard(
        1, "A", "", False, AT, ZONE, choice=SHOWN[0].text,
        news=("❄️ You missed Mon 23 Nov; a freeze saved your 12-day streak.",),
        offer_reminders=True,
    ),
    "recap": k.RecapCard(
        date(2026, 11, 23), date(2026, 11, 27), 14, 51, 27, True,
        (k.BoardLine(1, (1,), (HOSTILE,), 0, 42), k.BoardLine(2, (2, 3), ("Ben", "Cleo"), 5, 34)),
        (k.NamedCount(HOSTILE, 23), k.NamedCount("Ben", 2)),
        k.HardestQuestion("Isolation levels", MessageRef(PREP, "9"), 3, 12),
        k.NamedCount(HOSTILE, 4), AT,
        ("SQL", "Python"), ZONE,
    ),
    "recap-few": k.RecapCard(
        date(2026, 11, 30), date(2026, 11, 30), 1, 1, 0, False, (), (), None, None, None, (), ZONE
    ),
    "champion": k.ChampionCard(
        date(2026, 11, 1),
        (k.BoardLine(1, (1,), (HOSTILE,), 0, 164), k.BoardLine(2, (2,), ("Ben",), 0, 1)), 18, 21,
    ),
    "champions": k.ChampionCard(
        date(2026, 11, 1), (k.BoardLine(1, (1, 2), ("Ada", HOSTILE), 1, 164),), 0, 0
    ),
    "reminder": k.ReminderCard(
        1, HOSTILE, PREP, MessageRef(PREP, "9"), AT, ZONE, streak=12, freezes=1, due_reviews=6
    ),
    "change": k.ChangeCard(1, ABOUT, Format.CHOICE, SHOWN, SHOWN[0]),
    "mine": k.MineCard(
        1, ABOUT, "", HOSTILE, None, 5,
        (k.KeyPointMark((Text("one"),), True), k.KeyPointMark((Code("two"),), False)), True,
        standing=STANDING, can_practice=True, in_thread=True,
        news=("You earned a freeze, for a day you miss. You have 1 now.",),
    ),
    "mine-suggested": k.MineCard(
        1, ABOUT, "", HOSTILE, None, 5,
        (k.KeyPointMark((Text("one"),), None, HOSTILE), k.KeyPointMark((Code("two"),), None)), True,
        standing=STANDING, suggestion=k.Suggestion(k.SuggestionState.MADE, HOSTILE, HOSTILE),
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
    "drill": k.DrillCard(7, 1, 5, ABOUT, paragraph("Why?"), SHOWN, FEEDBACK),
    "drill-summary": k.DrillSummaryCard(
        7, 3, 6, SCORES, "NLP", AT, "UTC", feedback=FEEDBACK, asked=ASKED
    ),
    "history": k.HistoryCard(
        (
            k.AskedQuestion(date(2026, 11, 27), HOSTILE, "SQL", k.HistoryMark.OPEN, None),
            k.AskedQuestion(date(2026, 11, 26), "Views", HOSTILE, k.HistoryMark.RIGHT,
                            MessageRef(PREP, "9")),
        ),
        2, more=True,
    ),
    "history-none": k.HistoryCard((), 1, more=False),
    "who-may": WHO_MAY,
    "report": report_card(HOSTILE),
    "report-small": report_card(HOSTILE, small=True),
    "leaderboard": BOARD,
    "leaderboard-empty": k.LeaderboardCard(
        Period.ALL, "", (), None, 1, 1, 0, None, None, note="You have no points yet."
    ),
    "leaderboard-posted": k.PostedLeaderboardCard(
        replace(BOARD, mine=None, ahead=None, page=1, pages=1), HOSTILE
    ),
    "streak": k.StreakCard(4, 9, 1, 1, k.WeekSoFar(4, 5), DAYS, LINES, date(2026, 11, 14),
                           date(2026, 9, 21)),
    "streak-none": k.StreakCard(0, 0, 2, 0, k.WeekSoFar(0, 0), (), (), date(2026, 11, 14),
                                date(2026, 9, 21)),
    "stats": k.StatsCard("Ada", SCORES, 30, 2, WEEKS, rising=True),
    "stats-none": k.StatsCard("Ada", (), 0, 0),
    "schedules": k.SchedulesCard(
        "This channel's questions",
        (
            k.ScheduleLine(3, 3, "123", "09:00 America/New_York, mon-fri", AT, ZONE, ""),
            k.ScheduleLine(4, 4, "123", "10:00 UTC, mon", None, "UTC", "by hand"),
            k.ScheduleLine(5, 5, "123", "11:00 UTC, mon", None, "UTC", ""),
        ),
    ),
    "welcome": k.WelcomeCard(),
    "help_for_managers": k.HelpCard(
        "What you can do as a manager",
        (k.HelpEntry("", "Team"), k.HelpEntry("/team zone", "when a day begins")), more=True,
    ),
    "plan": k.PlanCard(
        "12345", "123", "Every working day at 09:00, answer at 16:00",
        "Berlin time (it's 14:00 there now)", "tomorrow, Thu 26 Nov, 09:00",
        "Every working day at 09:00 Berlin time, answer at 16:00",
        "All tracks and levels, 109 questions", "choices, or own words",
        ("No questions yet: SQL.",),
    ),
    "plan_saved": k.PlanSavedCard(
        7, "123", "Done: the first question comes tomorrow, Thu 26 Nov, at 09:00",
        "Every working day at 09:00 Berlin time, answer at 16:00",
        "60 questions on PyTorch and TensorFlow: 12 weeks without a repeat.", AT, ZONE,
    ),
    "plan_changed": k.PlanSavedCard(
        7, "123", "Changed: no question comes in the next month", "Every day at 09:00 UTC",
        "1 question on SQL.", None, "UTC", "Today's question is asked now.", is_new=False,
    ),
    "confirm": k.ConfirmCard("What will happen next", ("one", "two"), "Save", "12"),
    "confirm-forget": k.ConfirmCard("Forget me", ("all of it",), "Forget me", "forget"),
    "confirm-import": k.ConfirmCard(
        "Add 2 questions and update 1?",
        ("4 questions: 2 new, 1 changed, 1 unchanged.", f'maths/sum: answer: "{HOSTILE}" → "6"'),
        "Add new only", "import-7", (("Update too", "update-7"),),
    ),
    "notice": k.NoticeCard("Saved.", (HOSTILE, "")),
    "notice-channel": k.NoticeCard("It goes there.", ("Really.",), channel=PREP),
    "problem": k.ProblemCard(HOSTILE, "Do better."),
    "alert": k.AlertCard(
        "The daily question is paused", ChannelRef("discord", "8", "123"), ("Gone.", HOSTILE),
        HOSTILE,
    ),
    **CARD_SAMPLES,
    "help": k.HelpCard("Commands", (k.HelpEntry("/quiz", "Practice"),)),
}  # fmt: skip
