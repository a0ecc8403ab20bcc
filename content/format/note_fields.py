"""The fields of our own Anki notes, and the one that carries the whole question.

The others are HTML for people, which can't say everything that a question has. The last one is
JSON in ASCII that no HTML editor changes: the question, and a mark of each field as it was written.
A field that people have changed since in Anki has another mark, and what they wrote counts.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, cast

TITLE, QUESTION, CHOICES, RIGHT, WHY = "Title", "Question", "Choices", "Right", "Why"
ANSWER, KEY_POINTS, FOLLOW_UPS = "Answer", "Key points", "Follow-ups"
REFERENCES, TRACK, LEVEL, DATA = "References", "Track", "Level", "Warmup"
FIELDS = (
    TITLE, QUESTION, CHOICES, RIGHT, WHY, ANSWER, KEY_POINTS, FOLLOW_UPS, REFERENCES, TRACK, LEVEL,
    DATA,
)  # fmt: skip
_LIVE = re.compile(r"[<>&]|  |\[(?=[a-z$/])")
"""What an editor of HTML would change in JSON, and what Anki would play or draw."""


NOT_OURS: tuple[Mapping[str, Any], frozenset[str]] = ({}, frozenset())


def letter(index: int) -> str:
    """Return what the choice at ``index`` is called: A to Z, then numbers."""
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index] if index < 26 else str(index + 1)


def data_of(question: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """Return the last field: ``question`` as plain values, with marks of the other ``fields``."""
    marks = {name: _mark(text) for name, text in fields.items()}
    text = json.dumps({"question": question, "fields": marks}, separators=(",", ":"))
    return _LIVE.sub(lambda found: "".join(f"\\u{ord(sign):04x}" for sign in found[0]), text)


def read_data(fields: Mapping[str, str]) -> tuple[Mapping[str, Any], frozenset[str]]:
    """Return the question that a note carries, and which fields were changed since.

    Nothing for a note that isn't ours.
    """
    try:
        held: Any = json.loads(fields.get(DATA, ""))
        question, marks = held["question"], cast("Mapping[str, str]", held["fields"])
        changed = {name for name, mark in marks.items() if _mark(fields.get(name, "")) != mark}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return NOT_OURS
    known = isinstance(question, dict)
    return (cast("Mapping[str, Any]", question), frozenset(changed)) if known else NOT_OURS


def _mark(text: str) -> str:
    """Return a mark of a text in any Unicode form: Anki brings them all into one."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]
