"""A backup of the SQLite database every day while the bot runs (``BACKUP_DIR``)."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.engine.errors import StorageError
from bot.ops.health import BackupState
from bot.settings import Settings
from storage import database_url
from storage.daemon_threads import Threads
from storage.maintenance import rotation
from storage.maintenance.backup import snapshot, source_of

log = logging.getLogger(__name__)

CHECK_SECONDS = 600.0
"""How often to look whether a backup is due."""
EVERY = timedelta(days=1)
RETRY_AFTER = timedelta(hours=1)
"""A backup that failed reads the whole database again, so not sooner."""
FOR_POSTGRESQL = (
    "BACKUP_DIR is for SQLite. Back PostgreSQL up with pg_dump every day, or by your host's own "
    "backups (docs/hosting.md)."
)


class NoBackups:
    """Where no backups are scheduled, or none can be made."""

    @property
    def state(self) -> BackupState | None:
        """How the backups are; None where there are none."""
        return None

    async def run(self) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class DailyBackups(NoBackups):
    """Adds a backup of the database at ``url`` to ``folder`` once a day and keeps ``keep``.

    ``clock`` returns aware UTC. A backup that fails is a warning in the log and a problem in
    ``/readyz``; it never raises. The newest file's name says when the next one is due, so a
    restart neither repeats nor skips one.
    """

    def __init__(self, url: str, folder: Path, keep: int, clock: Callable[[], datetime]) -> None:
        self._source = source_of(url)
        self._folder = folder
        self._keep = keep
        self._clock = clock
        # A thread of its own: one that hangs on a network disk neither holds up others nor the end.
        self._threads = Threads(1, "warmup-backup")
        self._retry_at: datetime | None = None
        self._state = BackupState(None)

    @property
    def state(self) -> BackupState:
        """When the last one was made, and what went wrong since."""
        return self._state

    async def run(self) -> None:
        """Make a backup if one is due."""
        now = self._clock()
        if self._retry_at is not None and now < self._retry_at < now + 2 * RETRY_AFTER:
            return
        try:
            last = await asyncio.wrap_future(self._threads.submit(lambda: self._back_up(now)))
        except StorageError as error:
            self._retry_at = now + RETRY_AFTER
            if str(error) != self._state.problem:
                log.warning("no backup was made: %s", error)
            self._state = BackupState(self._state.last, str(error))
            return
        if self._state.problem:
            log.info("backups work again")
        self._retry_at = None
        self._state = BackupState(last)

    def close(self) -> None:
        """Stop; a backup that is still being made is abandoned, and cleaned up by the next one."""
        self._threads.close()

    def _back_up(self, now: datetime) -> datetime:
        """Make a backup unless there's a recent one; return when the newest was made."""
        self._create_folder()
        last = rotation.newest(self._folder, now)
        if last is not None and now - last < EVERY:
            return last
        file = self._folder / rotation.name_at(now)
        snapshot(self._source, file)
        deleted = rotation.rotate(self._folder, self._keep, now)
        log.info("backed up to %s; %d older ones deleted", file, len(deleted))
        return now

    def _create_folder(self) -> None:
        # Without its parents: a disk that isn't mounted must not be written next to.
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"The backup folder {self._folder} can't be created ({error.strerror}): create "
                "it, and let Warmup's user write there, or change BACKUP_DIR."
            ) from error


def backups_of(settings: Settings, clock: Callable[[], datetime]) -> NoBackups:
    """Return the backups that the settings ask for; on PostgreSQL none, with a warning."""
    if not settings.backup_dir:
        return NoBackups()
    if not is_sqlite_file(settings.database_url):
        log.warning(FOR_POSTGRESQL)
        return NoBackups()
    folder = Path(settings.backup_dir)
    return DailyBackups(settings.database_url, folder, settings.backup_keep, clock)


def is_sqlite_file(url: str) -> bool:
    """Return whether the database at ``url`` is a file, which can be copied to BACKUP_DIR."""
    return database_url.sqlite_path(database_url.parse(url)) is not None
