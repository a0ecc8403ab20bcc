"""The YAML block between ``---`` lines at the top of a file, checked key by key."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar, cast

import yaml

from bot.engine.model.questions import Form, Level
from bot.engine.rules.did_you_mean import suggest
from bot.engine.rules.text import clean_text
from content.format.problems import Problem
from content.format.yaml_files import LOADER
from content.format.yaml_limits import RiskyYamlError, refuse_risky

KEYS = ("title", "level", "form", "tags", "source", "references")
T = TypeVar("T")
_FENCE = re.compile(r"---[ \t]*")
MAX_SOURCE = 10_000_000  # no notes have more lines


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values of a front matter. Missing ones are empty; other checks report them."""

    title: str = ""
    level: Level | None = None
    form: Form | None = None
    tags: tuple[str, ...] = ()
    source: int | None = None
    references: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Split:
    """A file cut in two: ``body`` begins on line ``body_line`` (from 1) of the file."""

    yaml: str
    body: str
    body_line: int


def split(text: str, file: str) -> Split | Problem:
    """Cut the front matter off ``text``."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return Problem(
            file,
            1,
            "front-matter-missing",
            "The file has no front matter.",
            "Start it with a line ---, then title: and level:, then a line ---.",
        )
    for index, line in enumerate(lines[1:], 1):
        if _FENCE.fullmatch(line):
            body = "\n".join(lines[index + 1 :])
            return Split("\n".join(lines[1:index]), body, index + 2)
    return Problem(
        file,
        1,
        "front-matter-open",
        "The front matter is never closed.",
        "Put a line --- after its last key.",
    )


def read(source: str, file: str) -> tuple[FrontMatter, list[Problem]]:
    """Read the YAML of a front matter that begins on line 2 of ``file``."""
    try:
        refuse_risky(source)
        keys, lines, problems = _compose(source, file)
    except RiskyYamlError as risk:
        return FrontMatter(), [Problem(file, risk.line + 2, "yaml", risk.message, risk.fix)]
    except yaml.YAMLError as error:
        return FrontMatter(), [_yaml_problem(error, file)]
    reader = _Reader(file, lines, problems)
    values = FrontMatter(
        title=reader.take("title", keys, _text, "") or "",
        level=reader.take("level", keys, _level, None),
        form=reader.take("form", keys, _form, None),
        tags=reader.take("tags", keys, _texts, ()) or (),
        source=reader.take("source", keys, _line_number, None) or None,
        references=reader.take("references", keys, _texts, ()) or (),
        lines=lines,
    )
    for required in ("title", "level"):
        if required not in keys:
            fix = {"title": "Add title: with a few words.", "level": f"Add level: {_LEVELS}."}
            problems.append(
                Problem(
                    file, 1, f"{required}-missing", f"The {required} is missing.", fix[required]
                )
            )
    return values, problems


_LEVELS = "basic, intermediate or advanced"


def _compose(source: str, file: str) -> tuple[dict[str, Any], dict[str, int], list[Problem]]:
    """Return the values by key, the line of each key, and problems with the keys."""
    loader = LOADER(source)
    try:
        node = loader.get_single_node()
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        problems: list[Problem] = []
        if node is None:
            return values, lines, problems
        if not isinstance(node, yaml.MappingNode):
            fix = "Write one 'key: value' per line."
            return values, lines, [Problem(file, 2, "yaml", "The front matter has no keys.", fix)]
        for key_node, value_node in cast("list[tuple[Any, Any]]", node.value):
            key, line = _key(key_node), cast("int", key_node.start_mark.line) + 2
            if key not in KEYS:
                message = f"Unknown key {_shown(key)}."
                problems.append(Problem(file, line, "key", message, suggest(key[:60], KEYS)))
            elif key in values:
                message = f"The key {key!r} appears twice."
                problems.append(Problem(file, line, "key-twice", message, "Keep one of them."))
            else:
                lines[key] = line
                values[key] = _value(loader, value_node)
        return values, lines, problems
    finally:
        loader.dispose()


def _key(node: Any) -> str:  # noqa: ANN401  # PyYAML's nodes have no types
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "(a list)"


def _value(loader: Any, node: Any) -> object:  # noqa: ANN401  # PyYAML has no types
    """Return the value of a node; what YAML can't make a value of is what the author wrote.

    Such as 2026-13-45, which reads as a date, and ``!!bool x``.
    """
    try:
        return loader.construct_object(node, deep=True)
    except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as error:
        return _NoValue(str(node.value) if isinstance(node, yaml.ScalarNode) else str(error))


class _NoValue:
    """Something that looks like a date or a number, and isn't one."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return repr(self._text)


def _yaml_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = (mark.line if mark is not None else 0) + 2
    what = getattr(error, "problem", None) or "it has a character that YAML does not allow"
    return Problem(
        file,
        line,
        "yaml",
        f"The front matter is not valid YAML: {what}.",
        'Put a value with a colon or other special characters in "quotes".',
    )


class _Wrong(ValueError):
    """A value of the wrong kind: the fix, and what is wrong if it can be said more exactly."""

    def __init__(self, fix: str, detail: str = "") -> None:
        super().__init__(fix, detail)
        self.fix = fix
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    lines: dict[str, int]
    problems: list[Problem]

    def take(self, key: str, values: dict[str, Any], read: Callable[[Any], T], default: T) -> T:
        if key not in values:
            return default
        try:
            return read(values[key])
        except _Wrong as wrong:
            message = f"{key}: {wrong.detail}." if wrong.detail else ""
            message = message or f"{key} can't be {_shown(values[key])}."
            self.problems.append(Problem(self.file, self.lines[key], key, message, wrong.fix))
            return default


def _shown(value: object) -> str:
    if value is None or value == "":
        return "empty"
    try:
        text = repr(value)
    except ValueError:  # an integer of thousands of digits
        text = "such a long number"
    return text if len(text) <= 60 else text[:57] + "..."


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong('Write a few words; put them in "quotes" if they look like a number or list.')
    words = " ".join(value.split())
    if not words:
        raise _Wrong("Write a few words.")
    return _visible(words)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Wrong("Write a list: one '- item' per line, or [one, two].")
    items: list[str] = []
    for item in cast("list[object]", value):
        if not isinstance(item, str):
            fix = 'Put it in "quotes": YAML reads it as something other than text.'
            raise _Wrong(fix, f"{_as_written(item)} needs quotes")
        if not item.strip():
            raise _Wrong("Remove it, or write a few words.", "an item is empty")
        items.append(_visible(" ".join(item.split())))
    return tuple(items)


def _visible(words: str) -> str:
    if clean_text(words) != words:
        raise _Wrong("Remove it.", f"{_shown(words)} has a control character")
    return words


def _as_written(item: object) -> str:
    """Return about what the author wrote where YAML reads no text."""
    if isinstance(item, dict):
        pairs = cast("dict[object, object]", item).items()
        return ", ".join(f'"{key}: {value}"' for key, value in pairs)
    if isinstance(item, _NoValue):
        return _shown(item)
    return f'"{yaml.safe_dump(item).splitlines()[0]}"'


def _level(value: object) -> Level:
    return Level(_one_of(Level, value))


def _form(value: object) -> Form:
    return Form(_one_of(Form, value))


def _one_of(known: type[StrEnum], value: object) -> str:
    words = [word.value for word in known]
    if value in words:
        return str(value)
    raise _Wrong(suggest(value[:60] if isinstance(value, str) else "", words))


def _line_number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_SOURCE:
        return value
    raise _Wrong("Write the line number it was imported from, or leave source: out.")
