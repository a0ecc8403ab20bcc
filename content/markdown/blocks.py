"""Restricted Markdown to the engine's rich text.

CommonMark and tables, with ``$maths$``. Raw HTML is literal text, links lead only to http
and https, an image becomes its alternative text (a link when its address allows), and a
reference definition is text. Nothing here fails: every string is some document.
"""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

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
from content.markdown.inline_order import joined, trimmed
from content.markdown.maths import readable
from content.markdown.plain import is_plain

NO_RUN = "no-run"
MAX_NESTING = 20  # marks inside each other; markdown-it stops nesting lists and quotes there, too
RULE = "———"  # a thematic break has no place in the tree; it stays visible as text


def parse_document(text: str, *, breaks: bool = False) -> Document:
    """Return ``text`` as rich text; with ``breaks``, every line end is a line break."""
    if is_plain(text):
        return (Paragraph((Text(text.rstrip()),)),)
    return document(tokens(text, breaks=breaks))


def parse_inlines(text: str) -> Inlines:
    """Return one line of ``text`` as inline rich text."""
    return inlines(_markdown(breaks=False).parseInline(text)[0].children or [])


def tokens(text: str, *, breaks: bool = False) -> list[Token]:
    """Return markdown-it's block tokens of ``text``."""
    return _markdown(breaks=breaks).parse(text)


def document(stream: Sequence[Token]) -> Document:
    """Return the blocks of a balanced run of block tokens."""
    blocks = (_block(group) for group in groups(stream))
    return tuple(block for block in blocks if block != Paragraph(()))


def groups(stream: Sequence[Token]) -> list[Sequence[Token]]:
    """Cut a balanced run of block tokens into one run a block."""
    found: list[Sequence[Token]] = []
    depth = start = 0
    for index, token in enumerate(stream):
        depth += token.nesting
        if depth == 0:
            found.append(stream[start : index + 1])
            start = index + 1
    return found


def code_block(token: Token) -> CodeBlock:
    """Return the code block of a ``fence`` or ``code_block`` token."""
    words = token.info.split()
    language = words[0] if words and words[0] != NO_RUN else ""
    # The last line of a fence that is never closed may lack its end.
    code = token.content if token.content.endswith("\n") else f"{token.content}\n"
    return CodeBlock(code if token.content else "", language, NO_RUN not in words)


def inlines(children: Sequence[Token]) -> Inlines:
    """Return the inline rich text of markdown-it's inline tokens."""
    return trimmed(joined(_flattened(children)))


@cache
def _markdown(*, breaks: bool) -> MarkdownIt:
    # breaks is read from the tokens ("softbreak"), so the renderer's option is not needed.
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": breaks})
    markdown.disable(["html_block", "html_inline", "reference"]).enable("table")
    markdown.inline.ruler.before("escape", "math", _math_rule)
    if breaks:
        markdown.core.ruler.push("breaks", lambda state: _harden(state.tokens))
    return markdown


def _harden(stream: Sequence[Token]) -> None:
    for token in stream:
        for child in token.children or ():
            if child.type == "softbreak":
                child.type = "hardbreak"


_MATH = re.compile(
    r"(?P<mark>\${1,2})(?P<latex>[^\s$](?:(?:\\.|[^$\\])*[^\s$\\])?)(?P=mark)(?!\d)", re.S
)


def _math_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """``$x$`` as Pandoc reads it: no space just inside, no digit just behind."""
    if state.src[state.pos] != "$":
        return False
    found = _MATH.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = re.sub(r"\s+", " ", found["latex"])
    state.pos = found.end()
    return True


# --- blocks ----------------------------------------------------------------------------


def _block(group: Sequence[Token]) -> Block:
    first, inner = group[0], group[1:-1]
    match first.type:
        case "paragraph_open":
            return Paragraph(_content(inner))
        case "heading_open":
            return Heading(int(first.tag[1]), _content(inner))
        case "fence" | "code_block":
            return code_block(first)
        case "bullet_list_open":
            return BulletList(_items(inner))
        case "ordered_list_open":
            start = first.attrGet("start")
            return NumberedList(_items(inner), 1 if start is None else int(start))
        case "blockquote_open":
            return Quote(document(inner))
        case "table_open":
            return _table(inner)
        case "hr":
            return Paragraph((Text(RULE),))
        case unknown:
            raise AssertionError(f"markdown-it gave a block no rule here asks for: {unknown}")


def _content(inner: Sequence[Token]) -> Inlines:
    return inlines(inner[0].children or []) if inner else ()


def _items(inner: Sequence[Token]) -> tuple[Document, ...]:
    return tuple(document(item[1:-1]) for item in groups(inner))


def _table(inner: Sequence[Token]) -> Table:
    rows: list[list[Inlines]] = []
    for token in inner:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(inlines(token.children or []))
    header, *body = map(tuple, rows)
    return Table(header, tuple(body))


# --- inline text -----------------------------------------------------------------------


def _flattened(children: Sequence[Token]) -> list[Inline]:
    """Return inline tokens as a tree; marks inside more than ``MAX_NESTING`` others are left out.

    Bold in italics in bold looks like bold in italics, so nothing is lost that can be seen.
    """
    open_marks: list[Token] = []
    found: list[list[Inline]] = [[]]
    for token in children:
        if token.nesting == 1:
            open_marks.append(token)
            if len(open_marks) <= MAX_NESTING:
                found.append([])
        elif token.nesting == -1:
            mark = open_marks.pop()
            if len(open_marks) < MAX_NESTING:
                inside = found.pop()
                found[-1].extend(_wrapped(mark, joined(inside)))
        else:
            found[-1].extend(_leaf(token))
    return found[0]


def _wrapped(token: Token, inside: Inlines) -> Inlines:
    match token.type:
        case "strong_open":
            return (Strong(inside),)
        case "em_open":
            return (Emphasis(inside),)
        case _:
            return _link(inside, str(token.attrGet("href") or ""))


def _link(inside: Inlines, url: str) -> Inlines:
    if _is_web(url):
        return (Link(inside or (Text(url),), url),)
    # The address of a dead link is still what the author wrote: kept, as text.
    return (*inside, Text(f" ({url})")) if url and plain_inlines(inside) != url else inside


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _on_one_line(text: str) -> str:
    """Return ``text`` with a space for each line end and the white space around it."""
    first, *rest = text.replace("\r", "\n").split("\n")
    if not rest:
        return text
    *middle, last = rest
    kept = [first.rstrip(), *filter(None, map(str.strip, middle)), last.lstrip()]
    return " ".join(kept)


def _leaf(token: Token) -> Inlines:
    match token.type:
        case "code_inline":
            return (Code(token.content),)
        case "math":
            return (Math(token.content, readable(token.content)),)
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (LineBreak(),)
        case "image":
            return _link(inlines(token.children or []), str(token.attrGet("src") or ""))
        case _:
            return (Text(_on_one_line(token.content)),)
