"""Writes inline rich text as Markdown that reads back as the same text."""

import re

from bot.engine.model.rich_text import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Strong,
    Text,
)

# What would mean something inside a line. Underscores in a word, a lone & and brackets
# that open no link mean nothing, so ordinary prose stays readable.
_SPECIAL = re.compile(
    r"[\\`*$]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|&(?=#?\w+;)"
    r"|<(?=[A-Za-z])"
    r"|!(?=\[|$)"
    r"|\](?=\(|$)"
)
_IN_LINK = re.compile(r"[\[\]]")
# What would begin a block at the start of a line.
_LINE_START = re.compile(
    r"(?P<before>\d{1,9}(?=[.)](?:\s|$)))?"
    r"(?P<mark>(?(before)[.)]|(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-+\s*$|=+\s*$|~~~|\||:?-+(?=[\s:|]|$)|:-)))"
)


def inline_markdown(inlines: Inlines) -> str:
    """Return ``inlines`` as the Markdown of a paragraph."""
    text = _pieces(inlines, in_link=False, in_strong=False)
    return "\n".join(_guarded(line) for line in text.split("\n"))


def cell_markdown(inlines: Inlines) -> str:
    """Return ``inlines`` as the Markdown of a table's cell."""
    text = _pieces(inlines, in_link=False, in_strong=False).replace("\n", " ")
    return text.replace("\\\\", "&#92;").replace("|", "\\|")


def code_span(text: str) -> str:
    """Return ``text`` as inline code, fenced by more backticks than it holds in a row."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    padded = text.strip(" ") and text[0] == text[-1] == " "
    pad = " " if padded or text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _guarded(line: str) -> str:
    found = _LINE_START.match(line)
    if found is None:
        return line
    at = found.start("mark")
    return f"{line[:at]}\\{line[at:]}"


def _pieces(inlines: Inlines, *, in_link: bool, in_strong: bool) -> str:
    parts: list[str] = []
    for index, inline in enumerate(inlines):
        next_to = {type(inlines[i]) for i in (index - 1, index + 1) if 0 <= i < len(inlines)}
        mark = "_" if in_strong or Strong in next_to else "*"
        parts.append(_piece(inline, mark, in_link=in_link, in_strong=in_strong))
    return "".join(parts)


def _piece(inline: Inline, emphasis: str, *, in_link: bool, in_strong: bool) -> str:
    match inline:
        case Text(text):
            return _escaped(text, in_link=in_link)
        case Code(text):
            return code_span(text)
        case Math(latex):
            return f"${latex}$"
        case LineBreak():
            return "\\\n"
        case Strong(children):
            inside = _pieces(children, in_link=in_link, in_strong=True)
            return f"**{_edged(inside)}**"
        case Emphasis(children):
            inside = _pieces(children, in_link=in_link, in_strong=in_strong)
            return f"{emphasis}{_edged(inside)}{emphasis}"
        case Link(children, url):
            inside = _pieces(children, in_link=True, in_strong=in_strong)
            return f"[{inside}]({_address(url)})"


def _escaped(text: str, *, in_link: bool) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return _IN_LINK.sub(_once, escaped) if in_link else escaped


def _once(found: re.Match[str]) -> str:
    before = found.string[: found.start()]
    return found[0] if before.endswith("\\") else f"\\{found[0]}"


def _edged(inside: str) -> str:
    """Marks don't open or close next to white space: keep it, as an entity."""
    inside = re.sub(r"^ ", "&#32;", inside)
    return re.sub(r" $", "&#32;", inside)


def _address(url: str) -> str:
    return f"<{url}>" if re.search(r"[()\s\\]", url) else url
