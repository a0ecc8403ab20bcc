"""Backups in a folder, named by their time, of which only the newest are kept."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.engine.errors import StorageError

_NAME = re.compile(r"warmup-\d{4}-\d\d-\d\dT\d{6}Z\.db", re.ASCII)


def name_at(at: datetime) -> str:
    """Return the file name of a backup made at ``at``; names sort by time."""
    return f"warmup-{at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.db"


def existing(folder: Path) -> Sequence[Path]:
    """Return the backups in ``folder``, the newest first; other files are no concern of ours."""
    try:
        found = [file for file in folder.iterdir() if _NAME.fullmatch(file.name)]
    except OSError as error:
        raise StorageError(
            f"The backup folder {folder} can't be read ({error.strerror}): create it, and let "
            "Warmup's user write there."
        ) from error
    return sorted(found, key=lambda file: file.name, reverse=True)


def rotate(folder: Path, keep: int) -> Sequence[Path]:
    """Delete all but the newest ``keep`` backups in ``folder``; return what was deleted."""
    old = existing(folder)[keep:]
    for file in old:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(
                f"The old backup {file} can't be deleted ({error.strerror})."
            ) from error
    return old
