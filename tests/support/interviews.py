"""The cards of a mock interview, ordinary ones and ones that try to break out."""

from datetime import UTC, date, datetime

from bot.engine.cards import (
    Card,
    InterviewAnswersCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewWrittenCard,
    KeyPointMark,
    StatsCard,
    Subject,
    Suggestion,
    SuggestionState,
)
from bot.engine.cards.drills import InterviewScore, OwnMemory
from bot.engine.cards.interviews import InterviewAnswer, InterviewLine, InterviewTrack
from bot.engine.model.interviews import How
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Code, Inlines, Text, paragraph

HOSTILE = "*bold* _it_ ~no~ `code` <!channel> @everyone <@U1> [x](https://a.b) # top\n> quote"
AT = datetime(2026, 11, 25, 10, 14, tzinfo=UTC)
SUBJECT = Subject("sql", "SQL", Level.INTERMEDIATE, "The slow report")
NASTY = Subject("sql", HOSTILE, Level.INTERMEDIATE, HOSTILE)
POINTS: tuple[tuple[Inlines, bool], ...] = (
    ((Text("Read the query plan before changing anything"),), True),
    ((Text("Compare estimated with actual "), Code("rows")), False),
    (
        (Text("Check indexes on the columns of the join and of the filter, one by one"),),
        True,
    ),
    ((Text(HOSTILE),), False),
)
MARKS = tuple(KeyPointMark(text, covered) for text, covered in POINTS)
UNTICKED = tuple(KeyPointMark(text, None) for text, _ in POINTS)
QUOTED = tuple(KeyPointMark(text, None, HOSTILE if covered else "") for text, covered in POINTS)
PROMPT = paragraph(
    "A report joins orders with customers and takes 40 seconds. "
    "Walk me through how you'd find out why, and what you'd try first."
)


def suggested(state: SuggestionState, why: str = "") -> Suggestion:
    """Return what a model has to do with the boxes."""
    return Suggestion(state, "qwen2.5:7b", "localhost:11434", why)


INTERVIEWS: dict[str, Card] = {
    "interview-offer": InterviewOfferCard(31, "SQL", Level.BASIC, 4, 20, 15),
    "interview-offer-shortest": InterviewOfferCard(31, "", None, 1, 10, 0),
    "interview-question": InterviewQuestionCard(
        31, 3, 2, 4, SUBJECT, PROMPT, (), False, 5, AT, "UTC"
    ),
    "interview-question-options": InterviewQuestionCard(
        31, 3, 2, 4, NASTY, paragraph(HOSTILE), ((Text(HOSTILE),), (Code("x"),)), False, 1, AT,
        "UTC", HOSTILE,
    ),
    "interview-follow-up": InterviewQuestionCard(
        31, 4, 2, 4, SUBJECT,
        paragraph("The plan shows a full scan although an index exists. When is that right?"),
        (), True, 2, AT, "UTC",
    ),
    "interview-question-begun": InterviewQuestionCard(
        31, 3, 2, 4, SUBJECT, PROMPT, (), False, 5, AT, "UTC", "You're back.", 2
    ),
    "interview-written": InterviewWrittenCard(31, 3, 2, 4, False, 1),
    "interview-written-more": InterviewWrittenCard(31, 4, 2, 4, True, 3),
    "interview-points": InterviewPointsCard(
        31, 9, 2, 4, SUBJECT, MARKS, f"first I'd run EXPLAIN ANALYZE\n\n{HOSTILE}"
    ),
    "interview-points-offered": InterviewPointsCard(
        31, 9, 2, 4, SUBJECT, UNTICKED, "I'd explain it", "", suggested(SuggestionState.OFFERED)
    ),
    "interview-points-asks": InterviewPointsCard(
        31, 9, 2, 4, SUBJECT, UNTICKED, "I'd explain it", "", suggested(SuggestionState.ASKS)
    ),
    "interview-points-made": InterviewPointsCard(
        31, 9, 2, 4, NASTY, QUOTED, f"{HOSTILE} " * 40, "", suggested(SuggestionState.MADE)
    ),
    "interview-points-many": InterviewPointsCard(
        31, 9, 2, 4, NASTY, (KeyPointMark((Text("long " * 60),), None, "word " * 40),) * 10,
        "words " * 700, "A note.", suggested(SuggestionState.MADE),
    ),
    "interview-points-failed": InterviewPointsCard(
        31, 9, 2, 4, SUBJECT, UNTICKED, "I'd explain it", "",
        suggested(SuggestionState.FAILED, "the model took too long"),
    ),
    "interview-points-aloud": InterviewPointsCard(
        31, 9, 2, 4, NASTY, (*MARKS, KeyPointMark((Text("long " * 60),), False)), "", "A note."
    ),
    "interview-report": InterviewReportCard(
        31, "SQL", date(2026, 11, 25), 11, 15, 1140, 20,
        (
            InterviewLine("Counting emails", How.TYPED, 3, 3, 180, 4),
            InterviewLine("The slow report", How.SPOKEN, 3, 4, 360, 5),
            InterviewLine("Running totals", How.TYPED, 2, 4, None, 5),
            InterviewLine(HOSTILE, How.SKIPPED, 0, 4, 5, 6),
        ),
        (InterviewTrack("SQL", 8, 11), InterviewTrack(HOSTILE, 0, 4)),
        (POINTS[1][0], (Text(HOSTILE),)),
        ("PostgreSQL documentation: Using EXPLAIN", HOSTILE),
        (date(2026, 11, 26), date(2026, 11, 28), date(2026, 11, 28)),
        1,
    ),
    "interview-report-short": InterviewReportCard(
        31, "", date(2026, 11, 25), 0, 1, None, 1,
        (InterviewLine("Counting emails", How.SPOKEN, 0, 1, None, 1),), (), (), (), (),
    ),
    "interview-answers": InterviewAnswersCard(
        31,
        (
            InterviewAnswer("The slow report", How.TYPED, HOSTILE, POINTS[1][0], How.SPOKEN, "",
                            MARKS),
            InterviewAnswer(HOSTILE, How.SKIPPED, "", (), None, "", MARKS),
            InterviewAnswer("Running totals", How.SPOKEN, "", (Text(HOSTILE),), How.TYPED,
                            "words " * 900, ()),
        ),
    ),
    "interview-stats": StatsCard(
        "Ada", (), 0, 0,
        interviews=(
            InterviewScore(date(2026, 11, 2), 8, 20), InterviewScore(date(2026, 11, 3), 0, 0),
            InterviewScore(date(2026, 11, 25), 11, 15),
        ),
        memory=OwnMemory(date(2026, 6, 12), 1640),
    ),
}  # fmt: skip
"""A sample for each card of an interview, by name."""
