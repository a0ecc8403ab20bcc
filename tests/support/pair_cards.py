"""The cards of interviews in pairs; some try to break out."""

from datetime import UTC, date, datetime, timedelta

from bot.engine.cards import (
    Card,
    InterviewReportCard,
    KeyPointMark,
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PartnerWaitCard,
)
from bot.engine.cards.interviews import InterviewLine
from bot.engine.cards.pairs import PairNote, PairStage
from bot.engine.model.interviews import How
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Code, Text, paragraph
from tests.support.interviews import AT, HOSTILE, MARKS, NASTY, PROMPT, SUBJECT

UNTIL = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
ASKED = AT - timedelta(minutes=5)
FOLLOW_UPS = (
    (Text("The plan shows a full scan although an index exists. When is that right?"),),
    (Text("How would you keep it fast next year?"),),
)

PAIRS: dict[str, Card] = {
    "pair-invited": PairCard(
        9, PairStage.INVITED, "Ada", True, "SQL", Level.BASIC, 20, UNTIL, "UTC"
    ),
    "pair-invited-to-be-asked": PairCard(
        9, PairStage.INVITED, HOSTILE, False, "", None, 20, UNTIL, "UTC", HOSTILE
    ),
    "pair-sent": PairCard(9, PairStage.SENT, "Ben", False, "SQL", None, 20, UNTIL, "UTC"),
    "pair-sent-swapped": PairCard(9, PairStage.SENT, HOSTILE, True, "", None, 20, UNTIL, "UTC"),
    "pair-agreed-interviewer": PairCard(
        9, PairStage.AGREED, "Ada", True, "SQL", None, 20, UNTIL, "UTC"
    ),
    "pair-agreed-candidate": PairCard(
        9, PairStage.AGREED, HOSTILE, False, "", Level.ADVANCED, 30, UNTIL, "UTC"
    ),
    "pair-sheet": PairSheetCard(
        9, 1, "Ada", 1, 3, SUBJECT, PROMPT, (), MARKS, FOLLOW_UPS, 5, ASKED, AT, "UTC", 3, 20
    ),
    "pair-sheet-last": PairSheetCard(
        9, 5, HOSTILE, 3, 3, NASTY, paragraph(HOSTILE * 30), ((Text(HOSTILE),), (Code("x"),)),
        (*MARKS, KeyPointMark((Text("long " * 60),), False)), ((Text(HOSTILE),),), 1, ASKED, AT,
        "UTC", 47, 20, HOSTILE,
    ),
    "pair-sheet-bare": PairSheetCard(
        9, 3, "Ada", 2, 3, SUBJECT, PROMPT, (), (), (), 5, ASKED, AT, "UTC", 0, 20
    ),
    "pair-question": PairQuestionCard(9, 1, "Ben", 1, 3, SUBJECT, PROMPT, (), 5, AT, "UTC"),
    "pair-question-options": PairQuestionCard(
        9, 3, HOSTILE, 2, 3, NASTY, paragraph(HOSTILE), ((Text(HOSTILE),), (Code("x"),)), 1, AT,
        "UTC",
    ),
    "pair-report": InterviewReportCard(
        31, "SQL", date(2026, 11, 25), 3, 8, 540, 10,
        (
            InterviewLine("Counting emails", How.SPOKEN, 3, 4, 180, 4),
            InterviewLine("The slow report", How.SKIPPED, 0, 4, None, 6),
        ),
        (), (MARKS[1].text,), ("PostgreSQL documentation: Using EXPLAIN",),
        (date(2026, 11, 26),), 0, 9, HOSTILE,
    ),
    "pair-notes": PairNotesCard(
        9, "Ada", "SQL", date(2026, 11, 25), 2, 8, 540, 10,
        (
            PairNote("Counting emails", How.SPOKEN, MARKS, 180, 4),
            PairNote(HOSTILE, How.SPOKEN, (), None, 5),
            PairNote("Running totals", How.SKIPPED, (), None, 6),
        ),
    ),
    "pair-notes-long": PairNotesCard(
        9, HOSTILE, "", date(2026, 11, 25), 0, 40, None, 60,
        tuple(
            PairNote(f"Question {n}", How.SPOKEN, (*MARKS, *MARKS[:2]), 600, 10) for n in range(6)
        ),
    ),
    "pair-waiting": PartnerWaitCard(UNTIL, "UTC"),
}  # fmt: skip
"""A sample for each card of an interview in pairs, by name."""
