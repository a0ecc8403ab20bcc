"""Moodle XML quizzes."""

import xml.etree.ElementTree as ET
from xml.parsers import expat

from bot.engine.errors import Refused
from content.importers.found import FoundQuestion, FoundQuestions, LeftOut, Markup, Written
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.source import Source
from content.importers.tabular import made

_MARKUPS = {"markdown": Markup.MARKDOWN, "plain_text": Markup.PLAIN}
_OPEN = ("shortanswer", "numerical", "essay", "matching", "truefalse", "multichoice", "calculated")
MAX_DEPTH = 50


class MoodleXml:
    """``<quiz><question type="multichoice">``."""

    name = "moodle"
    about = "Moodle XML"

    def looks_like(self, source: Source) -> Likeness:
        """A quiz element near the beginning."""
        if source.is_text and "<quiz" in source.text[:5_000] and "<question" in source.text:
            return Likeness(0.95, "a <quiz> with questions")
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions; types without words to ask are left out."""
        lines = _checked(source)
        try:
            root = ET.fromstring(source.text.encode())  # noqa: S314  # _checked refused entities
        except ET.ParseError as error:
            raise _not_xml(source, error.position[0]) from error
        found: list[FoundQuestion | LeftOut] = []
        category = ""
        for index, element in enumerate(root.iter("question")):
            line = lines[index] if index < len(lines) else index + 1
            kind = element.get("type", "")
            if kind == "category":
                category = _text(element.find("category")).text.rpartition("/")[2].strip()
                continue
            found.append(_question(element, kind, line, "" if category == "top" else category))
        return FoundQuestions.of(found, saw="a quiz without questions")


def _checked(source: Source) -> list[int]:
    """Return the lines on which questions begin; refuse entities, broken and deep XML."""
    parser = expat.ParserCreate()
    lines: list[int] = []
    depth = 0

    def doctype(*_: object) -> None:
        raise Refused(f"{source.name} declares entities or a document type.", "Remove <!DOCTYPE>.")

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused(f"{source.name} nests too deeply.", "Export it again.")
        if name == "question":
            lines.append(parser.CurrentLineNumber)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(source.text.encode(), True)
    except expat.ExpatError as error:
        raise _not_xml(source, error.lineno) from error
    return lines


def _not_xml(source: Source, line: int) -> Refused:
    return Refused(f"{source.name} isn't whole XML (line {line}).", "Export it from Moodle again.")


def _text(element: ET.Element | None) -> Written:
    if element is None:
        return Written()
    inner = element.find("text")
    said = (inner.text if inner is not None else element.text) or ""
    return Written(said.strip(), _MARKUPS.get(element.get("format", "html"), Markup.HTML))


def _question(element: ET.Element, kind: str, line: int, category: str) -> FoundQuestion | LeftOut:
    title = _text(element.find("name")).text
    asked = _text(element.find("questiontext"))
    if kind not in _OPEN:
        return LeftOut(line, title[:60] or kind, f"questions of the type {kind!r} aren't read")
    if asked.blank:
        return LeftOut(line, title[:60] or kind, "it asks nothing")
    tags = ",".join(_text(tag).text for tag in element.iterfind("tags/tag"))
    choices, right, answers = _answers(element, kind)
    general = _text(element.find("generalfeedback"))
    return made(
        line,
        asked,
        choices,
        right,
        [*answers, *(() if general.blank else (general,))],
        track=category,
        tags=tags.replace(" ", "-"),
    )


def _answers(element: ET.Element, kind: str) -> tuple[list[Written], frozenset[int], list[Written]]:
    """Return the choices, which are right, and what the answer says."""
    found = list(element.iterfind("answer"))
    texts = [_text(answer) for answer in found]
    fractions = [_fraction(answer) for answer in found]
    if kind == "matching":
        pairs = [
            f"{_text(sub).text} → {_text(sub.find('answer')).text}"
            for sub in element.iterfind("subquestion")
        ]
        items = "".join(f"<li>{pair}</li>" for pair in pairs)
        return [], frozenset(), [Written(f"<ul>{items}</ul>", Markup.HTML)] if pairs else []
    if kind in ("multichoice", "truefalse"):
        best = frozenset(index for index, part in enumerate(fractions) if part >= 100)
        right = best or frozenset(index for index, part in enumerate(fractions) if part > 0)
        notes = [_text(answer.find("feedback")) for answer in found]
        said = [note for index, note in enumerate(notes) if index in right and not note.blank]
        if kind == "truefalse":
            texts = [Written(text.text.capitalize(), text.markup) for text in texts]
        return texts, right, said
    return (
        [],
        frozenset(),
        [text for text, part in zip(texts, fractions, strict=True) if part >= 100][:3],
    )


def _fraction(answer: ET.Element) -> float:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return 0.0
