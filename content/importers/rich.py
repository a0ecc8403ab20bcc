"""Text as it was written, in any markup, as rich text."""

import re

from bot.engine.model.rich_text import (
    Block,
    Code,
    CodeBlock,
    Document,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Text,
    plain_text,
)
from bot.engine.rules.text import clean_text
from content.importers.found import Markup, Written
from content.importers.html import html_document
from content.markdown.blocks import parse_document

LONGEST = 100_000
"""Characters of one text; far more than any answer has."""


def document_of(written: Written) -> Document:
    """Return the text as blocks."""
    text = clean_text(written.text[:LONGEST]).strip("\n")
    if not text.strip():
        return ()
    match written.markup:
        case Markup.MARKDOWN:
            return parse_document(text)
        case Markup.HTML:
            return html_document(text)
        case Markup.PLAIN:
            return _plain(text)


def inlines_of(written: Written) -> Inlines:
    """Return the text as one line; blocks below the first are put on lines of their own."""
    return one_line(document_of(written))


def one_line(document: Document) -> Inlines:
    """Return blocks as one line; those below the first are put on lines of their own."""
    found: list[Inline] = []
    for block in document:
        if found:
            found.append(LineBreak())
        found.extend(_inlines(block))
    return tuple(found)


def _plain(text: str) -> Document:
    blocks: list[Block] = []
    for part in re.split(r"\n[ \t]*\n\s*", text.strip()):
        lines: list[Inline] = []
        for line in part.split("\n"):
            if lines:
                lines.append(LineBreak())
            lines.append(Text(line.strip()))
        if part.strip():
            blocks.append(Paragraph(tuple(lines)))
    return tuple(blocks)


def _inlines(block: Block) -> list[Inline]:
    match block:
        case Paragraph(children) | Heading(_, children):
            return list(children)
        case CodeBlock(code):
            return _lines_of_code(code)
        case _:
            return [Text(" ".join(plain_text((block,)).split()))]


def _lines_of_code(code: str) -> list[Inline]:
    found: list[Inline] = []
    for line in filter(str.strip, code.split("\n")):
        if found:
            found.append(LineBreak())
        found.append(Code(line.rstrip()))
    return found
