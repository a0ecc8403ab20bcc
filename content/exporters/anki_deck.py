"""Anki's package, written with the standard library: a zip with an SQLite collection.

It's of the oldest generation (schema 11), which every version of Anki reads. What Anki knows
things by stays the same in every export: the guid of a note, the ids of its type and its deck.
So a second import changes the notes that are there, and keeps when each is due.
"""

import hashlib
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from html import unescape
from typing import Any

from content.exporters.anki_note import BACK, FRONT, STYLE, Note
from content.format.note_fields import FIELDS

NOTE_TYPE = 1_732_400_000_001
"""The id of our note type. Fields that are added, removed or renamed need another."""
_FIRST_ID = 1_577_836_800_000  # Anki's ids are milliseconds: those of decks are of 2020 to 2023
_IDS = 94_608_000_000
_ZIPPED_AT = (1980, 1, 1, 0, 0, 0)
_TABLES = """
CREATE TABLE col (
    id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
    ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL,
    conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL,
    tags text NOT NULL);
CREATE TABLE notes (
    id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
    usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL,
    csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (
    id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
    mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL,
    due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL,
    lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
    flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (
    id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
    ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
    time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_notes_csum ON notes (csum);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""


def anki_package(notes: Sequence[Note], at: datetime) -> bytes:
    """Return the notes, each with one card, as the bytes of an ``.apkg``.

    ``at`` is when they were made: Anki takes a note's newest version.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("collection.anki2", _collection(notes, at)), ("media", b"{}")):
            info = zipfile.ZipInfo(name, _ZIPPED_AT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return held.getvalue()


def _collection(notes: Sequence[Note], at: datetime) -> bytes:
    seconds = int(at.timestamp())
    decks = dict.fromkeys(note.deck for note in notes)
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_TABLES)
        column = (
            1, seconds, seconds * 1000, seconds * 1000, 11, 0, 0, 0, json.dumps(_CONFIG),
            json.dumps({str(NOTE_TYPE): _note_type(seconds)}),
            json.dumps(_decks(decks, seconds)), json.dumps(_DECK_OPTIONS), "{}",
        )  # fmt: skip
        _insert(db, "col", column)
        for place, note in enumerate(notes, 1):
            _add(db, note, place, seconds)
        db.commit()
        return db.serialize()


def _add(db: sqlite3.Connection, note: Note, place: int, seconds: int) -> None:
    number = seconds * 1000 + place  # as Anki counts: when it was made; ``guid`` is what lasts
    first = _readable(note.fields[0])
    check = int(hashlib.sha1(first.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {' '.join(note.tags)} "
    flds = "\x1f".join(field.replace("\x1f", " ") for field in note.fields)
    row = (number, note.guid, NOTE_TYPE, seconds, -1, tags, flds, first, check, 0, "")
    _insert(db, "notes", row)
    card = (number, number, _deck_id(note.deck), 0, seconds, -1, 0, 0, place)
    _insert(db, "cards", (*card, *[0] * 8, ""))


def _insert(db: sqlite3.Connection, table: str, row: tuple[object, ...]) -> None:
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  # the names are ours


def _deck_id(name: str) -> int:
    """Return the id of the deck called ``name``, always the same."""
    return _FIRST_ID + int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % _IDS


def _readable(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html))


def _note_type(seconds: int) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"name": name, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20,
         "media": []}
        for place, name in enumerate(FIELDS)
    ]  # fmt: skip
    card = {
        "name": "Card 1", "ord": 0, "qfmt": FRONT, "afmt": BACK, "did": None, "bqfmt": "",
        "bafmt": "",
    }  # fmt: skip
    return {
        "id": NOTE_TYPE, "name": "Warmup question", "type": 0, "mod": seconds, "usn": -1,
        "sortf": 0, "did": None, "tmpls": [card], "flds": fields, "css": STYLE,
        "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
        "latexPost": "\\end{document}", "req": [[0, "any", [0, 1, 2]]], "tags": [], "vers": [],
    }  # fmt: skip


def _decks(names: Iterable[str], seconds: int) -> dict[str, Any]:
    found = {"1": _deck(1, "Default", seconds)}
    for name in names:
        number = _deck_id(name)
        found[str(number)] = _deck(number, name, seconds)
    return found


def _deck(number: int, name: str, seconds: int) -> dict[str, Any]:
    return {
        "id": number, "name": name, "mod": seconds, "usn": -1, "lrnToday": [0, 0],
        "revToday": [0, 0], "newToday": [0, 0], "timeToday": [0, 0], "collapsed": False,
        "browserCollapsed": False, "desc": "", "dyn": 0, "conf": 1, "extendNew": 0,
        "extendRev": 0,
    }  # fmt: skip


_CONFIG = {
    "activeDecks": [1], "curDeck": 1, "newSpread": 0, "collapseTime": 1200, "timeLim": 0,
    "estTimes": True, "dueCounts": True, "curModel": None, "nextPos": 1, "sortType": "noteFld",
    "sortBackwards": False, "addToCur": True,
}  # fmt: skip
_DECK_OPTIONS = {
    "1": {
        "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True,
        "timer": 0, "replayq": True, "dyn": False,
        "new": {"bury": False, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 0],
                "order": 1, "perDay": 20},
        "rev": {"bury": False, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "perDay": 200,
                "hardFactor": 1.2},
        "lapse": {"delays": [10], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0},
    }
}  # fmt: skip
