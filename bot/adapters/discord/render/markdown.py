"""Rich text to Discord's Markdown: everything literal is escaped, nothing is guessed.

A document becomes *pieces*, each whole in itself; ``paginate`` packs pieces into pages of
at most so many characters and, where one is too long, cuts between its lines and closes
and reopens the code fence.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.engine.model.rich_text import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain_inlines,
)

WIDEST_TABLE = 58
"""Columns a table in a code block may take before a phone wraps it."""
NAME_LENGTH = 60
NOTHING = "…"
SMALLEST_PAGE = 100
"""Characters below which a page could hold no fence with a line in it."""

MARK_BEGIN, MARK_END = "\ue000", "\ue001"
"""What ``command_links`` marks commands with: nothing that anybody wrote keeps these."""
_UNMARKED = str.maketrans("", "", MARK_BEGIN + MARK_END)

_ZERO_WIDTH = "\u200b"
_MARKS = re.compile(r"([\\*_~`|<>\[\]])")
_MASS_MENTION = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_EMOJI = re.compile(r":(?=\w+:)")
_LINE_START = re.compile(r"^(\s*)(#{1,3}(?=\s)|-(?=#?\s)|\+(?=\s))", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s)", re.MULTILINE)
_SCHEME = re.compile(r"(?<=[a-zA-Z]):(?=//)")
_HEADING = re.compile(r"#{1,3} [^\n]*")
_LANGUAGE = re.compile(r"[^a-zA-Z0-9+_.-]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of Markdown that stands alone. ``fence`` opens it when it is code."""

    body: str
    fence: str = ""

    def __str__(self) -> str:
        """Return the piece as Discord reads it."""
        return f"{self.fence}\n{self.body}\n```" if self.fence else self.body


# --- inline ----------------------------------------------------------------------------


def escape(text: str) -> str:
    """Return ``text`` so that Discord shows exactly its characters and pings nobody."""
    marked = _MARKS.sub(r"\\\1", text.translate(_UNMARKED))
    marked = _MASS_MENTION.sub(f"@{_ZERO_WIDTH}", marked)
    return _EMOJI.sub(r"\\:", marked)


def at_line_start(markdown: str) -> str:
    """Escape what would make a heading, a list or small print of a line's beginning."""
    lines = _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}", markdown)
    return _NUMBERED.sub(r"\1\\\2", lines)


def inert(text: str) -> str:
    """Return a member's words: literal, linking nothing, in the reading direction of the page."""
    kept = "".join(
        char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return at_line_start(_SCHEME.sub(r"\\:", escape(kept)))


def name(text: str) -> str:
    """Return a member's name on one line, inert, at most 60 characters before escaping."""
    line = " ".join(text.split())
    short = line if len(line) <= NAME_LENGTH else line[: NAME_LENGTH - 1] + "…"
    return inert(short) or "someone"


def inlines(content: Inlines) -> str:
    """Return inline text as Markdown."""
    return "".join(_inline(inline) for inline in content)


def flat(content: Inlines, limit: int) -> str:
    """Return inline text on one line; past ``limit`` characters its bare words, cut short."""
    whole = " ".join(inlines(content).split())
    if len(whole) <= limit:
        return whole
    words = " ".join(plain_inlines(content).split())[: limit // 2]
    return f"{escape(words.rstrip())}…"


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return escape(text)
        case Code(text):
            return code(text)
        case Math():
            return escape(inline.text)
        case Strong(children):
            return _wrapped("**", inlines(children))
        case Emphasis(children):
            return _wrapped("*", inlines(children))
        case Link(children, url):
            return _link(inlines(children), url)
        case LineBreak():
            return "\n"


def code(text: str) -> str:
    """Return inline code; a backtick inside takes the doubled mark."""
    line = " ".join(text.translate(_UNMARKED).split("\n"))
    if not line.strip():
        return ""
    if "`" not in line:
        return f"`{line}`"
    apart = line.replace("``", f"`{_ZERO_WIDTH}`")
    apart = apart.replace("``", f"`{_ZERO_WIDTH}`")
    return f"`` {apart} ``"


def _wrapped(mark: str, inside: str) -> str:
    return f"{mark}{inside}{mark}" if inside.strip() else inside


def _link(text: str, url: str) -> str:
    target = url.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E").replace(")", "%29")
    return f"[{text}](<{target}>)" if text.strip() else f"<{target}>"


# --- blocks ----------------------------------------------------------------------------


def pieces(document: Iterable[Block]) -> tuple[Piece, ...]:
    """Return a document as pieces, in reading order."""
    return tuple(piece for block in document for piece in _block(block) if piece.body.strip())


def _block(block: Block) -> tuple[Piece, ...]:
    match block:
        case Paragraph(children):
            return (Piece(at_line_start(inlines(children))),)
        case Heading(level, children):
            flat = inlines(children).replace("\n", " ")
            return (Piece(f"{'#' * level} {flat}" if level <= 3 else _wrapped("**", flat)),)
        case CodeBlock(source, language):
            return (fenced(source, language),)
        case BulletList(items):
            return _list(items, ["-"] * len(items))
        case NumberedList(items, start):
            return _list(items, [f"{number}." for number in range(start, start + len(items))])
        case Quote(blocks):
            return tuple(
                piece if piece.fence else replace(piece, body=_prefixed(piece.body, "> ", "> "))
                for piece in pieces(blocks)
            )
        case Table(header, rows):
            return (_table(header, rows),)


def fenced(source: str, language: str = "") -> Piece:
    """Return code in a fence it can't break out of; ``language`` only colors it."""
    safe = source.translate(_UNMARKED).rstrip("\n").replace("```", f"`{_ZERO_WIDTH}`{_ZERO_WIDTH}`")
    return Piece(safe or " ", "```" + _LANGUAGE.sub("", language)[:20])


def _list(items: Sequence[Document], marks: Sequence[str]) -> tuple[Piece, ...]:
    """Return list items as one piece, broken only where an item holds code."""
    done: list[Piece] = []
    lines: list[str] = []
    for mark, item in zip(marks, items, strict=True):
        lead = f"{mark} "
        for piece in pieces(item):
            if piece.fence:
                done.extend((Piece("\n".join(lines)), piece) if lines else (piece,))
                lines = []
            else:
                lines.append(_prefixed(piece.body, lead, " " * len(lead)))
            lead = " " * len(lead)
    return (*done, Piece("\n".join(lines))) if lines else tuple(done)


def _prefixed(text: str, first: str, rest: str) -> str:
    head, *tail = text.split("\n")
    return "\n".join((first + head, *(rest + line for line in tail)))


def _table(header: tuple[Inlines, ...], rows: tuple[tuple[Inlines, ...], ...]) -> Piece:
    """Return a table: aligned in code where it is narrow, else one line per row."""
    cells = [[_cell(cell) for cell in row] for row in (header, *rows)]
    widths = [max(_width(row[i]) for row in cells if i < len(row)) for i in range(len(header))]
    if sum(widths) + 3 * (len(widths) - 1) <= WIDEST_TABLE:
        lines = [_row(row, widths) for row in cells]
        rule = "─┼─".join("─" * width for width in widths)
        return fenced("\n".join((lines[0], rule, *lines[1:])))
    heads = [inlines(cell) for cell in header]
    listed = (
        "- "
        + "; ".join(f"**{head}**: {inlines(cell)}" for head, cell in zip(heads, row, strict=False))
        for row in rows
    )
    return Piece("\n".join(line.replace("\n", " ") for line in listed))


def _cell(cell: Inlines) -> str:
    return " ".join(plain_inlines(cell).split())


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False))
    return " │ ".join(padded).rstrip()


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


# --- fitting ---------------------------------------------------------------------------


def join(parts: Iterable[Piece]) -> str:
    """Return pieces one under the other, a blank line between texts.

    Code and headings have margins of their own: a blank line next to them is a gap on a phone.
    """
    shown = ""
    for before, piece in pairwise([Piece(""), *parts]):
        close = any(each.fence or _HEADING.fullmatch(each.body) for each in (before, piece))
        gap = "\n" if close else "\n\n"
        shown += f"{gap if shown else ''}{piece}"
    return shown


def paginate(parts: Sequence[Piece], limit: int, first: int | None = None) -> tuple[str, ...]:
    """Return one page or more, each of at most ``limit`` characters (the first: ``first``)."""
    if limit < SMALLEST_PAGE:
        return (NOTHING,)
    pages: list[str] = []
    page: list[Piece] = []
    room = limit if first is None else first
    for piece in parts:
        rest: Piece | None = piece
        while rest is not None:
            left = room - (len(join(page)) + 2 if page else 0)
            head, rest = _split(rest, left, whole_if=limit)
            if head is not None:
                page.append(head)
            if rest is not None:
                if page or room < limit:
                    pages.append(join(page) or NOTHING)
                page, room = [], limit
    if page or not pages:
        pages.append(join(page) or NOTHING)
    return tuple(pages)


def _split(piece: Piece, room: int, whole_if: int) -> tuple[Piece | None, Piece | None]:
    """Return what of ``piece`` fits into ``room``, and what is left.

    A piece that would fit on a page of its own (``whole_if``) is not cut but moved there.
    """
    if len(str(piece)) <= room:
        return piece, None
    if len(str(piece)) <= whole_if:
        return None, piece
    space = room - (len(str(piece)) - len(piece.body))
    at = _cut(piece.body, space)
    if at <= 0:
        return None, piece
    head, tail = piece.body[:at].rstrip(), piece.body[at:]
    tail = tail.lstrip("\n") if piece.fence else tail.lstrip()
    return replace(piece, body=head), replace(piece, body=tail) if tail else None


def _cut(text: str, space: int) -> int:
    """Return where to cut: after a line, else after a word, never inside an escape."""
    if space < 40:
        return 0
    window = text[:space]
    for mark in ("\n", " "):
        at = window.rfind(mark)
        if at > space // 4:
            return at
    return space - 1 if window.endswith("\\") else space
