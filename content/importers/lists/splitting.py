"""One question of a page taken apart: its prompt, its choices, what is right, its answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from content.importers.lists import words
from content.importers.lists.choices import (
    Choice,
    Choices,
    choices_on,
    find_choices,
    has_right_mark,
    listed,
    marked,
)
from content.importers.lists.clean import Line
from content.importers.lists.families import Asked
from content.importers.lists.first_lines import title_apart
from content.importers.lists.keyed import keyed, without_label
from content.importers.lists.keys import read_key
from content.importers.lists.marks import Kind, Mark
from content.importers.lists.one_line import told_verdict, verdict_choices
from content.importers.lists.page import Page
from content.importers.lists.unfolding import lines_of, unfolded

_LIST_LINE = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+(?P<text>\S.*)")
_PICTURE = re.compile(r"\s*(?:!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>)\s*")
_FEEDBACK = re.compile(r"\s{0,3}\.\.\.\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Parts:
    """A question's parts as Markdown lines; ``right`` are indexes of choices."""

    title: str
    prompt: tuple[Line, ...]
    choices: tuple[Choice, ...]
    right: frozenset[int]
    answer: tuple[Line, ...]


def split(page: Page, asked: Asked) -> Parts:
    """Take the question apart."""
    mark = asked.mark
    parts = _judged(_split(page, asked), mark)
    more = _more(mark.more, mark.at)
    return replace(parts, prompt=(*more, *parts.prompt)) if more else parts


def _split(page: Page, asked: Asked) -> Parts:
    mark = asked.mark
    title, body = title_apart(mark, _body(page, asked))
    begins = _answer_begins(page, body, letter=mark.letter)
    before = body if begins is None else body[:begins]
    after = [] if begins is None else body[begins:]
    if found := find_choices(before) or choices_on(before, page.choices.below.get(mark.at, ())):
        asked_for, told = _without_feedback(before[: found.first])
        rest = [*told, *before[found.end :], *after]
        bare = all(line.blank for line in before[found.end :])
        hidden = bare and bool(after) and after[0].at in page.hiding
        return _with_choices(
            title, asked_for, marked(found), rest, letter=mark.letter, hidden=hidden
        )
    if begins is not None:
        return _with_answer(title, before, after, letter=mark.letter)
    if mark.kind is Kind.FOLD:
        return Parts(title, (), (), frozenset(), unfolded(body))
    if (plain := listed(body)) and any(has_right_mark(item.words) for item in plain.items):
        rest = body[plain.end :]
        return _with_choices(
            title, body[: plain.first], marked(plain), rest, letter=mark.letter, hidden=False
        )
    prompt, answer = _implicit(title, body)
    return Parts(title, tuple(prompt), (), frozenset(), unfolded(answer))


def _judged(parts: Parts, mark: Mark) -> Parts:
    """Return a statement that ends in its verdict as a question whether it's true."""
    title, verdict = (parts.title, mark.verdict) if mark.verdict else told_verdict(parts.title)
    if not verdict or parts.choices:
        return parts
    choices, right = verdict_choices(verdict, mark.at)
    return replace(parts, title=title, choices=choices, right=right)


def _without_feedback(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of a prompt, and what text quizzes tell after the answer (``... why``)."""
    asked: list[Line] = []
    told: list[Line] = []
    for line in lines:
        if not line.code and _FEEDBACK.match(line.text):
            told.append(line.saying(_FEEDBACK.sub("", line.text, count=1)))
        else:
            asked.append(line)
    return asked, told


def _more(text: str, at: int) -> list[Line]:
    """Return what a summary says besides its title, as lines."""
    found: list[Line] = []
    code = False
    for line in text.split("\n") if text else ():
        fence = line.lstrip().startswith(("```", "~~~"))
        found.append(Line(at, line, code or fence))
        code = code != fence
    return found


# --- lines -----------------------------------------------------------------------------


def _body(page: Page, asked: Asked) -> list[Line]:
    mark = asked.mark
    lines = [Line(mark.at, mark.body_rest)] if mark.body_rest.strip() else []
    column = mark.indent
    for at in range(mark.body_at, asked.end):
        text = page.lines[at]
        if at in page.code and at - 1 not in page.code:  # code is as far in as its fence
            column = min(mark.indent, len(text) - len(text.lstrip()))
        elif at not in page.code:
            column = mark.indent
        if mark.last is not None and at == mark.last:
            text = re.sub(r"</details\s*>.*$", "", text, flags=re.IGNORECASE)
        elif at not in page.code and text.lstrip()[:1].isdigit():
            text = _without_number(text)
        lines.append(Line(at, _dedented(text, column), at in page.code))
    return lines


def _without_number(text: str) -> str:
    """Return a last item such as ``5. Answer: B`` without the number of a choice."""
    found = _LIST_LINE.fullmatch(text)
    numbered = found and found["text"][:1].isalpha() and words.begins_answer(found["text"])
    return found["text"] if found and numbered else text


def _dedented(text: str, indent: int) -> str:
    if not indent:
        return text
    spaces = len(text) - len(text.lstrip(" "))
    if text.startswith("\t"):
        return text[1:]
    return text[min(indent, spaces) :]


# --- where the answer begins ------------------------------------------------------------


def _answer_begins(page: Page, body: Sequence[Line], *, letter: bool) -> int | None:
    """Return the index of the line that announces the answer, or opens its fold."""
    for index, line in enumerate(body):
        if line.code or not line.text.strip():
            continue
        if line.at in page.hiding or words.DEFINITION.match(line.text):
            return index
        if words.ANSWER_LINE.fullmatch(line.text[:2_000]) and not _in_choices(line):
            return index
        if letter and words.SHORT_ANSWER.fullmatch(line.text) and not _letter_b(body, index):
            return index
    return None


def _in_choices(line: Line) -> bool:
    return re.match(r"\s*(?:[-*+]\s+)?\[[ xX]\]", line.text) is not None


def _letter_b(body: Sequence[Line], index: int) -> bool:
    """Tell whether ``A: …`` is the first of lettered choices."""
    following = [line.text for line in body[index + 1 : index + 6] if line.text.strip()]
    return (
        bool(following) and re.match(r"[\s>*_\-+(]*B\s*[*_]{0,2}[:：.)]", following[0]) is not None
    )


# --- with a marked answer ---------------------------------------------------------------


def _with_answer(
    title: str, before: Sequence[Line], after: Sequence[Line], *, letter: bool
) -> Parts:
    answer, said = _announced(after, letter=letter)
    plain = listed(before)
    if plain and said:
        key = read_key(said, plain.items)
        if key and len(key.right) == 1:
            rest = (*lines_of(key.rest, after[0]), *answer)
            prompt = (*before[: plain.first], *before[plain.end :])
            return Parts(title, prompt, plain.items, key.right, rest)
    full = (*lines_of(said, after[0]), *answer)
    return Parts(title, tuple(before), (), frozenset(), full)


def _announced(after: Sequence[Line], *, letter: bool) -> tuple[tuple[Line, ...], str]:
    """Return the answer below its announcement, and what stands on that line behind it."""
    lines = list(unfolded(after))
    said = ""
    while lines:
        line = lines[0]
        if line.blank:
            lines.pop(0)
            continue
        if line.code:
            break
        if words.DEFINITION.match(line.text):
            lines[0] = line.saying(words.DEFINITION.sub("", line.text, count=1))
            break
        found = words.ANSWER_LINE.fullmatch(line.text[:2_000]) or (
            words.SHORT_ANSWER.fullmatch(line.text) if letter else None
        )
        if not found or said:
            break
        said = words.said_behind(found)
        if said and not re.search(r"\w|[`$]", said):
            said = ""
        lines.pop(0)
        said = said.strip("*_ ") if _odd_marks(said) else said
    return tuple(lines), said


def _odd_marks(text: str) -> bool:
    return text.count("**") % 2 == 1 or text.count("__") % 2 == 1


# --- with choices -----------------------------------------------------------------------


def _with_choices(
    title: str,
    prompt: Sequence[Line],
    found: Choices,
    rest: Sequence[Line],
    *,
    letter: bool,
    hidden: bool,
) -> Parts:
    items = found.items
    right = frozenset(index for index, item in enumerate(items) if item.right)
    answer, key = keyed(list(unfolded(rest)), items, letter=letter, hidden=hidden)
    asked = without_label(prompt)
    return Parts(title, asked, items, right or (key.right if key else right), answer)


# --- with no mark at all ----------------------------------------------------------------


def _implicit(title: str, body: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return which of the body's first blocks belong to the question, and the rest.

    Code that the title points at (*What does this print?*), and paragraphs that ask more.
    """
    blocks = _blocks(body)
    last_code = max((at for at, block in enumerate(blocks) if block[0].code), default=-1)
    taken = 0
    said = title
    pictured = False
    while taken < len(blocks):
        block = blocks[taken]
        if not _asks_on(said, block, first=taken == 0 or pictured, twice=taken < last_code):
            break
        pictured = all(_PICTURE.fullmatch(line.text) for line in block if line.text.strip())
        if not block[0].code:
            said = " ".join(line.text for line in block)
        taken += 1
    prompt = [line for block in blocks[:taken] for line in (*block, Line(block[-1].at, ""))]
    rest = [line for block in blocks[taken:] for line in (*block, Line(block[-1].at, ""))]
    return prompt, rest


def _blocks(body: Sequence[Line]) -> list[list[Line]]:
    """Cut the lines at empty ones and around fenced code."""
    found: list[list[Line]] = []
    open_block = False
    for line in body:
        if line.blank:
            open_block = False
            continue
        if not open_block or found[-1][-1].code != line.code:
            found.append([])
        found[-1].append(line)
        open_block = True
    return found


def _asks_on(said: str, block: Sequence[Line], *, first: bool, twice: bool) -> bool:
    if block[0].code:
        return first and words.points_below(said, twice=twice)
    text = " ".join(line.text.strip() for line in block)
    if _PICTURE.fullmatch(text):
        return first and words.points_below(said, twice=twice)
    items = [found["text"] for line in block if (found := _LIST_LINE.fullmatch(line.text))]
    if items and len(items) >= len(block) / 2:
        asking = sum(words.asks_plainly(item) for item in items)
        return asking > len(items) / 2 or (first and words.ends_in_colon(said))
    short = len(text.split()) <= 60 and len(text) <= 400
    if short and text.rstrip("*_ )").endswith(("?", "？")):
        return not text.startswith(("**", "__", "#"))  # those head a part of the answer
    return first and short and words.ends_in_colon(said) and not words.asks_plainly(said)
