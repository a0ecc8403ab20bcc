"""Reads a source of any format into questions, or says in one sentence why it can't."""

from bot.engine.errors import Refused
from content.importers.choosing import chosen_reader
from content.importers.gathering import opened
from content.importers.pipeline import ReadSource, imported, with_own_ids
from content.importers.source import Source

__all__ = ["read_source", "read_text", "read_upload"]

UPLOAD_UNPACKED = 16 * 1024 * 1024
"""Bytes to which a file sent in chat may unpack: a bot for many teams reads it in memory."""
FORMATS = "See docs/importing.md for formats."
SHELL = "That's for the shell: warmup content import. Or write the file in another format."
"""The fix where a reader that can only be named there may read the file."""


def read_source(source: Source, wanted: str = "") -> ReadSource:
    """Return the questions of ``source``; ``wanted`` names its reader, else its content does.

    Raises Refused for what can't be read. Ids may repeat: see ``pipeline.with_own_ids``.
    """
    reader, likeness = chosen_reader(source, wanted)
    return imported(reader.read(source), source.name, reader.name, likeness.reason)


def read_text(text: str) -> ReadSource:
    """Return the questions of a text that came without a file."""
    return with_own_ids([read_source(Source("notes", text.encode(errors="replace")))])[0]


def read_upload(name: str, content: bytes) -> tuple[ReadSource, ...]:
    """Return the questions of a file that somebody sent, or of each file in an archive.

    Raises Refused for what can't be read, or says what the file holds instead of questions.
    """
    if not content.strip():
        raise Refused(f"{name} is empty.", "Send a file with questions.")
    sources = opened(Source(name, content, UPLOAD_UNPACKED))
    read = with_own_ids([read_source(source) for source in sources])
    if not any(source.questions for source in read):
        saw = read[0].saw if len(read) == 1 else ""
        held = f": {saw}" if saw else ""
        raise Refused(f"No questions found in {name}{held}.", SHELL if "--as" in saw else FORMATS)
    return read
