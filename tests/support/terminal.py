"""A terminal for tests: it understands what our screen sends, and nothing more."""

import re
from dataclasses import dataclass, field, replace
from unicodedata import combining

from rich.cells import cell_len

COLORS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
FLAGS = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "reverse"}
ENDS = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",), 27: ("reverse",)}
MOVES = {"A": (-1, 0), "B": (1, 0), "C": (0, 1), "D": (0, -1)}
SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[?>=]?)(?P<numbers>[0-9;]*)(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b[=>78cM]"
)
UNFINISHED = re.compile(r"\x1b(\[[?>=]?[0-9;]*|\][^\x07\x1b]*|[()])?$")


@dataclass(frozen=True)
class Style:
    """How a character looks; ``ink`` and ``paper`` are names of the 16 colors, or empty."""

    ink: str = ""
    paper: str = ""
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


@dataclass
class Terminal:
    """A screen of ``columns`` by ``rows``: ``feed`` it text, and read its ``lines``.

    ``alternate`` says that a program has the whole screen; what was there before comes back.
    """

    columns: int = 80
    rows: int = 24
    alternate: bool = False
    column: int = 0
    row: int = 0
    style: Style = field(default_factory=Style)
    unknown: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self._cells = self._blank()
        self._before: list[list[tuple[str, Style]]] | None = None
        self._rest = ""

    @property
    def lines(self) -> list[str]:
        """The rows as text, without the blanks at their ends."""
        return ["".join(char for char, _ in row).rstrip() for row in self._cells]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cells(self) -> list[list[tuple[str, Style]]]:
        """Every character with its style; the second cell of a wide one is empty."""
        return self._cells

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._cells = self._blank()

    def feed(self, text: str) -> None:
        """Take what a program has written; a sequence may come in two parts."""
        text, self._rest = self._rest + text, ""
        while text:
            if found := SEQUENCE.match(text):
                self._control(found)
                text = text[found.end() :]
            elif UNFINISHED.fullmatch(text):
                self._rest = text
                return
            else:
                self._put(text[0])
                text = text[1:]

    def _blank(self) -> list[list[tuple[str, Style]]]:
        return [[(" ", Style())] * self.columns for _ in range(self.rows)]

    def _put(self, char: str) -> None:
        match char:
            case "\r":
                self.column = 0
            case "\n":
                self._down()
            case "\b":
                self.column = max(self.column - 1, 0)
            case _ if char < " " or combining(char) or char in "\ufe0f\u200d":
                pass
            case _:
                self._print(char)

    def _print(self, char: str) -> None:
        width = cell_len(char)
        if self.column + width > self.columns:
            self.column = 0
            self._down()
        row = self._cells[self.row]
        row[self.column] = (char, self.style)
        for more in range(1, width):
            row[self.column + more] = ("", self.style)
        self.column += width

    def _down(self) -> None:
        if self.row + 1 < self.rows:
            self.row += 1
            return
        self._cells = [*self._cells[1:], [(" ", Style())] * self.columns]

    def _control(self, found: "re.Match[str]") -> None:
        final, private = found["final"], found["private"]
        numbers = [int(each or 0) for each in (found["numbers"] or "0").split(";")]
        count = max(numbers[0], 1)
        if final in MOVES:
            down, right = MOVES[final]
            self.row = min(max(self.row + down * count, 0), self.rows - 1)
            self.column = min(max(self.column + right * count, 0), self.columns - 1)
            return
        match final:
            case "m":
                for number in numbers:
                    self.style = _painted(self.style, number)
            case "H" | "f":
                self.row = min(count, self.rows) - 1
                self.column = min(max(numbers[1] if numbers[1:] else 1, 1), self.columns) - 1
            case "J" | "K":
                self._erase(final, numbers[0])
            case "h" | "l" if private == "?" and 1049 in numbers:
                self._switch(on=final == "h")
            case None | "h" | "l" | "q" | "t" | "n":
                pass
            case _:
                self.unknown.append(found[0])

    def _switch(self, *, on: bool) -> None:
        if on and not self.alternate:
            self._before, self._cells = self._cells, self._blank()
        elif not on and self._before is not None:
            self._cells, self._before = self._before, None
        self.alternate = on

    def _erase(self, final: str, how: int) -> None:
        blank = (" ", Style())
        start, end = (0 if how else self.column), (self.column + 1 if how == 1 else self.columns)
        row = self._cells[self.row]
        row[start:end] = [blank] * (end - start)
        if final == "J":
            rows = range(self.rows) if how == 2 else range(self.row + 1, self.rows)
            for number in rows:
                self._cells[number] = [blank] * self.columns


def _painted(style: Style, number: int) -> Style:
    changed: dict[str, object] = {}
    if number in FLAGS:
        changed = {FLAGS[number]: True}
    elif number in ENDS:
        changed = dict.fromkeys(ENDS[number], False)
    elif number in (39, 49):
        changed = {"ink" if number == 39 else "paper": ""}
    elif number // 10 in (3, 4, 9, 10):
        bright = "bright " if number >= 90 else ""
        changed = {"ink" if number // 10 in (3, 9) else "paper": f"{bright}{COLORS[number % 10]}"}
    return replace(style, **changed) if number else Style()
