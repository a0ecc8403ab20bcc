"""HTML of flashcards and quizzes to rich text.

Only tags and text matter here, and any input has to be read in linear time, so this walks over
the tags by itself. What isn't known is left out with its tag; scripts and styles with all that
is in them. Media are named: a picture becomes its description or its file's name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from bot.engine.model.rich_text import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain_inlines,
)
from content.markdown.inline_order import joined, trimmed
from content.markdown.maths import readable

MAX_DEPTH = 20
"""Tags inside each other; deeper ones are read as their text."""
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?P<rest>[^<>]*)>|<![^<>]*>", re.S
)
_ATTRIBUTE = re.compile(r"(?<![\w-])([\w-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_MATHS = re.compile(  # none holds its own opening, so that each is looked through once
    r"\\\((?P<a>(?:[^\\]|\\(?![()]))++)\\\)|\\\[(?P<b>(?:[^\\]|\\(?![\[\]]))++)\\\]"
    r"|\[\$\](?P<c>(?:[^\[]|\[(?!/?\$\]))++)\[/\$\]"
    r"|\[\$\$\](?P<d>(?:[^\[]|\[(?!/?\$\$\]))++)\[/\$\$\]"
    r"|\[latex\](?P<e>(?:[^\[]|\[(?!/?latex\]))++)\[/latex\]"
)
_SOUND = re.compile(r"\[sound:([^\[\]]*)\]")
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "center",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "address",
        "form",
        "fieldset",
        "hr",
    )
)
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript"))
_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("i", "em", "cite", "var"))
_CODE = frozenset(("code", "tt", "kbd", "samp"))
_VOID = frozenset(("br", "img", "hr", "input", "wbr", "source", "col"))


@dataclass(slots=True)
class _Node:
    name: str
    attributes: str = ""
    children: "list[_Node | str]" = field(default_factory=list)  # pyright: ignore[reportUnknownVariableType]

    def attribute(self, name: str) -> str:
        for found in _ATTRIBUTE.finditer(self.attributes):
            if found[1].lower() == name:
                return unescape(found[2] or found[3] or found[4] or "")
        return ""


def html_document(text: str) -> Document:
    """Return HTML as rich text; plain text with line ends is read as such, too."""
    return _blocks(_tree(text).children)


# --- tags --------------------------------------------------------------------------------


def _tree(text: str) -> _Node:
    root = _Node("root")
    stack = [root]
    position = 0
    silent = ""
    for token in _TOKEN.finditer(text):
        if not silent:
            _add_text(stack[-1], text[position : token.start()])
        position = token.end()
        name = (token["name"] or "").lower()
        if silent:
            silent = "" if token["close"] and name == silent else silent
        elif not name:
            continue
        elif token["close"]:
            _close(stack, name)
        elif name in _SILENT:
            silent = name
        else:
            _open(stack, name, token["rest"])
    if not silent:
        _add_text(stack[-1], text[position:])
    return root


def _add_text(node: _Node, text: str) -> None:
    if text:
        node.children.append(unescape(text))


def _open(stack: list[_Node], name: str, rest: str) -> None:
    if name in ("li", "tr", "td", "th", "p", "option"):
        _close_implied(stack, name)
    node = _Node(name, rest)
    if name in _VOID or rest.endswith("/"):
        stack[-1].children.append(node)
    elif len(stack) <= MAX_DEPTH:
        stack[-1].children.append(node)
        stack.append(node)


def _close_implied(stack: list[_Node], name: str) -> None:
    """Close a tag of the same kind that people leave open: ``<li>one<li>two``."""
    same = ("td", "th") if name in ("td", "th") else (name,)
    stop = {"li": ("ul", "ol"), "p": ("div", "li", "td", "blockquote")}.get(name, ("table",))
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name in same:
            del stack[index:]
            return
        if stack[index].name in stop:
            return


def _close(stack: list[_Node], name: str) -> None:
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name == name:
            del stack[index:]
            return


# --- blocks ------------------------------------------------------------------------------


def _blocks(children: "Sequence[_Node | str]") -> Document:
    found: list[Block] = []
    inline: list[Inline] = []
    for child in children:
        if isinstance(child, _Node) and _is_block(child):
            found.extend(_paragraphs(inline))
            inline = []
            found.extend(_block(child))
        else:
            inline.extend(_inline(child))
    found.extend(_paragraphs(inline))
    return tuple(found)


def _is_block(node: _Node) -> bool:
    return (
        node.name in _BLOCKS
        or node.name in ("pre", "ul", "ol", "blockquote", "table")
        or re.fullmatch("h[1-6]", node.name) is not None
        or (
            node.name not in ("a", *_CODE)
            and any(isinstance(child, _Node) and _is_block(child) for child in node.children)
        )
    )


def _block(node: _Node) -> list[Block]:
    match node.name:
        case "pre":
            code = _raw(node).strip("\n")
            language = next(
                (
                    found[1]
                    for child in (node, *node.children)
                    if isinstance(child, _Node)
                    and (found := re.search(r"lang(?:uage)?-(\w+)", child.attribute("class")))
                ),
                "",
            )
            return [CodeBlock(f"{code}\n", language)] if code.strip() else []
        case "ul" | "ol":
            items = [
                _blocks(child.children)
                for child in node.children
                if isinstance(child, _Node) and child.name == "li"
            ]
            kept = tuple(item for item in items if item)
            if not kept:
                return list(_blocks(node.children)) if not items else []
            return [BulletList(kept) if node.name == "ul" else NumberedList(kept)]
        case "blockquote":
            inner = _blocks(node.children)
            return [Quote(inner)] if inner else []
        case "table":
            return _table(node)
        case "hr":
            return []
        case name if re.fullmatch("h[1-6]", name):
            inner = _inlines(node.children)
            return [Heading(int(name[1]), inner)] if inner else []
        case _:
            return list(_blocks(node.children))


def _table(node: _Node) -> list[Block]:
    rows = [
        tuple(
            _inlines(cell.children)
            for cell in row.children
            if isinstance(cell, _Node) and cell.name in ("td", "th")
        )
        for row in _descendants(node, "tr")
    ]
    rows = [row for row in rows if row]
    if len(rows) < 2:
        inlines = [cell for row in rows for cell in row if cell]
        return [Paragraph(cell) for cell in inlines]
    width = max(map(len, rows))
    full = [(*row, *((),) * (width - len(row))) for row in rows]
    return [Table(full[0], tuple(full[1:]))]


def _descendants(node: _Node, name: str) -> list[_Node]:
    found: list[_Node] = []
    for child in node.children:
        if isinstance(child, _Node):
            found.extend([child] if child.name == name else _descendants(child, name))
    return found


def _raw(node: "_Node | str") -> str:
    """Return all text below a node as it stands, line breaks as line ends."""
    if isinstance(node, str):
        return node.replace("\xa0", " ")
    if node.name == "br":
        return "\n"
    inner = "".join(map(_raw, node.children))
    return f"\n{inner}" if node.name in ("div", "p") else inner


def _paragraphs(inline: Sequence[Inline]) -> list[Block]:
    """Return inline text as paragraphs, cut where two line breaks stand together."""
    found: list[Block] = []
    run: list[Inline] = []
    breaks = 0
    for each in inline:
        if isinstance(each, LineBreak):
            breaks += 1
            continue
        if isinstance(each, Text) and not each.text.strip() and (breaks or not run):
            continue
        if run and breaks:
            if breaks > 1:
                found.extend(_paragraph(run))
                run = []
            else:
                run.append(LineBreak())
        breaks = 0
        run.append(each)
    found.extend(_paragraph(run))
    return found


def _paragraph(run: Sequence[Inline]) -> list[Block]:
    inner = trimmed(joined(list(run)))
    return [Paragraph(inner)] if plain_inlines(inner).strip() else []


# --- inline ------------------------------------------------------------------------------


def _inlines(children: "Sequence[_Node | str]") -> Inlines:
    found: list[Inline] = []
    for child in children:
        found.extend(_inline(child))
    return trimmed(joined(found))


def _inline(node: "_Node | str") -> list[Inline]:
    if isinstance(node, str):
        return _text(node)
    if node.name == "br":
        return [LineBreak()]
    if node.name == "img":
        return _picture(node)
    if node.name in _CODE:
        code = " ".join(_raw(node).split("\n")).strip()
        return [Code(code)] if code else []
    inner: list[Inline] = []
    for child in node.children:
        inner.extend(_inline(child))
    if node.name in _STRONG | _EMPHASIS and any(plain_inlines([each]).strip() for each in inner):
        kept = joined(inner)
        return [Strong(kept) if node.name in _STRONG else Emphasis(kept)]
    if node.name == "a":
        url = node.attribute("href")
        if re.match(r"https?://[^\s/]+", url) and inner:
            return [Link(joined(inner), url)]
    if node.name in ("sub", "sup") and inner:
        return [Text(_script(node.name, plain_inlines(inner)))]
    return inner


def _script(name: str, text: str) -> str:
    latex = f"{'^' if name == 'sup' else '_'}{{{text}}}"
    return readable(latex) if re.fullmatch(r"[\w+\-=() ]{1,12}", text) else f" {text}"


def _picture(node: _Node) -> list[Inline]:
    said = node.attribute("alt") or node.attribute("src").rsplit("/", 1)[-1][:60]
    return [Text(f"(image: {said})" if said else "(image)")]


def _text(text: str) -> list[Inline]:
    shown = _SOUND.sub(lambda found: f"(sound: {found[1]})", text.replace("\xa0", " "))
    found: list[Inline] = []
    position = 0
    for maths in _MATHS.finditer(shown):
        found.extend(_words(shown[position : maths.start()]))
        latex = next(filter(None, maths.groups()), "").strip().strip("$").strip()
        found.append(Math(latex, readable(latex)))
        position = maths.end()
    found.extend(_words(shown[position:]))
    return found


def _words(text: str) -> list[Inline]:
    """Return text with its white space as HTML has it."""
    if not text:
        return []
    return [Text(re.sub(r"\s+", " ", text))]
