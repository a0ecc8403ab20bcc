"""What is wrong with a file of the bank, and how to fix it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one place: ``line`` counts from 1; 0 means the whole file."""

    file: str
    line: int
    code: str
    message: str
    fix: str

    def __str__(self) -> str:
        """``file:line: message fix``, as editors and terminals link it."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        gap = "\n" if "\n" in self.fix else " "
        return f"{place}: {self.message}{gap}{self.fix}".rstrip()

    def to_plain(self) -> dict[str, str | int]:
        """Return the problem as a dict of strings and numbers."""
        return asdict(self)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to ``word``, if one is near enough to be meant."""
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a fix that names the nearest known word, or else all of them."""
    names = tuple(known)
    near = nearest(word, names)
    return f"Did you mean {near}?" if near else f"Use one of: {', '.join(names)}."
