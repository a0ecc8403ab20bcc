"""The cells of our own CSV: what columns there are, and how spreadsheets are kept from computing.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and runs it.
Such a cell is written with an apostrophe in front, and read without it. A cell that has
apostrophes before such a sign gets one more, so that every text comes back as it was.
"""

import re
from collections.abc import Sequence

FIRST = ("id", "title", "track", "level", "form", "tags", "question", "correct")
LAST = ("answer", "key points", "follow-ups", "references", "source")
"""The columns around the choices. All texts are Markdown, except titles, tags and references."""
_FORMULA = re.compile(r"'*[\s\ufeff]*[=+\-@＝＋－＠]")
_GUARDED = re.compile(r"'+[\s\ufeff]*[=+\-@＝＋－＠]")
_DELIMITERS = ",;\t|"


def guarded(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that ``guarded`` turned into ``cell``."""
    return cell[1:] if _GUARDED.match(cell) else cell


def choice_columns(number: int) -> tuple[str, str]:
    """Return the columns of the choice with this number (from 1): its text, and why."""
    return f"choice {number}", f"why {number}"


def is_own_header(cells: Sequence[str]) -> bool:
    """Tell whether a row names our own columns, in any order and perhaps among others."""
    return {*FIRST, *LAST} <= {cell.strip().lower() for cell in cells}


def own_delimiter(text: str) -> str:
    """Return what is between the columns of our own CSV; nothing for any other text."""
    first = text.lstrip("\ufeff")[:40].lower().replace('"', "")
    return next((each for each in _DELIMITERS if first.startswith(each.join(FIRST[:4]))), "")
