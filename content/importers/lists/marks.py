"""Places of a page where a question may begin: headings, list items, bold leads, folds, rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from content.importers.lists import words
from content.importers.lists.one_line import has_line_choices, told_verdict
from content.importers.lists.page import Page, is_rule
from content.importers.lists.summaries import opens_answer, without_tags

LONGEST_LINE = 1_000
"""Characters; a longer line is text."""


class Kind(StrEnum):
    """What a question begins with; the value is what ``--as`` calls it."""

    NUMBERED_HEADING = "numbered-headings"
    HEADING = "headings"
    FOLD = "details"
    BOLD = "bold-leads"
    NUMBERED_ITEM = "numbered-list"
    BULLET = "bullets"
    PREFIXED = "q-and-a"
    PLAIN = "plain-questions"
    ROW = "tables"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a question may begin, on line ``at`` (from 0).

    ``text`` is what is asked there, without its number or word; ``asked`` tells whether a word
    such as *Question* announced it. The body begins with ``body_rest`` and continues at
    line ``body_at``; ``last`` is its last line where the mark itself says so. ``indent`` is the
    column of an item's text; ``more`` is what a summary says below its first paragraph;
    ``verdict`` is the word that ended a statement, such as *true*.
    """

    at: int
    kind: Kind
    depth: int
    text: str
    shown: str
    body_at: int
    number: str = ""
    asked: bool = False
    letter: bool = False
    body_rest: str = ""
    last: int | None = None
    indent: int = 0
    more: str = ""
    verdict: str = ""

    @property
    def family(self) -> tuple[Kind, int]:
        """Marks of one family look alike."""
        return self.kind, self.depth


_SOURCE = re.compile(
    r"\[\[[^\[\]]{0,40}\]\([^()\s]*\)\]|\[\[[^\[\]]{0,40}\]\]\([^()\s]*\)"
    r"|\(\[(?:src|source)\]\([^()\s]*\)\)"
)
_TOP_LINK = re.compile(
    r"\[{1,2}[^\[\]\w]*(?:back to top|to top|top|toc|返回.{0,6})?[^\[\]\w]*\]{1,2}\(#[^()]*\)", re.I
)
_LINK_ONLY = re.compile(
    r"(?:[^\w\[]|_)*+\[(?P<text>[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+)\]\((?P<url>[^()\s]*+)\)[\W_]*+"
)
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-*+•‣◦]|\(?(?P<number>\d{1,4})\*?[.)、．）](?![\d.]))"
    r"(?P<space>[ \t]*)(?P<text>\S.*)"
)
_TASK = re.compile(r"\[[ xX✓✔]?\][ \t]+")
_BOLD = re.compile(
    r" {0,3}(?P<before>[^\w*]{0,12}(?:\d{1,4}[.)]\s*)?)"
    r"(\*\*|__)(?P<bold>(?:(?!\2).)+)\2(?P<rest>.*)"
)
_BOLD_WHOLE = re.compile(r"[^\w*_]*+(\*\*|__)(?P<bold>(?:(?!\*\*|__).)++)\1[\W_]*+")
_NO_WORDS = re.compile(r"[\W_]*")
_LETTER_Q = re.compile(r"[\W_]*q\b|[\W_]*q\d", re.IGNORECASE)
_LEAD = re.compile(r"[^\w(\[（【#№¿\"'`$<-]*")
_UNDERLINE = re.compile(r" {0,3}[=-]+\s*")
_TAG_LINE = re.compile(r"</?[a-z][a-z0-9-]*\b[^<>]*>")
_ASIDE = re.compile(r"[\s:：–—-]*\([^()]*\)[\s.:：–—-]*")


def marks(page: Page) -> list[Mark]:
    """Return every place where a question may begin, in order; one at most per line and kind."""
    found = [*_headings(page), *_folds(page), *_lines(page)]
    return sorted(found, key=lambda mark: (mark.at, mark.kind))


def peeled(text: str) -> tuple[str, bool, str]:
    """Return the number before a question, whether a word announced it, and the question."""
    bare = text.strip()
    marked = "**" in bare or "__" in bare
    if marked and (found := _BOLD_WHOLE.fullmatch(bare)):
        bare = found["bold"].strip()
    lead = _LEAD.match(bare)
    rest = bare[lead.end() :] if lead else bare
    plain = (
        re.sub(r"^(?:\*\*|__)?(.{0,24}?)(?:\*\*|__)(?=\s|$|\W)", r"\1 ", rest, count=1)
        if marked
        else rest
    )
    for candidate in dict.fromkeys((rest, plain)):
        if found := words.ASKED.match(candidate):
            number = found["number"] or ""
            _, _, inner = peeled(found["rest"]) if not number else ("", False, found["rest"])
            return number, True, _tidy(inner)
        if found := words.NUMBERED.match(candidate):
            inner = found["rest"]
            again = words.ASKED.match(inner.lstrip(" *_"))
            if again:
                return found["number"], True, _tidy(again["rest"])
            return found["number"], False, _tidy(inner)
    return "", False, _tidy(bare)


def _tidy(text: str) -> str:
    bare = text.strip()
    if bare.startswith("**") and bare.count("**") == 1:
        bare = bare[2:]
    if bare.endswith("**") and bare.count("**") == 1:
        bare = bare[:-2]
    if bare.startswith("** "):  # the end of a bold word before the question
        bare = bare[3:]
    return bare.strip(" \t:：-–—").strip() if not bare.endswith(":") else bare.strip()


def cleaned(text: str) -> str:
    """Return the text of a mark without anchors, sources and links to the top."""
    text = without_tags(text)
    if "](" in text:
        text = _TOP_LINK.sub("", _SOURCE.sub("", text))
    return text.strip()


def unlinked(text: str) -> tuple[str, str]:
    """Return a text that is one link as its words and address; else the text and nothing."""
    found = _LINK_ONLY.fullmatch(text) if "](" in text else None
    if found and "](" not in found["text"]:
        return found["text"].strip(), found["url"]
    return text, ""


def _made(
    at: int,
    kind: Kind,
    depth: int,
    shown: str,
    body_at: int,
    number: str = "",
    *,
    indent: int = 0,
    body_rest: str = "",
    written: str = "",
) -> Mark:
    """Return the mark of what is ``shown``; ``written`` is what stands there, where it's more."""
    text, url = unlinked(cleaned(shown))
    if url.startswith("#") and kind in (Kind.NUMBERED_ITEM, Kind.BULLET, Kind.ROW):
        text = ""  # an entry of a table of contents
    found, asked, inner = peeled(text)
    inner, _ = unlinked(inner)
    letter = asked and _LETTER_Q.match(text) is not None
    inner, verdict = told_verdict(inner)
    return Mark(
        at,
        kind,
        depth,
        inner,
        written or shown,
        body_at,
        found or number,
        asked,
        letter,
        body_rest=body_rest,
        indent=indent,
        verdict=verdict,
    )


def _headings(page: Page) -> Iterator[Mark]:
    for heading in page.headings:
        body = heading.at + 1
        if body < len(page.lines) and _UNDERLINE.fullmatch(page.lines[body]):
            body += 1 if not page.lines[heading.at].lstrip().startswith("#") else 0
        mark = _made(
            heading.at,
            Kind.HEADING,
            heading.depth,
            heading.text,
            body,
            heading.number,
            indent=4 if heading.in_list else 0,
        )
        if mark.number or mark.asked:
            mark = replace(mark, kind=Kind.NUMBERED_HEADING)
        yield mark


def _folds(page: Page) -> Iterator[Mark]:
    for fold in page.folds:
        if not fold.summary or opens_answer(fold.summary):
            continue
        first, more = _paragraphs(fold.summary)
        mark = _made(fold.first, Kind.FOLD, fold.depth, first, fold.body_at)
        yield replace(mark, body_rest=fold.body_rest, last=fold.last, more=more)


def _paragraphs(summary: str) -> tuple[str, str]:
    """Return the first paragraph of a summary, and what follows it."""
    found = re.search(r"\n(?:[ \t]*\n)+|\n(?=[ \t]*(?:[-*+]\s|\d+[.)]\s|```))", summary)
    if not found:
        return " ".join(summary.split()), ""
    return " ".join(summary[: found.start()].split()), summary[found.end() :].rstrip()


def _lines(page: Page) -> Iterator[Mark]:
    stack: list[int] = []
    taken = {heading.at for heading in page.headings}
    choices = page.choices.lines
    for at in range(page.begin, len(page.lines)):
        line = page.lines[at]
        if at in page.code or not line.strip() or len(line) > LONGEST_LINE:
            continue
        if at in choices or at in page.tabled or at in page.termed:
            continue
        if at in taken or is_rule(line):
            stack.clear()
            continue
        item = _ITEM.fullmatch(line)
        if item and (item["space"] or (item["number"] and item["text"][0].isalpha())):
            if at in page.answering and not words.asks_plainly(item["text"]):
                continue
            yield _item(item, at, stack)
        elif not item or not item["space"]:
            if not line[0].isspace() and (at == 0 or page.blank(at - 1)):
                stack.clear()
            yield from _paragraph(page, at)


def _item(item: re.Match[str], at: int, stack: list[int]) -> Mark:
    indent = len(item["indent"].expandtabs(4))
    while stack and stack[-1] > indent - 2:
        stack.pop()
    depth = len(stack)
    stack.append(indent)
    text = _TASK.sub("", item["text"], count=1) if item["text"][0] == "[" else item["text"]
    number = item["number"] or ""
    kind = Kind.NUMBERED_ITEM if number else Kind.BULLET
    body_rest = ""
    bold = _BOLD.fullmatch(text)
    if bold and not _NO_WORDS.fullmatch(bold["rest"]) and words.asks_plainly(bold["bold"]):
        text, body_rest = bold["bold"], bold["rest"]
    column = indent + len(item["mark"]) + max(1, min(len(item["space"]), 4))
    return _made(at, kind, depth, text, at + 1, number, indent=column, body_rest=body_rest)


def _paragraph(page: Page, at: int) -> Iterator[Mark]:
    line = page.lines[at]
    bare = cleaned(line)
    starts = at <= page.begin or page.blank(at - 1) or _is_break(page, at - 1)
    bold = _BOLD.fullmatch(bare) if "**" in bare[:40] or "__" in bare[:40] else None
    if bold and (mark := _bold(bold, at, starts=starts)):
        yield mark
        return
    if line[0] in " \t" and len(line) - len(line.lstrip()) > 3:
        return
    if words.ASKED.match(bare.lstrip("*_> ")):
        mark = _made(at, Kind.PREFIXED, 0, bare, at + 1)
        if mark.asked:
            yield mark
            return
    asking = starts and bare.rstrip("*_ ").endswith(("?", "？"))
    if bare[:1] not in ("", "|", ">") and (asking or _tells_all(bare)):
        yield _made(at, Kind.PLAIN, 0, bare, at + 1)


def _tells_all(line: str) -> bool:
    """Tell whether a line has its choices or its verdict on it: it's a question of its own."""
    return bool(told_verdict(line)[1]) or has_line_choices(line)


def _is_break(page: Page, at: int) -> bool:
    line = page.lines[at].strip().lower()
    return _TAG_LINE.fullmatch(line) is not None or is_rule(line) or line.startswith("#")


def _bold(found: re.Match[str], at: int, *, starts: bool) -> Mark | None:
    inner, rest = found["bold"].strip(), found["rest"]
    number, asked, text = peeled(found["before"] + inner)
    kind = Kind.PREFIXED if asked else Kind.BOLD
    if _NO_WORDS.fullmatch(rest):
        if not starts and not asked:
            return None
        return _made(at, kind, 0, found["before"] + inner, at + 1, written=found[0])
    if (asked or number) and (not text or _ASIDE.fullmatch(text)):
        mark = _made(at, kind, 0, f"{found['before']}{inner} {rest}", at + 1)
        return replace(mark, number=number, asked=asked, text=_tidy(rest))
    if number and not asked and starts and not words.asks_plainly(inner):
        mark = _made(at, kind, 0, f"{found['before']}{inner} {rest}", at + 1)
        said = rest.lstrip(" .:：-–—")
        whole = f"{_tidy(text).rstrip('.')}. {said}" if said[:1].isupper() else f"{text} {said}"
        return replace(mark, number=number, asked=words.asks(said), text=whole)
    if asked or (words.asks_plainly(inner) and (inner.endswith(("?", "？")) or bool(number))):
        mark = _made(at, kind, 0, found["before"] + inner, at + 1)
        return replace(mark, body_rest=rest.lstrip(" :：-–—"))
    return None
