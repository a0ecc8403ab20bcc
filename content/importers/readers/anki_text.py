"""Notes that Anki exported as text, with its ``#separator`` lines on top."""

import csv
from io import StringIO
from itertools import chain

from bot.engine.errors import Refused
from content.importers.flashcards import Note, questions_of
from content.importers.found import FoundQuestions
from content.importers.limits import MAX_CELL
from content.importers.readers.csv_sheet import not_a_table
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.readers.sheet import MAX_ROWS
from content.importers.source import Source
from content.importers.tabular import as_html, columns_of, written

_SEPARATORS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
_HEADERS = ("#separator:", "#html:", "#tags", "#columns:", "#notetype", "#deck", "#guid")
_PLUMBING = ("tags column", "notetype column", "deck column", "guid column")


class AnkiText:
    """Text files for Anki: ``#separator:tab``, ``#html:true``."""

    name = "anki-text"
    about = "text files for Anki (#separator:…)"

    def looks_like(self, source: Source) -> Likeness:
        """Its first line is one of Anki's."""
        if source.is_text and source.text.lstrip().lower().startswith(_HEADERS):
            return Likeness(0.95, "Anki's lines on top")
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions of the notes."""
        headers, body, skipped = _headers(source.text)
        said = headers.get("separator", "tab").strip() or "\t"
        delimiter = _SEPARATORS.get(said.lower(), said[:1])
        csv.field_size_limit(MAX_CELL)  # a picture may stand in a note
        try:
            rows = list(csv.reader(StringIO(body, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise not_a_table(source.name, error, "Export the notes from Anki again.") from error
        if len(rows) > MAX_ROWS:
            raise Refused(f"{source.name} has more than {MAX_ROWS:,} rows.", "Split it.")
        names = _names(headers.get("columns", ""), delimiter)
        is_html = headers.get("html", "true").strip().lower() != "false"
        places = {name: _place(headers.get(name, "")) for name in _PLUMBING}
        notes = (
            _note(number, row, names, places, is_html=is_html)
            for number, row in enumerate(rows, 1 + skipped)
            if any(cell.strip() for cell in row)
        )
        return FoundQuestions.of(chain.from_iterable(map(questions_of, notes)), saw="no notes")


def _headers(text: str) -> tuple[dict[str, str], str, int]:
    """Return Anki's lines by name, the text below them, and how many they are."""
    found: dict[str, str] = {}
    lines = text.replace("\r\n", "\n").split("\n")
    count = 0
    while count < len(lines) and lines[count].startswith("#") and ":" in lines[count]:
        name, _, value = lines[count][1:].partition(":")
        found[name.strip().lower()] = value
        count += 1
    return found, "\n".join(lines[count:]), count


def _names(line: str, delimiter: str) -> list[str]:
    rows = list(csv.reader([line], delimiter=delimiter))
    return rows[0] if rows else []


def _place(value: str) -> int:
    return int(value) - 1 if value.strip().isdigit() else -1


def _note(
    number: int, row: list[str], names: list[str], places: dict[str, int], *, is_html: bool
) -> Note:
    plumbing = set(places.values())
    fields: dict[str, str] = {}
    for index, cell in enumerate(row):
        if index in plumbing:
            continue
        name = names[index] if index < len(names) and names[index] else f"Field {index + 1}"
        if names and index < len(names) and columns_of(["question", name]).fields.get("tags"):
            continue
        fields[name] = cell if is_html else as_html(written(cell))

    def cell_of(name: str) -> str:
        place = places[name]
        return row[place] if 0 <= place < len(row) else ""

    return Note(number, fields, cell_of("tags column"), cell_of("deck column").rpartition("::")[2])
