"""``warmup db``: migrate, back up, restore, check and move the database."""

from pathlib import Path

import click

from bot.cli.help import Group
from bot.cli.json_output import echo_json, json_option
from bot.cli.progress import counting, working
from bot.cli.shared import opened_store, rebuild_streaks, settings
from bot.clock import now
from bot.engine.records import audit
from storage import database_url
from storage.maintenance import backup as backups
from storage.maintenance import copy as copies
from storage.maintenance import integrity, rotation
from storage.maintenance import restore as restores
from storage.migrations import upgrade as steps
from storage.store import SqlStore


@click.group(cls=Group)
def db() -> None:
    """Upgrade, back up, restore, check and move the database (DATABASE_URL)."""


@db.command()
@json_option
def upgrade(*, as_json: bool) -> None:
    """Migrate the database to this version; create it if it's missing.

    The bot does this itself whenever it starts.
    """
    url = settings().database_url
    before = steps.current(url)
    with working("Upgrading the database"):
        steps.upgrade(url)
        with SqlStore(url) as store:  # reports here whether the bot could serve it
            rebuild_streaks(store)
    after = steps.head()
    if as_json:
        echo_json({"before": before, "revision": after})
    elif before == after:
        click.echo(f"The database is up to date (revision {after}).")
    elif before is None:
        click.echo(f"Created the database (revision {after}).")
    else:
        click.echo(f"Upgraded the database from {before} to {after}.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(1, 10_000), help="FILE is a folder; keep N backups.")
@json_option
def backup(file: Path, *, keep: int | None, as_json: bool) -> None:
    """Back up a SQLite database to FILE (safe while the bot runs; never overwrites).

    With --keep N, FILE is a folder: a backup named by the time is added there, and then all
    but the newest N of that kind are deleted.

    \b
    warmup db backup before-update.db
    warmup db backup backups --keep 14

    For PostgreSQL, use pg_dump.
    """  # noqa: D301  # \b tells click to keep the line breaks
    at = now()
    target = file / rotation.name_at(at) if keep else file
    with working("Backing up and checking"):
        backups.backup(settings().database_url, target)
    deleted = rotation.rotate(file, keep, at) if keep else ()
    size = target.stat().st_size
    if as_json:
        echo_json({"file": str(target), "bytes": size, "deleted": [str(old) for old in deleted]})
        return
    click.echo(f"Backed up to {target} ({size:,} bytes), and checked.")
    for old in deleted:
        click.echo(f"Deleted the old backup {old}.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def restore(file: Path, *, as_json: bool) -> None:
    """Replace the SQLite database with the backup FILE.

    Stop the bot first. FILE is checked before anything changes, and the old database is
    kept under another name. If the command is interrupted, run it again.

    Example: warmup db restore before-update.db

    For PostgreSQL, use pg_restore.
    """
    url = settings().database_url
    with working("Checking and restoring"):
        restored = restores.restore(url, file)
    if as_json:
        aside = restored.moved_aside
        echo_json(
            {
                "database": str(restored.database),
                "revision": restored.revision,
                "moved_aside": str(aside) if aside else None,
            }
        )
        return
    click.echo(f"Restored {restored.database} from {file} (revision {restored.revision}).")
    if restored.moved_aside:
        click.echo(f"The old database is now {restored.moved_aside}: delete it once you're sure.")


@db.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@json_option
def copy(source: str, target: str, *, as_json: bool) -> None:
    """Copy everything from one database to another that is empty or missing.

    FROM and TO are addresses such as those in DATABASE_URL. Rows, points and streaks are
    compared on both sides; if anything differs, the copy is undone. Stop the bot first.
    Afterward, set DATABASE_URL to TO and start it.

    \b
    warmup db copy sqlite:///warmup.db postgresql://warmup@localhost/warmup
    """  # noqa: D301  # \b tells click to keep the line breaks
    with counting("Copying and comparing") as report:
        copied = copies.copy(source, target, audit.differences, report)
    if as_json:
        echo_json({"rows": copied.rows, "problems": copied.findings})
        return
    for table, rows in copied.rows.items():
        if rows:
            click.echo(f"{rows:>10,}  {table}")
    click.echo(f"{sum(copied.rows.values()):>10,}  rows copied; points and streaks match.")
    for problem in copied.findings:
        click.echo(f"Already in the source: {problem}", err=True)


@db.command()
@json_option
def check(*, as_json: bool) -> None:
    """Check the database's integrity, and recompute points and streaks from their logs."""
    config = settings()
    # A wrong address must not create a new database and call it OK.
    database_url.preflight(database_url.parse(config.database_url))
    with working("Checking the database"), opened_store(config) as store:
        problems = integrity.findings(store, audit.differences)
    if as_json:
        echo_json({"problems": problems}, ok=not problems)
    elif problems:
        for problem in problems:
            click.echo(problem, err=True)
        click.echo(f"Problems found: {len(problems)}.", err=True)
    else:
        click.echo("Database OK (integrity, keys, points, streaks).")
    if problems:
        raise SystemExit(1)
