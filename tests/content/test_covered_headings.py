"""The shipped questions cover every heading of the notes that they came from, once."""

from collections import Counter
from pathlib import Path
from typing import Any

from content.format.loader import load_bank
from content.format.tracks import shipped_tracks
from content.format.yaml_files import read_yaml

HEADINGS: dict[str, Any] = read_yaml(
    Path(__file__).parents[1] / "support" / "covered_headings.yaml"
)


def test_the_tracks_share_the_headings() -> None:
    own = set(shipped_tracks()) - set(HEADINGS)
    assert own == {"llm-engineering", "ml-system-design", "behavioral"}
    assert set(HEADINGS) < set(shipped_tracks())
    lines = [line for track in HEADINGS.values() for line in track["headings"]]
    assert len(lines) == len(set(lines)) == 395


def test_every_heading_has_one_question_and_no_question_another_source() -> None:
    named: dict[str, list[int]] = {track: [] for track in HEADINGS}
    for question in load_bank().questions.values():
        if question.source is not None:
            named[question.track].append(question.source)
    for track, row in HEADINGS.items():
        counts = Counter(named[track])
        extra = {n for low, high in row.get("extra", []) for n in range(low, high + 1)}
        assert [line for line in row["headings"] if counts[line] != 1] == [], track
        assert set(counts) - set(row["headings"]) <= extra, track
