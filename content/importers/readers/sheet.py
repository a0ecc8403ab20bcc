"""What the rows of a sheet are: where its header is, or which columns ask and answer."""

import re
from collections.abc import Callable, Sequence

from bot.engine.errors import Refused
from content.importers.found import FoundQuestions, Remark
from content.importers.lists import words
from content.importers.own_sheet import own_rows
from content.importers.tabular import Columns, Row, columns_of, question_of

MAX_ROWS = 100_000
HEADER_WITHIN = 20
"""Rows that may stand above the header: Kahoot's own sheet explains itself first."""
_KEY = re.compile(r"[A-Ha-h]|\d{1,2}(?:\s*[,;]\s*\d{1,2})*")


def read_rows(rows: Sequence[Row], name: str) -> FoundQuestions:
    """Return the questions of the rows of a sheet called ``name``."""
    if len(rows) > MAX_ROWS:
        raise Refused(f"{name} has more than {MAX_ROWS:,} rows.", "Split it into several files.")
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not filled:
        return FoundQuestions(saw="no rows")
    if own := own_rows(filled):
        return FoundQuestions.of(own)
    place, columns = _header(filled)
    if place is None:
        columns = _guessed(filled)
        said = f"No header found, so read by content. {columns.said(_places(filled))}"
        body = filled
    else:
        said = columns.said([cell.strip() for cell in filled[place].cells])
        body = filled[place + 1 :]
    if not columns.usable:
        first = ", ".join(repr(cell) for cell in filled[0].cells[:6])
        return FoundQuestions(saw=f"rows such as {first}; name one column 'question'")
    kahoot = place is not None and any("time limit" in c.lower() for c in filled[place].cells)
    return FoundQuestions.of(
        (question_of(row, columns, by_number=kahoot) for row in body),
        (Remark(0, said),),
        "" if body else "a header and no rows",
    )


def _places(rows: Sequence[Row]) -> list[str]:
    width = max(len(row.cells) for row in rows)
    return [f"column {number}" for number in range(1, width + 1)]


def _header(rows: Sequence[Row]) -> tuple[int | None, Columns]:
    """Return the place of the row whose cells are names of columns, and what they hold."""
    best: tuple[int, int, Columns] | None = None
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if any(len(cell) > 80 for cell in row.cells):
            continue
        columns = columns_of(row.cells)
        if not columns.usable:
            continue
        names = len(columns.fields) + len(columns.choices) + len(columns.wrong)
        alone = sum(bool(cell.strip()) for cell in row.cells) == 1
        if (names >= 2 or alone) and (best is None or names > best[1]):
            best = (place, names, columns)
    return (best[0], best[2]) if best else (None, Columns({}))


def header_confidence(rows: Sequence[Row]) -> float:
    """Return how sure the first rows make that this is a sheet of questions."""
    place, columns = _header(rows)
    if place is None:
        return 0.0
    return 0.95 if len(columns.fields) + len(columns.choices) >= 2 else 0.6


def _guessed(rows: Sequence[Row]) -> Columns:
    """Return what columns without names hold: the one that asks, its key, its choices."""
    width = max(len(row.cells) for row in rows)
    sample = rows[:200]
    if width == 1:
        return Columns({"question": 0})
    asking = [_share(sample, index, words.asks) for index in range(width)]
    question = max(range(width), key=lambda index: (round(asking[index], 1), -index))
    if asking[question] < 0.3:
        question = 0
    rest = [index for index in range(width) if index != question]
    if len(rest) == 1:
        return Columns({"question": question, "answer": rest[0]})
    keyed = [index for index in rest if _share(sample, index, _is_key) > 0.9]
    if keyed and len(rest) >= 3:
        choices = tuple(index for index in rest if index != keyed[-1] and index > question)
        return Columns({"question": question, "correct": keyed[-1]}, choices)
    return Columns({"question": question, "answer": rest[0] if question else 1})


def _is_key(cell: str) -> bool:
    return _KEY.fullmatch(cell.strip()) is not None


def _share(rows: Sequence[Row], index: int, holds: Callable[[str], bool]) -> float:
    cells = [
        row.cells[index] for row in rows if index < len(row.cells) and row.cells[index].strip()
    ]
    return sum(bool(holds(cell)) for cell in cells) / len(cells) if cells else 0.0
