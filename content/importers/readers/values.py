"""Lists of objects, as JSON and YAML hold them: our own exports, Open Trivia DB's, anyone's."""

import base64
import binascii
import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import unescape
from typing import Any, cast
from urllib.parse import unquote

from content.importers.found import (
    FoundQuestion,
    FoundQuestions,
    LeftOut,
    Remark,
)
from content.importers.own import found_whole, own_question
from content.importers.readers.crowd import is_crowd, read_crowd
from content.importers.tabular import Columns, Row, columns_of, made, question_of, written

MAX_OBJECTS = 100_000
DEEPEST = 8
"""Lists and objects around the questions, at most."""
MANY = 3
"""With as many lists of answers, a mapping is from questions to answers."""
_INDEX = re.compile(
    r"(?:correct|answer|right|solution)_?(?:choice|option|answer)?_?(?:index|idx)", re.I
)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
_TEXT_KEYS = ("text", "answer", "option", "choice", "value", "label", "content", "title", "body")
_RIGHT_KEYS = ("correct", "iscorrect", "is_correct", "right", "isright", "isanswer", "is_answer")

Object = Mapping[str, Any]


def objects_of(value: Any) -> list[Object]:  # noqa: ANN401  # any JSON value
    """Return the objects that ask, of the depth of a value that has most of them.

    Quizzes keep their questions in a list for each chapter, or by number.
    """
    found: dict[int, list[Object]] = {}
    queue: deque[tuple[Any, int]] = deque(((value, 0),))
    while queue:
        held, depth = queue.popleft()
        values = _values(held)
        asking = [cast("Object", item) for item in values if isinstance(item, dict)]
        asking = [item for item in asking if _asks(item)]
        if asking and (isinstance(held, list) or len(asking) > max(1, len(values) // 2)):
            found.setdefault(depth, []).extend(asking)
        elif depth < DEEPEST:
            queue.extend((item, depth + 1) for item in values[:MAX_OBJECTS])
    return max(found.values(), key=len) if found else []


def _values(held: Any) -> list[Any]:  # noqa: ANN401  # any JSON value
    if isinstance(held, dict):
        return list(cast("Object", held).values())
    return cast("list[Any]", held) if isinstance(held, list) else []


def _asks(item: Object) -> bool:
    names = [str(key) for key in item]
    place = columns_of(names).fields.get("question")
    if place is None:
        return False
    held = _values(item[list(item)[place]])
    return not held or not isinstance(held[0], dict) or not _asks(cast("Object", held[0]))


def read_value(value: Any) -> FoundQuestions:  # noqa: ANN401  # any JSON value
    """Return the questions of a value read from JSON or YAML."""
    if is_crowd(value):
        return read_crowd(value)
    if pairs := _pairs(value):
        return pairs
    objects = objects_of(value)
    if not objects:
        return FoundQuestions(saw=f"{_shape(value)}; give a list of objects with a 'question'")
    objects = [_decoded(_translated(item)) for item in objects]
    from_zero = _counts_from_zero(objects)
    found = FoundQuestions.of(
        _question(number, item, from_zero=from_zero) for number, item in enumerate(objects, 1)
    )
    if any(question.whole for question in found.questions):
        return found
    keys = [str(key) for key in objects[0]]
    return replace(found, remarks=(Remark(0, columns_of(keys).said(keys)),))


def _shape(value: Any) -> str:  # noqa: ANN401  # any JSON value
    if isinstance(value, dict):
        keys = ", ".join(repr(str(key)) for key in list(cast("Object", value))[:6])
        return f"an object with {keys}" if keys else "an empty object"
    if isinstance(value, list):
        items = cast("list[Any]", value)
        if items and isinstance(items[0], dict):
            return f"a list of objects, the first {_shape(items[0])}"
        return f"a list of {len(items)}" if items else "an empty list"
    return "text" if isinstance(value, str) else "a single value"


def _pairs(value: Any) -> FoundQuestions | None:  # noqa: ANN401  # any JSON value
    """Return the questions of a mapping from question to answer, or to all that count as right.

    Its other entries, such as an author, aren't questions.
    """
    if not isinstance(value, dict):
        return None
    items = list(cast("Object", value).items())
    lists = [(str(key), text) for key, said in items if (text := _alternatives(said))]
    texts = [(str(key), said) for key, said in items if isinstance(said, str)]
    asking = sum("?" in key for key, _ in texts)
    if len(lists) >= MANY and len(items) - len(lists) <= max(2, len(items) // 10):
        texts = lists
    elif len(texts) < 2 or len(texts) < len(items) or asking < len(texts) / 2:
        return None
    return FoundQuestions(
        tuple(
            made(number, written(key), [], frozenset(), [written(said)])
            for number, (key, said) in enumerate(texts, 1)
        )
    )


def _alternatives(value: Any) -> str:  # noqa: ANN401  # any JSON value
    """Return the answers of a list of plain values, or nothing."""
    if not isinstance(value, list):
        return ""
    held = cast("list[Any]", value)
    if any(isinstance(each, list | dict) for each in held):
        return ""
    return " / ".join(dict.fromkeys(_said(each, from_zero=False) for each in held))


def _decoded(item: Object) -> Object:
    """Return an object whose texts Open Trivia DB has packed, unpacked."""
    kind = item.get("type")
    texts = [each for each in item.values() if isinstance(each, str)]
    if kind in ("bXVsdGlwbGU=", "Ym9vbGVhbg=="):
        return {key: _each(each, _from_base64) for key, each in item.items()}
    if "correct_answer" in item and any("%20" in text for text in texts):
        return {key: _each(each, unquote) for key, each in item.items()}
    if "incorrect_answers" in item:
        return {key: _each(each, unescape) for key, each in item.items()}
    return item


def _translated(item: Object) -> Object:
    return {key: _in_one_language(each) for key, each in item.items()}


def _in_one_language(value: Any) -> Any:  # noqa: ANN401  # any JSON value
    """Return the English text of an object that has one for each language, else its first."""
    texts: Object = cast("Object", value) if isinstance(value, dict) else {}
    by_language = all(
        isinstance(each, str) and _LANGUAGE.fullmatch(str(key)) for key, each in texts.items()
    )
    if not texts or not by_language:
        return cast("Any", value)
    return texts.get("en") or next(iter(texts.values()))


def _each(value: Any, change: Any) -> Any:  # noqa: ANN401  # any JSON value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each(each, change) for each in cast("list[Any]", value)]
    return value


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return text


def _counts_from_zero(objects: Sequence[Object]) -> bool:
    """Tell whether numbers of choices begin at zero: programs do, unless one is too large."""
    for item in objects:
        options, _ = _options(item)
        for key, value in item.items():
            number = isinstance(value, int) and not isinstance(value, bool)
            if number and options and _is_key(key) and value >= len(options):
                return False
    return True


def _is_key(key: str) -> bool:
    fields = columns_of(["question", key]).fields
    return _INDEX.fullmatch(key) is not None or "correct" in fields or "answer" in fields


def _question(number: int, item: Object, *, from_zero: bool) -> FoundQuestion | LeftOut:
    if own := own_question(item):
        return found_whole(number, own)
    options, right = _options(item)
    names: list[str] = []
    cells: list[str] = []
    for key, value in item.items():
        if options and _listed(value):
            continue
        names.append(str(key))
        cells.append(_said(value, from_zero=from_zero and bool(options) and _is_key(str(key))))
    columns = columns_of(names)
    if not options:
        return question_of(Row(number, tuple(cells)), columns)
    cells.extend(options)
    columns = Columns(columns.fields, tuple(range(len(names), len(cells))))
    if right:
        cells.append(", ".join(str(index + 1) for index in sorted(right)))
        columns = Columns({**columns.fields, "correct": len(cells) - 1}, columns.choices)
        return question_of(Row(number, tuple(cells)), columns, by_number=True)
    return question_of(Row(number, tuple(cells)), columns)


def _listed(value: Any) -> bool:  # noqa: ANN401  # any JSON value
    return isinstance(value, list | dict)


def _said(value: Any, *, from_zero: bool) -> str:  # noqa: ANN401  # any JSON value
    """Return a value as the text of a cell; the number of a choice as counted from one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int) and from_zero:
        return str(value + 1)
    if isinstance(value, list):
        return ", ".join(str(each) for each in cast("list[Any]", value))
    return str(value)


def _options(item: Object) -> tuple[list[str], frozenset[int]]:
    """Return an object's choices, and which are right where the choices say so themselves."""
    wrong = next(
        (
            item[key]
            for key in item
            if re.fullmatch(r"(?:in|not_?)correct_?answers?|wrong_?answers?", str(key), re.I)
        ),
        None,
    )
    if isinstance(wrong, list) and (right := _correct(item)):
        texts = [right, *(str(each) for each in cast("list[Any]", wrong))]
        return texts, frozenset({0})
    for key, value in item.items():
        bare = str(key).lower().replace("_", "")
        named = columns_of(["question", str(key)]).fields
        if not _listed(value) or bare in ("tags", "references", "keypoints", "followups"):
            continue
        if "choices" in named or "answer" in named or bare in ("answers", "options", "choices"):
            texts, right_ones = _texts(value)
            if len(texts) >= 2:
                return texts, right_ones
    return [], frozenset()


def _correct(item: Object) -> str:
    for key, value in item.items():
        if re.fullmatch(r"correct_?answers?|answer|right_?answer", str(key), re.I) and isinstance(
            value, str
        ):
            return value
    return ""


def _texts(value: Any) -> tuple[list[str], frozenset[int]]:  # noqa: ANN401  # any JSON value
    texts: list[str] = []
    right: set[int] = set()
    for each in _values(value):
        if isinstance(each, dict):
            held = {str(key).lower(): one for key, one in cast("Object", each).items()}
            text = next((str(held[key]) for key in _TEXT_KEYS if held.get(key) is not None), "")
            if any(held.get(key) in (True, 1, "true", "True") for key in _RIGHT_KEYS):
                right.add(len(texts))
        elif each is None or isinstance(each, list):
            continue
        else:
            text = _said(each, from_zero=False)
        if text:
            texts.append(text)
    return texts, frozenset(right)
