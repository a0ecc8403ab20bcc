"""JSON values with one part gone or of another type."""

import copy
from collections.abc import Iterator
from typing import Any, cast

Json = dict[str, Any]

WRONG: tuple[Any, ...] = (None, "", "x", "1.x", 0, -1, 1.5, True, [], [[]], [None], {}, {"id": 3})
GONE = object()


def paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each part of a JSON value."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(cast("Json", value).items())
    elif isinstance(value, list):
        inner = list(enumerate(cast("list[Any]", value)))
    for key, part in inner:
        yield (*above, key)
        yield from paths(part, (*above, key))


def changed(body: Json, path: tuple[Any, ...], value: object) -> Json:
    """Return the body with another value, or nothing, at ``path``."""
    found: Any = copy.deepcopy(body)
    at = found
    for key in path[:-1]:
        at = at[key]
    if value is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return found
