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
from content.importers.tabular import as_html, made

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
    said: Written
    percent: float
    why: Written

    @property
    def text(self) -> str:
        return self.said.text


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
    text, markup = _unmarked(text, Markup.PLAIN)
    braces = _BRACES.search(text)
    if braces is None:
        return LeftOut(line, text[:60], "it has no answers in braces")
    asked = _asked(text[: braces.start()].strip(), text[braces.end() :].strip())
    prompt = Written(_plain(asked), markup)
    if not re.search(r"\w", asked):
        return LeftOut(line, title or text[:60], "it asks nothing")
    inner, _, general = _cut(braces[1], "####")
    choices, right, answers = _answers(inner, markup)
    if general.strip():
        answers.append(_formatted(general, markup))
    return made(
        line,
        prompt,
        choices,
        right,
        [answer for answer in answers if not answer.blank],
        title=title if len(title) > 3 and not re.fullmatch(r"[QF]?[\d. ]+", title) else "",
        track=category,
    )


def _asked(before: str, after: str) -> str:
    """Return the text around the braces, with a gap where the answer stands in a sentence."""
    ended = before.endswith((".", "?", "!", ":")) and not re.search(r"\w", after)
    if not after or ended:
        return before
    return f"{before} _____{' ' if after[0].isalnum() else ''}{after}"


def _answers(inner: str, markup: Markup) -> tuple[list[Written], frozenset[int], list[Written]]:
    """Return the choices, which are right, and what else the braces say."""
    if found := _TRUE.match(inner):
        true = found[1].lower() in ("t", "true")
        notes = [
            _formatted(each, markup) for each in re.split(r"(?<!\\)#", inner[found.end() :])[1:]
        ]
        both = [Written("True", Markup.PLAIN), Written("False", Markup.PLAIN)]
        return both, frozenset({0 if true else 1}), notes
    if inner.strip().startswith("#"):
        return [], frozenset(), [Written(_number(inner.strip()[1:], markup), markup)]
    items = [_item(found[1], found[2], markup) for found in _ANSWER.finditer(inner)]
    pairs = [item for item in items if "->" in item.text]
    if pairs and len(pairs) == len(items):
        return [], frozenset(), [Written("\n".join(item.text for item in pairs), markup)]
    if not any(sign == "~" for sign, _ in _ANSWER.findall(inner)):
        right_ones = [item for item in items if item.percent > 0 and item.text != "*"]
        said = Written(" / ".join(item.text for item in right_ones), markup)
        return [], frozenset(), [said, *dict.fromkeys(item.why for item in right_ones)]
    best = frozenset(index for index, item in enumerate(items) if item.percent >= 100)
    right = best or frozenset(index for index, item in enumerate(items) if item.percent > 0)
    notes = [_note(item) for item in items if not item.why.blank]
    return [item.said for item in items], right, notes


def _number(text: str, markup: Markup) -> str:
    """Return the numbers that are right: ``1822:2`` is 1822, give or take 2."""
    items = [_item(found[1], found[2], markup) for found in _ANSWER.finditer(text)]
    found = [item.text for item in items if item.percent > 0] or [_cut(text, "#")[0].strip(" ~")]
    shown = (re.sub(r":0$", "", each).replace(":", " ± ") for each in found)
    return " / ".join(dict.fromkeys(shown))


def _item(sign: str, text: str, markup: Markup) -> _Answer:
    weight = _WEIGHT.match(text)
    body = text[weight.end() :] if weight else text
    said, _, why = _cut(body, "#")
    percent = float(weight[1]) if weight else (100.0 if sign == "=" else 0.0)
    return _Answer(_formatted(said, markup), percent, _formatted(why, markup))


def _note(item: _Answer) -> Written:
    """Return what the quiz says about a choice, behind the choice."""
    if Markup.HTML in (item.said.markup, item.why.markup):
        return Written(f"{as_html(item.said)}: {as_html(item.why)}", Markup.HTML)
    return Written(f"{item.text}: {item.why.text}", item.why.markup)


def _formatted(text: str, markup: Markup) -> Written:
    """Return a part of the braces, which may name a format of its own."""
    text, markup = _unmarked(text, markup)
    return Written(_plain(text), markup)


def _unmarked(text: str, markup: Markup) -> tuple[str, Markup]:
    """Return a text without the format that it names, as ``[html]…`` does, and its markup."""
    if found := _FORMAT.match(text):
        return text[found.end() :], _MARKUPS.get(found[1].lower(), Markup.HTML)
    return text, markup


def _cut(text: str, mark: str) -> tuple[str, str, str]:
    """Cut at the first ``mark`` that isn't escaped."""
    place = text.find(mark)
    while place > 0 and text[place - 1] == "\\":
        place = text.find(mark, place + 1)
    return (text[:place], mark, text[place + len(mark) :]) if place >= 0 else (text, "", "")


def _plain(text: str) -> str:
    """Return text without GIFT's escapes."""
    return unescaped(text).strip()
