r"""Rich text as HTML for flashcards: code in ``<pre><code>``, formulas as MathJax's ``\( \)``."""

import re
from html import escape

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

_DELIMITERS = re.compile(r"\\[()\[\]]")
"""What MathJax would take for a formula in ordinary text."""
_PLAYED = re.compile(r"\[(?=sound:|anki:|/?latex\]|/?\$)")
"""What Anki would play or draw, wherever it stands in a field."""


def document_html(document: Document) -> str:
    """Return ``document`` as HTML."""
    return "".join(map(_block, document))


def inlines_html(inlines: Inlines) -> str:
    """Return ``inlines`` as HTML without a block around it."""
    return "".join(map(_inline, inlines))


def text_html(text: str) -> str:
    """Return literal characters as HTML that neither MathJax nor Anki takes for more."""
    return _DELIMITERS.sub(
        r'<span class="mathjax_ignore tex2jax_ignore">\g<0></span>', _characters(text)
    )


def _characters(text: str) -> str:
    return _PLAYED.sub("&#91;", escape(text, quote=False))


def _block(block: Block) -> str:
    match block:
        case Paragraph(children):
            return f"<p>{inlines_html(children)}</p>"
        case CodeBlock(code, language):
            name = f' class="language-{escape(language)}"' if language else ""
            return f"<pre><code{name}>{_characters(code)}</code></pre>"
        case BulletList(items):
            return f"<ul>{_items(items)}</ul>"
        case NumberedList(items, start):
            return f'<ol start="{start}">{_items(items)}</ol>'
        case Quote(blocks):
            return f"<blockquote>{document_html(blocks)}</blockquote>"
        case Heading(level, children):
            return f"<h{level}>{inlines_html(children)}</h{level}>"
        case Table(header, rows):
            body = "".join(_row(row, "td") for row in rows)
            return f"<table>{_row(header, 'th')}{body}</table>"


def _items(items: tuple[Document, ...]) -> str:
    return "".join(f"<li>{_item(item)}</li>" for item in items)


def _item(item: Document) -> str:
    match item:
        case (Paragraph(children), *rest):  # a list's lines stand closer without paragraphs
            return inlines_html(children) + document_html(tuple(rest))
        case _:
            return document_html(item)


def _row(cells: tuple[Inlines, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{inlines_html(cell)}</{tag}>' for cell in cells)}</tr>"


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text_html(text)
        case Code(text):
            return f"<code>{_characters(text)}</code>"
        case Math(latex):
            return f"\\({_characters(latex)}\\)"
        case Strong(children):
            return f"<b>{inlines_html(children)}</b>"
        case Emphasis(children):
            return f"<i>{inlines_html(children)}</i>"
        case Link(children, url):
            return f'<a href="{escape(url)}">{inlines_html(children)}</a>'
        case LineBreak():
            return "<br>"
