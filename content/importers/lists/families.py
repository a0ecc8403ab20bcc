"""Which marks of a page are its questions: those of the families with the most evidence.

A family is all marks of one kind and depth. Its evidence is how many of its members ask
something, or have choices or an answer below them. The best family is taken; where a part of
the page has none of its questions, the best family of that part.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from content.importers.lists import words
from content.importers.lists.marks import Kind, Mark
from content.importers.lists.page import Page, PageHeading

LOOK = 40
"""Lines below a mark that are searched for choices and answers."""
LONGEST_LABEL = 60
"""Characters; what is longer names neither a part of a file nor an answer."""
_TASK = re.compile(r"\s*+(?:[-*+]\s*+)?\[[ xX✓✔]\]\s")
_LETTER_A = re.compile(r"\s*(?:[-*+]\s+)?[*_(\[]{0,3}[aA][*_]{0,2}[.):\])]\s*[*_]{0,2}\s*\S")
_HEADINGS = (Kind.HEADING, Kind.NUMBERED_HEADING)
_ITEMS = (Kind.BULLET, Kind.NUMBERED_ITEM)


@dataclass(frozen=True, slots=True)
class Asked:
    """A mark that is a question, and the line (from 0) at which it ends."""

    mark: Mark
    end: int


@dataclass(frozen=True, slots=True)
class Family:
    """Marks that look alike, with how much says that they're questions."""

    kind: Kind
    depth: int
    members: tuple[Mark, ...]
    evidence: float
    asking: int
    sure: int
    backed: frozenset[int]

    @property
    def share(self) -> float:
        """How many of the members ask something, or have choices or an answer below them."""
        return self.asking / len(self.members)

    @property
    def sure_share(self) -> float:
        """How many of the members ask by their own words."""
        return self.sure / len(self.members)


def families(page: Page, found: Iterable[Mark]) -> list[Family]:
    """Return the families of the marks, those with the most evidence first."""
    groups: dict[tuple[Kind, int], list[Mark]] = defaultdict(list)
    for mark in found:
        if _may_ask(mark):
            groups[mark.family].append(mark)
    made = [_family(page, group) for group in groups.values()]
    return sorted(made, key=lambda family: -family.evidence)


def chosen(page: Page, found: Sequence[Mark], only: Kind | None = None) -> list[Asked]:
    """Return the questions of the page in order; with ``only``, those of that kind."""
    whole = (page.begin, len(page.lines))
    taken = _chosen_in(page, found, whole, only, depth=0)
    return sorted(_without_contents(taken), key=lambda asked: asked.mark.at)


def _without_contents(taken: Sequence[Asked]) -> list[Asked]:
    """Return the questions without items of lists that only name a longer one: contents."""
    longest: dict[str, Asked] = {}
    for asked in taken:
        text = words.letters_of(asked.mark.text)
        if text not in longest or _lines(longest[text]) < _lines(asked):
            longest[text] = asked
    return [
        asked
        for asked in taken
        if asked.mark.kind not in _ITEMS
        or (best := longest[words.letters_of(asked.mark.text)]) is asked
        or best.mark.family == asked.mark.family
    ]


def _lines(asked: Asked) -> int:
    return asked.end - asked.mark.at


def _chosen_in(
    page: Page, found: Sequence[Mark], span: tuple[int, int], only: Kind | None, depth: int
) -> list[Asked]:
    first = bisect_left(found, span[0], key=_place)
    inside = found[first : bisect_left(found, span[1], lo=first, key=_place)]
    ranked = [family for family in families(page, inside) if only in (None, family.kind)]
    best = _best(page, ranked, span, secondary=depth > 0, forced=only is not None)
    if best is None:
        return []
    taken = _extents(page, _with_strays(best, inside), span)
    if only is not None or depth > 6:
        return taken
    for gap in _gaps(taken, span):
        taken.extend(_chosen_in(page, inside, gap, only, depth + 1))
    return taken


def _place(mark: Mark | PageHeading) -> int:
    return mark.at


# --- evidence ----------------------------------------------------------------------------


def _may_ask(mark: Mark) -> bool:
    if not mark.text:
        return mark.asked
    if mark.asked:
        return True
    return len(mark.text) > LONGEST_LABEL or not (
        words.NOT_CONTENT.fullmatch(mark.text)
        or words.ANSWERS_TITLE.fullmatch(mark.text)
        or words.ANSWER_LINE.fullmatch(mark.text)
    )


def is_asking(mark: Mark) -> bool:
    """Tell whether the mark itself reads as a question."""
    return mark.asked or bool(mark.verdict) or words.asks(mark.text)


def _family(page: Page, members: Sequence[Mark]) -> Family:
    kind, depth = members[0].family
    evidence, asking, sure = 0.0, 0, 0
    below: set[int] = set()
    for index, mark in enumerate(members):
        end = members[index + 1].at if index + 1 < len(members) else len(page.lines)
        backed = _backed(page, mark, min(end, mark.body_at + LOOK))
        if backed:
            below.add(mark.at)
        asking += is_asking(mark) or backed
        sure += _sure(mark)
        evidence += _weight(mark, backed=backed)
    return Family(kind, depth, tuple(members), evidence, asking, sure, frozenset(below))


def _weight(mark: Mark, *, backed: bool) -> float:
    if mark.asked:
        weight = 1.2
    elif mark.verdict or words.asks_plainly(mark.text):
        weight = 1.0
    elif words.asks(mark.text):
        weight = 0.7
    else:
        weight = 0.05
    if mark.kind in (Kind.BULLET, Kind.PLAIN):
        weight *= 0.8
    return weight + (0.8 if backed else 0)


def _backed(page: Page, mark: Mark, end: int) -> bool:
    """Tell whether choices or a marked answer stand below the mark."""
    if mark.kind in _ITEMS and mark.depth > 1:
        return False
    for at in range(mark.body_at, end):
        line = page.lines[at]
        if at in page.code or not line.strip():
            continue
        if line.lstrip().startswith("#") and not words.begins_answer(line):
            return False
        if _TASK.match(line) or _LETTER_A.match(line):
            return mark.kind not in _ITEMS or at != mark.at
        if "<details" in line.lower() or words.begins_answer(line):
            return True
        if mark.letter and words.SHORT_ANSWER.match(line):
            return True
    return False


def _best(
    page: Page, ranked: Sequence[Family], span: tuple[int, int], *, secondary: bool, forced: bool
) -> Family | None:
    fit = [family for family in ranked if forced or _fits(family, secondary=secondary)]
    if not fit:
        return None
    best = fit[0]
    for other in fit[1:]:
        if other.evidence >= 0.2 * best.evidence and _holds(page, other, best, span):
            best = other
    return best


def _fits(family: Family, *, secondary: bool) -> bool:
    numbered = family.kind in (Kind.NUMBERED_HEADING, Kind.PREFIXED) or any(
        mark.asked for mark in family.members
    )
    least = 0.3 if numbered else 0.55 if family.kind is Kind.BULLET else 0.45
    if secondary:
        least = max(least, 0.6)
        if family.kind in _ITEMS and family.sure_share < least:
            return False  # a list of tips or steps between the questions
    few = 1 if family.kind in (*_HEADINGS, Kind.FOLD, Kind.PREFIXED, Kind.BOLD) else 2
    if family.kind is Kind.PLAIN:
        few = 2
    if len(family.members) == 1 and not _sure(family.members[0]):
        return False
    return family.asking >= few and family.share >= least


def _sure(mark: Mark) -> bool:
    return mark.asked or bool(mark.verdict) or words.asks_plainly(mark.text)


def _holds(page: Page, outer: Family, inner: Family, span: tuple[int, int]) -> bool:
    """Tell whether most of ``inner`` lie below the members of ``outer``, as parts of answers."""
    if outer.share < 0.5 or len(inner.members) > 4 * outer.asking:
        return False
    if outer.sure_share < 0.3 and inner.sure_share > 0.6:
        return False  # headings of sections, which have answers below them only by their questions
    if outer.kind in _ITEMS and inner.kind in _ITEMS and outer.depth >= inner.depth:
        return False
    if inner.kind in _HEADINGS and (outer.kind not in _HEADINGS or outer.depth >= inner.depth):
        return False
    ends = _extents(page, outer, span)
    starts = [asked.mark.at for asked in ends]
    inside = 0
    for mark in inner.members:
        index = bisect_left(starts, mark.at) - 1
        inside += index >= 0 and mark.at < ends[index].end
    return inside >= 0.8 * len(inner.members) and inside > 0


def _with_strays(family: Family, found: Sequence[Mark]) -> Family:
    """Return the family with marks that continue its words or numbers in another form.

    People change the depth of a heading by mistake, or write ``**Q4.**`` below ``Q3:``.
    """
    own = {mark.at for mark in family.members}
    others = [mark for mark in found if mark.at not in own]
    if 2 * sum(mark.asked for mark in family.members) > len(family.members):
        strays = [mark for mark in others if mark.asked and mark.kind not in _ITEMS]
    elif family.kind is Kind.NUMBERED_HEADING:
        strays = [mark for mark in others if mark.kind is family.kind and _fills(mark, family)]
    else:
        return family
    one_each = {mark.at: mark for mark in (*strays, *family.members)}
    members = tuple(one_each[at] for at in sorted(one_each))
    return replace(family, members=members)


def _fills(mark: Mark, family: Family) -> bool:
    """Tell whether the mark has the number that is missing where it stands."""
    if not mark.number.isdigit() or not is_asking(mark):
        return False
    place = bisect_left(family.members, mark.at, key=_place)
    before = family.members[place - 1].number if place else "0"
    after = family.members[place].number if place < len(family.members) else "9999"
    if not (before.isdigit() and after.isdigit()):
        return False
    return int(before) < int(mark.number) < int(after)


# --- extents -----------------------------------------------------------------------------


def _extents(page: Page, family: Family, span: tuple[int, int]) -> list[Asked]:
    members = _asked_members(family)
    closing = _closing(page, family.kind, members, span[1])
    found: list[Asked] = []
    lines = [heading.at for heading in closing]
    for index, mark in enumerate(members):
        if mark.last is not None:
            found.append(Asked(mark, mark.last + 1))
            continue
        end = members[index + 1].at if index + 1 < len(members) else span[1]
        place = bisect_left(lines, mark.at + 1)
        if place < len(lines):
            end = min(end, lines[place])
        if mark.kind in _ITEMS:
            end = _item_end(page, mark, end)
        found.append(Asked(mark, max(end, mark.at + 1)))
    return found


def _asked_members(family: Family) -> Sequence[Mark]:
    """Return the members that are questions: also topics, where nearly all others ask."""
    if family.kind is Kind.HEADING and family.share < 0.75:
        return [mark for mark in family.members if is_asking(mark) or mark.at in family.backed]
    if family.kind in (Kind.PLAIN, Kind.BOLD):
        return [mark for mark in family.members if is_asking(mark) or mark.number]
    return family.members


def _closing(page: Page, kind: Kind, members: Sequence[Mark], end: int) -> list[PageHeading]:
    """Return the headings before line ``end`` that end a question of this family."""
    if not members:
        return []
    if kind in _HEADINGS:
        depth = members[0].depth
    else:
        above = (bisect_left(page.headings, mark.at, key=_place) - 1 for mark in members)
        depth = max((page.headings[index].depth for index in above if index >= 0), default=6)
    own = {mark.at for mark in members}
    first = bisect_left(page.headings, members[0].at, key=_place)
    last = bisect_left(page.headings, end, lo=first, key=_place)
    return [
        heading
        for heading in page.headings[first:last]
        if heading.depth <= depth
        and heading.at not in own
        and heading.at not in page.folded
        and not words.ANSWER_LINE.fullmatch(heading.text)
        and (heading.depth < depth or kind not in _HEADINGS or not _part(heading.text))
    ]


def _part(title: str) -> bool:
    """Tell whether a heading as high as the question's names a part of its answer."""
    return words.EXPLAINS.match(title.strip(" *_:")) is not None


def _item_end(page: Page, mark: Mark, end: int) -> int:
    """Return where a list item ends: before an item of the other kind that's as far out."""
    outer = mark.indent
    for at in range(mark.at + 1, end):
        line = page.lines[at]
        if at in page.code or not line.strip():
            continue
        width = len(line) - len(line.lstrip())
        if mark.depth and width < outer - 3:
            return at
    return end


def _gaps(taken: Sequence[Asked], span: tuple[int, int]) -> list[tuple[int, int]]:
    gaps: list[tuple[int, int]] = []
    at = span[0]
    for asked in taken:
        if asked.mark.at > at:
            gaps.append((at, asked.mark.at))
        at = max(at, asked.end)
    if at < span[1]:
        gaps.append((at, span[1]))
    return gaps
