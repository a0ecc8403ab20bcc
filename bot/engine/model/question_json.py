"""A question as plain JSON values and back, for the database and for ``--json`` output.

Inverse of each other: ``from_plain(to_plain(q)) == q`` for every question. Rows written
before a question had follow-ups or a form lack them: ``from_plain`` reads that as none. Only an
imported question says that it's unchecked or approved, and where it comes from.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.engine.model.questions import Choice, FollowUp, Form, Level, Question
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

Plain = dict[str, Any]


def to_plain(question: Question) -> Plain:
    """Return ``question`` as dicts, lists, strings, numbers and None."""
    return {
        "id": question.id,
        "title": question.title,
        "track": question.track,
        "level": question.level.value,
        "form": question.form.value if question.form else None,
        "tags": list(question.tags),
        "source": question.source,
        "revision": question.revision,
        "prompt": document_to_plain(question.prompt),
        "choices": [
            {
                "text": inlines_to_plain(choice.text),
                "right": choice.right,
                "why": inlines_to_plain(choice.why),
            }
            for choice in question.choices
        ],
        "key_points": [inlines_to_plain(point) for point in question.key_points],
        "follow_ups": [
            {
                "question": inlines_to_plain(follow_up.question),
                "answer": inlines_to_plain(follow_up.answer),
            }
            for follow_up in question.follow_ups
        ],
        "answer": document_to_plain(question.answer),
        "references": list(question.references),
        **({"unchecked": question.unchecked} if question.unchecked else {}),
        **({"approved": True} if question.approved else {}),
        **({"source_id": question.source_id} if question.source_id else {}),
        **({"imported_as": question.imported_as} if question.imported_as else {}),
    }


def from_plain(plain: Mapping[str, Any]) -> Question:
    """Return the question that ``to_plain`` turned into ``plain``."""
    return Question(
        id=plain["id"],
        title=plain["title"],
        track=plain["track"],
        level=Level(plain["level"]),
        prompt=document_from_plain(plain["prompt"]),
        choices=tuple(
            Choice(
                inlines_from_plain(choice["text"]),
                choice["right"],
                inlines_from_plain(choice["why"]),
            )
            for choice in plain["choices"]
        ),
        key_points=tuple(inlines_from_plain(point) for point in plain["key_points"]),
        answer=document_from_plain(plain["answer"]),
        revision=plain["revision"],
        tags=tuple(plain["tags"]),
        source=plain["source"],
        references=tuple(plain["references"]),
        follow_ups=tuple(
            FollowUp(
                inlines_from_plain(follow_up["question"]), inlines_from_plain(follow_up["answer"])
            )
            for follow_up in plain.get("follow_ups", ())
        ),
        form=Form(plain["form"]) if plain.get("form") else None,
        unchecked=plain.get("unchecked", ""),
        approved=plain.get("approved", False),
        source_id=plain.get("source_id", ""),
        imported_as=plain.get("imported_as", ""),
    )


def document_to_plain(document: Document) -> list[Plain]:
    """Return a document as a list of blocks, each a dict with its ``type``."""
    return [_block_to_plain(block) for block in document]


def document_from_plain(plain: list[Plain]) -> Document:
    """Return the document that ``document_to_plain`` turned into ``plain``."""
    return tuple(_block_from_plain(block) for block in plain)


def inlines_to_plain(inlines: Inlines) -> list[Plain]:
    """Return inline text as a list of dicts, each with its ``type``."""
    return [_inline_to_plain(inline) for inline in inlines]


def inlines_from_plain(plain: list[Plain]) -> Inlines:
    """Return the inline text that ``inlines_to_plain`` turned into ``plain``."""
    return tuple(_inline_from_plain(inline) for inline in plain)


def _inline_to_plain(inline: Inline) -> Plain:
    match inline:
        case Text(text):
            return {"type": "text", "text": text}
        case Code(text):
            return {"type": "code", "text": text}
        case Math(latex, text):
            return {"type": "math", "latex": latex, "text": text}
        case Strong(children):
            return {"type": "strong", "children": inlines_to_plain(children)}
        case Emphasis(children):
            return {"type": "emphasis", "children": inlines_to_plain(children)}
        case Link(children, url):
            return {"type": "link", "children": inlines_to_plain(children), "url": url}
        case LineBreak():
            return {"type": "break"}


_INLINES: dict[str, Callable[[Plain], Inline]] = {
    "text": lambda plain: Text(plain["text"]),
    "code": lambda plain: Code(plain["text"]),
    "math": lambda plain: Math(plain["latex"], plain["text"]),
    "strong": lambda plain: Strong(inlines_from_plain(plain["children"])),
    "emphasis": lambda plain: Emphasis(inlines_from_plain(plain["children"])),
    "link": lambda plain: Link(inlines_from_plain(plain["children"]), plain["url"]),
    "break": lambda _: LineBreak(),
}


def _inline_from_plain(plain: Plain) -> Inline:
    return _INLINES[plain["type"]](plain)


def _block_to_plain(block: Block) -> Plain:
    match block:
        case Paragraph(children):
            return {"type": "paragraph", "children": inlines_to_plain(children)}
        case CodeBlock(code, language, runs):
            return {"type": "code", "code": code, "language": language, "runs": runs}
        case BulletList(items):
            return {"type": "bullets", "items": [document_to_plain(item) for item in items]}
        case NumberedList(items, start):
            return {
                "type": "numbers",
                "items": [document_to_plain(item) for item in items],
                "start": start,
            }
        case Quote(blocks):
            return {"type": "quote", "blocks": document_to_plain(blocks)}
        case Heading(level, children):
            return {"type": "heading", "level": level, "children": inlines_to_plain(children)}
        case Table(header, rows):
            return {
                "type": "table",
                "header": [inlines_to_plain(cell) for cell in header],
                "rows": [[inlines_to_plain(cell) for cell in row] for row in rows],
            }


_BLOCKS: dict[str, Callable[[Plain], Block]] = {
    "paragraph": lambda plain: Paragraph(inlines_from_plain(plain["children"])),
    "code": lambda plain: CodeBlock(plain["code"], plain["language"], plain["runs"]),
    "bullets": lambda plain: BulletList(tuple(map(document_from_plain, plain["items"]))),
    "numbers": lambda plain: NumberedList(
        tuple(map(document_from_plain, plain["items"])), plain["start"]
    ),
    "quote": lambda plain: Quote(document_from_plain(plain["blocks"])),
    "heading": lambda plain: Heading(plain["level"], inlines_from_plain(plain["children"])),
    "table": lambda plain: Table(
        tuple(map(inlines_from_plain, plain["header"])),
        tuple(tuple(map(inlines_from_plain, row)) for row in plain["rows"]),
    ),
}


def _block_from_plain(plain: Plain) -> Block:
    return _BLOCKS[plain["type"]](plain)
