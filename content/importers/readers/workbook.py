"""XLSX workbooks, by openpyxl where it's installed."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from bot.engine.errors import Refused
from content.importers.extras import PackageMissing
from content.importers.found import FoundQuestion, FoundQuestions, LeftOut, Remark
from content.importers.gathering import refuse_bomb
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.readers.sheet import MAX_ROWS, read_rows
from content.importers.source import Source
from content.importers.tabular import Row

MAX_COLUMNS = 100
_OLE = b"\xd0\xcf\x11\xe0"


class Workbook:
    """The sheets of an Excel workbook, Kahoot's template too."""

    name = "xlsx"
    about = "Excel workbooks, also Kahoot's"

    def looks_like(self, source: Source) -> Likeness:
        """A zip with a workbook in it, or a name that says so."""
        if source.data.startswith(b"PK\x03\x04") and b"xl/workbook" in source.data:
            return Likeness(0.95, "a workbook")
        if source.suffix in (".xlsx", ".xlsm", ".xls") or source.data.startswith(_OLE):
            return Likeness(0.9, "a workbook by its name")
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions of all sheets, in their order."""
        if source.data.startswith(_OLE):
            wrong = f"{source.name} is protected by a password, or an old .xls file."
            raise Refused(wrong, "Save it as .xlsx without a password.")
        _refuse_damaged(source)
        sheets = [(name, read_rows(rows, source.name)) for name, rows in _sheets(source)]
        used = [(name, found) for name, found in sheets if found.questions or found.left_out]
        questions: list[FoundQuestion] = []
        left: list[LeftOut] = []
        remarks: list[Remark] = []
        for name, found in used:
            questions.extend(found.questions)
            left.extend(found.left_out)
            remarks.extend(Remark(0, f"Sheet {name!r}: {each.message}") for each in found.remarks)
        saw = "; ".join(found.saw for _, found in sheets if found.saw)
        return FoundQuestions(tuple(questions), tuple(left), tuple(remarks), saw)


def _refuse_damaged(source: Source) -> None:
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            refuse_bomb(archive.infolist(), source)
    except zipfile.BadZipFile as error:
        raise _damaged(source) from error


def _damaged(source: Source) -> Refused:
    return Refused(f"{source.name} isn't a whole workbook.", "Save it as .xlsx again.")


def _sheets(source: Source) -> list[tuple[str, list[Row]]]:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  # an optional extra
    except ImportError as error:
        raise PackageMissing("Reading workbooks needs openpyxl.") from error
    try:
        book: Any = load_workbook(BytesIO(source.data), read_only=True, data_only=True)
        return [(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
    except Exception as error:  # openpyxl raises what its many parts raise
        raise _damaged(source) from error


def _rows(sheet: Any) -> Iterable[Row]:  # noqa: ANN401  # openpyxl has no types
    rows = sheet.iter_rows(max_row=MAX_ROWS + 50, max_col=MAX_COLUMNS, values_only=True)
    for line, cells in enumerate(rows, 1):
        if any(cell is not None for cell in cells):
            yield Row(line, tuple(map(_shown, cells)))


def _shown(cell: Any) -> str:  # noqa: ANN401  # a cell holds what it likes
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "True" if cell else "False"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
