"""Reads a source of any format into questions, or says in one sentence why it can't."""

from collections.abc import Sequence

from bot.engine.errors import Refused
from content.importers.choosing import chosen_reader
from content.importers.extras import PackageMissing
from content.importers.gathering import opened
from content.importers.pipeline import ReadSource, imported, with_own_ids
from content.importers.source import Source

__all__ = ["read_source", "read_text", "read_upload"]

WRITE_SO = (
    "Write each question as a heading (`### What is …?`) with its answer below it, "
    "or send a table with the columns *question* and *answer*."
)
UPLOAD_UNPACKED = 16 * 1024 * 1024
"""Bytes to which a file sent in chat may unpack: a bot for many teams reads it in memory."""


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
    try:
        read = with_own_ids([read_source(source) for source in sources])
    except PackageMissing as error:
        raise error.in_chat() from error
    if not any(source.questions for source in read):
        raise _nothing_in(name, read)
    return read


def _nothing_in(name: str, read: Sequence[ReadSource]) -> Refused:
    """Return what to say in chat, where nobody can name a reader."""
    seen = [source for source in read if source.saw]
    best = next((source for source in seen if source.read_as), seen[0] if seen else None)
    where = f" {best.name} has" if best and len(read) > 1 else ""
    held = f":{where} {best.saw}" if best else ""
    fix = WRITE_SO
    if best and best.read_as:
        fix = (
            "If these are the questions, whoever runs Warmup can import them: "
            f"`warmup content import FILE --as {best.read_as} --team TEAM`."
        )
    return Refused(f"No questions found in {name}{held}.", fix)
