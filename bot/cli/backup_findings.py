"""What ``warmup doctor`` says about scheduled backups."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.backups import EVERY, FOR_POSTGRESQL, is_sqlite_file
from bot.engine.errors import StorageError
from bot.engine.ports.runtime import Finding
from bot.settings import Settings
from storage.maintenance import rotation

LATE = 1.5 * EVERY
"""A backup of a bot that runs is never older."""
NONE = "No backups are scheduled."


def backup_findings(config: Settings, now: datetime) -> Iterator[Finding]:
    """Yield whether backups are scheduled, and how old the newest is; changes nothing."""
    if not is_sqlite_file(config.database_url):
        what = "BACKUP_DIR does nothing here." if config.backup_dir else NONE
        yield Finding(not config.backup_dir, what, FOR_POSTGRESQL)
    elif not config.backup_dir:
        fix = "Set BACKUP_DIR to a folder, best on another disk, to get one every day."
        yield Finding(True, NONE, fix)
    else:
        yield _in_folder(Path(config.backup_dir), config.backup_keep, now)


def _in_folder(folder: Path, keep: int, now: datetime) -> Finding:
    scheduled = f"Backups: daily to {folder}, {keep} kept"
    start = "The bot makes one when it starts (warmup run), or run `warmup db backup`."
    if not folder.exists():
        if os.access(folder.absolute().parent, os.W_OK):
            return Finding(True, f"{scheduled}; none yet.", start)
        fix = "Create it, and let Warmup's user write there."
        return Finding(False, f"The backup folder {folder} doesn't exist.", fix)
    if not os.access(folder, os.W_OK | os.X_OK):
        fix = "Let Warmup's user write there, or change BACKUP_DIR."
        return Finding(False, f"The backup folder {folder} can't be written to.", fix)
    try:
        last = rotation.newest(folder, now)
    except StorageError as error:
        return Finding(False, str(error))
    if last is None:
        return Finding(True, f"{scheduled}; none yet.", start)
    age = f"{scheduled}; the newest is {(now - last).total_seconds() / 3600:.0f} hours old."
    return Finding(True, age, start if now - last > LATE else "")
