"""``warmup doctor``: is everything in place, and what fixes what is not."""

import asyncio
from dataclasses import asdict

import click

from bot import app
from bot.cli.shared import echo_json, opened_store, settings, shipped_bank
from bot.engine.errors import StorageError
from bot.engine.ports.runtime import Finding
from bot.engine.records import audit
from bot.ops import logs
from bot.settings import Settings
from storage.maintenance import integrity


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def doctor(*, as_json: bool) -> None:
    """Check tokens, permissions, channels and the database; changes nothing on a platform.

    Exits with 1 if something is wrong. For Discord it prints the link that invites the
    bot with exactly the permissions it needs.
    """
    found = settings()
    logs.set_up("ERROR", found.secrets)
    findings = _examine(found)
    if as_json:
        echo_json([asdict(finding) for finding in findings])
    for finding in () if as_json else findings:
        click.echo(f"{'✓' if finding.ok else '✗'} {finding.what}")
        if finding.fix:
            click.echo(f"  {finding.fix}")
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)


def _examine(found: Settings) -> tuple[Finding, ...]:
    try:
        with opened_store(found) as store:
            problems = integrity.findings(store, audit.differences)
            database = tuple(Finding(False, problem, "warmup db check") for problem in problems)
            sound = Finding(True, "The database is sound.")
            schedules = store.read_now(lambda tx: tx.schedules.all())
            counted = Finding(True, f"Schedules: {len(schedules)}.")
            channels = tuple(schedule.channel for schedule in schedules)
            platforms = asyncio.run(app.examine(found, store, shipped_bank(), channels))
            return (*(database or (sound,)), counted, *platforms)
    except StorageError as error:
        return (Finding(False, "The database can't be used.", str(error)),)
