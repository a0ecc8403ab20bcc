"""The engine's rich text as Slack's rich_text elements: every character stays literal.

Slack's lists hold plain lines only, and an ordered list always starts at 1; a list that
needs more (a code block in an item, another start) is written with its numbers as text.
"""

from collections.abc import Iterable, Sequence

from bot.adapters.slack.limits import Json
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

DEEPEST_INDENT = 8


def text(words: str, **style: bool) -> Json:
    """Return ``words`` as a text element; ``style`` is any of bold, italic, code."""
    element: Json = {"type": "text", "text": words}
    return {**element, "style": style} if style else element


def section(elements: Sequence[Json]) -> Json:
    """Return a rich_text_section; an empty one holds a space, since Slack refuses none."""
    return {"type": "rich_text_section", "elements": list(elements) or [text(" ")]}


def line(words: str, **style: bool) -> Json:
    """Return a section of one text."""
    return section([text(words or " ", **style)])


def preformatted(code: str, border: int = 0) -> Json:
    """Return a code block; ``border`` is 1 inside a quotation."""
    element: Json = {
        "type": "rich_text_preformatted",
        "elements": [text(code.rstrip("\n") or " ")],
    }
    return {**element, "border": border} if border else element


def quote(elements: Sequence[Json]) -> Json:
    """Return a rich_text_quote."""
    return {"type": "rich_text_quote", "elements": list(elements) or [text(" ")]}


def bullets(rows: Sequence[Json]) -> Json:
    """Return a list of sections, a bullet before each; ``rows`` is never empty."""
    return {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": list(rows)}


def inline_elements(inlines: Iterable[Inline], **style: bool) -> list[Json]:
    """Return inline text as elements of a section."""
    found: list[Json] = []
    for inline in inlines:
        found.extend(_inline(inline, style))
    return found


def document_elements(document: Document) -> list[Json]:
    """Return a document as the elements of a rich_text block."""
    return _blocks(document, indent=0, border=0)


def _inline(inline: Inline, style: dict[str, bool]) -> list[Json]:
    match inline:
        case Text(words):
            return [text(words, **style)] if words else []
        case Math():
            return [text(inline.text, **style)] if inline.text else []
        case Code(words):
            return [text(words, **style, code=True)] if words else []
        case LineBreak():
            return [text("\n")]
        case Strong(children):
            return inline_elements(children, **{**style, "bold": True})
        case Emphasis(children):
            return inline_elements(children, **{**style, "italic": True})
        case Link(children, url):
            element: Json = {"type": "link", "url": url, "text": plain_inlines(children) or url}
            return [{**element, "style": style} if style else element]


def _blocks(document: Document, indent: int, border: int) -> list[Json]:
    """Return blocks as elements; paragraphs in a row share a section, an empty line between."""
    found: list[Json] = []
    open_section: list[Json] | None = None
    gap = "\n\n"
    for block in document:
        if isinstance(block, Paragraph | Heading):
            if open_section is None:
                after_list = bool(found) and found[-1]["type"] == "rich_text_list" and not indent
                open_section = [text("\n")] if after_list else []
                found.append(section([text(" ")]))
            else:
                open_section.append(text(gap))
            open_section.extend(_prose(block))
            found[-1] = section(open_section)
            gap = "\n" if isinstance(block, Heading) else "\n\n"
            continue
        open_section = None
        found.extend(_standing(block, indent, border))
    return found


def _prose(block: Paragraph | Heading) -> list[Json]:
    if isinstance(block, Heading):
        return inline_elements(block.children, bold=True)
    return inline_elements(block.children)


def _standing(block: Block, indent: int, border: int) -> list[Json]:
    match block:
        case CodeBlock(code):
            return [preformatted(code, border)]
        case BulletList(items):
            return _list(items, "bullet", indent, border)
        case NumberedList(items, start):
            if start == 1 and all(map(_one_line, items)):
                return _list(items, "ordered", indent, border)
            return _numbered(items, start, indent, border)
        case Quote(blocks):
            return _quote(blocks)
        case Table(header, rows):
            return [preformatted(_grid((header, *rows)), border)]
        case Paragraph() | Heading():
            return [section(_prose(block))]


def _one_line(item: Document) -> bool:
    return all(isinstance(block, Paragraph) for block in item)


def _list(items: Sequence[Document], style: str, indent: int, border: int) -> list[Json]:
    found: list[Json] = []
    for item in items:
        lead, rest = _lead(item)
        row = section(lead)
        if found and found[-1]["type"] == "rich_text_list" and found[-1]["indent"] == indent:
            found[-1]["elements"].append(row)
        else:
            made: Json = {
                "type": "rich_text_list",
                "style": style,
                "indent": min(indent, DEEPEST_INDENT),
                "elements": [row],
            }
            found.append({**made, "border": border} if border else made)
        found.extend(_blocks(rest, indent + 1, border))
    return found


def _numbered(items: Sequence[Document], start: int, indent: int, border: int) -> list[Json]:
    found: list[Json] = []
    for number, item in enumerate(items, start):
        lead, rest = _lead(item)
        found.append(section([text(f"{number}. "), *lead]))
        found.extend(_blocks(rest, indent + 1, border))
    return found


def _lead(item: Document) -> tuple[list[Json], Document]:
    """Return an item's opening paragraphs as one line's elements, and what follows them."""
    lead: list[Json] = []
    for count, block in enumerate(item):
        if not isinstance(block, Paragraph | Heading):
            return lead, item[count:]
        if lead:
            lead.append(text("\n"))
        lead.extend(_prose(block))
    return lead, ()


def _quote(blocks: Document) -> list[Json]:
    found: list[Json] = []
    for element in _blocks(blocks, indent=0, border=1):
        if element["type"] == "rich_text_section":
            found.append(quote(element["elements"]))
        else:
            found.append(element)
    return found


def _grid(rows: Sequence[Sequence[Inlines]]) -> str:
    """Return a table as aligned text: its header, a rule, its rows."""
    cells = [[plain_inlines(cell).replace("\n", " ") for cell in row] for row in rows]
    columns = max(map(len, cells))
    padded = [row + [""] * (columns - len(row)) for row in cells]
    widths = [max(len(row[column]) for row in padded) for column in range(columns)]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in padded
    ]
    return "\n".join([lines[0], "-+-".join("-" * width for width in widths), *lines[1:]])
