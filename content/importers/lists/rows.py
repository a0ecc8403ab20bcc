"""Tables of questions in a Markdown page."""

import re
from collections.abc import Sequence

from content.importers.found import FoundQuestion, Written
from content.importers.lists import words
from content.importers.lists.clean import words_of
from content.importers.lists.marks import cleaned, peeled, unlinked
from content.importers.lists.page import Page

_ASKED_COLUMN = re.compile(
    r"[\W_]*(?:questions?|q|frage|fragen|pregunta|pergunta|prompt|front|问题|題|質問)[\W_]*", re.I
)
_ANSWER_COLUMN = re.compile(
    r"[\W_]*(?:answers?|a|ans|antwort|respuesta|réponse|resposta|solution|explanation|back|答案|回答)[\W_]*",
    re.IGNORECASE,
)
_CELL = re.compile(r"(?<!\\)\|")


def table_questions(page: Page) -> list[FoundQuestion]:
    """Return the questions of the page's tables, a row each."""
    found: list[FoundQuestion] = []
    for first, end in page.tables:
        rows = [_cells(page.lines[at]) for at in range(first, end)]
        header, body = rows[0], rows[2:]
        column = _question_column(header, body)
        if column is None:
            continue
        answer = _answer_column(header, column)
        for offset, row in enumerate(body):
            if made := _row(first + 2 + offset, row, column, answer):
                found.append(made)
    return found


def _row(at: int, row: Sequence[str], column: int, answer: int | None) -> FoundQuestion | None:
    if column >= len(row):
        return None
    text, url = unlinked(cleaned(row[column]))
    _, _, title = peeled(text)
    if not re.search(r"\w", title) or url.startswith("#"):
        return None
    said = row[answer].strip() if answer is not None and answer < len(row) else ""
    return FoundQuestion(
        at + 1, words_of(title), Written(words_of(title)), answer=Written(_lines(said))
    )


def _lines(cell: str) -> str:
    return "\n\n".join(words_of(part) for part in re.split(r"<br\s*/?>", cell) if part.strip())


def _cells(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(bare)]


def _question_column(header: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    """Return the column that asks, by its name or because most of its cells do."""
    if len(body) < 1:
        return None
    for index, name in enumerate(header):
        cells = [row[index] for row in body if index < len(row)]
        links = sum("](#" in cell for cell in cells)
        if cells and links > len(cells) / 2:
            continue
        asking = sum(words.asks_plainly(peeled(cleaned(cell))[2]) for cell in cells)
        if _ASKED_COLUMN.fullmatch(name) and asking >= len(cells) / 3:
            return index
        if len(cells) >= 3 and asking > 0.7 * len(cells):
            return index
    return None


def _answer_column(header: Sequence[str], column: int) -> int | None:
    for index, name in enumerate(header):
        if index != column and _ANSWER_COLUMN.fullmatch(name):
            return index
    return column + 1 if column + 1 < len(header) and not header[column + 1].strip() else None
