"""A file to be read: its name and its bytes, and its text where it is text."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from bot.engine.errors import Refused

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 4 * MAX_BYTES
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Source:
    """A file's bytes; ``name`` is its path, for people.

    Where the file is an archive, no more than ``unpacked`` bytes of it are unpacked.
    """

    name: str
    data: bytes
    unpacked: int = MAX_UNPACKED

    @property
    def suffix(self) -> str:
        """The last suffix of the name, in lower case: ``.md``."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """The text; raises Refused with the line and the byte where it isn't text."""
        return decode(self.data, self.name)

    @cached_property
    def is_text(self) -> bool:
        """Whether the bytes can be read as text."""
        try:
            _ = self.text
        except Refused:
            return False
        return True


def decode(data: bytes, name: str) -> str:
    """Return the text of ``data``; raises Refused when it isn't text.

    UTF-8, UTF-16 with its mark, and what spreadsheets save on Windows are read.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Refused(f"{name} is broken {encoding}.", "Save it again as UTF-8.") from error
    if b"\0" in data[:65_536]:
        raise Refused(f"{name} isn't text.", "Give a list of questions in a format Warmup reads.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if not _looks_western(data):
            wrong = f"{name} isn't UTF-8 (byte 0x{data[error.start]:02x} on line {line})."
            raise Refused(wrong, "Save it as UTF-8.") from error
    return data.decode("cp1252", errors="replace")


_WESTERN = frozenset(
    (*range(0xC0, 0x100), *b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b")
) | frozenset(b"\xa0\xa1\xa3\xa7\xab\xb0\xb4\xb7\xbb\xbf")


def _looks_western(data: bytes) -> bool:
    """Tell whether bytes read as Windows-1252: few accented letters among many ASCII ones."""
    high = [byte for byte in data if byte >= 0x80]
    letters = sum(byte in _WESTERN for byte in high)
    return letters > 0.9 * len(high) and 5 * len(high) < len(data) and len(data) > 40
