"""One card of each kind, with everything a card can hold that tries to break out."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.engine import cards as c
from bot.engine.cards import Card
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
)
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.model.scores import BoardRow, Period
from tests.support.card_samples import CARD_SAMPLES
from tests.support.pictures import WEEKS
from tests.support.reports import report_card
from tests.support.who_may import CARD as WHO_MAY

AT = datetime(2026, 3, 23, 15, 0, tzinfo=UTC)
NASTY = "<!channel> <@U0ADA> &lt;b&gt; ```fence``` *bold* _it_ :smile: <https://x.y|z>"
EVERYTHING: Document = (
    Heading(2, (Text("A heading"),)),
    Paragraph((Text("Some "), Strong((Text("bold "), Emphasis((Text("both"),)))), Text(", "),
               Code("x < y & z"), LineBreak(), Math(r"\alpha^2", "α²"),
               Link((Text("a link"),), "https://pytorch.org/docs?a=1&b=2"))),
    CodeBlock('def f(x):\n    return "```" + x  # <!channel>\n', "python"),
    BulletList(((Paragraph((Text("one"),)),),
                (Paragraph((Text("two"),)), BulletList(((Paragraph((Text("inner"),)),),))))),
    NumberedList(((Paragraph((Text("first"),)),), (Paragraph((Text("second"),)),))),
    NumberedList(((Paragraph((Text("with code"),)), CodeBlock("a = 1")),), 3),
    Quote((Paragraph((Text("quoted"),)), CodeBlock("in a quote"))),
    Table(((Text("name"),), (Text("n"),)), (((Text("relu"),), (Text("1"),)),)),
    Paragraph((Text(NASTY),)),
)  # fmt: skip
SUBJECT = c.Subject("pytorch", "PyTorch", Level.INTERMEDIATE, "What does backward() do?")
CHOICES = tuple(c.ShownChoice(letter, (Text(f"choice {letter} "), Code("x"))) for letter in "ABCD")
QUESTION = c.QuestionCard(
    round_id=7,
    subject=SUBJECT,
    number=12,
    format=Format.CHOICE,
    prompt=EVERYTHING,
    choices=CHOICES,
    responded=3,
    reveal_at=AT,
    zone="Europe/Berlin",
)
REVEAL = c.RevealCard(
    round_id=7,
    subject=SUBJECT,
    number=12,
    format=Format.CHOICE,
    prompt=(Paragraph((Text("Why?"),)),),
    choices=tuple(
        c.RevealedChoice(letter, (Text(f"choice {letter}"),), letter == "B", (Text("because"),), 2)
        for letter in "ABCD"
    ),
    responded=9,
    own_words=1,
    right_names=("Ada", NASTY),
    right_more=3,
    streaks=(c.StreakMention(NASTY, 10, best=True), c.StreakMention("Ben", 5, best=False)),
    revealed_at=AT,
    zone="Europe/Berlin",
    corrected="B is right, too",
)
RECEIPT = c.ReceiptCard(
    7, "B", "", changed=False, until=AT, zone="Europe/Berlin", choice=CHOICES[1].text
)
WHY = (
    c.ReasonedChoice("B", (Text("this"),), (Text("since "), Code("x"))),
    c.ReasonedChoice("A", (Text(NASTY),), (Text(NASTY),)),
)
STANDING = c.Standing(34, 2, 12, 3, 3, 3)
MINE = c.MineCard(
    7,
    SUBJECT,
    "B",
    "",
    right=True,
    points=10,
    key_points=(),
    can_mark=False,
    chosen=WHY[0],
    answer=WHY[0],
    standing=STANDING,
    can_practice=True,
)
MINE_WORDS = c.MineCard(
    7,
    SUBJECT,
    "",
    NASTY,
    right=None,
    points=1,
    key_points=(
        c.KeyPointMark((Text("a point"),), covered=True),
        c.KeyPointMark((Text("another " * 12),), covered=False),
        c.KeyPointMark((Text("far too long " * 15),), covered=False),
    ),
    can_mark=True,
)
MINE_SUGGESTED = replace(
    MINE_WORDS,
    key_points=(
        c.KeyPointMark((Text("a point"),), None, NASTY),
        c.KeyPointMark((Text("another " * 12),), None, "a quote"),
        c.KeyPointMark((Text("one more"),), None),
    ),
    suggestion=c.Suggestion(c.SuggestionState.MADE, "qwen", "localhost:11434"),
)
FEEDBACK = c.DrillFeedback(
    SUBJECT, "A", right=False, right_letter="B", right_text=(Text("this"),),
    why_right=(Text("since"),), why_wrong=(Text("not that"),),
    chosen_text=(Text("that"),),
)  # fmt: skip
DRILL = c.DrillCard(3, 1, 5, SUBJECT, EVERYTHING, CHOICES, FEEDBACK)
SUMMARY = c.DrillSummaryCard(
    3, 4, 5, (c.TrackScore("pytorch", "PyTorch", 4, 5),), "PyTorch", AT, "Asia/Tokyo",
    feedback=replace(FEEDBACK, chosen="B", right=True, why_wrong=()),
    asked=(c.DrillResult(NASTY, True), c.DrillResult("Roots", False)),
)  # fmt: skip
BOARD_LINES = (
    c.BoardLine(1, (1,), ("Ada",), 0, 120, (12,)),
    c.BoardLine(2, (2, 3), (NASTY, "Cleo"), 5, 90, (4, 0)),
)
BOARD = c.LeaderboardCard(
    period=Period.WEEK, track_title="PyTorch", lines=BOARD_LINES,
    mine=BoardRow(14, 9, "Ben", 3), page=2, pages=3, people=25, first=date(2026, 3, 23),
    last=date(2026, 3, 27), ahead=BoardRow(13, 8, "Dan", 12), track="pytorch",
)  # fmt: skip
STREAK = c.StreakCard(
    9, 12, 1, 1, c.WeekSoFar(1, 1),
    (c.StreakDay(date(2026, 3, 19), c.DayMark.KEPT, "you responded"),
     c.StreakDay(date(2026, 3, 20), c.DayMark.FREEZE, "a freeze was spent"),
     c.StreakDay(date(2026, 3, 23), c.DayMark.OPEN, "open: answer to keep your streak")),
    (c.StreakLine(date(2026, 2, 27), date(2026, 3, 4), c.DayMark.KEPT, "4 days answered"),
     c.StreakLine(date(2026, 3, 20), date(2026, 3, 20), c.DayMark.FREEZE, NASTY)),
    date(2026, 3, 23), date(2026, 2, 2),
)  # fmt: skip
ONE_SCHEDULE = c.ScheduleLine(
    4, 4, "C0PREP", "09:00 Europe/Berlin, mon-fri; all tracks; choice", AT, "Europe/Berlin", ""
)

PREP = ChannelRef("slack", "T1", "C1")
SAMPLES: dict[str, Card] = {
    "question": QUESTION,
    "question_opening": replace(QUESTION, opening=c.Opening("Hi *all*", NASTY, "S0TEAM")),
    "question_late": replace(QUESTION, responded=0, late_since=AT, overnight=True),
    "question_long": replace(
        QUESTION, choices=(*CHOICES[:3], c.ShownChoice("D", (Text("more than forty " * 3),)))
    ),
    "question_marks": replace(
        QUESTION, choices=(*CHOICES[:3], c.ShownChoice("D", (Text("*not* bold"),)))
    ),
    "question_open": replace(QUESTION, format=Format.OPEN, choices=()),
    "question_thread": replace(QUESTION, format=Format.THREAD, choices=()),
    "reveal": REVEAL,
    "reveal_brief": replace(REVEAL, brief=True, credit=NASTY),
    "reveal_empty": replace(
        REVEAL, responded=0, own_words=0, right_names=(), right_more=0, streaks=(), corrected="",
        choices=tuple(replace(choice, votes=0) for choice in REVEAL.choices),
    ),
    "reveal_open": replace(REVEAL, format=Format.OPEN, choices=(), own_words=9),
    "answer": c.AnswerCard(7, SUBJECT, EVERYTHING, ((Text("a point"),), (Code("b"),)),
                           ("https://pytorch.org", "Bishop, Pattern Recognition <!here>")),
    "reveal_post": c.RevealPostCard(
        1, SUBJECT, Format.CHOICE, c.ShownChoice("A", (Text("a "), Code("leaf"))),
        (Text("leaves accumulate"),), 14, 11, 9, ("Ada", NASTY), 7,
        (c.StreakMention(NASTY, 10, best=True),), 4, None, 3, (), 0, "the docs say so", "https://example.slack.com/archives/C1/p2?thread_ts=1.0&cid=C1",
    ),
    "reveal_post_nobody": c.RevealPostCard(
        1, SUBJECT, Format.CHOICE, c.ShownChoice("A", (Text("a leaf"),)), (), 2, 2, 0, (), 0, (), 0,
        c.Mistake("B", (Text("roots do not"),)), 0, (), 0,
    ),
    "reveal_post_open": c.RevealPostCard(
        1, SUBJECT, Format.OPEN, None, (), 6, 0, 6, ("Ada",), 5, (), 0, None, 1,
        (c.PointCovered((Text("the plan"),), 4), c.PointCovered((Code("index"),), 0)), 4,
    ),
    "reveal_post_open_unticked": c.RevealPostCard(
        1, SUBJECT, Format.OPEN, None, (), 6, 0, 6, ("Ada",), 5, (), 0, None, 1,
        (c.PointCovered((Text("the plan"),), 0), c.PointCovered((Code("index"),), 0)), 0,
    ),
    "words": c.WordsCard(
        1, 1,
        (
            c.SharedWords(7, NASTY, AT, NASTY, continued=False, applause=4),
            c.SharedWords(8, "Ada", AT, "two\nlines", continued=False, applause=0),
        ),
        "UTC",
    ),
    "words_continued": c.WordsCard(
        1, 2, (c.SharedWords(8, "Ada", AT, "the rest", continued=True, applause=2),), "UTC"
    ),
    "follow_up": c.FollowUpCard(1, (Text("# And what of "), Code("next()"), Text("? <!here>"))),

    "answer_without": c.AnswerCard(7, SUBJECT, (), (), ()),
    "receipt": RECEIPT,
    "receipt_changed": replace(RECEIPT, changed=True, before=CHOICES[0], overnight=True),
    "receipt_asked_for": replace(RECEIPT, asked_for=True),
    "receipt_news": replace(
        RECEIPT,
        news=("❄️ You missed Mon 23 Nov; a freeze saved your 12-day streak.",),
        offer_reminders=True,
    ),
    "recap": c.RecapCard(
        date(2026, 11, 23), date(2026, 11, 27), 14, 51, 27, True,
        (c.BoardLine(1, (1,), (NASTY,), 0, 42), c.BoardLine(2, (2, 3), ("Ben", "Cleo"), 5, 34)),
        (c.NamedCount(NASTY, 23), c.NamedCount("Ben", 2)),
        c.HardestQuestion("Isolation levels", MessageRef(PREP, "1.2"), 3, 12),
        c.NamedCount(NASTY, 4), AT,
        ("SQL", "Python"), "UTC",
    ),
    "recap_few": c.RecapCard(
        date(2026, 11, 30), date(2026, 11, 30), 1, 1, 0, False, (), (), None, None, None, (), "UTC"
    ),
    "champion": c.ChampionCard(
        date(2026, 11, 1),
        (c.BoardLine(1, (1,), (NASTY,), 0, 164), c.BoardLine(2, (2,), ("Ben",), 0, 1)), 18, 21,
    ),
    "champions": c.ChampionCard(
        date(2026, 11, 1), (c.BoardLine(1, (1, 2), ("Ada", NASTY), 1, 164),), 0, 0
    ),
    "reminder": c.ReminderCard(
        7, NASTY, PREP, MessageRef(PREP, "1.2"), AT, "UTC", streak=12, freezes=1, due_reviews=6,
        link="https://team.slack.com/archives/C1/p1",
    ),
    "change": c.ChangeCard(7, SUBJECT, Format.CHOICE, CHOICES, CHOICES[1]),
    "change_words": c.ChangeCard(7, SUBJECT, Format.OPEN, (), c.ShownChoice("", ())),
    "receipt_thread": c.ReceiptCard(7, "", "Answer: B", False, AT, "UTC", Format.THREAD),
    "receipt_words": c.ReceiptCard(7, "", NASTY, changed=True, until=AT, zone="UTC",
                                   before=CHOICES[0]),
    "receipt_shared": c.ReceiptCard(7, "", "mine", False, AT, "UTC", words_shown=True),
    "mine": MINE,
    "mine_wrong": replace(
        MINE, letter="A", right=False, points=2, chosen=WHY[1], in_reviews=True
    ),
    "mine_none": replace(
        MINE, letter="", right=None, points=0, answered=False, chosen=None, standing=None,
        freezes=1,
    ),
    "mine_words": replace(
        MINE_WORDS, in_thread=True,
        news=("You earned a freeze, for a day you miss. You have 1 now.",),
    ),
    "mine_suggested": MINE_SUGGESTED,
    "reasons": c.ReasonsCard(7, SUBJECT, (WHY[1],), WHY[0], "A"),
    "drill": DRILL,
    "drill_first": replace(DRILL, position=0, feedback=None),
    "drill_passed_over": replace(DRILL, feedback=replace(FEEDBACK, skipped="It is today's.")),
    "summary": SUMMARY,
    "summary_empty": c.DrillSummaryCard(3, 0, 0, (), "", None, "UTC", due_reviews=2),
    "history": c.HistoryCard(
        (
            c.AskedQuestion(date(2026, 11, 27), NASTY, "SQL", c.HistoryMark.OPEN, None),
            c.AskedQuestion(date(2026, 11, 26), "Views", NASTY, c.HistoryMark.RIGHT, None, "https://x.slack.com/archives/C1/p1"),
        ),
        2, more=True,
    ),
    "history_none": c.HistoryCard((), 1, more=False),
    "who_may": WHO_MAY,
    "report": report_card(NASTY),
    "report_small": report_card(NASTY, small=True),
    "board": BOARD,
    "board_own_row": replace(BOARD, mine=BoardRow(1, 1, "Ada", 120), ahead=None, page=1, pages=1,
                             track_title="", track=""),
    "board_empty": replace(BOARD, lines=(), mine=None, ahead=None, period=Period.ALL,
                           first=None, last=None, people=0, page=1, pages=1,
                           note="You have not answered yet."),
    "board_posted": c.PostedLeaderboardCard(replace(BOARD, mine=None, ahead=None), NASTY),
    "streak": STREAK,
    "streak_none": c.StreakCard(0, 0, 0, 5, c.WeekSoFar(0, 0), (), (), date(2026, 3, 23),
                                 date(2026, 2, 2)),
    "stats": c.StatsCard("Ada", (c.TrackScore("pytorch", "PyTorch", 1, 3),), 42, 1, WEEKS,
                         rising=True),
    "stats_none": c.StatsCard("Ada", (), 0, 0),
    "schedules": c.SchedulesCard("This channel's questions", (ONE_SCHEDULE,)),
    "schedules_many": c.SchedulesCard(
        "This team's questions",
        (replace(ONE_SCHEDULE, paused="by hand", next_at=None), replace(ONE_SCHEDULE, next_at=None))
        * 12,
    ),
    "welcome": c.WelcomeCard(),
    "help_for_managers": c.HelpCard(
        "What you can do as a manager",
        (c.HelpEntry("", "Team"), c.HelpEntry("/team zone", "when a day begins")), more=True,
    ),
    "plan": c.PlanCard(
        "12345", "C0PREP", "Every working day at 09:00, answer at 16:00",
        "Berlin time (it's 14:00 there now)", "tomorrow, Thu 26 Nov, 09:00",
        "Every working day at 09:00 Berlin time, answer at 16:00",
        "All tracks and levels, 109 questions", "choices, or own words",
        ("No questions yet: SQL.",),
    ),
    "plan_saved": c.PlanSavedCard(
        7, "C0PREP", "Done: the first question comes tomorrow, Thu 26 Nov, at 09:00",
        "Every working day at 09:00 Berlin time, answer at 16:00",
        "60 questions on PyTorch and TensorFlow: 12 weeks without a repeat.", AT, "Europe/Berlin",
    ),
    "plan_changed": c.PlanSavedCard(
        7, "C0PREP", "Changed: no question comes in the next month", "Every day at 09:00 UTC",
        "1 question on SQL.", None, "UTC", "Today's question is asked now.", is_new=False,
    ),
    "confirm": c.ConfirmCard("Forget me", ("It can't be undone.",), "Forget me", "forget"),
    "confirm_import": c.ConfirmCard(
        "Add 2 questions and update 1?",
        ("4 questions: 2 new, 1 changed, 1 unchanged.", f'maths/sum: answer: "{NASTY}" → "6"',
         *("x" * 240,) * 18),
        "Add new only", "import-7", (("Update too", "update-7"),),
    ),
    "notice_channel": c.NoticeCard("It goes there.", ("Really.",), channel=PREP),
    "notice": c.NoticeCard("2 waiting", (f"1. Suggestion: {NASTY}", "x" * 4000)),
    "problem": c.ProblemCard('"<!here>" is not a track.', "Did you mean pytorch?"),
    "alert": c.AlertCard(
        "The daily question is paused", ChannelRef("slack", "T1", "C0PREP"), ("Gone.",), NASTY
    ),
    **CARD_SAMPLES,
    "help": c.HelpCard("Commands", (c.HelpEntry("/quiz [track]", "a private quiz"),)),
}  # fmt: skip
