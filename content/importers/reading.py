"""Reads a source of any format into questions, or says in one sentence why it can't."""

from content.importers.choosing import chosen_reader
from content.importers.pipeline import ReadSource, imported, with_own_ids
from content.importers.source import Source

__all__ = ["read_source", "read_text"]


def read_source(source: Source, wanted: str = "") -> ReadSource:
    """Return the questions of ``source``; ``wanted`` names its reader, else its content does.

    Raises Refused for what can't be read. Ids may repeat: see ``pipeline.with_own_ids``.
    """
    reader, likeness = chosen_reader(source, wanted)
    return imported(reader.read(source), source.name, reader.name, likeness.reason)


def read_text(text: str) -> ReadSource:
    """Return the questions of a text that came without a file."""
    return with_own_ids([read_source(Source("notes", text.encode(errors="replace")))])[0]
