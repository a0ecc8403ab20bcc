"""A running bot adds a backup every day, and keeps running when it can't."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.backups import DailyBackups, NoBackups, backups_of
from bot.cli.backup_findings import backup_findings
from bot.ops.health import Health
from bot.ops.metrics import Metrics
from bot.settings import load
from storage.maintenance.restore import restore
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.builders import at
from tests.support.discord.running import BotProcess, serving
from tests.support.fakes.clock import FakeClock
from tests.support.process import warmup

MONDAY = at("2026-11-02 09:00")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """A database that this process has opened, as a running bot has."""
    url = f"sqlite:///{tmp_path}/warmup.db"
    upgrade.upgrade(url)
    with SqlStore(url) as opened:
        yield opened


def daily(store: SqlStore, folder: Path, clock: FakeClock, keep: int = 3) -> DailyBackups:
    return DailyBackups(store.url.render_as_string(), folder, keep, clock)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


async def test_there_is_one_a_day_and_the_newest_are_kept(store: SqlStore, tmp_path: Path) -> None:
    folder, clock = tmp_path / "backups", FakeClock(MONDAY)
    backups = daily(store, folder, clock)
    for _ in range(5 * 24):
        await backups.run()
        clock.advance(timedelta(hours=1))
    backups.close()
    assert names(folder) == [f"warmup-2026-11-0{day}T090000Z.db" for day in (4, 5, 6)]
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    found = restore(f"sqlite:///{tmp_path}/other.db", folder / names(folder)[-1])
    assert found.revision == upgrade.head()


async def test_a_restart_makes_none_while_the_last_is_recent(
    store: SqlStore, tmp_path: Path
) -> None:
    clock = FakeClock(MONDAY)
    for hours, expected in ((0, 1), (23, 1), (1, 2)):
        clock.advance(timedelta(hours=hours))
        backups = daily(store, tmp_path / "backups", clock)
        await backups.run()
        backups.close()
        assert len(names(tmp_path / "backups")) == expected
    assert backups.state.last == clock.now


async def test_the_bots_locks_survive_its_backup(store: SqlStore, tmp_path: Path) -> None:
    # If they were lost, another process that closes the database would delete its log.
    backups = daily(store, tmp_path / "backups", FakeClock(MONDAY))
    await backups.run()
    backups.close()
    done = await asyncio.to_thread(warmup, tmp_path, "schedule", "list")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "warmup.db-wal").exists()


async def test_a_backup_that_fails_is_a_warning_and_a_problem_until_one_succeeds(
    store: SqlStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING")
    folder, clock = tmp_path / "disk" / "backups", FakeClock(MONDAY)
    backups = daily(store, folder, clock)
    metrics = Metrics()
    health = Health(store, {}, metrics, clock, 5.0, backups=lambda: backups.state)
    for _ in range(3):
        await backups.run()
        clock.advance(timedelta(minutes=10))
    report = await health.check()
    assert report.problems[0].startswith("No backup was made: The backup folder ")
    assert "create it" in report.problems[0]
    assert not report.ill, "a restart helps nothing"
    assert b"warmup_backup_failed 1.0" in metrics.text()
    assert [record.levelname for record in caplog.records] == ["WARNING"]

    folder.parent.mkdir()
    await backups.run()
    assert not folder.exists(), "it's tried again after an hour"
    clock.advance(timedelta(hours=1))
    await backups.run()
    clock.advance(timedelta(hours=2))
    report = await health.check()
    assert report.problems == ()
    assert report.json["backup"]["age_seconds"] == 7200
    assert b"warmup_backup_age_seconds 7200.0" in metrics.text()
    clock.advance(timedelta(hours=35))
    assert (await health.check()).problems == ("The last backup is 37 hours old.",)
    backups.close()


async def test_a_backup_that_could_not_be_restored_is_not_kept(
    store: SqlStore, tmp_path: Path
) -> None:
    folder, clock = tmp_path / "backups", FakeClock(MONDAY)
    backups = daily(store, folder, clock, keep=1)
    await backups.run()
    with closing(sqlite3.connect(tmp_path / "warmup.db", isolation_level=None)) as opened:
        opened.execute("INSERT INTO point_totals VALUES (9, 9, 'all', '', 1)")
    clock.advance(timedelta(days=1))
    await backups.run()
    backups.close()
    assert "couldn't be restored" in backups.state.problem
    assert names(folder) == ["warmup-2026-11-02T090000Z.db"]


async def test_files_from_a_wrong_clock_neither_stop_backups_nor_push_good_ones_out(
    store: SqlStore, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("warmup-2099-01-01T000000Z.db", "warmup-2026-99-99T000000Z.db"):
        (folder / name).write_text("x")
    backups = daily(store, folder, FakeClock(MONDAY), keep=1)
    await backups.run()
    backups.close()
    assert names(folder) == ["warmup-2026-11-02T090000Z.db", "warmup-2026-99-99T000000Z.db"]


def test_postgresql_is_told_what_to_do_instead(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("WARNING")
    config = load({"DATABASE_URL": "postgresql://h/d", "BACKUP_DIR": "backups"})
    assert type(backups_of(config, FakeClock(MONDAY))) is NoBackups
    assert "pg_dump" in caplog.text
    (finding,) = backup_findings(config, MONDAY)
    assert not finding.ok
    assert "pg_dump" in finding.fix
    (finding,) = backup_findings(load({"DATABASE_URL": "postgresql://h/d"}), MONDAY)
    assert finding.ok
    assert "pg_dump" in finding.fix


def test_the_doctor_says_whether_there_are_backups(tmp_path: Path) -> None:
    (finding,) = backup_findings(load({}), MONDAY)
    assert (finding.ok, "Set BACKUP_DIR" in finding.fix) == (True, True)
    folder = tmp_path / "backups"
    config = load({"BACKUP_DIR": str(folder), "BACKUP_KEEP": "5"})
    (finding,) = backup_findings(config, MONDAY)
    assert (finding.ok, finding.what) == (True, f"Backups: daily to {folder}, 5 kept; none yet.")
    assert not folder.exists()
    folder.mkdir()
    (folder / "warmup-2026-11-02T060000Z.db").write_text("x")
    (finding,) = backup_findings(config, MONDAY)
    assert "the newest is 3 hours old" in finding.what
    (finding,) = backup_findings(load({"BACKUP_DIR": str(tmp_path / "none" / "here")}), MONDAY)
    assert not finding.ok


async def test_a_bot_that_starts_makes_its_first_backup(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    async with serving() as discord:
        bot = BotProcess(discord, tmp_path, more={"BACKUP_DIR": "backups"})
        async with bot:
            await bot.start()
            await discord.until(lambda: folder.exists() and any(folder.glob("warmup-*.db")))
