"""Which reader reads a source: the one whose signs are in it."""

from bot.engine.errors import NotFound
from bot.engine.rules.did_you_mean import suggest
from content.importers.lists.marks import Kind
from content.importers.readers.aiken import Aiken
from content.importers.readers.anki_deck import AnkiDeck
from content.importers.readers.anki_text import AnkiText
from content.importers.readers.bank_file import BankFile
from content.importers.readers.csv_sheet import CsvSheet
from content.importers.readers.gift import Gift
from content.importers.readers.interface import Likeness, Reader
from content.importers.readers.json_values import JsonValues, YamlValues
from content.importers.readers.markdown_list import MarkdownList
from content.importers.readers.moodle import MoodleXml
from content.importers.readers.notes import Notes
from content.importers.readers.workbook import Workbook
from content.importers.source import Source

READERS: tuple[Reader, ...] = (
    BankFile(),
    Notes(),
    MarkdownList(),
    CsvSheet(),
    Workbook(),
    AnkiDeck(),
    AnkiText(),
    JsonValues(),
    YamlValues(),
    Gift(),
    Aiken(),
    MoodleXml(),
)
"""All readers; of two that are equally sure, the first is taken."""
PARTS: tuple[Reader, ...] = tuple(MarkdownList(kind) for kind in Kind)
"""Readers of one kind of question in Markdown, for ``--as`` only."""


def names() -> tuple[str, ...]:
    """Return what ``--as`` understands."""
    return tuple(reader.name for reader in (*READERS, *PARTS))


def chosen_reader(source: Source, wanted: str = "") -> tuple[Reader, Likeness]:
    """Return the reader called ``wanted``, or the one whose signs ``source`` has, and why."""
    if wanted:
        return reader_named(wanted), Likeness(1.0, "as you asked")
    likenesses = [(reader.looks_like(source), reader) for reader in READERS]
    likeness, reader = max(likenesses, key=lambda each: each[0].confidence)
    return reader, likeness


def reader_named(name: str) -> Reader:
    """Return the reader of that name; raises NotFound naming the nearest."""
    for reader in (*READERS, *PARTS):
        if reader.name == name:
            return reader
    fix = suggest(name, names()) or f"Choose one of: {', '.join(names())}."
    raise NotFound(f"There is no reader {name!r}.", fix)
