"""A small bank of files to preview."""

from pathlib import Path

from tests.support.question_samples import WHOLE

NAMES = ("edges", "ring", "spread")


def bank_of_files(folder: Path) -> Path:
    """Write three questions of the track ``hashing`` and return the bank's folder."""
    track = folder / "bank" / "hashing"
    track.mkdir(parents=True)
    for name in NAMES:
        title = f"title: Consistent hashing ({name})"
        text = WHOLE.replace("title: Consistent hashing", title)
        (track / f"{name}.md").write_text(text, encoding="utf-8")
    return folder / "bank"
