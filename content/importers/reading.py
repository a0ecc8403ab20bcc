"""Reads a file of notes, or says in one sentence why it can't."""

from pathlib import Path

from bot.engine.errors import Refused
from bot.engine.rules.text import shorten
from content.format.regular_files import NotRegularFileError, TooLargeError, read_regular

MAX_BYTES = 5 * 1024 * 1024
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_notes(path: Path) -> str:
    """Return the text of the notes at ``path``; raises ``Refused`` when they can't be read."""
    data = _bytes(path)
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), None)
    if encoding:
        raise Refused(f"{path} is {encoding}.", "Save it as UTF-8.")
    if b"\0" in data:
        raise Refused(f"{path} isn't text.", "Give a Markdown file, saved as UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = f"{path} isn't UTF-8 (byte 0x{data[error.start]:02x} on line {line})."
        raise Refused(wrong, "Save it as UTF-8.") from error
    if not text.strip():
        raise Refused(f"{path} is empty.", "Start each question with a heading '### Question: …'.")
    return text


def _bytes(path: Path) -> bytes:
    try:
        return read_regular(path, MAX_BYTES)
    except TooLargeError as error:
        wrong = f"{path} is larger than {MAX_BYTES // 1024**2} MiB."
        raise Refused(wrong, "Split it into several files.") from error
    except NotRegularFileError as error:
        kind = "a folder" if path.is_dir() else "a pipe or device"
        raise Refused(f"{path} is {kind}.", "Give one Markdown file.") from error
    except FileNotFoundError as error:
        raise Refused(f"{path} doesn't exist.", "Check the path.") from error
    except OSError as error:
        wrong = f"{shorten(str(path))} can't be read ({error.strerror})."
        raise Refused(wrong, "Check the path and its permissions.") from error
