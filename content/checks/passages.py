"""The prose of a question, piece by piece, with the place of each in its file."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
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
from content.format.parsed import ANSWER, CHOICES, FOLLOW_UPS, KEY_POINTS, PROMPT


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph without its code and formulas: in the ``number``-th item of ``part``."""

    part: str
    number: int
    text: str


def passages(question: Question) -> Iterator[Passage]:
    """Yield the prose of ``question`` in the order of its file."""
    yield from _of_document(PROMPT, question.prompt)
    for number, choice in enumerate(question.choices, 1):
        yield Passage(CHOICES, number, prose(choice.text))
        yield Passage(CHOICES, number, prose(choice.why))
    for number, point in enumerate(question.key_points, 1):
        yield Passage(KEY_POINTS, number, prose(point))
    for number, follow_up in enumerate(question.follow_ups, 1):
        yield Passage(FOLLOW_UPS, number, prose(follow_up.question))
        yield Passage(FOLLOW_UPS, number, prose(follow_up.answer))
    yield from _of_document(ANSWER, question.answer)


def prose(inlines: Inlines) -> str:
    """Return the words of inline text without code and formulas, which no rule of style holds."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(text)
            case Code() | Math():
                pass
            case Strong(children) | Emphasis(children) | Link(children):
                parts.append(prose(children))
            case LineBreak():
                parts.append("\n")
    return "".join(parts)


def _of_document(part: str, document: Document) -> Iterator[Passage]:
    for number, block in enumerate(document, 1):
        for text in _paragraphs(block):
            yield Passage(part, number, text)


def _paragraphs(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(children) | Heading(_, children):
            yield prose(children)
        case BulletList(items) | NumberedList(items):
            for item in items:
                for inside in item:
                    yield from _paragraphs(inside)
        case Quote(blocks):
            for inside in blocks:
                yield from _paragraphs(inside)
        case Table(header, rows):
            for row in (header, *rows):
                yield from map(prose, row)
        case CodeBlock():
            pass
