"""Markdown lists of questions of any shape."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from bot.engine.model.questions import Level
from bot.engine.rules.text import count_of, shorten
from content.format.tracks import NamedTrack, named_tracks
from content.importers.found import (
    FoundChoice,
    FoundQuestion,
    FoundQuestions,
    LeftOut,
    Remark,
    Written,
)
from content.importers.limits import refuse_headings, refuse_too_many
from content.importers.lists import words
from content.importers.lists.choices import Choice, whole_list
from content.importers.lists.clean import Line, fixed, markdown, words_of
from content.importers.lists.end_answers import EndAnswers, end_answers
from content.importers.lists.families import Asked, chosen, is_asking
from content.importers.lists.keys import read_key
from content.importers.lists.marks import Kind, Mark, marks
from content.importers.lists.nothing import saw
from content.importers.lists.page import Page
from content.importers.lists.rows import table_questions
from content.importers.lists.splitting import Parts, split
from content.importers.lists.terms import term_questions
from content.importers.lists.trails import Trails
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.source import Source
from content.importers.tabular import MOST_CHOICES

_LEVELS = (
    (Level.BASIC, re.compile("[👶🟢🌱🐣]")),
    (Level.ADVANCED, re.compile("[🚀🔴🧠💀🔥]|⭐️?⭐️?⭐️?⭐")),
    (Level.INTERMEDIATE, re.compile("[⭐🟡🟠🔶]")),
)
_EDGE_EMOJI = re.compile(r"^[\s☀-➿⬀-⯿️🀀-🫿]+(?=\S)|[\s☀-➿⬀-⯿️🀀-🫿]+$")
_UNWRITTEN = re.compile(
    r"[\W_]*+(?:answer here|todo|tbd|tba|coming soon|to be (?:added|done|written)|n/?a)[\W_]*+"
    r"|[.…\s]++",
    re.IGNORECASE,
)
_STUB = re.compile(r"[*_]{0,3}answer here[*_.]{0,3}", re.IGNORECASE)
_WORD = re.compile(r"\w")
_BLOCK_MARK = re.compile(r"^(\s*)(#{1,6}\s|[-+>]\s|\d+[.)]\s)")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class MarkdownList:
    """Questions below headings, in lists, in folds, in bold, in tables."""

    name = "markdown"
    about = "Markdown lists of any shape"

    def __init__(self, only: Kind | None = None, known: Sequence[NamedTrack] | None = None) -> None:
        self._only = only
        self._known = known
        if only is not None:
            self.name = only.value
            self.about = f"Markdown, {only.value.replace('-', ' ')} only"

    def looks_like(self, source: Source) -> Likeness:
        """Any text may be a list; the other readers are asked first."""
        if not source.is_text:
            return UNLIKE
        if source.suffix in (".md", ".markdown", ".mdx", ".rmd", ".qmd"):
            return Likeness(0.6, "Markdown by its name")
        return Likeness(0.2, "text without another format's signs")

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions of the page, and headings that ask and were left out."""
        page = Page(source.text)
        refuse_headings(len(page.headings), source.name)
        found = marks(page)
        tables = _rows(page) if self._only in (None, Kind.ROW) else []
        only_rows = self._only is Kind.ROW or (self._only is None and _is_deck(page))
        asked = [] if only_rows else chosen(page, found, self._only)
        ends = _accepted(end_answers(page), asked)
        if ends:
            outside = [mark for mark in found if not _inside(mark.at, ends)]
            again = chosen(page, outside, self._only)
            asked = [_before(each, ends) for each in again if not _inside(each.mark.at, ends)]
        refuse_too_many(len(asked), source.name)
        rows = _free_rows(tables, asked)
        trails = Trails(page, asked, rows, self._known or named_tracks())
        questions: list[FoundQuestion] = []
        left: list[LeftOut] = []
        for each in asked:
            made = _question(page, each, ends)
            if isinstance(made, LeftOut):
                left.append(made)
            else:
                questions.append(trails.placed(made, each.mark.at))
        questions.extend(trails.placed(row, row.line - 1) for row in rows)
        questions.sort(key=lambda question: question.line)
        taken = _Taken(asked, rows, ends)
        left.extend(_left_out(page, found, taken, questions))
        what, read_as = ("", "") if questions else saw(page, found)
        return FoundQuestions(
            tuple(questions),
            tuple(sorted(left, key=lambda each: each.line)),
            tuple(_repairs(page)),
            what,
            read_as,
        )


def _rows(page: Page) -> list[FoundQuestion]:
    """Return the questions that take one line each: rows of tables, and flashcards."""
    found = [*table_questions(page), *term_questions(page.lines, page.termed)]
    return sorted(found, key=lambda row: row.line)


def _is_deck(page: Page) -> bool:
    """Tell whether the page is flashcards below headings, and nothing else to speak of."""
    other = sum(
        bool(line.strip()) and not line.startswith("#") and at not in page.termed
        for at, line in enumerate(page.lines[page.begin :], page.begin)
    )
    return len(page.termed) > other


# --- answers at the end ------------------------------------------------------------------


def _accepted(sections: Iterable[EndAnswers], asked: Sequence[Asked]) -> list[EndAnswers]:
    """Return the sections that answer, by number, two or more of the questions above them."""
    found: list[EndAnswers] = []
    places: dict[str, list[int]] = {}
    for index, each in enumerate(asked):
        places.setdefault(each.mark.number, []).append(index)
    begin = 0
    for section_ in sections:
        first = bisect_left(asked, begin, key=lambda each: each.mark.at)
        last = bisect_left(asked, section_.first, key=lambda each: each.mark.at)
        if _any_from(places.get("", ()), first, last) < last - first:
            shared = sum(
                _any_from(places.get(number, ()), first, last) > 0 for number in section_.by_number
            )
        else:  # no question has a number of its own
            shared = sum(
                number == str(int(number)) and 0 < int(number) <= last - first
                for number in section_.by_number
            )
        if last - first >= 2 and shared >= max(2, len(section_.by_number) // 2):
            found.append(section_)
            begin = section_.end
    return found


def _any_from(places: Sequence[int], first: int, last: int) -> int:
    """Return how many of the places, which are in order, lie from ``first`` to before ``last``."""
    return bisect_left(places, last) - bisect_left(places, first)


def _inside(at: int, ends: Sequence[EndAnswers]) -> bool:
    place = bisect_right(ends, at, key=lambda section_: section_.first) - 1
    return place >= 0 and at < ends[place].end


def _before(asked: Asked, ends: Sequence[EndAnswers]) -> Asked:
    """Return the question, ended before an answers section that follows it."""
    place = bisect_right(ends, asked.mark.at, key=lambda section_: section_.first)
    if place < len(ends) and ends[place].first < asked.end:
        return replace(asked, end=ends[place].first)
    return asked


def _end_answer(asked: Asked, ends: Sequence[EndAnswers]) -> tuple[Line, ...]:
    place = bisect_right(ends, asked.mark.at, key=lambda section_: section_.first)
    return ends[place].by_number.get(asked.mark.number, ()) if place < len(ends) else ()


# --- one question --------------------------------------------------------------------------


def _question(page: Page, asked: Asked, ends: Sequence[EndAnswers]) -> FoundQuestion | LeftOut:
    mark = asked.mark
    parts = split(page, asked)
    if ends and not parts.right:
        parts = _with_end_answer(parts, _end_answer(asked, ends))
    level = _level(f"{mark.shown} {parts.title}")
    title = _EDGE_EMOJI.sub("", words_of(parts.title)).strip()
    prompt_rest = markdown(parts.prompt)
    if not _WORD.search(f"{title}{prompt_rest}"):
        what = page.lines[mark.at].strip()[:80]
        return LeftOut(mark.at + 1, what, "it has no words to ask")
    answer = _without_stub(markdown(parts.answer))
    if _UNWRITTEN.fullmatch(answer):
        answer = ""
    written, choices = _choices(parts)
    if written:
        prompt_rest = f"{prompt_rest}\n\n{written}".strip()
        answer = _with_right(parts, answer)
    own = _WORD.search(mark.text) is not None  # else the title is the text's first paragraph
    named = own and title and not words.asks(title) and words.asks_plainly(prompt_rest)
    prompt = f"{_literal(title)}\n\n{prompt_rest}".strip() if title and not named else prompt_rest
    return FoundQuestion(
        mark.at + 1,
        title,
        Written(prompt),
        choices,
        Written(answer),
        level=level,
        offered=len(parts.choices),
        keyed=bool(parts.right),
    )


def _without_stub(answer: str) -> str:
    """Return an answer without the line below it that waits for one."""
    written, _, last = answer.rstrip().rpartition("\n")
    return written.rstrip() if written and _STUB.fullmatch(last.strip()) else answer


def _literal(title: str) -> str:
    """Return a title so that it stays one paragraph of Markdown."""
    return _BLOCK_MARK.sub(r"\1\\\2", title)


def _with_end_answer(parts: Parts, lines: tuple[Line, ...]) -> Parts:
    if not lines:
        return parts
    said = lines[0].text
    if not parts.choices and (items := whole_list(parts.answer)) and read_key(said, items):
        parts = replace(parts, choices=items, answer=())
    if parts.choices and (key := read_key(said, parts.choices)):
        rest = (lines[0].saying(key.rest),) if key.rest else ()
        return replace(parts, right=key.right, answer=(*parts.answer, *rest, *lines[1:]))
    return replace(parts, answer=(*parts.answer, *lines))


def _choices(parts: Parts) -> tuple[str, tuple[FoundChoice, ...]]:
    """Return the choices as part of the prompt, or as choices.

    A question that doesn't have exactly one right choice is asked openly.
    """
    if not parts.choices:
        return "", ()
    texts = [_choice_text(choice) for choice in parts.choices]
    usable = all(texts) and len(set(texts)) == len(texts)
    if len(parts.right) == 1 and usable and len(texts) <= MOST_CHOICES:
        found = (
            FoundChoice(Written(text), index in parts.right) for index, text in enumerate(texts)
        )
        return "", tuple(found)
    return "\n".join(f"- {_LETTERS[index % 26]}: {text}" for index, text in enumerate(texts)), ()


def _choice_text(choice: Choice) -> str:
    """Return a choice on one line; the lines of code in it stay lines."""
    prose = " ".join(line.text.strip() for line in choice.lines if not line.code).strip("⠀ ")
    code = [line.text for line in choice.lines if line.code and not _FENCE.match(line.text)]
    shown = words_of(prose) if prose else ""
    if not code:
        return shown
    indent = min((len(c) - len(c.lstrip()) for c in code if c.strip()), default=0)
    lines = [_coded(each[indent:].rstrip()) for each in code if each.strip()]
    return "\\\n".join([*([shown] if shown else []), *lines])


_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})")


def _coded(line: str) -> str:
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _with_right(parts: Parts, answer: str) -> str:
    if not parts.right:
        return answer
    right = ", ".join(
        f"{_LETTERS[index % 26]}: {_choice_text(parts.choices[index])}"
        for index in sorted(parts.right)
    )
    return f"{right}\n\n{answer}".strip()


def _level(text: str) -> Level | None:
    return next((level for level, signs in _LEVELS if signs.search(text)), None)


# --- what was left out ---------------------------------------------------------------------


class _Taken:
    """Which lines belong to questions."""

    def __init__(
        self, asked: Sequence[Asked], rows: Sequence[FoundQuestion], ends: Sequence[EndAnswers]
    ) -> None:
        spans = sorted(
            [(each.mark.at, each.end) for each in asked]
            + [(row.line - 1, row.line) for row in rows]
            + [(each.first, each.end) for each in ends]
        )
        self._starts = [first for first, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def holds(self, at: int) -> bool:
        """Tell whether the line is part of a question."""
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]


def _free_rows(rows: Sequence[FoundQuestion], asked: Sequence[Asked]) -> list[FoundQuestion]:
    """Return the rows that lie in no question and repeat none: a table of contents does."""
    taken = _Taken(asked, (), ())
    titles = {words.letters_of(each.mark.text) for each in asked}
    kept = [row for row in rows if not taken.holds(row.line - 1)]
    repeated = sum(words.letters_of(row.title) in titles for row in kept)
    return kept if repeated <= len(kept) / 2 else []


def _left_out(
    page: Page, found: Sequence[Mark], taken: _Taken, questions: Sequence[FoundQuestion]
) -> Iterable[LeftOut]:
    """Yield what asks and isn't a question here: its line, and why."""
    titles = {words.letters_of(question.title) for question in questions}
    for mark in found:
        if taken.holds(mark.at) or not mark.text or mark.at in page.tabled:
            continue
        if words.NOT_CONTENT.fullmatch(mark.text) or words.letters_of(mark.text) in titles:
            continue
        if words.ANSWER_LINE.fullmatch(mark.text):
            continue
        heading = mark.kind in (Kind.HEADING, Kind.NUMBERED_HEADING)
        sure = words.asks_plainly(mark.text) or (heading and bool(mark.number) and is_asking(mark))
        if sure and mark.kind is not Kind.PLAIN:
            why = f"the questions here are other {mark.kind.value.replace('-', ' ')}"
            if questions:
                why = "it isn't written as the questions of this list"
            read_as = mark.kind.value if questions else ""
            yield LeftOut(mark.at + 1, shorten(mark.text), why, read_as)


def _repairs(page: Page) -> Iterable[Remark]:
    lines = [
        at + 1
        for at, line in enumerate(page.lines)
        if not line.isascii() and at not in page.code and fixed(line) != line
    ]
    if lines:
        yield Remark(lines[0], f"{count_of(len(lines), 'line')} with garbled characters fixed.")
