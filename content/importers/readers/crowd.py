"""Decks as CrowdAnki keeps them in JSON."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from content.importers.flashcards import Note, questions_of
from content.importers.found import FoundQuestion, FoundQuestions, LeftOut

MAX_DEPTH = 20

Object = Mapping[str, Any]


def is_crowd(value: Any) -> bool:  # noqa: ANN401  # any JSON value
    """Tell whether a value is a deck of CrowdAnki's."""
    return isinstance(value, dict) and cast("Object", value).get("__type__") == "Deck"


def read_crowd(deck: Object) -> FoundQuestions:
    """Return the questions of the deck and of the decks inside it."""
    questions: list[FoundQuestion] = []
    left: list[LeftOut] = []
    for note in _notes(deck, {}, 0, iter(range(1, 1_000_000))):
        for each in questions_of(note):
            if isinstance(each, LeftOut):
                left.append(each)
            else:
                questions.append(each)
    return FoundQuestions(tuple(questions), tuple(left), saw="a deck without notes")


def _notes(
    deck: Object, models: dict[str, list[str]], depth: int, numbers: Iterator[int]
) -> Iterator[Note]:
    for model in _objects(deck.get("note_models")):
        names = [str(each.get("name", "")) for each in _objects(model.get("flds"))]
        models[str(model.get("crowdanki_uuid"))] = names
    for note in _objects(deck.get("notes")):
        raw = note.get("fields")
        values = [str(each) for each in cast("list[Any]", raw)] if isinstance(raw, list) else []
        names = models.get(str(note.get("note_model_uuid")), [])
        names = [*names, *(f"Field {n}" for n in range(len(names) + 1, len(values) + 1))]
        tags = note.get("tags")
        words = [str(each) for each in cast("list[Any]", tags)] if isinstance(tags, list) else []
        yield Note(
            next(numbers),
            dict(zip(names, values, strict=False)),
            " ".join(words),
            str(deck.get("name", "")).rpartition("::")[2],
        )
    if depth < MAX_DEPTH:
        for child in _objects(deck.get("children")):
            yield from _notes(child, models, depth + 1, numbers)


def _objects(value: Any) -> list[Object]:  # noqa: ANN401  # any JSON value
    if not isinstance(value, list):
        return []
    return [cast("Object", each) for each in cast("list[Any]", value) if isinstance(each, dict)]
