"""GIFT: Moodle's text format, with answers in braces."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from content.format.gift_text import own_values, unescaped
from content.importers.found import FoundQuestion, FoundQuestions, LeftOut, Markup, Written
from content.importers.outline import with_newlines
from content.importers.own_gift import own_gift
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.source import Source
from content.importers.tabular import made

_BRACES = re.compile(r"(?<!\\)\{((?:\\.|[^{}\\])*)(?<!\\)\}", re.DOTALL)
_TITLE = re.compile(r"\s*::((?:\\.|[^:\\]|:(?!:))*)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]\s*", re.IGNORECASE)
_ANSWER = re.compile(r"(?<!\\)([=~])((?:\\.|[^=~\\])*)", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
_TRUE = re.compile(r"\s*(t|true|f|false)\s*(?=#|$)", re.IGNORECASE)
_MARKUPS = {"html": Markup.HTML, "markdown": Markup.MARKDOWN, "plain": Markup.PLAIN}


@dataclass(frozen=True, slots=True)
class _Block:
    """A block, the line it begins on, and what our own comment above it carries."""

    line: int
    text: str
    carried: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    right: bool
    why: str


class Gift:
    """Questions in text, answers in braces: ``{=right ~wrong}``."""

    name = "gift"
    about = "GIFT ({=right ~wrong})"

    def looks_like(self, source: Source) -> Likeness:
        """Most blocks end in braces that hold answers."""
        if not source.is_text or source.suffix in (".md", ".markdown", ".json"):
            return UNLIKE
        named = source.suffix == ".gift"
        blocks = [block.text for block in _blocks(source.text[:200_000])]
        asked = sum(_is_question(text) for text in blocks)
        if asked and (asked > len(blocks) / 2 or named):
            return Likeness(0.9, "answers in braces")
        return Likeness(0.8, "GIFT by its name") if named else UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions; categories become tracks."""
        found: list[FoundQuestion | LeftOut] = []
        category = ""
        for block in _blocks(source.text):
            if block.text.startswith("$CATEGORY:"):
                category = _category(block.text)
            elif own := own_gift(block.line, block.text, category, block.carried):
                found.append(own)
            else:
                found.append(_question(block.line, block.text, category))
        return FoundQuestions.of(found, saw="no answers in braces")


def _is_question(text: str) -> bool:
    found = _BRACES.search(text)
    if not found:
        return False
    inner = found[1].strip()
    return not inner or inner[0] in "=~#" or _TRUE.match(inner) is not None


def _category(text: str) -> str:
    path = text.partition(":")[2].strip().replace("$course$", "").replace("$module$", "")
    parts = [part for part in path.split("/") if part.strip() and part != "top"]
    return parts[-1].strip() if parts else ""


def _blocks(text: str) -> list[_Block]:
    """Return the blocks between empty lines, without comments; an open brace holds on."""
    found: list[_Block] = []
    lines: list[str] = []
    begin, depth = 0, 0
    carried: Mapping[str, Any] = {}  # by the block that is open
    above: Mapping[str, Any] = {}  # by the comments since the last block began
    for number, line in enumerate([*with_newlines(text).split("\n"), ""], 1):
        if line.lstrip().startswith("//"):
            above = own_values(line.strip()) or above
            continue
        if not line.strip() and depth <= 0:
            if lines:
                found.append(_Block(begin, "\n".join(lines).strip(), carried))
            lines, depth = [], 0
            continue
        if line.startswith("$CATEGORY:"):
            found.append(_Block(number, line))
            continue
        bare = re.sub(r"\\.", "", line)
        depth += bare.count("{") - bare.count("}")
        if line.lstrip().startswith("::") and depth <= 1 and lines and depth == bare.count("{"):
            found.append(_Block(begin, "\n".join(lines).strip(), carried))  # without an empty line
            lines = []
        if not lines:
            begin, carried, above = number, above, {}
        lines.append(line)
    if lines:
        found.append(_Block(begin, "\n".join(lines).strip(), carried))
    return found


def _question(line: int, text: str, category: str) -> FoundQuestion | LeftOut:
    title = ""
    if found := _TITLE.match(text):
        title, text = _plain(found[1]), text[found.end() :]
    markup = Markup.PLAIN
    if found := _FORMAT.match(text):
        markup = _MARKUPS.get(found[1].lower(), Markup.HTML)
        text = text[found.end() :]
    braces = _BRACES.search(text)
    if braces is None:
        return LeftOut(line, text[:60], "it has no answers in braces")
    before, after = text[: braces.start()].strip(), text[braces.end() :].strip()
    asked = f"{before} _____ {after}" if after else before
    prompt = Written(_plain(asked), markup)
    if not re.search(r"\w", asked):
        return LeftOut(line, title or text[:60], "it asks nothing")
    inner, _, general = _cut(braces[1], "####")
    choices, right, answers = _answers(inner)
    if general.strip():
        answers.append(_plain(general))
    return made(
        line,
        prompt,
        [Written(choice, markup) for choice in choices],
        right,
        [Written(answer, markup) for answer in answers if answer],
        title=title if len(title) > 3 and not re.fullmatch(r"[QF]?[\d. ]+", title) else "",
        track=category,
    )


def _answers(inner: str) -> tuple[list[str], frozenset[int], list[str]]:
    """Return the choices, which are right, and what else the braces say."""
    if found := _TRUE.match(inner):
        true = found[1].lower() in ("t", "true")
        notes = [_plain(each) for each in re.split(r"(?<!\\)#", inner[found.end() :])[1:]]
        return ["True", "False"], frozenset({0 if true else 1}), [note for note in notes if note]
    if inner.strip().startswith("#"):
        return [], frozenset(), [_plain(inner.strip()[1:]).split("#")[0].strip(" =")]
    items = [_item(found[1], found[2]) for found in _ANSWER.finditer(inner)]
    pairs = [item for item in items if "->" in item.text]
    if pairs and len(pairs) == len(items):
        return [], frozenset(), ["\n".join(item.text for item in pairs)]
    if all(item.right for item in items):
        said = " / ".join(item.text for item in items)
        return [], frozenset(), [said, *(item.why for item in items if item.why)]
    right = frozenset(index for index, item in enumerate(items) if item.right)
    notes = [f"{item.text}: {item.why}" for item in items if item.why]
    return [item.text for item in items], right, notes


def _item(sign: str, text: str) -> _Answer:
    weight = _WEIGHT.match(text)
    body = text[weight.end() :] if weight else text
    said, _, why = _cut(body, "#")
    right = sign == "=" or (weight is not None and float(weight[1]) > 0)
    return _Answer(_plain(said), right, _plain(why))


def _cut(text: str, mark: str) -> tuple[str, str, str]:
    """Cut at the first ``mark`` that isn't escaped."""
    place = text.find(mark)
    while place > 0 and text[place - 1] == "\\":
        place = text.find(mark, place + 1)
    return (text[:place], mark, text[place + len(mark) :]) if place >= 0 else (text, "", "")


def _plain(text: str) -> str:
    """Return text without GIFT's escapes."""
    return unescaped(text).strip()
