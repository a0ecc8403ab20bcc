"""Questions as CSV for spreadsheets: one question per row, one column for each of its parts."""

import csv
import io
from collections.abc import Iterator, Sequence

from bot.engine.model.questions import Question
from content.exporters.blocks_markdown import document_markdown
from content.exporters.inline_markdown import inline_markdown
from content.exporters.markdown import follow_up_item, list_item
from content.format.csv_cells import FIRST, LAST, choice_columns, guarded


def csv_text(questions: Sequence[Question]) -> str:
    """Return the sheet with its header, and the mark of UTF-8 in front, which Excel looks for."""
    most = max((len(question.choices) for question in questions), default=0)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    choices = (name for number in range(1, most + 1) for name in choice_columns(number))
    writer.writerow((*FIRST, *choices, *LAST))
    for question in questions:
        writer.writerow([guarded(cell) for cell in _cells(question, most)])
    return "\ufeff" + out.getvalue()


def _cells(question: Question, most: int) -> Iterator[str]:
    yield question.id
    yield question.title
    yield question.track
    yield question.level.value
    yield question.form.value if question.form else ""
    yield _tags(question.tags)
    yield document_markdown(question.prompt)
    yield "" if question.key is None else str(question.key + 1)
    for choice in question.choices:
        yield inline_markdown(choice.text)
        yield inline_markdown(choice.why)
    yield from ("", "") * (most - len(question.choices))
    yield document_markdown(question.answer)
    yield "\n".join(list_item("- ", point) for point in question.key_points)
    yield "\n".join(map(follow_up_item, question.follow_ups))
    yield "\n".join(question.references)
    yield "" if question.source is None else str(question.source)


def _tags(tags: Sequence[str]) -> str:
    """Return tags in one cell, on lines of their own if a comma is part of one."""
    plain = all(tag == tag.strip() and not set(tag) & set(",;\n") for tag in tags)
    return ", ".join(tags) if plain else "".join(f"{tag}\n" for tag in tags)
