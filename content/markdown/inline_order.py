"""The one way to write inline text: no empty pieces, no neighbors that could be one."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.engine.model.rich_text import Emphasis, Inline, Inlines, LineBreak, Link, Strong, Text


def joined(pieces: Iterable[Inline]) -> Inlines:
    """Merge neighbors of a kind, drop empty pieces and marks inside the same mark."""
    found: list[Inline] = []
    for piece in _with_whole_texts(pieces):
        match (found[-1] if found else None, piece):
            case _, Text("") | Strong(()) | Emphasis(()) | Link(()):
                pass
            case Text(before), Text(after):  # an empty piece stood between them
                found[-1] = Text(before + after)
            case Strong(before), Strong(after):
                found[-1] = Strong(joined((*before, *_without(Strong, after))))
            case Emphasis(before), Emphasis(after):
                found[-1] = Emphasis(joined((*before, *_without(Emphasis, after))))
            case _, Strong(children):
                found.append(Strong(joined(_without(Strong, children))))
            case _, Emphasis(children):
                found.append(Emphasis(joined(_without(Emphasis, children))))
            case _:
                found.append(piece)
    return tuple(found)


def _with_whole_texts(pieces: Iterable[Inline]) -> Iterator[Inline]:
    """Join runs of text at once: one by one would copy a long text again and again."""
    for is_text, run in groupby(pieces, key=lambda piece: isinstance(piece, Text)):
        if is_text:
            yield Text("".join(piece.text for piece in run if isinstance(piece, Text)))
        else:
            yield from run


def trimmed(pieces: Inlines) -> Inlines:
    """Drop white space and line breaks at both ends, and white space around breaks."""
    found: list[Inline] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, Text):
            text = piece.text
            if index == 0 or isinstance(pieces[index - 1], LineBreak):
                text = text.lstrip()
            if index == len(pieces) - 1 or isinstance(pieces[index + 1], LineBreak):
                text = text.rstrip()
            if text:
                found.append(Text(text))
        else:
            found.append(piece)
    while found and isinstance(found[0], LineBreak):
        del found[0]
    while found and isinstance(found[-1], LineBreak):
        del found[-1]
    return tuple(found)


def _without(kind: type[Strong] | type[Emphasis], children: Inlines) -> Inlines:
    """Open ``kind`` inside itself: bold in bold is bold."""
    found: list[Inline] = []
    for child in children:
        if isinstance(child, Strong | Emphasis):
            inside = _without(kind, child.children)
            found.extend(inside if isinstance(child, kind) else (type(child)(inside),))
        elif isinstance(child, Link):
            found.append(Link(_without(kind, child.children), child.url))
        else:
            found.append(child)
    return tuple(found)
