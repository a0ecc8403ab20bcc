"""``warmup db``: bring the database up to date, copy it, check it."""

from pathlib import Path

import click

from bot.cli.shared import echo_json, opened_store, settings
from bot.engine import audit
from storage import backup as backups
from storage import integrity, migrate


@click.group()
def db() -> None:
    """Upgrade, back up and check the database (DATABASE_URL)."""


@db.command()
def upgrade() -> None:
    """Bring the database up to date; makes it when it is missing."""
    url = settings().database_url
    before = migrate.current(url)
    migrate.upgrade(url)
    after = migrate.head()
    if before == after:
        click.echo(f"The database is up to date (revision {after}).")
    else:
        click.echo(f"The database went from revision {before or 'none'} to {after}.")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE, also while the bot runs; never overwrites."""
    backups.backup(settings().database_url, file)
    click.echo(f"Backed up to {file} ({file.stat().st_size:,} bytes).")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(*, as_json: bool) -> None:
    """Check the database's integrity, and recompute points and streaks from the log."""
    with opened_store(settings()) as store:
        problems = integrity.findings(store, audit.differences)
    if as_json:
        echo_json({"problems": problems})
    elif problems:
        for problem in problems:
            click.echo(problem, err=True)
        click.echo(f"Problems found: {len(problems)}.", err=True)
    else:
        click.echo("The database is sound: integrity, keys, points and streaks.")
    if problems:
        raise SystemExit(1)
