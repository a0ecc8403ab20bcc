"""What is being worked on, so that every log line about it can carry its id."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

Fields = Mapping[str, int | str]

_NOTHING: Fields = {}
_fields: ContextVar[Fields] = ContextVar("what is being worked on", default=_NOTHING)


@contextmanager
def about(**fields: int | str) -> Generator[None]:
    """Let all that is logged inside, here or in what is called, carry ``fields``."""
    before = _fields.set({**_fields.get(), **fields})
    try:
        yield
    finally:
        _fields.reset(before)


def fields() -> Fields:
    """Return what is being worked on: ``{"round": 12}``."""
    return _fields.get()
