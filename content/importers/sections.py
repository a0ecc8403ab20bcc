"""What the sections around a question say about it: its track, tags and level.

A section that names a known track puts its questions there. One that only names a level
("Advanced Level") adds nothing else. A heading directly followed by another of the same depth
is a title for the sections that follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.engine.model.questions import Level
from content.format.tracks import NamedTrack
from content.importers.slugs import slug

NO_TRACK = "notes"
_LEVELS = (
    (
        Level.BASIC,
        re.compile(r"\b(?:basics?|beginners?|introductory|fundamentals?|easy)\b", re.IGNORECASE),
    ),
    (Level.INTERMEDIATE, re.compile(r"\b(?:intermediate|medium)\b", re.IGNORECASE)),
    (Level.ADVANCED, re.compile(r"\b(?:advanced|experts?|hard)\b", re.IGNORECASE)),
)
_FILLER = re.compile(r"\b(?:questions?|levels?|topics?|concepts?|more|the|and|of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: where it begins, how deep it is, what its name says."""

    line: int
    depth: int
    name: str
    level: Level | None
    level_only: bool
    track: str | None
    group: bool = False
    empty: bool = True


def section(name: str, depth: int, line: int, known: Sequence[NamedTrack]) -> Section:
    """Return the section called ``name``."""
    level = level_named(name)
    rest = name
    for _, words in _LEVELS:
        rest = words.sub("", rest)
    level_only = level is not None and not slug(_FILLER.sub("", rest))
    return Section(line, depth, name, level, level_only, known_track(name, known))


@dataclass(frozen=True, slots=True)
class Trail:
    """The sections open at a place of the notes, the outermost first."""

    sections: tuple[Section, ...] = ()

    def entered(self, new: Section) -> "Trail":
        """Return the trail after the heading of ``new``."""
        kept = list(self.sections)
        if kept and kept[-1].depth == new.depth and kept[-1].empty:
            kept = [s for s in kept if not (s.group and s.depth == new.depth)]
            # The very first title of a file says what the file is, not a section of it.
            kept[-1:] = [replace(kept[-1], group=True)] if new.depth > 1 else []
        while kept and kept[-1].depth >= new.depth:
            if kept[-1].group and kept[-1].depth == new.depth:
                break
            kept.pop()
        if new.track is not None:
            kept = [s for s in kept if s.track in (None, new.track)]
        return Trail((*kept, new))

    def filled(self) -> "Trail":
        """Return the trail after text or a question in its innermost section."""
        if not self.sections or not self.sections[-1].empty:
            return self
        return Trail((*self.sections[:-1], replace(self.sections[-1], empty=False)))

    @property
    def level(self) -> Level:
        """The level the innermost section names; intermediate if none does."""
        named = (s.level for s in reversed(self.sections) if s.level is not None)
        return next(named, Level.INTERMEDIATE)

    @property
    def track(self) -> str:
        """The known track the innermost section names, else the outermost section's slug."""
        known = (s.track for s in reversed(self.sections) if s.track is not None)
        own = (slug(s.name) for s in self.sections if not s.level_only)
        return next(known, None) or next(filter(None, own), NO_TRACK)

    @property
    def tags(self) -> tuple[str, ...]:
        """One tag per section that names a subject."""
        names = (_FILLER_END.sub("", s.name) for s in self.sections if not s.level_only)
        return tuple(dict.fromkeys(filter(None, map(slug, names))))

    @property
    def innermost(self) -> str:
        """The slug of the innermost section's name."""
        return slug(self.sections[-1].name) if self.sections else ""


_FILLER_END = re.compile(r"\bquestions?\b[\s.:]*$", re.IGNORECASE)


def level_named(name: str) -> Level | None:
    """Return the level a name speaks of, such as `Advanced topics`."""
    for level, words in _LEVELS:
        if words.search(name):
            return level
    return None


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}s?(?!\w)", re.IGNORECASE)


def known_track(name: str, known: Sequence[NamedTrack]) -> str | None:
    """Return the id of the track named first in ``name``; of two at one place, the longer name."""
    if not name:
        return None
    found: list[tuple[int, int, str]] = []
    lower = name.lower() if name.isascii() else ""
    for named in known:
        for word in named.names:
            if lower and word not in lower:  # as the search would find, but much faster
                continue
            match = _whole_word(word).search(name)
            if match:
                found.append((match.start(), -len(word), named.track.id))
    return min(found)[2] if found else None
