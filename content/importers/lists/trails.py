"""The sections around the questions of a page: their track, their tags, their level."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from content.format.tracks import NamedTrack
from content.importers.found import FoundQuestion
from content.importers.lists import words
from content.importers.lists.clean import words_of
from content.importers.lists.families import Asked
from content.importers.lists.marks import cleaned
from content.importers.lists.page import Page
from content.importers.sections import Trail, section

_WORD = re.compile(r"\w")


class Trails:
    """The sections around each question: its track, its tags, its level."""

    def __init__(
        self,
        page: Page,
        asked: Sequence[Asked],
        rows: Sequence[FoundQuestion],
        known: Sequence[NamedTrack],
    ) -> None:
        places = (*(each.mark.at for each in asked[-1:]), *(row.line for row in rows[-1:]))
        last = max(places, default=-1)
        covered = {each.mark.at for each in asked}
        spans = [(each.mark.at, each.end) for each in asked]
        self._trails: list[tuple[int, Trail]] = [(-1, Trail())]
        trail = Trail()
        place = 0
        for heading in page.headings:
            if heading.at > last:
                break
            while place < len(spans) and spans[place][1] <= heading.at:
                trail = trail.filled()
                place += 1
            inside = place < len(spans) and spans[place][0] <= heading.at < spans[place][1]
            if heading.at in covered or inside or not heading.text.strip():
                continue
            name = words_of(cleaned(heading.text)).strip(":：# ")
            if words.NOT_CONTENT.fullmatch(name) or not _WORD.search(name):
                continue
            if "](http" in name:  # an announcement
                continue
            trail = trail.entered(section(name, heading.depth, heading.at + 1, known))
            self._trails.append((heading.at, trail))
        self._lines = [line for line, _ in self._trails]

    def placed(self, question: FoundQuestion, at: int) -> FoundQuestion:
        """Return the question with what the sections say of it."""
        trail = self._trails[bisect_left(self._lines, max(at, 0)) - 1][1]
        return replace(
            question,
            track=trail.track if trail.sections else "",
            tags=trail.tags,
            level=question.level or (trail.level if trail.sections else None),
        )
