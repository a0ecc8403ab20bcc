"""Anki's packages: a zip with an SQLite collection, since 2022 packed once more with zstd."""

import json
import sqlite3
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from io import BytesIO
from itertools import chain
from typing import Any, cast

from bot.engine.errors import Refused
from bot.engine.rules.text import count_of
from content.importers.extras import PackageMissing
from content.importers.flashcards import Note, named_fields, questions_of
from content.importers.found import FoundQuestions, Remark
from content.importers.gathering import member, refuse_bomb
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.readers.sheet import MAX_ROWS
from content.importers.source import Source
from content.importers.tarballs import unpacks_too_large

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: an export for old versions of Anki also holds a stub."""
SECONDS = 20.0
"""A query on a collection may take; a hostile one would never end."""
_SEPARATOR = "\x1f"
_ZSTD = b"\x28\xb5\x2f\xfd"


class AnkiDeck:
    """``.apkg`` and ``.colpkg`` of all three generations."""

    name = "anki"
    about = "Anki decks (.apkg, .colpkg)"

    def looks_like(self, source: Source) -> Likeness:
        """A zip with a collection in it."""
        if source.data.startswith(b"PK\x03\x04") and b"collection.anki2" in source.data:
            return Likeness(0.95, "an Anki collection")
        if source.suffix in (".apkg", ".colpkg"):
            return Likeness(0.9, "an Anki deck by its name")
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return a question for each note, or for each gap of a cloze note."""
        data, media = _unpacked(source)
        try:
            notes = list(_notes(data))
        except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
            wrong = f"{source.name} holds no readable collection ({error})."
            raise Refused(wrong, "Export the deck from Anki again.") from error
        if len(notes) > MAX_ROWS:
            wrong = f"{source.name} has more than {MAX_ROWS:,} notes."
            raise Refused(wrong, "Export its decks one by one.")
        remarks = ()
        if media:
            remarks = (
                Remark(0, f"{count_of(media, 'media file')} left out and named in the text."),
            )
        found = chain.from_iterable(map(questions_of, notes))
        return FoundQuestions.of(found, remarks, "a deck without notes")


def _unpacked(source: Source) -> tuple[bytes, int]:
    """Return the collection's bytes and how many media files the package has."""
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            infos = {info.filename: info for info in archive.infolist()}
            held = [infos[name] for name in COLLECTIONS if name in infos]
            refuse_bomb(held, source)
            if not held:
                wrong = f"{source.name} has no Anki collection in it."
                raise Refused(wrong, "Export the deck from Anki again.")
            media = sum(filename.isdigit() for filename in infos)
            return _plain(member(archive, held[0], source), source), media
    except zipfile.BadZipFile as error:
        raise Refused(f"{source.name} isn't a whole Anki deck.", "Export it again.") from error


def _plain(data: bytes, source: Source) -> bytes:
    if not data.startswith(_ZSTD):
        return data
    try:
        import zstandard  # noqa: PLC0415  # an optional extra
    except ImportError as error:
        raise PackageMissing(
            "Reading decks of new versions of Anki needs zstandard.",
            'Or export the deck with "Support older Anki versions".',
        ) from error
    reader: Any = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(BytesIO(data))
    try:
        with reader:
            unpacked = cast("bytes", reader.read(source.unpacked + 1))
    except (zstandard.ZstdError, MemoryError) as error:
        raise Refused(f"{source.name} is damaged.", "Export the deck from Anki again.") from error
    if len(unpacked) > source.unpacked:
        raise unpacks_too_large(source)
    return unpacked


def _notes(data: bytes) -> Iterator[Note]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(_without_wal(data))
        db.create_collation("unicase", _unicase)
        end = time.monotonic() + SECONDS
        db.set_progress_handler(lambda: int(time.monotonic() > end), 10_000)
        fields = _fields(db)
        decks = _decks(db)
        placed = dict(db.execute("SELECT nid, did FROM cards"))
        query = "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id LIMIT ?"
        rows = db.execute(query, (MAX_ROWS + 1,))
        for number, (note, guid, model, tags, values) in enumerate(rows, 1):
            texts = named_fields(fields.get(int(model), ()), str(values).split(_SEPARATOR))
            deck = decks.get(placed.get(note, 0), "")
            yield Note(number, texts, str(tags).strip(), deck, str(guid))


def _without_wal(data: bytes) -> bytes:
    """Return a database that can be opened in memory: Anki's own asks for a log file."""
    return data[:18] + b"\1\1" + data[20:] if data[18:20] == b"\2\2" else data


def _unicase(one: str, other: str) -> int:
    """Compare as Anki's own collation does: without regard to case."""
    a, b = one.casefold(), other.casefold()
    return (a > b) - (a < b)


def _tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _fields(db: sqlite3.Connection) -> Mapping[int, Sequence[str]]:
    """Return the names of the fields of each note type."""
    if "fields" in _tables(db):
        found: dict[int, list[str]] = {}
        for model, name in db.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            found.setdefault(int(model), []).append(str(name))
        return found
    (models,) = db.execute("SELECT models FROM col").fetchone()
    held = cast("dict[str, Any]", json.loads(models))
    return {int(key): [str(each["name"]) for each in model["flds"]] for key, model in held.items()}


def _decks(db: sqlite3.Connection) -> Mapping[int, str]:
    """Return the innermost name of each deck; the default one has none."""
    if "decks" in _tables(db):
        rows = [(int(key), str(name)) for key, name in db.execute("SELECT id, name FROM decks")]
    else:
        (decks,) = db.execute("SELECT decks FROM col").fetchone()
        held = cast("dict[str, Any]", json.loads(decks))
        rows = [(int(key), str(deck["name"])) for key, deck in held.items()]
    inner = {key: name.replace(_SEPARATOR, "::").rpartition("::")[2] for key, name in rows}
    return {key: "" if name.lower() == "default" else name for key, name in inner.items()}
