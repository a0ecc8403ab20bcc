"""The engine's rich text as rich's renderables. Members' and authors' text is literal."""

from collections.abc import Callable

from pygments.token import Comment, Keyword, Name, Number, Operator, String
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table as RichTable
from rich.text import Text as RichText

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
)

CODE_COLORS = ANSISyntaxTheme(
    {
        Comment: Style(italic=True, dim=True),
        Keyword: Style(color="magenta"),
        Name.Function: Style(bold=True),
        Name.Class: Style(bold=True),
        Number: Style(color="cyan"),
        Operator.Word: Style(color="magenta"),
        String: Style(color="green"),
    }
)
"""Colors of the terminal's own that can be read on a light and on a dark one."""


def inline(inlines: Inlines, style: str = "") -> RichText:
    """Return inline text with its styles."""
    line = RichText(style=style)
    for part in inlines:
        line.append_text(_part(part))
    return line


def document(blocks: Document) -> RenderableType:
    """Return a document: its blocks separated by an empty line."""
    shown: list[RenderableType] = []
    for index, block in enumerate(blocks):
        if index:
            shown.append("")
        shown.append(_block(block))
    return Group(*shown)


def _part(part: Inline) -> RichText:
    match part:
        case Text(text):
            return RichText(text)
        case Code(text):
            return RichText(text, style="cyan")
        case Math():
            return RichText(part.text, style="italic")
        case LineBreak():
            return RichText("\n")
        case Strong(children):
            return inline(children, "bold")
        case Emphasis(children):
            return inline(children, "italic")
        case Link(children, url):
            shown = inline(children, "underline")
            if shown.plain != url:
                shown.append(f" ({url})")
            return shown


def _block(block: Block) -> RenderableType:
    match block:
        case Paragraph(children):
            return inline(children)
        case Heading(_, children):
            return inline(children, "bold")
        case CodeBlock(code, language):
            lexer = language if language else "text"
            shown = Syntax(
                code.rstrip("\n"),
                lexer,
                theme=CODE_COLORS,
                background_color="default",
                word_wrap=True,  # else what is wider than the terminal is cut off
            )
            return Padding(shown, (0, 0, 0, 4))
        case BulletList(items):
            return _list(items, lambda _: "• ")
        case NumberedList(items, start):
            return _list(items, lambda index: f"{start + index}. ")
        case Quote(blocks):
            return Padding(document(blocks), (0, 0, 0, 2))
        case Table(header, rows):
            return _table(header, rows)


def _list(items: tuple[Document, ...], mark: Callable[[int], str]) -> RenderableType:
    grid = RichTable.grid(padding=0)
    grid.add_column(no_wrap=True)
    grid.add_column()
    for index, item in enumerate(items):
        grid.add_row(mark(index), document(item))
    return grid


def _table(header: tuple[Inlines, ...], rows: tuple[tuple[Inlines, ...], ...]) -> RenderableType:
    table = RichTable()
    for cell in header:
        table.add_column(inline(cell))
    for row in rows:
        table.add_row(*(inline(cell) for cell in row))
    return table
