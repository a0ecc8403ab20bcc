"""A question's revision: a hash of what people see.

It is taken from the tree, not from the file: quoting a title or wrapping a line differently
keeps it. Tags, the form and the source line are shown to nobody, so they do not count. Of a
formula only the author's LaTeX counts, because its Unicode may change with a library.

What counts is written out here, apart from the JSON that databases and exports hold: that
may grow without any revision changing. Stored rounds name revisions, so this list keeps its
meaning: to show people something new, add a part that is left out where a question lacks it.
"""

import hashlib
import json
from dataclasses import replace
from typing import Any

from bot.engine.model.questions import Question
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

LENGTH = 16  # hexadecimal digits: 64 bits tell any number of edits of one question apart
Seen = dict[str, Any]


def revision_of(question: Question) -> str:
    """Return the revision of ``question``'s content, whatever its ``revision`` says."""
    canonical = json.dumps(_seen(question), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]


def with_revision(question: Question) -> Question:
    """Return ``question`` with the revision of its content."""
    return replace(question, revision=revision_of(question))


def _seen(question: Question) -> Seen:
    seen: Seen = {
        "title": question.title,
        "level": question.level.value,
        "prompt": _blocks(question.prompt),
        "choices": [
            {"text": _inlines(choice.text), "right": choice.right, "why": _inlines(choice.why)}
            for choice in question.choices
        ],
        "key_points": [_inlines(point) for point in question.key_points],
        "answer": _blocks(question.answer),
        "references": list(question.references),
    }
    if question.follow_ups:  # since the second release of the bank
        seen["follow_ups"] = [
            {"question": _inlines(follow_up.question), "answer": _inlines(follow_up.answer)}
            for follow_up in question.follow_ups
        ]
    return seen


def _blocks(document: Document) -> list[Seen]:
    return [_block(block) for block in document]


def _inlines(inlines: Inlines) -> list[Seen]:
    return [_inline(inline) for inline in inlines]


def _block(block: Block) -> Seen:
    match block:
        case Paragraph(children):
            return {"type": "paragraph", "children": _inlines(children)}
        case CodeBlock(code, language, runs):
            return {"type": "code", "code": code, "language": language, "runs": runs}
        case BulletList(items):
            return {"type": "bullets", "items": [_blocks(item) for item in items]}
        case NumberedList(items, start):
            return {"type": "numbers", "items": [_blocks(item) for item in items], "start": start}
        case Quote(blocks):
            return {"type": "quote", "blocks": _blocks(blocks)}
        case Heading(level, children):
            return {"type": "heading", "level": level, "children": _inlines(children)}
        case Table(header, rows):
            return {
                "type": "table",
                "header": [_inlines(cell) for cell in header],
                "rows": [[_inlines(cell) for cell in row] for row in rows],
            }


def _inline(inline: Inline) -> Seen:
    match inline:
        case Text(text):
            return {"type": "text", "text": text}
        case Code(text):
            return {"type": "code", "text": text}
        case Math(latex, _):
            return {"type": "math", "latex": latex}
        case Strong(children):
            return {"type": "strong", "children": _inlines(children)}
        case Emphasis(children):
            return {"type": "emphasis", "children": _inlines(children)}
        case Link(children, url):
            return {"type": "link", "children": _inlines(children), "url": url}
        case LineBreak():
            return {"type": "break"}
