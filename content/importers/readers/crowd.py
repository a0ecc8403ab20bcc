"""Decks as CrowdAnki keeps them in JSON."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, cast

from content.importers.flashcards import Note, named_fields, questions_of
from content.importers.found import FoundQuestions

MAX_DEPTH = 20

Object = Mapping[str, Any]


def is_crowd(value: Any) -> bool:  # noqa: ANN401  # any JSON value
    """Tell whether a value is a deck of CrowdAnki's."""
    return isinstance(value, dict) and cast("Object", value).get("__type__") == "Deck"


def read_crowd(deck: Object) -> FoundQuestions:
    """Return the questions of the deck and of the decks inside it."""
    notes = _notes(deck, {}, 0, iter(range(1, 1_000_000)))
    found = chain.from_iterable(map(questions_of, notes))
    return FoundQuestions.of(found, saw="a deck without notes")


def _notes(
    deck: Object, models: dict[str, list[str]], depth: int, numbers: Iterator[int]
) -> Iterator[Note]:
    for model in _objects(deck.get("note_models")):
        names = [str(each.get("name", "")) for each in _objects(model.get("flds"))]
        models[str(model.get("crowdanki_uuid"))] = names
    for note in _objects(deck.get("notes")):
        raw = note.get("fields")
        values = [str(each) for each in cast("list[Any]", raw)] if isinstance(raw, list) else []
        tags = note.get("tags")
        words = [str(each) for each in cast("list[Any]", tags)] if isinstance(tags, list) else []
        yield Note(
            next(numbers),
            named_fields(models.get(str(note.get("note_model_uuid")), ()), values),
            " ".join(words),
            str(deck.get("name", "")).rpartition("::")[2],
            str(note.get("guid", "")),
        )
    if depth < MAX_DEPTH:
        for child in _objects(deck.get("children")):
            yield from _notes(child, models, depth + 1, numbers)


def _objects(value: Any) -> list[Object]:  # noqa: ANN401  # any JSON value
    if not isinstance(value, list):
        return []
    return [cast("Object", each) for each in cast("list[Any]", value) if isinstance(each, dict)]
