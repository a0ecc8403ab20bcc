"""Anki packages of each generation, written by hand."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import Any

import zstandard

FIELDS = ("Front", "Back")
Notes = Sequence[tuple[str, ...]]


def old_deck(notes: Notes, fields: Sequence[str] = FIELDS, deck: str = "Work::Python") -> bytes:
    """Return a collection whose note types and decks are JSON in one row."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE col (models TEXT, decks TEXT)")
        models = {"7": {"name": "Basic", "flds": [{"name": name} for name in fields]}}
        decks = {"1": {"name": "Default"}, "9": {"name": deck}}
        db.execute("INSERT INTO col VALUES (?, ?)", (json.dumps(models), json.dumps(decks)))
        _notes(db, notes)
        return db.serialize()


def new_deck(notes: Notes, fields: Sequence[str] = FIELDS, deck: str = "Work\x1fPython") -> bytes:
    """Return a collection whose note types and decks are tables with Anki's own collation."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        db.execute("CREATE TABLE col (models TEXT, decks TEXT)")
        db.execute("INSERT INTO col VALUES ('', '')")
        db.execute("CREATE TABLE fields (ntid INTEGER, ord INTEGER, name TEXT COLLATE unicase)")
        db.execute("CREATE TABLE decks (id INTEGER, name TEXT COLLATE unicase)")
        rows = [(7, place, name) for place, name in enumerate(fields)]
        db.executemany("INSERT INTO fields VALUES (?, ?, ?)", rows)
        db.executemany("INSERT INTO decks VALUES (?, ?)", [(1, "Default"), (9, deck)])
        _notes(db, notes)
        return db.serialize()


def _notes(db: sqlite3.Connection, notes: Notes) -> None:
    db.execute("CREATE TABLE notes (id INTEGER, guid TEXT, mid INTEGER, tags TEXT, flds TEXT)")
    db.execute("CREATE TABLE cards (nid INTEGER, did INTEGER)")
    for number, values in enumerate(notes, 1):
        row = (number, f"guid{number}", 7, " a b ", "\x1f".join(values))
        db.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", row)
        db.execute("INSERT INTO cards VALUES (?, 9)", (number,))


def package(**files: bytes) -> bytes:
    """Return a zip of the files; ``_`` in a name stands for its dot."""
    return zipped({name.replace("_", "."): data for name, data in files.items()})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of the files by their names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def first_generation(notes: Notes, fields: Sequence[str] = FIELDS) -> bytes:
    """Return a package of versions before 2.1.28."""
    return package(collection_anki2=old_deck(notes, fields), media=b'{"0": "a.png"}', **{"0": b"x"})


def second_generation(notes: Notes, fields: Sequence[str] = FIELDS) -> bytes:
    """Return a package that also has a stub for older versions."""
    stub = old_deck([("Please update", "to the latest version")])
    return package(collection_anki2=stub, collection_anki21=old_deck(notes, fields), media=b"{}")


def third_generation(notes: Notes, fields: Sequence[str] = FIELDS) -> bytes:
    """Return a package of today: packed with zstd once more, its media list in protobuf."""
    stub = old_deck([("Please update", "to the latest version")])
    newest = zstandard.compress(new_deck(notes, fields))
    return package(
        meta=b"\x08\x03",
        collection_anki2=stub,
        collection_anki21b=newest,
        media=zstandard.compress(b""),
    )


def guids_in(package: bytes) -> list[str]:
    """Return what Anki knows the notes of an ``.apkg`` of the first generation by, in order."""
    return [str(guid) for (guid,) in rows_in(package, "SELECT guid FROM notes ORDER BY id")]


def rows_in(package: bytes, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query on the collection of an ``.apkg`` of the first generation."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(collection_in(package))
        return db.execute(query).fetchall()


def collection_in(package: bytes) -> bytes:
    """Return the collection of an ``.apkg`` of the first generation."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read("collection.anki2")
