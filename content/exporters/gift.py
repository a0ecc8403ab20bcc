"""Questions as GIFT for Moodle: choices with their reasons, the answer as general feedback.

Texts are Markdown, which Moodle shows. What GIFT has no place for (level, form, key points,
follow-ups, references, where it came from) stands in a comment that our reader understands.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.engine.model.questions import Choice, Question
from content.exporters.blocks_markdown import document_markdown
from content.exporters.inline_markdown import inline_markdown
from content.exporters.listing import listing
from content.format.gift_text import escaped, own_comment

_CARRIED = ("id", "level", "form", "tags", "source", "references", "key_points", "follow_ups")


def gift_text(questions: Sequence[Question]) -> str:
    """Return the questions in their order, each track as a category."""
    blocks: list[str] = []
    for track, group in groupby(questions, key=lambda question: question.track):
        blocks.append(f"$CATEGORY: $course$/top/Warmup/{track}\n")
        blocks.extend("\n".join(_lines(question)) + "\n" for question in group)
    return "\n".join(blocks)


def _lines(question: Question) -> Iterator[str]:
    plain = listing(question)
    yield own_comment({name: plain[name] for name in _CARRIED})
    tags = (question.track, question.level.value, *question.tags)
    named = (f"[id:{question.id}]", *(f"[tag:{tag}]" for tag in dict.fromkeys(tags)))
    yield f"// {' '.join(_on_one_line(each) for each in named)}"
    yield f"::{escaped(question.title)}::[markdown]{escaped(document_markdown(question.prompt))}"
    yield "{"
    yield from map(_choice, question.choices)
    if question.answer:
        yield f"####{_part(document_markdown(question.answer))}"
    yield "}"


def _choice(choice: Choice) -> str:
    sign = "=" if choice.right else "~"
    text = inline_markdown(choice.text)
    if text.startswith("%"):  # else Moodle reads a share of the points
        text = f"&#37;{text[1:]}"
    why = f"#{_part(inline_markdown(choice.why))}" if choice.why else ""
    return f"{sign}{_part(text)}{why}"


def _part(text: str) -> str:
    """Return a text of its own; one that begins with a bracket says that it's Markdown."""
    return f"[markdown]{escaped(text)}" if text.startswith("[") else escaped(text)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
