"""Choices below a question: task lists, lettered lists, marked lists."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from content.importers.lists.clean import Line

MOST = 26
_TASK = re.compile(
    r"(?P<indent>\s*)(?:(?:[-*+•]|\d{1,2}[.)])\s*)?"
    r"(?:\[(?P<box>[ xX✓✔*])?\]|(?<=[-*+•] )\((?P<round>[ xX*])\))(?:\s+|$)(?P<text>.*)"
)
_LETTER = re.compile(
    r"(?P<indent>\s*)(?P<bullet>[-*+•]\s+)?(?P<star>\*(?!\*))?(?P<bold>\*\*|__)?[(\[]?(?P<letter>[A-Za-zА-Га-г])"
    r"(?P<close>\*\*|__)?(?:[.)\]:：、．）]|\s[-–—:]\s)(?P<close2>\*\*|__)?\s*(?P<text>\S.*|)"
)
_WORDED = re.compile(
    r"(?P<indent>\s*)(?:[-*+•]\s+)?(?:\*\*|__)?(?:option|choice|opci[oó]n|op[çc][ãa]o|alternativa"
    r"|antwort|proposition|选项|選択肢)\s*(?P<letter>[A-Ha-h1-8])\s*(?:[.):：\-–]\s*)?(?:\*\*|__)?[.):：\-–]?"
    r"\s+(?P<text>\S.*)",
    re.IGNORECASE,
)
_KEYCAP = re.compile(
    r"(?P<indent>\s*)(?:[-*+•]\s+)?(?P<letter>[1-9])\ufe0f?\u20e3[.):]?\s*(?P<text>\S.*)"
)
_ROMAN = re.compile(
    r"(?P<indent>\s*)(?:[-*+•]\s+)?\(?(?P<roman>i{1,3}|iv|vi{0,3})[.)]\s+(?P<text>\S.*)"
)
_SYMBOL = re.compile(
    r"(?P<indent>\s*)(?:[-*+•]\s+)?[(（]?(?P<symbol>[アイウエオカ](?=[)）.．、:：\s])|[①-⑧])"
    r"[)）.．、:：]?\s*(?P<text>\S.*)"
)
SYMBOLS = {
    **dict(zip("アイウエオカ", "123456", strict=True)),
    **dict(zip("①②③④⑤⑥⑦⑧", "12345678", strict=True)),
}
"""What choices are counted with in Japan and China, as numbers."""
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
_EMOJI = re.compile(
    r"(?P<indent>\s*)(?:[-*+•]\s+)?(?P<mark>✅|✔️?|☑️?|❌|✖️?|❎|⬜|🔘|⚪️?|◯|○)\s*(?P<text>\S.*)"
)
_RIGHT_MARK = re.compile(
    r"(?:✅|✔️?|☑️?"
    r"|\((?:correct|right|answer|correct answer|richtig|correct[aoe]|正确)\)"
    r"|(?:<--?|←|<=|➡|--?>)\s*\**(?:correct|answer|right)(?: answer)?\**[.!]?"
    r"|\*\*\((?:correct|answer)\)\*\*)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\(?[A-Ha-h][.):]\)?\s+")
_PLAIN_ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+•]|\(?\d{1,2}[.)、．）])\s+(?P<text>\S.*)")
_IN_LINE = re.compile(r"(?:(?<=\s)|^)[*_(]{0,3}([A-Ha-h1-8])[*_]{0,2}[.)][*_]{0,2}\s+")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
LONE_LETTERS = re.compile(
    r"\s*[*_(\[`]*(?P<letters>[A-Ja-j](?:\s*[,;&]\s*[A-Ja-j]){0,4})[*_)\]`.]*\s*"
)
"""A line of nothing but letters: below lettered choices, it's their key."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice: its letter or number, if it has one, its lines, and whether it's marked right."""

    letter: str
    lines: tuple[Line, ...]
    right: bool = False

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(line.text.strip() for line in self.lines if line.text.strip())


@dataclass(frozen=True, slots=True)
class Choices:
    """A run of choices in some lines, from index ``first`` to ``end`` (one past the last)."""

    first: int
    end: int
    items: tuple[Choice, ...]


@dataclass(slots=True)
class _Open:
    letter: str
    indent: int
    right: bool
    lines: list[Line] = field(default_factory=list[Line])

    def closed(self) -> Choice:
        lines = list(self.lines)
        while lines and not lines[-1].text.strip():
            lines.pop()
        return Choice(self.letter, tuple(lines), self.right)


def find_choices(lines: Sequence[Line]) -> Choices | None:
    """Return the first run of two or more choices that carry boxes, letters or marks.

    A longer run than ``MOST`` is a list to tick off: it's passed by.
    """
    begin = 0
    for index, line in enumerate(lines):
        if index < begin or line.code or not line.text.strip():
            continue
        for read in (_task, _letter, _emoji, _worded, _roman, _symbol):
            if (first := read(line)) and (run := _run(lines, index, read, first)):
                if len(run.items) <= MOST:
                    return run
                begin = run.end
                break
        if index < begin:
            continue
        if (split := _in_line(line)) is not None:
            return Choices(index, index + 1, split)
    return None


def listed(lines: Sequence[Line]) -> Choices | None:
    """Return the last plain list of two to eight short items, which a key may make choices."""
    runs: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if line.code or not _PLAIN_ITEM.fullmatch(line.text):
            continue
        if runs and all(each.blank for each in lines[runs[-1][1] : index]):
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    if not runs:
        return None
    first, end = runs[-1]
    written = (line for line in lines[first:end] if not line.blank)
    items = tuple(_listed_item((line,), place) for place, line in enumerate(written, 1))
    short = all(len(item.words) <= 200 for item in items)
    return Choices(first, end, items) if 2 <= len(items) <= 8 and short else None


def whole_list(lines: Sequence[Line]) -> tuple[Choice, ...]:
    """Return the items of lines that are one plain list and nothing else; none for others."""
    found = listed(lines)
    alone = found and all(line.blank for line in (*lines[: found.first], *lines[found.end :]))
    return found.items if found and alone else ()


def choices_on(lines: Sequence[Line], places: Sequence[int]) -> Choices | None:
    """Return the choices that begin on these lines of the page, if all of them are here."""
    index = {line.at: place for place, line in enumerate(lines)}
    if not places or not all(at in index for at in places):
        return None
    begins = [index[at] for at in places]
    end = begins[-1] + 1
    while end < len(lines) and not lines[end].blank and _continues_item(lines[end]):
        end += 1
    items = tuple(
        _listed_item(lines[begin:stop], number)
        for number, (begin, stop) in enumerate(pairwise((*begins, end)), 1)
    )
    return Choices(begins[0], end, items)


def _continues_item(line: Line) -> bool:
    return line.code or (line.text[0].isspace() and not _PLAIN_ITEM.fullmatch(line.text))


def _listed_item(lines: Sequence[Line], place: int) -> Choice:
    found = _PLAIN_ITEM.fullmatch(lines[0].text)
    number = found["mark"].strip("().、．）") if found else ""
    text = found["text"] if found else lines[0].text
    return Choice(number if number.isdigit() else str(place), (lines[0].saying(text), *lines[1:]))


def has_right_mark(text: str) -> bool:
    """Tell whether a line carries a mark that says it's right: ``✅``, ``(correct)``."""
    return _RIGHT_MARK.search(text) is not None


def marked(found: Choices) -> Choices:
    """Return the choices with those right that a trailing mark, or bold of only one, shows."""
    items = tuple(map(_without_mark, found.items))
    bold = [
        index
        for index, item in enumerate(items)
        if re.fullmatch(r"(\*\*|__)(?:(?!\1).)+\1[.\s]*", item.words)
    ]
    if len(bold) == 1 and not any(item.right for item in items):
        plain = tuple(
            line.saying(re.sub(r"\*\*|__", "", line.text)) for line in items[bold[0]].lines
        )
        items = tuple(
            replace(item, right=True, lines=plain) if index == bold[0] else item
            for index, item in enumerate(items)
        )
    return replace(found, items=items)


def _without_mark(item: Choice) -> Choice:
    right = item.right
    lines: list[Line] = []
    for line in item.lines:
        text = line.text
        if not line.code and _RIGHT_MARK.search(text):
            text, right = _RIGHT_MARK.sub(" ", text).strip(), True
        lines.append(line.saying(text))
    return Choice(item.letter, tuple(lines), right)


# --- one line ------------------------------------------------------------------------------


def _task(line: Line) -> _Open | None:
    found = _TASK.fullmatch(line.text)
    if not found:
        return None
    text = found["text"]
    letter = ""
    if lead := _LEAD.match(text):
        letter, text = lead[0].strip("().: ").upper(), text[lead.end() :]
    right = (found["box"] or found["round"] or " ") != " "
    return _Open(letter, len(found["indent"]), right, [line.saying(text)])


def _letter(line: Line) -> _Open | None:
    found = _LETTER.fullmatch(line.text)
    if not found:
        return None
    text = found["text"]
    opened = found["bold"] and not (found["close"] or found["close2"])
    if opened:
        text = f"{found['bold']}{text}"
    right = bool(found["star"]) and not found["bullet"]
    return _Open(found["letter"].upper(), len(found["indent"]), right, [line.saying(text)])


def _worded(line: Line) -> _Open | None:
    found = _WORDED.fullmatch(line.text) or _KEYCAP.fullmatch(line.text)
    if not found:
        return None
    letter = found["letter"].upper()
    return _Open(letter, len(found["indent"]), False, [line.saying(found["text"])])


def _roman(line: Line) -> _Open | None:
    found = _ROMAN.fullmatch(line.text)
    if not found:
        return None
    letter = str(ROMANS.index(found["roman"]) + 1)
    return _Open(letter, len(found["indent"]), False, [line.saying(found["text"])])


def _symbol(line: Line) -> _Open | None:
    found = _SYMBOL.fullmatch(line.text)
    if not found:
        return None
    number = SYMBOLS[found["symbol"]]
    return _Open(number, len(found["indent"]), False, [line.saying(found["text"])])


def _emoji(line: Line) -> _Open | None:
    found = _EMOJI.fullmatch(line.text)
    if not found:
        return None
    right = found["mark"][0] in "✅✔☑🔘"
    return _Open("", len(found["indent"]), right, [line.saying(found["text"])])


def _in_line(line: Line) -> tuple[Choice, ...] | None:
    """Return the choices of a line such as ``A) one  B) two  C) three``."""
    found = list(_IN_LINE.finditer(line.text))
    letters = "".join(each[1].upper() for each in found)
    if (
        len(found) < 3
        or not ("ABCDEFGH".startswith(letters) or "12345678".startswith(letters))
        or line.text[: found[0].start()].strip()
    ):
        return None
    ends = [*(each.start() for each in found[1:]), len(line.text)]
    return tuple(
        Choice(each[1].upper(), (line.saying(line.text[each.end() : end].strip(" ,;")),))
        for each, end in zip(found, ends, strict=True)
    )


# --- a run of lines ------------------------------------------------------------------------

_Read = Callable[[Line], _Open | None]
_ORDERED: tuple[_Read, ...] = (_letter, _worded, _roman, _symbol)


def _run(lines: Sequence[Line], first: int, read: _Read, opened: _Open) -> Choices | None:
    """Return the choices from index ``first`` on, if there are two or more."""
    if read in _ORDERED and opened.letter not in ("A", "А", "1"):
        return None
    items = [opened]
    end = index = first + 1
    with_code = False
    while index < len(lines):
        line = lines[index]
        new = None if line.code else read(line)
        if new and _follows(items, new, read):
            items.append(new)
            end = index + 1
        elif line.code:
            if not _code_belongs(lines, index, items[-1], read, with_code=with_code):
                break
            with_code = True
            items[-1].lines.append(line)
            end = index + 1
        elif line.text.strip():
            if not _continues(lines, index, items[-1]):
                break
            items[-1].lines.append(line.saying(line.text.strip()))
            end = index + 1
        else:
            items[-1].lines.append(line)
        index += 1
    if len(items) < 2:
        return None
    return Choices(first, end, tuple(item.closed() for item in items))


def _follows(items: Sequence[_Open], new: _Open, read: _Read) -> bool:
    if read in _ORDERED:
        return ord(new.letter) == ord(items[-1].letter) + 1
    return abs(new.indent - items[0].indent) <= 3


def _continues(lines: Sequence[Line], index: int, item: _Open) -> bool:
    """Tell whether a line of prose continues the choice above it."""
    line = lines[index]
    width = len(line.text) - len(line.text.lstrip())
    if _HEADING.match(line.text) or line.text.lstrip().startswith("<"):
        return False
    if item.letter and LONE_LETTERS.fullmatch(line.text):
        return False
    if width >= item.indent + 2:
        return not re.match(
            r"\s*+(?:(?:>|\*\*|__)\s*+)?(?:answer|ans|explanation|correct)\b", line.text, re.I
        )
    above = lines[index - 1]
    lazy = not above.blank and not above.code and above.text.strip() not in ("", "⠀")
    starts = re.match(r"\s*(?:[-*+•>|#]|\d+[.)]|\*\*|__|\[)", line.text)
    word = re.match(
        r"\W*(?:(?:answer|ans|explanation|correct|key|solution|antwort)\b|答案|解析|正解|解答|答え|正确答案)",
        line.text,
        re.I,
    )
    return lazy and not starts and not word and len(item.lines) < 4 and item.lines[0].text != ""


def _code_belongs(
    lines: Sequence[Line], index: int, item: _Open, read: _Read, *, with_code: bool
) -> bool:
    """Tell whether a fenced block is part of the choice above it."""
    line = lines[index]
    if item.lines and item.lines[-1].code:
        return True
    if len(line.text) - len(line.text.lstrip()) >= item.indent + 2:
        return True
    after = index
    while after < len(lines) and (lines[after].code or lines[after].blank):
        after += 1
    another = after < len(lines) and read(lines[after]) is not None
    return another or with_code or not item.lines[0].text.strip("⠀ ")
