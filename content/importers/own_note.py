"""Notes of our own Anki decks: whole where nobody changed them, else with what people wrote."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.engine.model.questions import Choice, Question
from bot.engine.model.rich_text import Document, plain_inlines, plain_text
from content.format import note_fields as names
from content.importers.found import FoundQuestion
from content.importers.html import html_document
from content.importers.own import checked, found_whole, own_question
from content.importers.own_lists import follow_ups_of, points_of
from content.importers.titles import title_from

Fields = Mapping[str, str]


def own_note(number: int, fields: Fields) -> FoundQuestion | None:
    """Return the question of note ``number`` (from 1); None if it isn't one of ours."""
    values, changed = names.read_data(fields)
    question = own_question(values)
    if question is None:
        return None
    return found_whole(number, checked(replace(question, **_changes(question, fields, changed))))


def _changes(question: Question, fields: Fields, changed: frozenset[str]) -> Mapping[str, Any]:
    """Return the parts of the question whose fields were changed, as they are now."""
    now = {name: html_document(fields.get(name, "")) for name in changed}
    found: dict[str, Any] = {}
    if title := title_from(plain_text(now.get(names.TITLE, ()))):
        found["title"] = title
    if prompt := now.get(names.QUESTION):
        found["prompt"] = prompt
    if names.ANSWER in now:
        found["answer"] = now[names.ANSWER]
    if names.KEY_POINTS in now:
        found["key_points"] = points_of(now[names.KEY_POINTS])
    if names.FOLLOW_UPS in now:
        found["follow_ups"] = follow_ups_of(now[names.FOLLOW_UPS])
    if names.REFERENCES in now:
        found["references"] = tuple(map(plain_inlines, points_of(now[names.REFERENCES])))
    if {names.CHOICES, names.RIGHT, names.WHY} & changed:
        found["choices"] = _choices(question, now)
    return found


def _choices(question: Question, now: Mapping[str, Document]) -> tuple[Choice, ...]:
    """Return the choices with what was changed; none if it isn't clear which is right."""
    texts = [choice.text for choice in question.choices]
    whys = [choice.why for choice in question.choices]
    key = question.key
    if names.CHOICES in now:
        texts = list(points_of(now[names.CHOICES]))
    if names.WHY in now:
        whys = list(points_of(now[names.WHY]))
    if names.RIGHT in now:
        key = _index(plain_text(now[names.RIGHT]), len(texts))
    if key is None or not key < len(texts) or len(texts) < 2:
        return ()
    return tuple(
        Choice(text, index == key, whys[index] if index < len(whys) else ())
        for index, text in enumerate(texts)
    )


def _index(said: str, count: int) -> int | None:
    """Return which choice a letter or a number names."""
    known = {names.letter(index): index for index in range(count)}
    return known.get(said.strip().strip(".)").upper())
