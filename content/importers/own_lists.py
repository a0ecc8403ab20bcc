"""Key points and follow-ups that an export of ours holds as one list."""

from bot.engine.model.questions import FollowUp
from bot.engine.model.rich_text import BulletList, Document, Inlines, NumberedList, Quote
from content.importers.rich import one_line


def points_of(document: Document) -> tuple[Inlines, ...]:
    """Return each item of a list as one line; what isn't a list is one, too."""
    return tuple(filter(None, map(one_line, _items(document))))


def follow_ups_of(document: Document) -> tuple[FollowUp, ...]:
    """Return each item of a list as a follow-up, its answer quoted."""
    return tuple(_follow_up(item) for item in _items(document) if item)


def _items(document: Document) -> list[Document]:
    found: list[Document] = []
    for block in document:
        found.extend(block.items if isinstance(block, BulletList | NumberedList) else [(block,)])
    return found


def _follow_up(item: Document) -> FollowUp:
    asked = tuple(block for block in item if not isinstance(block, Quote))
    said = tuple(inner for block in item if isinstance(block, Quote) for inner in block.blocks)
    return FollowUp(one_line(asked), one_line(said))
