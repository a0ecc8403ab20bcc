"""Writes rich text documents as Markdown that reads back as the same tree."""

import re
from collections.abc import Callable

from bot.engine.model.rich_text import (
    Block,
    BulletList,
    CodeBlock,
    Document,
    Heading,
    Inlines,
    NumberedList,
    Paragraph,
    Quote,
    Table,
)
from content.exporters.inline_markdown import cell_markdown, inline_markdown
from content.markdown.blocks import NO_RUN


def document_markdown(document: Document) -> str:
    """Return ``document`` as Markdown without a line end at its end."""
    blocks: list[str] = []
    lists = 0
    for index, block in enumerate(document):
        # Two lists in a row would read as one unless their markers differ.
        lists = lists + 1 if index and type(block) is type(document[index - 1]) else 0
        blocks.append(_block(block, other_marker=lists % 2 == 1))
    return "\n\n".join(blocks)


def _block(block: Block, *, other_marker: bool) -> str:
    match block:
        case Paragraph(children):
            return inline_markdown(children)
        case CodeBlock():
            return _fenced(block)
        case BulletList(items):
            marker = "*" if other_marker else "-"
            return _list(items, lambda _: marker)
        case NumberedList(items, start):
            sign = ")" if other_marker else "."
            return _list(items, lambda index: f"{start + index}{sign}")
        case Quote(blocks):
            lines = document_markdown(blocks).split("\n")
            return "\n".join(f"> {line}" if line else ">" for line in lines)
        case Heading(level, children):
            return _heading(level, children)
        case Table(header, rows):
            return _table(header, rows)


_FENCES = {
    "`": re.compile("^ {0,3}(`{3,})", re.MULTILINE),
    "~": re.compile("^ {0,3}(~{3,})", re.MULTILINE),
}


def _fenced(block: CodeBlock) -> str:
    sign = "~" if "`" in block.language else "`"
    runs = _FENCES[sign].findall(block.code)
    fence = sign * max(3, *(len(run) + 1 for run in runs), 3)
    info = " ".join(filter(None, (block.language, "" if block.runs else NO_RUN)))
    code = block.code if block.code.endswith("\n") or not block.code else block.code + "\n"
    return f"{fence}{info}\n{code}{fence}"


def _list(items: tuple[Document, ...], marker: Callable[[int], str]) -> str:
    tight = all(len(item) <= 1 or _tight(item) for item in items)
    shown = [_item(item, marker(index)) for index, item in enumerate(items)]
    return ("\n" if tight else "\n\n").join(shown)


def _tight(item: Document) -> bool:
    """A paragraph and a list below it need no empty line between them and the next item."""
    return len(item) == 2 and isinstance(item[1], BulletList) and isinstance(item[0], Paragraph)


def _item(item: Document, marker: str) -> str:
    if not item:
        return marker
    body = document_markdown(item)
    indent = " " * (len(marker) + 1)
    lines = body.split("\n")
    rest = [f"{indent}{line}" if line else "" for line in lines[1:]]
    return "\n".join([f"{marker} {lines[0]}", *rest])


def _heading(level: int, children: Inlines) -> str:
    text = inline_markdown(children)
    if level <= 2 and text:
        # Underlined: a line of "## " would be read as one of the file's sections. Below a
        # bar, two or more dashes would make a table; one dash never does.
        dashes = "-" if "|" in text else "---"
        return f"{text}\n{'===' if level == 1 else dashes}"
    closing = re.sub(r"(^|\s)(#+)$", r"\1\\\2", text)
    return f"{'#' * level} {closing}".rstrip(" ")


def _table(header: tuple[Inlines, ...], rows: tuple[tuple[Inlines, ...], ...]) -> str:
    lines = [_row(header), _row_of(["---"] * len(header)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: tuple[Inlines, ...]) -> str:
    return _row_of([cell_markdown(cell) for cell in cells])


def _row_of(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
