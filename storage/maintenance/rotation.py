"""Backups in a folder, named by their time, of which only the newest are kept."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.engine.errors import StorageError

_FORMAT = "warmup-%Y-%m-%dT%H%M%SZ.db"
_NAME = re.compile(r"warmup-\d{4}-\d\d-\d\dT\d{6}Z\.db", re.ASCII)


def name_at(at: datetime) -> str:
    """Return the file name of a backup made at ``at``."""
    return f"{at.astimezone(UTC):{_FORMAT}}"


def newest(folder: Path, now: datetime) -> datetime | None:
    """Return when the newest backup in ``folder`` was made; None if there isn't one."""
    return max((at for at in _times(folder).values() if at <= now), default=None)


def _times(folder: Path) -> Mapping[Path, datetime]:
    """Return the backups in ``folder`` and their times; other files are no concern of ours."""
    try:
        return {file: at for file in folder.iterdir() if (at := _time_in(file.name)) is not None}
    except OSError as error:
        raise StorageError(
            f"The backup folder {folder} can't be read ({error.strerror}): create it, and let "
            "Warmup's user write there."
        ) from error


def _time_in(name: str) -> datetime | None:
    if _NAME.fullmatch(name):
        with suppress(ValueError):  # such as the 99th of May
            return datetime.strptime(name, _FORMAT).replace(tzinfo=UTC)
    return None


def rotate(folder: Path, keep: int, now: datetime) -> Sequence[Path]:
    """Delete all but the newest ``keep`` backups in ``folder``; return what was deleted.

    Those named by a time after ``now`` go first: a clock was wrong when they were made.
    """
    times = _times(folder)
    newest_first = sorted(times, key=lambda file: (times[file] <= now, times[file]), reverse=True)
    old = newest_first[keep:]
    for file in old:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(
                f"The old backup {file} can't be deleted ({error.strerror})."
            ) from error
    return old
