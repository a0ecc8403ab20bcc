"""What to say of a page in which no question was found."""

import re
from collections.abc import Sequence

from bot.engine.rules.text import count_of, shorten
from content.importers.lists.families import families
from content.importers.lists.marks import Kind, Mark
from content.importers.lists.page import Page

_LINK = re.compile(
    r"\]\((?!\w+:|#)(?P<file>[^()\s]{1,200}\.(?:md|markdown|txt|csv|json))(?:#[^()\s]*)?\)"
)
_WEB_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def saw(page: Page, found: Sequence[Mark]) -> tuple[str, str]:
    """Say what the page holds instead of questions, and name the reader that takes it for some."""
    if any(_WEB_PAGE.match(line) for line in page.lines[:5]):
        return "a web page; copy its questions into a text or Markdown file", ""
    links = [link["file"] for line in page.lines if (link := _LINK.search(line))]
    written = sum(bool(line.strip()) for line in page.lines)
    if len(links) > 2 and 2 * len(links) > written:
        return f"links to other files such as {links[0]}; give these files, or their folder", ""
    ranked = families(page, found)
    if ranked:
        family = max(ranked, key=lambda each: (each.evidence, len(each.members)))
        example = shorten(page.lines[family.members[0].at].strip())
        kinds = {
            Kind.NUMBERED_HEADING: "numbered heading",
            Kind.HEADING: "heading",
            Kind.FOLD: "fold",
            Kind.BOLD: "bold line",
            Kind.NUMBERED_ITEM: "numbered item",
            Kind.BULLET: "list item",
            Kind.PREFIXED: "line with a question's word",
            Kind.PLAIN: "line that asks",
            Kind.ROW: "table row",
        }
        count = count_of(len(family.members), kinds[family.kind])
        return f"{count} such as `{example}`", family.kind.value
    return f"{count_of(written, 'line')} of text without headings, lists or questions", ""
