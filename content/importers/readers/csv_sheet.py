"""CSV and TSV: columns by name, delimiter and encoding found by looking."""

import csv
from collections import Counter
from io import StringIO

from bot.engine.errors import Refused
from content.format.csv_cells import own_delimiter
from content.importers.found import FoundQuestions
from content.importers.limits import MAX_CELL
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.readers.sheet import MAX_ROWS, header_confidence, read_rows
from content.importers.source import Source
from content.importers.tabular import Row

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
LOOK = 64_000
"""Characters by which the delimiter is found."""


class CsvSheet:
    """Spreadsheets saved as text, and what Quizlet and Kahoot export."""

    name = "csv"
    about = "CSV and TSV, also Quizlet's and Kahoot's"

    def looks_like(self, source: Source) -> Likeness:
        """The suffix is a sign, or a header with the names of columns."""
        if not source.is_text:
            return UNLIKE
        named = source.suffix in (".csv", ".tsv", ".tab")
        if not named and source.suffix not in ("", ".txt"):
            return UNLIKE
        delimiter, share = _delimiter(source.text, bars=named)
        if not delimiter:
            return Likeness(0.7, "CSV by its name") if named else UNLIKE
        sure = header_confidence(_rows(source.text[:LOOK], delimiter))
        reason = f"columns between {_DELIMITERS[delimiter]}"
        if named:
            return Likeness(max(0.8, sure), reason)
        if sure > 0.9 or (delimiter == "\t" and share > 0.9):
            return Likeness(0.75, reason)
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions of the rows."""
        delimiter, _ = _delimiter(source.text, bars=True)
        try:
            rows = _rows(source.text, delimiter or ",", source.name)
        except csv.Error as error:
            fix = "Save it as CSV again, with text in double quotes."
            raise not_a_table(source.name, error, fix) from error
        return read_rows(rows, source.name)


def not_a_table(name: str, error: csv.Error, fix: str) -> Refused:
    """Return the error for what can't be read as rows; a quote left open makes a huge cell."""
    if "field limit" in str(error):
        wrong = f"{name} has a cell of more than {MAX_CELL:,} characters."
        return Refused(wrong, f"A quote may be left open. {fix}")
    return Refused(f"{name} isn't a table ({error}).", fix)


def _rows(text: str, delimiter: str, name: str = "") -> list[Row]:
    """Return the rows; each knows the line it begins on. Raises csv.Error for what isn't CSV."""
    csv.field_size_limit(MAX_CELL)
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        text, delimiter, skipped = rest, first.strip()[4], 1
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    found: list[Row] = []
    line = 1 + skipped
    try:
        for cells in reader:
            found.append(Row(line, tuple(cells)))
            line = reader.line_num + 1 + skipped
            if name and len(found) > MAX_ROWS:
                break
    except csv.Error:
        if name:
            raise
    return found


def _delimiter(text: str, *, bars: bool) -> tuple[str, float]:
    """Return the character that cuts most rows into as many cells, and how many rows it does."""
    if own := own_delimiter(text):
        return own, 1.0
    best, share = "", 0.0
    sample = text[:LOOK]
    if len(text) > LOOK:
        sample = sample.rpartition("\n")[0] or sample
    for delimiter in _DELIMITERS:
        if delimiter not in sample or (delimiter == "|" and not bars):
            continue
        widths = Counter(len(row.cells) for row in _rows(sample, delimiter) if any(row.cells))
        if not widths:
            continue
        (width, count), *_ = widths.most_common(1)
        if width > 1 and count / widths.total() > share + 0.05:
            best, share = delimiter, count / widths.total()
    return (best, share) if share > 0.5 else ("", 0.0)
