"""What the YAML of a question may hold, looked at before any value is made of it.

A parser's events come one by one and cost what the text is long. Building values from them
does not: an alias can stand for a thousand copies, and nesting uses up the stack.
"""

from typing import Any

import yaml

from content.format.yaml_files import LOADER

MAX_CHARACTERS = 16 * 1024  # a front matter has a few hundred
MAX_NESTING = 4  # the keys, and a list below a key, are two
MAX_SCALAR = 1000  # characters; Python refuses to print integers from 4,300 digits on


class RiskyYamlError(Exception):
    """The YAML is larger than any front matter; ``line`` counts from 0."""

    def __init__(self, line: int, message: str, fix: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.fix = fix


def refuse_risky(source: str) -> None:
    """Raise RiskyYamlError for YAML that is too long or too deep, or has anchors or aliases.

    Raises ``yaml.YAMLError`` for what isn't YAML.
    """
    if len(source) > MAX_CHARACTERS:
        message = f"The front matter has more than {MAX_CHARACTERS:,} characters."
        raise RiskyYamlError(0, message, "Shorten it.")
    loader = LOADER(source)
    depth = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            depth += _nesting(event)
            line = event.start_mark.line if event.start_mark else 0
            if depth > MAX_NESTING:
                message = "The front matter is nested too deeply."
                raise RiskyYamlError(line, message, "Keep it flat.")
            _refuse_event(event, line)
    finally:
        loader.dispose()


def _nesting(event: Any) -> int:  # noqa: ANN401  # PyYAML's events have no types
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0


def _refuse_event(event: Any, line: int) -> None:  # noqa: ANN401  # PyYAML's events have no types
    if getattr(event, "anchor", None) is not None:
        message = "The front matter has an anchor or alias (&name or *name)."
        fix = 'Write the value out; put text that begins with & or * in "quotes".'
        raise RiskyYamlError(line, message, fix)
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_SCALAR:
        message = f"A value in the front matter has more than {MAX_SCALAR:,} characters."
        raise RiskyYamlError(line, message, "Shorten it.")
