"""Discord's Markdown as HTML, by the rules of Discord's clients (simple-markdown's patterns)."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.preview.markup import Html, element, joined
from bot.preview.scanning import DEEPEST, Draw, Reading, Rule, scan
from bot.preview.times import discord_time

_HEADING = re.compile(r"^(#{1,3})\s+(.+)$")
_SMALL = re.compile(r"^-# (?!-#)(.+)$")
_QUOTE = re.compile(r"^ *> ?(.*)$")
_ITEM = re.compile(r"^( *)([-*]|\d+\.) (.*)$")
_FENCE = re.compile(r"^```([\w+.-]*)$")
_PLAIN = re.compile(r"[^\\`*_~|<\[@h]+|h(?!ttps?://)")
_MENTIONS = {"@": "@member", "@!": "@member", "@&": "@role", "#": "#channel"}


def markdown(content: str, now: datetime) -> Html:
    """Return a text display's content; times are told as of ``now`` (aware)."""
    return _blocks(content, Reading(now))


def _blocks(content: str, reading: Reading) -> Html:
    if reading.depth > DEEPEST:
        return joined([content])
    lines = content.split("\n")
    drawn: list[Html] = []
    words: list[str] = []
    at = 0
    while at < len(lines):
        block, after = _block(lines, at, reading)
        if block is None:
            words.append(lines[at])
        else:
            drawn += _paragraph(words, reading)
            words = []
            drawn.append(block)
        at = after
    return joined([*drawn, *_paragraph(words, reading)])


def _paragraph(lines: Sequence[str], reading: Reading) -> list[Html]:
    """Return lines that are nothing else; an empty one is as high as a line."""
    text = "".join(f"{line}\n" for line in lines)
    return [element("div", _inline(text, reading), class_="text")] if lines else []


def _block(lines: Sequence[str], at: int, reading: Reading) -> tuple[Html | None, int]:
    """Return the block that begins at a line, or None, and the line after it."""
    line = lines[at]
    if found := _HEADING.match(line):
        return element(f"h{len(found[1])}", _inline(found[2], reading)), at + 1
    if found := _SMALL.match(line):
        return element("small", _inline(found[1], reading)), at + 1
    if _FENCE.match(line) and "```" in lines[at + 1 :]:
        end = lines.index("```", at + 1)
        return element("pre", element("code", "\n".join(lines[at + 1 : end]))), end + 1
    if _QUOTE.match(line):
        end = _while(lines, at, lambda each: bool(_QUOTE.match(each)))
        said = "\n".join(_QUOTE.sub(r"\1", each) for each in lines[at:end])
        return element("blockquote", _blocks(said, reading.deeper())), end
    if _ITEM.match(line):
        end = _while(lines, at, lambda each: bool(_ITEM.match(each)) or each.startswith(" "))
        return _list(lines[at:end], reading), _while(lines, end, lambda each: not each)
    return None, at + 1


def _while(lines: Sequence[str], at: int, holds: Callable[[str], bool]) -> int:
    """Return the first line from ``at`` on for which ``holds`` is false."""
    return next((n for n in range(at, len(lines)) if not holds(lines[n])), len(lines))


def _list(lines: Sequence[str], reading: Reading) -> Html:
    """Return list items; what is indented deeper belongs to the item above it."""
    items: list[list[str]] = []
    marks: list[str] = []
    top = 0
    for line in lines:
        found = _ITEM.match(line)
        if found and (not items or len(found[1]) <= top):
            top = len(found[1])
            items.append([found[3]])
            marks.append(found[2])
        elif items:
            items[-1].append(line[min(top + len(marks[-1]) + 1, len(line) - len(line.lstrip())) :])
    drawn = [element("li", _blocks("\n".join(item), reading.deeper())) for item in items]
    if marks[0] in "-*":
        return element("ul", *drawn)
    return element("ol", *drawn, start=marks[0].rstrip("."))


def _inline(text: str, reading: Reading) -> Html:
    """Return a stretch of text with what is formatted in it."""
    return scan(text, _RULES, _PLAIN, reading)


def _wrapping(name: str) -> Draw:
    """Return how text between two marks is drawn."""
    return lambda found, reading: element(name, _inline(found[1], reading.deeper()))


def _code(found: re.Match[str], reading: Reading) -> Html:
    """Return code; spaces that only part it from its marks are left out."""
    del reading
    return element("code", re.sub(r"^ (?=`)|(?<=`) $", "", found[1]))


def _escaped(found: re.Match[str], reading: Reading) -> Html:
    del reading
    return joined([found[1]])


def _time(found: re.Match[str], reading: Reading) -> Html:
    shown = discord_time(int(found[1]), found[2] or "", reading.now)
    return element("span", shown, class_="time")


def _mention(found: re.Match[str], reading: Reading) -> Html:
    del reading
    return element("span", _MENTIONS[found[1]], class_="mention")


def _named(found: re.Match[str], reading: Reading) -> Html:
    """Return a mention that says itself whom or what it means."""
    del reading
    return element("span", found[1], class_="mention")


def _address(found: re.Match[str], reading: Reading) -> Html:
    del reading
    return element("a", found[1], title=found[1])


def _link(found: re.Match[str], reading: Reading) -> Html:
    return element("a", _inline(found[1], reading.deeper()), title=found[2])


_RULES = (
    Rule(re.compile(r"\\([^0-9A-Za-z\s])"), _escaped),
    Rule(re.compile(r"``(?!`)((?:[^`]|`(?!`))+)``(?!`)"), _code),
    Rule(re.compile(r"`(?!`)([^`]+)`(?!`)"), _code),
    Rule(re.compile(r"<t:(-?\d{1,11})(?::([tTdDfFR]))?>"), _time),
    Rule(re.compile(r"<(@!|@&|@|#)\d+>"), _mention),
    Rule(re.compile(r"<(/[\w -]+):\d+>"), _named),
    Rule(re.compile(r"(@everyone|@here)"), _named),
    Rule(re.compile(r"<(https?://[^\s>]+)>"), _address),
    Rule(re.compile(r"\[((?:\\.|[^\]\\])+)\]\(<?(https?://[^\s<>]*?)>?\)"), _link),
    Rule(re.compile(r"(https?://[^\s<]+[^<.,:;\"')\]\s])"), _address),
    Rule(re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"), _wrapping("strong")),
    Rule(re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"), _wrapping("u")),
    Rule(re.compile(r"(?<!\w)_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)"), _wrapping("em")),
    Rule(re.compile(r"\*(?=\S)((?:\*\*|\\[\s\S]|[^*\\])*?[^\s\\*])\*(?!\*)"), _wrapping("em")),
    Rule(re.compile(r"~~([\s\S]+?)~~(?!_)"), _wrapping("s")),
    Rule(re.compile(r"\|\|([\s\S]+?)\|\|"), _wrapping("mark")),
)
"""What is found first counts."""
