"""Rich text as a tree: what an author meant, before any platform's dialect.

Authors write restricted Markdown; ``content`` parses it into this tree once, and each
renderer escapes and emits its own dialect from it. A tree can be cut, measured and
escaped without ever guessing where a code fence ends.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Literal characters, to be escaped by whoever shows them."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Inline code."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: the author's LaTeX and the same in Unicode, for places without LaTeX."""

    latex: str
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italics."""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``url`` is http or https."""

    children: "Inlines"
    url: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


Inline = Text | Code | Math | Strong | Emphasis | Link | LineBreak
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A fenced block, byte for byte; ``language`` is empty when the fence names none.

    ``runs`` is false when the author marked the block ``no-run``.
    """

    code: str
    language: str = ""
    runs: bool = True


@dataclass(frozen=True, slots=True)
class BulletList:
    """An unordered list; each item is a document."""

    items: "tuple[Document, ...]"


@dataclass(frozen=True, slots=True)
class NumberedList:
    """An ordered list that starts at ``start``."""

    items: "tuple[Document, ...]"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: "Document"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside an imported answer; ``level`` is 1 to 6."""

    level: int
    children: Inlines


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a header row and body rows, each a tuple of cells."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


Block = Paragraph | CodeBlock | BulletList | NumberedList | Quote | Heading | Table
Document = tuple[Block, ...]


def plain_inlines(inlines: Iterable[Inline]) -> str:
    """Return the characters of ``inlines`` without any marks."""
    return "".join(_plain_inline(inline) for inline in inlines)


def plain_text(document: Iterable[Block]) -> str:
    """Return ``document`` as plain text: blocks separated by an empty line."""
    return "\n\n".join(_plain_block(block) for block in document)


def paragraph(text: str) -> Document:
    """Return a document of one paragraph that holds ``text`` literally."""
    return (Paragraph((Text(text),)),)


def code_blocks(document: Iterable[Block]) -> Iterator[CodeBlock]:
    """Yield every code block of ``document`` in reading order, nested ones too."""
    for block in document:
        match block:
            case CodeBlock():
                yield block
            case BulletList(items) | NumberedList(items):
                for item in items:
                    yield from code_blocks(item)
            case Quote(blocks):
                yield from code_blocks(blocks)
            case Paragraph() | Heading() | Table():
                pass


def _plain_inline(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case Math():
            return inline.text
        case LineBreak():
            return "\n"
        case Strong(children) | Emphasis(children) | Link(children):
            return plain_inlines(children)


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(children) | Heading(_, children):
            return plain_inlines(children)
        case CodeBlock(code):
            return code.rstrip("\n")
        case BulletList(items):
            return "\n".join(f"- {plain_text(item)}" for item in items)
        case NumberedList(items, start):
            return "\n".join(f"{n}. {plain_text(item)}" for n, item in enumerate(items, start))
        case Quote(blocks):
            return plain_text(blocks)
        case Table(header, rows):
            lines = (header, *rows)
            return "\n".join(" | ".join(plain_inlines(cell) for cell in row) for row in lines)
