"""A team's report, with names and titles as someone wrote them."""

from datetime import date, timedelta

from bot.engine.cards import ReportCard
from bot.engine.model.reports import PersonResult, QuestionResult, Tally, TrackResult, WeekResult

MONDAY = date(2026, 11, 2)


def report_card(written: str = "Views & <copies>", *, small: bool = False) -> ReportCard:
    """Return a report of four weeks, or of one in which hardly anybody answered (``small``)."""
    if small:
        week = WeekResult(MONDAY, MONDAY + timedelta(days=6), 1, 1, Tally(1))
        return ReportCard(MONDAY, MONDAY, (week,), (), (), (), 0)
    weeks = (
        _week(0, 5, 4, Tally(18, 16, 9)),
        _week(1, 0, 0, Tally()),
        _week(2, 5, 1, Tally(1, 1, 1)),
        _week(3, 1, 1200, Tally(1200, 1100, 350)),
    )
    tracks = (
        TrackResult("sql", "SQL", Tally(12, 10, 2)),
        TrackResult("own", written, Tally(9, 9, 6)),
        *(TrackResult(f"t{number}", "Statistics", Tally(5, 5, 5)) for number in range(2)),
    )
    questions = (
        QuestionResult("own/views", written, MONDAY, Tally(9, 9, 2)),
        *(QuestionResult(f"sql/q{n}", "x" * 200, MONDAY, Tally(4, 4, 2)) for n in range(4)),
    )
    people = (
        PersonResult(written[:40], Tally(12, 11, 9)),
        *(PersonResult(f"Zoë {number}", Tally(1)) for number in range(11)),
    )
    return ReportCard(MONDAY, MONDAY + timedelta(days=26), weeks, tracks, questions, people, 3)


def _week(number: int, questions: int, people: int, tally: Tally) -> WeekResult:
    first = MONDAY + timedelta(weeks=number)
    return WeekResult(first, first + timedelta(days=6), questions, people, tally)
