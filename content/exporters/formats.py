"""The formats that questions are exported in, and whether each comes back as it was."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.engine.model.question_json import to_plain
from bot.engine.model.questions import Question
from content.exporters.anki_deck import anki_package
from content.exporters.anki_note import BANK, note_of
from content.exporters.csv_sheet import csv_text
from content.exporters.gift import gift_text
from content.exporters.markdown import to_markdown
from content.importers.own import without_team
from content.importers.reading import read_source
from content.importers.source import Source


class ExportFormat(StrEnum):
    """How questions are written; the first is a folder with one file per question."""

    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"
    ANKI = "anki"
    GIFT = "gift"


SUFFIXES: Mapping[ExportFormat, str] = {
    ExportFormat.JSON: ".json",
    ExportFormat.CSV: ".csv",
    ExportFormat.ANKI: ".apkg",
    ExportFormat.GIFT: ".gift",
}
"""What the file of a format is called, by which the format is known, too."""


@dataclass(frozen=True, slots=True)
class Deck:
    """How an Anki deck is made.

    ``owner`` is the bank, or what tells a team apart; ``name`` gives each question its deck.
    """

    name: Callable[[Question], str]
    at: datetime
    owner: str = BANK


def exported(questions: Sequence[Question], format_: ExportFormat, deck: Deck) -> bytes:
    """Return the file of any format but Markdown, which has one file per question."""
    match format_:
        case ExportFormat.JSON:
            plain = [to_plain(question) for question in questions]
            return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()
        case ExportFormat.CSV:
            return csv_text(questions).encode()
        case ExportFormat.GIFT:
            return gift_text(questions).encode()
        case ExportFormat.ANKI:
            notes = [note_of(each, deck.owner, deck.name(each)) for each in questions]
            return anki_package(notes, deck.at)
        case ExportFormat.MARKDOWN:
            raise ValueError("a folder isn't one file")


def markdown_sources(questions: Iterable[Question]) -> list[Source]:
    """Return the bank files of the questions, as an import would find them."""
    return [Source(f"{each.id}.md", to_markdown(each).encode()) for each in questions]


def changed_by(questions: Iterable[Question], sources: Iterable[Source]) -> tuple[str, ...]:
    """Return the ids of questions that an import of ``sources`` doesn't give back equal.

    What counts only in a team isn't part of it: every import looks again at each prompt.
    """
    read = {each.question.id: each.question for s in sources for each in read_source(s).questions}
    return tuple(
        question.id for question in questions if read.get(question.id) != without_team(question)
    )
