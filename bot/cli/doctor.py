"""``warmup doctor``: check that everything is set up, and say how to fix what isn't."""

import asyncio
from dataclasses import asdict

import click

from bot.cli.backup_findings import backup_findings
from bot.cli.findings import echo_findings
from bot.cli.json_output import echo_json, json_option
from bot.cli.shared import (
    misspelled_settings,
    opened_store,
    settings,
    shipped_bank,
)
from bot.clock import now
from bot.engine.errors import StorageError
from bot.engine.ports.runtime import Finding
from bot.engine.records import audit
from bot.engine.rules.text import count_of
from bot.ops import logs
from bot.platforms import check_platforms
from bot.settings import Settings
from storage.maintenance import integrity


@click.command()
@json_option
def doctor(*, as_json: bool) -> None:
    """Check tokens, permissions, channels and the database; changes nothing.

    Exits with 1 if something is wrong. For Discord it prints the link that invites the
    bot with exactly the permissions it needs.
    """
    config = settings()
    logs.set_up("ERROR", config.secrets)
    findings = (*misspelled_settings(), *_findings(config))
    well = all(finding.ok for finding in findings)
    if as_json:
        echo_json([asdict(finding) for finding in findings], ok=well)
    else:
        echo_findings(findings)
    if not well:
        raise SystemExit(1)


def _findings(config: Settings) -> tuple[Finding, ...]:
    try:
        with opened_store(config) as store:
            problems = integrity.findings(store, audit.differences)
            database = tuple(Finding(False, problem) for problem in problems)
            healthy = Finding(True, "Database OK (integrity, keys, points, streaks).")
            schedules = store.read_now(lambda tx: tx.schedules.all())
            channels = tuple(schedule.channel for schedule in schedules)
            platforms = asyncio.run(check_platforms(config, store, shipped_bank(), channels))
            backups = backup_findings(config, now())
            return (*(database or (healthy,)), *backups, _schedules(len(schedules)), *platforms)
    except StorageError as error:
        return (Finding(False, "The database can't be used.", str(error)),)


def _schedules(number: int) -> Finding:
    if not number:
        fix = "Run /daily setup in a channel, or `warmup schedule add`."
        return Finding(True, "No channel has a daily question yet.", fix)
    return Finding(True, f"{count_of(number, 'daily question')} scheduled.")
