"""What is wrong with a file of the bank, and how to fix it."""

from dataclasses import asdict, dataclass


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
