"""Choices that stand as far out as their question: ``3. Which?``, ``1. one``, ``2. two``.

Numbers that begin again below a question, or items below one that asks and above its key, aren't
questions of their own.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from content.importers.lists import words
from content.importers.lists.choices import has_right_mark

MOST = 8
"""Choices of one question; a longer list is something else."""
_UNIFORM = 0.75
"""Share of questions with the same number of items, from which these are choices without a key."""
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:[-*+•]|\(?(?P<number>\d{1,4})[.)、．）](?![\d.]))[ \t]+(?P<text>\S.*)"
)
_ON_ONE_LINE = re.compile(
    r"[ \t]*\(?1[.)][ \t][^\n]{1,200}?[ \t]\(?2[.)][ \t][^\n]{1,200}?[ \t]\(?3[.)][ \t]"
)


@dataclass(frozen=True, slots=True)
class LevelChoices:
    """Choices by the line (from 0) of their question, and all lines that are no question."""

    below: Mapping[int, tuple[int, ...]]
    lines: frozenset[int]


@dataclass(slots=True)
class _Run:
    """An item that may be a question, and the lines of the items below it.

    ``keyed`` tells whether an answer follows the items, ``answered`` whether it's above them.
    """

    lead: int
    indent: int
    number: int
    asks: bool
    items: list[int] = field(default_factory=list[int])
    asking: int = 0
    spaced: bool = False
    keyed: bool = False
    answered: bool = False

    @classmethod
    def begun_by(cls, item: re.Match[str], at: int) -> "_Run":
        """Return the run of an item without more below it."""
        asks = words.asks_plainly(item["text"]) or words.ends_in_colon(item["text"])
        return cls(at, _width(item), _number(item), asks)

    @property
    def complete(self) -> bool:
        """Whether the items may be choices."""
        return 2 <= len(self.items) <= MOST and 2 * self.asking < len(self.items)

    def holds(self, item: re.Match[str]) -> bool:
        """Tell whether an item stands further in."""
        return _width(item) > self.indent + 1

    def is_beside(self, item: re.Match[str]) -> bool:
        """Tell whether an item stands as far out as the question."""
        return abs(_width(item) - self.indent) <= 1

    def takes(self, item: re.Match[str], *, gap: bool) -> bool:
        """Tell whether an item is the next choice; ``gap`` is whether the line before is empty."""
        asks = words.asks_plainly(item["text"])
        if not item["number"] or not self.number:
            return not item["number"] and not self.number and self.asks and not asks and not gap
        number = _number(item)
        if number != len(self.items) + 1 or (self.answered and asks and not self.items):
            return False
        if self.items and number == self.number + 1:
            return not asks and not (gap and not self.spaced)
        return True

    def take(self, item: re.Match[str], at: int, *, gap: bool) -> None:
        """Add an item to the choices."""
        self.asking += words.asks_plainly(item["text"])
        self.spaced = self.spaced or (gap and len(self.items) == 1)
        self.items.append(at)

    def told(self) -> "_Run":
        """Return what may follow the answer below the question's choices."""
        return _Run(self.lead, self.indent, self.number, self.asks, answered=True)

    def with_item(self, item: re.Match[str], at: int, lines: Sequence[str], *, gap: bool) -> "_Run":
        """Return the run with an item that isn't further in, or the one that the item begins."""
        if self.is_beside(item) and self.takes(item, gap=gap):
            self.take(item, at, gap=gap)
            return self
        if following := self._swallowed(item, lines):
            following.take(item, at, gap=gap)
            return following
        return _Run.begun_by(item, at)

    def _swallowed(self, item: re.Match[str], lines: Sequence[str]) -> "_Run | None":
        """Return the question that was taken for a last choice, as an item below it shows."""
        taken = len(self.items)
        if _number(item) != 1 or taken <= 2 or taken != self.number + 1 or not self.is_beside(item):
            return None
        at = self.items.pop()
        lead = _ITEM.fullmatch(lines[at])
        return _Run.begun_by(lead, at) if lead else None


def _width(item: re.Match[str]) -> int:
    return len(item["indent"].expandtabs(4))


def _number(item: re.Match[str]) -> int:
    return int(item["number"] or 0)


def level_choices(lines: Sequence[str], code: Collection[int], begin: int = 0) -> LevelChoices:
    """Return the items that stand as far out as the question above them."""
    runs = [run for run in _runs(lines, code, begin) if run.complete]
    for run in runs:
        run.keyed = run.keyed or any(has_right_mark(lines[at]) for at in run.items)
    asking = sum(run.asks for run in runs if run.number)
    sure = len(runs) > 1 and 2 * asking >= len(runs)
    kept = [run for run in runs if run.keyed or (run.number and sure)]
    open_ = [run for run in kept if not run.answered]
    uniform = _are_uniform(open_)
    return LevelChoices(
        {run.lead: tuple(run.items) for run in open_ if run.keyed or uniform},
        frozenset(at for run in kept for at in run.items).union(
            at
            for at in range(begin, len(lines))
            if at not in code and _ON_ONE_LINE.match(lines[at])
        ),
    )


def _are_uniform(runs: Sequence[_Run]) -> bool:
    """Tell whether questions have the same number of items: choices, though no key says so."""
    counts = Counter(len(run.items) for run in runs).most_common(1)
    if len(runs) < 3 or not counts:
        return False
    usual, often = counts[0]
    return usual >= 3 and often >= _UNIFORM * len(runs)


def _runs(lines: Sequence[str], code: Collection[int], begin: int) -> Iterator[_Run]:
    run: _Run | None = None
    gap = False
    for at in range(begin, len(lines)):
        line = lines[at]
        if at in code or not line.strip():
            gap = at not in code
            continue
        item = _ITEM.fullmatch(line)
        if run is None and (item is None or not _may_begin(item)):
            gap = False
            continue
        said = item["text"] if item else line
        if item is None or _is_key(said):
            if run is not None and _ends(run, said, gap=gap):
                yield run
                run = run.told() if run.keyed else None
        elif run is None:
            run = _Run.begun_by(item, at)
        elif not run.holds(item):
            following = run.with_item(item, at, lines, gap=gap)
            if following is not run:
                yield run
            run = following
        gap = False
    if run is not None:
        yield run


def _may_begin(item: re.Match[str]) -> bool:
    """Tell whether an item may be a question: it has a number, or asks."""
    return item["number"] is not None or words.asks_plainly(item["text"])


def _is_key(line: str) -> bool:
    text = line[: words.LONGEST_LEAD]
    return (
        words.begins_answer(text)
        or words.KEY_ARROW.match(text) is not None
        or "<details" in text.lower()
        or (words.begins_key(text) and "?" not in text)
    )


def _ends(run: _Run, line: str, *, gap: bool) -> bool:
    """Tell whether a line that isn't an item ends the run: a key, a heading, a new paragraph."""
    if _is_key(line):
        run.keyed = bool(run.items) and not run.answered
        run.answered = run.answered or not run.items
        return run.keyed
    return line.lstrip().startswith("#") or (gap and bool(run.items) and not line[0].isspace())
