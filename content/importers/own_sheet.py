"""Rows of our own CSV, also after people have changed cells and a spreadsheet has saved them."""

from collections.abc import Iterator, Mapping, Sequence

from bot.engine.model.questions import Choice, Form, Level, Question
from content.format.csv_cells import choice_columns, is_own_header, unguarded
from content.importers.found import FoundQuestion, LeftOut, Written
from content.importers.own import checked, found_whole
from content.importers.own_lists import follow_ups_of, points_of
from content.importers.rich import document_of, inlines_of
from content.importers.sections import level_named
from content.importers.tabular import Row
from content.importers.titles import title_from

Cells = Mapping[str, str]


def own_rows(rows: Sequence[Row]) -> list[FoundQuestion | LeftOut]:
    """Return the questions of rows whose first one is the header of our CSV; else nothing."""
    if not rows or not is_own_header(rows[0].cells):
        return []
    names = [name.strip().lower() for name in rows[0].cells]
    return [_found(row, names) for row in rows[1:]]


def _found(row: Row, names: Sequence[str]) -> FoundQuestion | LeftOut:
    cells = {name: unguarded(cell) for name, cell in zip(names, row.cells, strict=False)}
    cells = dict.fromkeys(names, "") | cells
    if not cells["question"].strip():
        return LeftOut(row.line, cells["title"][:60] or "a row", "its cell question is empty")
    return found_whole(row.line, checked(_question(cells)))


def _question(cells: Cells) -> Question:
    choices = tuple(_choices(cells))
    keyed = sum(choice.right for choice in choices) == 1 and len(choices) >= 2
    form = cells["form"].strip().lower()
    return Question(
        id=cells["id"].strip(),
        title=cells["title"] or title_from(cells["question"]),
        track=cells["track"].strip(),
        level=level_named(cells["level"]) or Level.INTERMEDIATE,
        prompt=document_of(Written(cells["question"])),
        choices=choices if keyed else (),
        key_points=points_of(document_of(Written(cells["key points"]))),
        answer=document_of(Written(cells["answer"])),
        revision="",
        tags=_tags(cells["tags"]),
        source=_number(cells["source"]),
        references=tuple(line for line in cells["references"].split("\n") if line.strip()),
        follow_ups=follow_ups_of(document_of(Written(cells["follow-ups"]))),
        form=Form(form) if form in list(Form) else None,
    )


def _choices(cells: Cells) -> Iterator[Choice]:
    right = _number(cells["correct"])
    number = 1
    while (columns := choice_columns(number))[0] in cells:
        text, why = (inlines_of(Written(cells.get(column, ""))) for column in columns)
        if text:
            yield Choice(text, number == right, why)
        number += 1


def _tags(cell: str) -> tuple[str, ...]:
    tags = cell.split("\n") if "\n" in cell else [tag.strip() for tag in cell.split(",")]
    return tuple(tag for tag in tags if tag.strip())


def _number(cell: str) -> int | None:
    whole = cell.strip().removesuffix(".0")
    return int(whole) if whole.isascii() and whole.isdecimal() and len(whole) < 10 else None
