"""The tracks of the shipped bank, from ``tracks.yaml``."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from bot.engine.model.questions import Track
from content.format.yaml_files import read_yaml

TRACKS_FILE = Path(__file__).parent.parent / "tracks.yaml"


@dataclass(frozen=True, slots=True)
class NamedTrack:
    """A track, and the words (casefolded) by which notes may call it.

    The questions of an ``open`` track have no choices: people answer in their own words.
    """

    track: Track
    names: tuple[str, ...]
    open: bool = False


class _Row(TypedDict):
    id: str
    title: str
    about: str
    names: NotRequired[list[str]]
    open: NotRequired[bool]


@cache
def named_tracks() -> tuple[NamedTrack, ...]:
    """Return the shipped tracks in the file's order, with their other names."""
    rows = cast("list[_Row]", read_yaml(TRACKS_FILE))
    return tuple(_named(row) for row in rows)


def shipped_tracks() -> dict[str, Track]:
    """Return the shipped tracks by id, in the file's order."""
    return {named.track.id: named.track for named in named_tracks()}


def open_tracks() -> frozenset[str]:
    """Return the ids of the shipped tracks whose questions have no choices."""
    return frozenset(named.track.id for named in named_tracks() if named.open)


def track_for(track_id: str) -> Track:
    """Return the shipped track, or one named after its id (a team's own subject)."""
    shipped = shipped_tracks().get(track_id)
    return shipped or Track(track_id, track_id.replace("-", " ").capitalize())


def _named(row: _Row) -> NamedTrack:
    track = Track(row["id"], row["title"], row["about"])
    names = (track.id, track.id.replace("-", " "), track.title, *row.get("names", []))
    casefolded = tuple(dict.fromkeys(name.casefold() for name in names))
    return NamedTrack(track, casefolded, row.get("open", False))
