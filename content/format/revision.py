"""A question's revision: a hash of what people see.

It is taken from the tree, not from the file: quoting a title or wrapping a line anew keeps
it. Tags and the source line are not shown to anyone, so they do not count, and of a formula
only the author's LaTeX counts (its Unicode may change with a library).
"""

import hashlib
import json
from dataclasses import replace
from typing import Any, cast

from bot.engine.model.question_json import to_plain
from bot.engine.model.questions import Question

_UNSEEN = ("id", "track", "tags", "source", "revision")
LENGTH = 16  # hexadecimal digits: 64 bits tell any number of edits of one question apart


def revision_of(question: Question) -> str:
    """Return the revision of ``question``'s content, whatever its ``revision`` says."""
    plain = {key: value for key, value in to_plain(question).items() if key not in _UNSEEN}
    canonical = json.dumps(_without_shown_maths(plain), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]


def with_revision(question: Question) -> Question:
    """Return ``question`` with the revision of its content."""
    return replace(question, revision=revision_of(question))


def _without_shown_maths(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value)
        hidden = "text" if items.get("type") == "math" else ""
        return {key: _without_shown_maths(inner) for key, inner in items.items() if key != hidden}
    if isinstance(value, list):
        return [_without_shown_maths(inner) for inner in cast("list[Any]", value)]
    return value
