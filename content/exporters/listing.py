"""A question as plain values with Markdown texts: what ``content list --json`` prints."""

from typing import Any

from bot.engine.model.questions import Question
from content.exporters.blocks_markdown import document_markdown
from content.exporters.inline_markdown import inline_markdown


def listing(question: Question) -> dict[str, Any]:
    """Return ``question`` as dicts, lists, strings, booleans, numbers and None."""
    return {
        "id": question.id,
        "title": question.title,
        "track": question.track,
        "level": question.level.value,
        "form": question.form.value if question.form else None,
        "tags": list(question.tags),
        "source": question.source,
        "revision": question.revision,
        "prompt": document_markdown(question.prompt),
        "choices": [
            {
                "text": inline_markdown(choice.text),
                "right": choice.right,
                "why": inline_markdown(choice.why),
            }
            for choice in question.choices
        ],
        "key_points": [inline_markdown(point) for point in question.key_points],
        "follow_ups": [
            {
                "question": inline_markdown(follow_up.question),
                "answer": inline_markdown(follow_up.answer),
            }
            for follow_up in question.follow_ups
        ],
        "answer": document_markdown(question.answer),
        "references": list(question.references),
    }
