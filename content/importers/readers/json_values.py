"""JSON and YAML files of questions."""

import json
from typing import Any

import yaml

from bot.engine.errors import Refused
from content.format.yaml_files import LOADER
from content.importers.found import FoundQuestions
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.readers.values import read_value
from content.importers.source import Source

MAX_YAML = 8 * 1024 * 1024
MAX_YAML_DEPTH = 50


class JsonValues:
    """Our own exports, Open Trivia DB's answers, CrowdAnki's decks, lists of objects."""

    name = "json"
    about = "JSON: Warmup's own, Open Trivia DB's, CrowdAnki's, lists of objects"

    def looks_like(self, source: Source) -> Likeness:
        """A brace or a bracket that closes at the end, or the suffix."""
        if not source.is_text:
            return UNLIKE
        text = source.text.strip()
        if source.suffix in (".json", ".jsonl", ".ndjson"):
            return Likeness(0.9, "JSON by its name")
        if (text[:1], text[-1:]) in (("[", "]"), ("{", "}")) and source.suffix in ("", ".txt"):
            return Likeness(0.7, "braces around all of it")
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions; raises Refused with the line where it isn't JSON."""
        return read_value(_json(source))


class YamlValues:
    """The same shapes in YAML."""

    name = "yaml"
    about = "YAML: lists of objects"

    def looks_like(self, source: Source) -> Likeness:
        """Only the suffix says so: most texts are some YAML."""
        if source.suffix in (".yaml", ".yml") and source.is_text:
            return Likeness(0.9, "YAML by its name")
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions; raises Refused with the line where it isn't YAML."""
        return read_value(_yaml(source))


def _json(source: Source) -> Any:  # noqa: ANN401  # any JSON value
    try:
        return json.loads(source.text)
    except json.JSONDecodeError as error:
        if lines := _json_lines(source.text):
            return lines
        wrong = f"{source.name} isn't JSON (line {error.lineno}: {error.msg})."
        raise Refused(wrong, "Export it again, or fix that line.") from error
    except (RecursionError, ValueError) as error:
        raise Refused(
            f"{source.name} nests too deeply or holds a huge number.", "Flatten it."
        ) from error


def _json_lines(text: str) -> list[Any]:
    """Return the values of JSON Lines, one per line; nothing if any line is something else."""
    found: list[Any] = []
    for line in text.splitlines():
        if line.strip():
            try:
                found.append(json.loads(line))
            except (ValueError, RecursionError):
                return []
    return found


def _yaml(source: Source) -> Any:  # noqa: ANN401  # any YAML value
    """Return the value; anchors and deep nesting are refused before any value is made."""
    if len(source.text) > MAX_YAML:
        raise Refused(f"{source.name} is larger than 8 MiB of YAML.", "Save it as JSON.")
    loader: Any = LOADER(source.text)
    depth = 0
    try:
        while loader.check_event():
            event = loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_YAML_DEPTH:
                raise Refused(f"{source.name} nests too deeply.", "Flatten it.")
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 0
                raise Refused(f"{source.name} has an alias (line {line}).", "Write the value out.")
    except yaml.YAMLError as error:
        raise _not_yaml(source, error) from error
    finally:
        loader.dispose()
    try:
        loader = LOADER(source.text)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise _not_yaml(source, error) from error


def _not_yaml(source: Source, error: Exception) -> Refused:
    mark = getattr(error, "problem_mark", None)
    where = f" (line {mark.line + 1})" if mark is not None else ""
    return Refused(f"{source.name} isn't YAML{where}.", "Fix that line, or save it as JSON.")
