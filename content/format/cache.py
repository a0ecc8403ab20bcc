"""Parsed questions kept in a file between starts: parsing hundreds takes a second.

The cache can't be stale. A question is found by a hash of its file's bytes and its id, and
the whole cache belongs to one parser: a hash of its source code, of the versions of its
libraries and of Python. It is only ever a shortcut: a cache that is missing, damaged, of
another parser or of another account is ignored, and one that can't be written is not. It is
JSON under a checksum, so that reading it can run no code.
"""

import json
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache as once
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple, cast

from bot.engine.model import question_json, questions, rich_text
from bot.engine.model.question_json import from_plain, to_plain
from bot.engine.model.questions import Question
from bot.engine.rules import did_you_mean, text

log = logging.getLogger(__name__)

LIBRARIES = ("markdown-it-py", "mdurl", "pylatexenc", "PyYAML")
"""Distributions whose code decides what a file is parsed to."""
_HERE = Path(__file__).parent
_MAX_BYTES = 64 * 1024 * 1024
_HASH_BYTES = 16


class Kept(NamedTuple):
    """A question and the lines of its parts, as ``Parsed`` has them."""

    question: Question
    lines: dict[str, int]


def key_of(question_id: str, data: bytes) -> str:
    """Return the key of the question that a file of these bytes is."""
    return blake2b(question_id.encode() + b"\0" + data, digest_size=_HASH_BYTES).hexdigest()


def parser_sources() -> tuple[Path, ...]:
    """Return the files whose code decides what a file is parsed to, and how it is kept."""
    folders = (_HERE, _HERE.parent / "markdown")
    ours = [file for folder in folders for file in sorted(folder.glob("*.py"))]
    modules = (question_json, questions, rich_text, did_you_mean, text)
    return (*ours, *(Path(str(module.__file__)) for module in modules))


@once
def parser_version() -> str | None:
    """Return a hash of all that parsing depends on; None where the sources can't be read."""
    digest = blake2b(sys.version.encode(), digest_size=_HASH_BYTES)
    try:
        for source in parser_sources():
            digest.update(b"\0" + source.read_bytes())
        for library in LIBRARIES:
            digest.update(f"\0{library} {version(library)}".encode())
    except (OSError, PackageNotFoundError):
        return None
    return digest.hexdigest()


def read_cache(file: Path, parser: str) -> dict[str, Kept]:
    """Return the questions by key that ``parser`` kept in ``file``; none if it can't be used."""
    try:
        data = _read(file)
        head, _, body = data.partition(b"\n")
        if json.loads(head) != _head(parser, body):
            return {}
        rows = cast("dict[str, Any]", json.loads(body))
        return {key: Kept(from_plain(row["question"]), row["lines"]) for key, row in rows.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        if not isinstance(error, FileNotFoundError):
            log.debug("the cache of questions can't be used: %s", error)
        return {}


def write_cache(file: Path, parser: str, kept: Mapping[str, Kept]) -> None:
    """Put the questions by key into ``file``, whole or not at all; a failure changes nothing."""
    rows = {
        key: {"question": to_plain(question), "lines": lines}
        for key, (question, lines) in kept.items()
    }
    body = _json(rows)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(file, (_json(_head(parser, body)), b"\n", body))
    except OSError as error:
        log.debug("the cache of questions can't be written: %s", error)


def _head(parser: str, body: bytes) -> dict[str, str]:
    checksum = blake2b(body, digest_size=_HASH_BYTES).hexdigest()
    return {"what": "warmup questions", "parser": parser, "checksum": checksum}


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _read(file: Path) -> bytes:
    """Return a file's bytes; OSError if it isn't an ordinary file of our own account."""
    found = file.stat()
    ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    if not (ours and stat.S_ISREG(found.st_mode) and found.st_size <= _MAX_BYTES):
        raise OSError(f"{file} isn't a file of ours")
    return file.read_bytes()


def _replace(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file next to ``file`` and move it there: readers see the old one or the new one."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.writelines(pieces)
        Path(name).replace(file)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
