"""A team's report as a table for spreadsheets, in which nothing that people wrote is a formula."""

import csv
import io
import re
from collections.abc import Iterator

from bot.engine.cards import ReportCard
from bot.engine.model.reports import Tally

COLUMNS = (
    "what", "id", "name", "from", "to", "questions", "people", "answers", "chose", "right",
)  # fmt: skip
_SIGNS = r"[=+\-@\uff0b\uff0d\uff1d\uff20]"
_FORMULA = re.compile(rf"(^(?=\s*{_SIGNS})|[;\t](?=[^\S\t]*{_SIGNS}))")
"""What a spreadsheet may take for a formula at the start of a cell: also where it splits cells at
semicolons, also after spaces, and also in full width."""


def report_file_name(card: ReportCard) -> str:
    """Return what the file is called."""
    return f"warmup-report-{card.last}.csv"


def report_csv(card: ReportCard) -> bytes:
    """Return the report as CSV in UTF-8, with the mark by which spreadsheets know that."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(str(cell)) for cell in row] for row in _rows(card))
    return out.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """Return ``text`` on one line, with an apostrophe before what might be a formula."""
    return _FORMULA.sub(r"\1'", " ".join(text.splitlines()))


def _rows(card: ReportCard) -> Iterator[tuple[object, ...]]:
    for week in card.weeks:
        days = (week.first, week.last)
        yield ("week", "", "", *days, week.questions, week.people, *_counts(week.tally))
    for track in card.tracks:
        yield ("track", track.track, track.title, "", "", "", "", *_counts(track.tally))
    for asked in card.questions:
        day = asked.asked_on
        yield ("question", asked.question_id, asked.title, day, day, "", "", *_counts(asked.tally))
    for person in card.people:
        yield ("person", "", person.name, "", "", "", "", *_counts(person.tally))


def _counts(tally: Tally) -> tuple[int, int, int]:
    return tally.answers, tally.chosen, tally.right
