"""Our own exports read back: a question's plain values, its texts in Markdown or as trees.

Whoever edits an export may break any value, so each is checked. An id that isn't one is
made from the title, as in every other import.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from bot.engine.model.question_json import from_plain
from bot.engine.model.questions import Choice, FollowUp, Form, Level, Question
from bot.engine.model.rich_text import Document, Inlines
from bot.engine.rules.text import clean_text
from content.exporters.markdown import to_markdown
from content.format.loader import SLUG
from content.format.revision import with_revision
from content.importers.found import FoundQuestion, Written
from content.importers.rich import document_of, inlines_of
from content.importers.sections import NO_TRACK
from content.importers.slugs import slug

Values = Mapping[str, Any]
_NEEDED = {"id", "title", "track", "level", "prompt", "choices"}
_ID = re.compile(f"{SLUG.pattern}/{SLUG.pattern}")


def own_question(values: Values) -> Question | None:
    """Return the question that an export of ours holds as ``values``; None for anything else."""
    try:
        if not set(values) >= _NEEDED:
            return None
        known = _cleaned(values)
        if not isinstance(known["prompt"], list):
            return checked(_of_markdown(known))
        question = checked(from_plain({**known, "revision": ""}))
        to_markdown(question)  # a tree with anything else in it can't be written
        return question if all(isinstance(text, str) for text in _strings(question)) else None
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None


def found_whole(line: int, question: Question) -> FoundQuestion:
    """Return what a reader found that needs no more reading."""
    choices = len(question.choices)
    return FoundQuestion(
        line,
        question.title,
        whole=question,
        offered=choices,
        keyed=choices > 0,
        source_id=question.id,
    )


def _cleaned(value: Any) -> Any:  # noqa: ANN401  # any JSON value
    """Return a value with every text in it as databases take it."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_cleaned(each) for each in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in cast("dict[str, Any]", value).items()}
    return value


def _strings(question: Question) -> tuple[object, ...]:
    return (question.title, question.track, *question.tags, *question.references)


def checked(question: Question) -> Question:
    """Return the question with an id that can name a file, and the revision of its content."""
    track = question.track if SLUG.fullmatch(question.track) else slug(question.track)
    track = track or NO_TRACK
    own_id = question.id if _ID.fullmatch(question.id) else ""
    _, _, name = own_id.partition("/")
    return with_revision(
        replace(without_team(question), id=f"{track}/{name}" if name else "", track=track)
    )


def without_team(question: Question) -> Question:
    """Return the question without what counts only in the team that it comes from.

    That is whether a person has looked at it, and the list that it was imported from.
    """
    return replace(question, unchecked="", approved=False, source_id="", imported_as="")


def _of_markdown(values: Values) -> Question:
    source = values.get("source")
    return Question(
        id=str(values["id"]),
        title=str(values["title"]),
        track=str(values["track"]),
        level=Level(values["level"]),
        prompt=_document(values["prompt"]),
        choices=tuple(
            Choice(_line(each["text"]), bool(each["right"]), _line(each["why"]))
            for each in values["choices"]
        ),
        key_points=tuple(map(_line, values.get("key_points", ()))),
        answer=_document(values.get("answer", "")),
        revision="",
        tags=tuple(map(str, values.get("tags", ()))),
        source=None if source is None else int(source),
        references=tuple(map(str, values.get("references", ()))),
        follow_ups=tuple(
            FollowUp(_line(each["question"]), _line(each["answer"]))
            for each in values.get("follow_ups", ())
        ),
        form=Form(values["form"]) if values.get("form") else None,
    )


def _document(text: object) -> Document:
    return document_of(Written(str(text)))


def _line(text: object) -> Inlines:
    return inlines_of(Written(str(text)))
