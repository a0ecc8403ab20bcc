"""Writes a question as a file of the bank, which ``format.parser`` reads back the same."""

from collections.abc import Iterator

import yaml

from bot.engine.model.questions import Choice, FollowUp, Question
from bot.engine.model.rich_text import Inlines
from content.exporters.blocks_markdown import document_markdown
from content.exporters.inline_markdown import inline_markdown


def to_markdown(question: Question) -> str:
    """Return the text of ``question``'s file, ``<track>/<slug>.md``."""
    return "\n".join(_lines(question)) + "\n"


def _lines(question: Question) -> Iterator[str]:
    yield "---"
    yield from _front_matter(question)
    yield "---"
    yield f"\n{document_markdown(question.prompt)}"
    if question.choices:
        yield "\n## Choices\n"
        yield from map(_choice, question.choices)
    if question.key_points:
        yield "\n## Key points\n"
        yield from (list_item("- ", point) for point in question.key_points)
    if question.follow_ups:
        yield "\n## Follow-ups\n"
        yield from map(follow_up_item, question.follow_ups)
    if question.answer:
        yield f"\n## Answer\n\n{document_markdown(question.answer)}"


def _front_matter(question: Question) -> Iterator[str]:
    yield f"title: {_scalar(question.title)}"
    yield f"level: {question.level.value}"
    if question.form is not None:
        yield f"form: {question.form.value}"
    if question.tags:
        yield f"tags: [{', '.join(_scalar(tag, in_list=True) for tag in question.tags)}]"
    if question.source is not None:
        yield f"source: {question.source}"
    if question.references:
        yield "references:"
        yield from (f"  - {_scalar(reference)}" for reference in question.references)


def _scalar(text: str, *, in_list: bool = False) -> str:
    """Return ``text`` as a YAML scalar, quoted only where it must be."""
    value: object = [text] if in_list else {"key": text}
    shown = yaml.safe_dump(
        value, allow_unicode=True, width=10**9, default_flow_style=in_list
    ).rstrip("\n")
    return shown[1:-1] if in_list else shown.removeprefix("key: ")


def _choice(choice: Choice) -> str:
    text = list_item(f"- [{'x' if choice.right else ' '}] ", choice.text, guard=False)
    return f"{text}\n{_quoted(choice.why)}" if choice.why else text


def follow_up_item(follow_up: FollowUp) -> str:
    """Return a follow-up as an item of a list, its answer quoted below it."""
    return f"{list_item('- ', follow_up.question)}\n{_quoted(follow_up.answer)}"


def _quoted(inlines: Inlines) -> str:
    return list_item("  > ", inlines, follow="  > ")


def list_item(lead: str, inlines: Inlines, follow: str = "  ", *, guard: bool = True) -> str:
    """Return one line as an item of a list that begins with ``lead``."""
    text = inline_markdown(inlines)
    if not guard and text.startswith("\\") and text[1:2] in "#>-+=~|:":
        text = text[1:]  # behind the choice's mark nothing begins a block
    return lead + text.replace("\n", f"\n{follow}")
