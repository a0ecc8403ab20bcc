"""Rows with named fields to questions: spreadsheets, flashcards, lists of JSON objects."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from content.importers.found import FoundChoice, FoundQuestion, LeftOut, Markup, Written
from content.importers.lists import words
from content.importers.lists.choices import Choice
from content.importers.lists.clean import Line
from content.importers.lists.keys import read_key
from content.importers.sections import level_named

MOST_CHOICES = 10
"""With more, a question is asked openly."""
LEAST_ANSWER = 5
"""Words by which a text is longer than its title, if it answers it."""
_FIELDS: Mapping[str, str] = {
    "question": (
        r"questions?|prompt|front|term|q|question ?text|frage|vorderseite|pregunta|pergunta|stem"
        r"|problem|exercise|task|aufgabe|enunciado|text|domanda|问题|問題|質問|题目|вопрос"
        r"|question ?title"
    ),
    "correct": (
        r"correct(?: ?(?:answers?|options?|choices?|index|ones?))?"
        r"|right(?: ?(?:answers?|option|choice))?|key|answer ?key|richtig(?:e antwort)?"
        r"|respuesta correcta|correcta|bonne r[ée]ponse|resposta correta|correta|solution ?index"
        r"|answer ?(?:index|letter|option)|正确答案|正解"
    ),
    "answer": (
        r"answers?|back|definition|a|antwort|r[üu]ckseite|respuesta|r[ée]ponse|resposta|solution"
        r"|model ?answer|risposta|ans|meaning|答案|回答|答え|解答|ответ"
    ),
    "explanation": (
        r"explanations?|feedback|reason|why|rationale|extra|notes?|back ?extra|comments?|hints?"
        r"|erkl[äa]rung|explicaci[óo]n|explication|explica[çc][ãa]o|add(?:itional)? ?info"
        r"|解析|说明|解説"
    ),
    "choices": r"choices|options|alternatives|answer ?options|antworten|opciones|选项|選択肢",
    "track": (
        r"track|topic|category|subject|deck|tema|thema|kategorie|categor[íi]a|sujet|area|主题"
    ),
    "level": r"level|difficulty|niveau|nivel|schwierigkeit|n[íi]vel|难度",
    "tags": r"tags?|labels?|keywords?",
    "id": r"(?:question ?)?(?:id|uuid|guid)",
    "title": r"title|name|heading|titel|t[íi]tulo",
}
_NAMES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _FIELDS.items())
_CHOICE = re.compile(
    r"(?:choice|option|answer|alternative|antwort|respuesta|r[ée]ponse|resposta|q|选项|opci[óo]n)?"
    r" ?_?(?P<which>[a-h]|\d{1,2})",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"(?:wrong|incorrect|false|distractor|falsch\w*)(?: ?(?:answers?|options?|choices?))? ?\d*",
    re.I,
)
_TAIL = re.compile(r"(?:\s-|–|\(|\[|:).*+")
_TAG = re.compile(
    r"</?(?:p|br|div|b|i|u|em|strong|span|code|pre|ul|ol|li|sub|sup|img|a|table|tr|td|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"```|~~~|`[^`\n]+`|\*\*[^*\n]+\*\*|\]\(https?://|^[ \t]*+(?:[-*+]|\d{1,9}[.)])\s", re.M
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column holds: field name to index; choices by index, in their order."""

    fields: Mapping[str, int]
    choices: tuple[int, ...] = ()
    wrong: tuple[int, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is something to ask."""
        return "question" in self.fields

    def said(self, names: Sequence[str]) -> str:
        """Say which column was read as what."""
        parts = [f"{kind} = {names[index]!r}" for kind, index in self.fields.items()]
        if self.choices:
            parts.append(f"choices = {', '.join(repr(names[index]) for index in self.choices)}")
        if self.wrong:
            parts.append(f"wrong = {', '.join(repr(names[index]) for index in self.wrong)}")
        return f"Columns: {'; '.join(parts)}."


def columns_of(names: Sequence[str]) -> Columns:
    """Return what columns of these names hold; unknown names hold nothing."""
    return _columns_of(tuple(names))


@lru_cache(maxsize=256)  # the notes of a deck and the objects of a list have the same few names
def _columns_of(names: tuple[str, ...]) -> Columns:
    bare = [_bare(name) for name in names]
    lettered = {
        index: found["which"]
        for index, name in enumerate(bare)
        if (found := _CHOICE.fullmatch(name))
    }
    in_order = sorted(lettered, key=lambda index: lettered[index].rjust(2))
    choices = tuple(in_order) if len(lettered) >= 2 else ()
    wrong = tuple(index for index, name in enumerate(bare) if _WRONG.fullmatch(name))
    fields: dict[str, int] = {}
    for kind, pattern in _NAMES:
        for index, name in enumerate(bare):
            free = index not in choices and index not in wrong and index not in fields.values()
            if free and kind not in fields and pattern.fullmatch(name):
                fields[kind] = index
    return Columns(fields, choices, wrong)


def _bare(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name.strip())
    return _TAIL.sub("", re.sub(r"[_\s]+", " ", spaced)).strip(" *:#").lower()


def markup_of(text: str) -> Markup:
    """Return how a cell is written: HTML by its tags, Markdown by its marks, else plain."""
    if _TAG.search(text):
        return Markup.HTML
    return Markup.MARKDOWN if _MARKDOWN.search(text) else Markup.PLAIN


def written(text: str, markup: Markup | None = None) -> Written:
    """Return a cell's text with its markup."""
    return Written(text.strip(), markup or markup_of(text))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, and the line it begins on (from 1)."""

    line: int
    cells: tuple[str, ...]


def question_of(
    row: Row, columns: Columns, *, by_number: bool = False, markup: Markup | None = None
) -> FoundQuestion | LeftOut:
    """Return the row's question; with ``by_number`` a number names a choice by its place."""
    cells = {kind: _cell(row, index) for kind, index in columns.fields.items()}
    cells = _with_body_as_answer(cells, columns)
    asked = cells.get("question", "") or cells.get("title", "")
    if not re.search(r"\w", asked):
        return LeftOut(row.line, " | ".join(filter(None, row.cells))[:60], "it asks nothing")
    texts = [text for index in columns.choices if (text := _cell(row, index))]
    if not texts and (listed := cells.get("choices", "")):
        texts = split_choices(listed)
    wrong = [text for index in columns.wrong if (text := _cell(row, index))]
    right_text = cells.get("correct", "") or cells.get("answer", "")
    found = _answered(texts, wrong, right_text, by_number=by_number)
    explained = cells.get("explanation", "")
    answer = cells.get("answer", "") if not found or "correct" in columns.fields else ""
    if found and answer.strip() == right_text.strip():
        answer = ""
    question = made(
        row.line,
        written(asked, markup),
        [written(text, markup) for text in (texts or ([right_text, *wrong] if wrong else []))],
        found,
        [written(text, markup) for text in (answer, explained) if text.strip()],
        title=cells.get("title", ""),
        track=cells.get("track", ""),
        level=cells.get("level", ""),
        tags=cells.get("tags", ""),
    )
    return replace(question, source_id=cells.get("id", ""))


def _with_body_as_answer(cells: Mapping[str, str], columns: Columns) -> Mapping[str, str]:
    """Return the cells with a text as the answer of the title that asks.

    Without a column of answers or choices, *title* and *text* are a question and its answer.
    """
    title, body = cells.get("title", ""), cells.get("question", "")
    told = {"answer", "correct", "choices", "explanation"} & set(columns.fields)
    longer = len(body.split()) >= len(title.split()) + LEAST_ANSWER
    if told or columns.choices or not title or not longer or body.rstrip().endswith("?"):
        return cells
    first, _, rest = body.partition("\n")
    again = words.letters_of(first).startswith(words.letters_of(title))
    if not (again or words.asks(title)):
        return cells
    if (again or first.startswith("#")) and rest.strip():
        body = rest
    return {**cells, "question": title, "title": "", "answer": body}


def _answered(
    texts: Sequence[str], wrong: Sequence[str], said: str, *, by_number: bool
) -> frozenset[int]:
    """Return which of the choices are right."""
    if wrong and not texts:
        return frozenset({0}) if said else frozenset()
    if not texts or not said:
        return frozenset()
    places = re.findall(r"\d+", said)
    if by_number and re.fullmatch(r"[\d\s,;.&]+", said) and places:
        chosen = {int(place) - 1 for place in places if int(place)}
        return frozenset(index for index in chosen if index < len(texts))
    letters = "ABCDEFGHIJ"
    items = [
        Choice(letters[index], (Line(0, text),)) for index, text in enumerate(texts[: len(letters)])
    ]
    if key := read_key(said, items):
        return key.right
    number = re.fullmatch(r"(?:[A-Za-z]+ ?)?#?(\d{1,2})(?:[.,]0)?", said.strip())
    if number and 1 <= int(number[1]) <= len(texts):
        return frozenset({int(number[1]) - 1})
    return frozenset()


def made(
    line: int,
    prompt: Written,
    choices: Sequence[Written],
    right: frozenset[int],
    answers: Sequence[Written],
    *,
    title: str = "",
    track: str = "",
    level: str = "",
    tags: str = "",
) -> FoundQuestion:
    """Return a question; without exactly one right choice its choices are part of the prompt."""
    usable = len({choice.text for choice in choices}) == len(choices) and len(choices) >= 2
    found: tuple[FoundChoice, ...] = ()
    texts = list(answers)
    if usable and len(right) == 1 and len(choices) <= MOST_CHOICES:
        found = tuple(FoundChoice(choice, index in right) for index, choice in enumerate(choices))
    elif choices:
        prompt = listed(prompt, choices)
        if right:
            texts.insert(0, _named(choices, right))
    return FoundQuestion(
        line,
        title,
        prompt,
        found,
        _together(texts),
        track,
        level_named(level) if level else None,
        tuple(re.split(r"[,;\s]+", tags.strip())) if tags.strip() else (),
        offered=len(choices),
        keyed=bool(right),
    )


def listed(prompt: Written, choices: Sequence[Written]) -> Written:
    """Return a prompt with its choices as a list below it."""
    if prompt.markup is Markup.HTML or any(c.markup is Markup.HTML for c in choices):
        items = "".join(f"<li>{as_html(choice)}</li>" for choice in choices)
        return Written(f"{as_html(prompt)}<ul>{items}</ul>", Markup.HTML)
    items = "\n".join(f"- {' '.join(choice.text.split())}" for choice in choices)
    return Written(f"{prompt.text}\n\n{items}", Markup.MARKDOWN)


def _named(choices: Sequence[Written], right: frozenset[int]) -> Written:
    chosen = [choices[index] for index in sorted(right)]
    if len(chosen) == 1:
        return chosen[0]
    if any(choice.markup is Markup.HTML for choice in chosen):
        items = "".join(f"<li>{as_html(choice)}</li>" for choice in chosen)
        return Written(f"<ul>{items}</ul>", Markup.HTML)
    return Written("\n".join(f"- {' '.join(choice.text.split())}" for choice in chosen))


def _together(texts: Sequence[Written]) -> Written:
    if not texts:
        return Written()
    if len(texts) == 1:
        return texts[0]
    if any(text.markup is Markup.HTML for text in texts):
        return Written("".join(f"<div>{as_html(text)}</div>" for text in texts), Markup.HTML)
    same = {text.markup for text in texts}
    markup = same.pop() if len(same) == 1 else Markup.MARKDOWN
    return Written("\n\n".join(text.text for text in texts), markup)


def as_html(text: Written) -> str:
    """Return a text in HTML; what isn't HTML is escaped."""
    if text.markup is Markup.HTML:
        return text.text
    escaped = text.text.replace("&", "&amp;").replace("<", "&lt;")
    return escaped.replace("\n", "<br>")


def split_choices(text: str) -> list[str]:
    """Return choices that stand in one cell, one per line or between bars or semicolons."""
    for separator in ("\n", "|", ";;", ";"):
        parts = [part.strip() for part in text.split(separator)]
        if len(parts) >= 2 and all(parts):
            return [re.sub(r"^[A-Ja-j][.)]\s+", "", part) for part in parts]
    return []


def _cell(row: Row, index: int) -> str:
    return row.cells[index].strip() if index < len(row.cells) else ""
