"""Leftovers of web pages in Markdown: tags, anchors, badges and links to the top.

Code, fenced or inline, stays byte for byte, and so does what only looks like a tag
(``List<String>``).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from content.importers.mojibake import code_spans, fix


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where (from 0), what, and whether it's in a fenced block."""

    at: int
    text: str
    code: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.code and not self.text.strip()

    def saying(self, text: str) -> "Line":
        """Return the line with another text."""
        return Line(self.at, text, self.code)


_BADGE = re.compile(
    r"\[?!\[[^\[\]]*\]\([^()\s]*(?:shields\.io|badge|travis-ci|img\.buymeacoffee)[^()]*\)(?:\]\([^()]*\))?"
)
_TO_TOP = re.compile(
    r"\W*(?:\[[^\[\]]*\]\(#[^()]*\)|<a\b[^<>]*href=[\"']?#[^<>]*>[^<>]*</a>"
    r"|[⬆↥↑🔝☝]\W*(?:back to top|to top|top)?|back to top)\W*",
    re.IGNORECASE,
)
_WRAPPERS = re.compile(
    r"</?(?:b|strong|i|em|div|p|sup|sub|center|align|span)\b[^<>]*>", re.IGNORECASE
)
_PAIRS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"<(?:code|kbd|tt|samp)\b[^<>]*>([^<>`\n]+)</(?:code|kbd|tt|samp)>", r"`\1`"),
        (r"<(?:b|strong)\b[^<>]*>[ \t]*([^<>\n*]*[^<>\s*])[ \t]*</(?:b|strong)>", r"**\1**"),
        (r"<(?:i|em)\b[^<>]*>[ \t]*([^<>\n*]*[^<>\s*])[ \t]*</(?:i|em)>", r"*\1*"),
        (r"<a\b[^<>]*?href=[\"'](https?://[^\"'<>\s]+)[\"'][^<>]*>([^<>\[\]\n]+)</a>", r"[\2](\1)"),
        (r"<h[1-6]\b[^<>]*>\s*([^<>\n]*[^<>\s])\s*</h[1-6]>", r"**\1**"),
        (r"<img\b[^<>]*?alt=[\"']([^\"'<>]+)[\"'][^<>]*>", r"(image: \1)"),
        (r"<img\b[^<>]*>", "(image)"),
        (r"<li\b[^<>]*>\s*", "- "),
        (r"<hr\s*/?>", "\n---\n"),
    )
)
_BREAK = re.compile(r"(?<![ \t])[ \t]*+<br\s*+/?>[ \t]*+", re.IGNORECASE)
_TAGS = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|center|cite|dd|del|details|div|dl|dt|em|figure"
    r"|figcaption|font|footer|header|h[1-6]|i|iframe|ins|label|li|main|mark|nav|ol|p|picture|s"
    r"|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u"
    r"|ul|video|code|kbd|tt|samp|br|quiz)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ANCHOR_LINK = re.compile(r"\[([^\[\]]*)\]\(#[^()]*\)")
_SUPER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SCRIPTS = re.compile(r"<(su[bp])\b[^<>]*>([^<>\n]*)</\1>", re.IGNORECASE)
_ROUND = re.compile(r"\\{1,2}\((?P<latex>(?:[^\n\\]|\\(?!\\?[()]))++)\\{1,2}\)")
_SQUARE = re.compile(r"\\{1,2}\[((?:[^\\]|\\(?!\\?[\[\]]))++)\\{1,2}\]")
_LATEX_LINE = re.compile(r"[\\^_{}=+]")
_PRE = re.compile(
    r"<pre\b[^<>]*>\s*(?:<code\b[^<>]*>)?(?P<code>.*?)(?:</code>)?\s*</pre>", re.I | re.S
)


def markdown(lines: Iterable[Line]) -> str:
    """Return the lines as Markdown, without leftovers and empty lines at the ends."""
    parts: list[str] = []
    prose: list[str] = []
    for line in lines:
        if line.code:
            if prose:
                parts.append(_prose(prose))
                prose = []
            parts.append(line.text)
        else:
            prose.append(line.text)
    if prose:
        parts.append(_prose(prose))
    return _trimmed("\n".join(parts))


def words_of(text: str) -> str:
    """Return one line of Markdown, such as a title, without leftovers."""
    return " ".join(_prose([text]).split())


def _trimmed(text: str) -> str:
    kept = text.split("\n")
    while kept and (not kept[0].strip() or _is_rule(kept[0])):
        kept.pop(0)
    while kept and (not kept[-1].strip() or _is_rule(kept[-1])):
        kept.pop()
    return re.sub(r"\n(?:[ \t]*\n){3,}", "\n\n", "\n".join(kept)) if kept else ""


def _is_rule(line: str) -> bool:
    bare = line.strip().replace(" ", "")
    return len(bare) >= 3 and (set(bare) in ({"-"}, {"*"}, {"_"}, {"="}))


def _prose(lines: list[str]) -> str:
    text = "\n".join(line for line in map(fixed, lines) if not _is_leftover(line))
    if "<" not in text and "\\" not in text and "$$" not in text and "](#" not in text:
        return text
    text = _PRE.sub(lambda found: f"\n```\n{unescape(found['code'])}\n```\n", text)
    return _outside_code(text, _rewritten)


def fixed(line: str) -> str:
    """Return ``line`` with garbled characters restored."""
    return line if line.isascii() else fix(line).text


def _is_leftover(line: str) -> bool:
    if not line.strip():
        return False
    bare = _BADGE.sub("", line)
    if not bare.strip() and bare != line:
        return True
    return len(line) < 300 and _TO_TOP.fullmatch(_WRAPPERS.sub("", bare).strip(" *_|")) is not None


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return ``text`` with ``change`` applied where it isn't code."""
    parts: list[str] = []
    position = 0
    for start, end in _spans(text):
        parts.extend((change(text[position:start]), text[start:end]))
        position = end
    parts.append(change(text[position:]))
    return "".join(parts)


_FENCED = re.compile(r"^```\n.*?^```$", re.MULTILINE | re.DOTALL)


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where code is: fenced blocks made of ``<pre>``, and inline code in each line."""
    found: list[tuple[int, int]] = []
    position = 0
    fenced = [block.span() for block in _FENCED.finditer(text)]
    for start, end in [*fenced, (len(text), len(text))]:
        for line in re.finditer(r"[^\n]+", text[position:start]):
            if "`" in line[0]:
                offset = position + line.start()
                found.extend((offset + a, offset + b) for a, b in code_spans(line[0]))
        if start < end:
            found.append((start, end))
        position = end
    return found


def _rewritten(text: str) -> str:
    if "<" in text:
        text = _SCRIPTS.sub(_script, text)
        for pattern, replacement in _PAIRS:
            text = pattern.sub(replacement, text)
        text = _BREAK.sub(_line_break, text)
        text = _TAGS.sub("", text)
    if "\\(" in text:
        text = _ROUND.sub(lambda found: f"${found['latex'].strip()}$", text)
    if "\\[" in text:
        text = _SQUARE.sub(_display, text)
    if "$$" in text:
        text = re.sub(r"\$\$\s*([^$]+?)\s*\$\$", r"$$\1$$", text)
    return _ANCHOR_LINK.sub(lambda found: found[1] if re.search(r"\w", found[1]) else "", text)


def _display(found: re.Match[str]) -> str:
    latex = found[1].strip()
    return f"$${latex}$$" if _LATEX_LINE.search(latex) and "](" not in latex else found[0]


def _line_break(found: re.Match[str]) -> str:
    end = found.end()
    after = found.string[end : end + 1]
    begin = found.string.rfind("\n", 0, found.start()) + 1
    line = found.string[begin : found.start()]
    if "|" in line:
        return " "
    if not line.strip():
        return ""
    return (
        ""
        if after in ("", "\n") and not found.string[end + 1 : end + 2].strip()
        else ("  " if after == "\n" else "  \n")
    )


def _script(found: re.Match[str]) -> str:
    table, mark = (_SUPER, "^") if found[1].lower() == "sup" else (_SUB, "_")
    held = found[2].strip()
    shown = held.translate(table)
    return (
        shown
        if all(ord(char) in table.values() or char in table.values() for char in shown)
        else (f"{mark}{held}" if held else "")
    )
