"""``warmup doctor``: check that everything is set up, and say how to fix what isn't."""

import asyncio
from dataclasses import asdict

import click

from bot.cli.backup_findings import backup_findings
from bot.cli.findings import echo_findings
from bot.cli.json_output import echo_json, json_option
from bot.cli.progress import working
from bot.cli.report import echo_report, report
from bot.cli.shared import (
    misspelled_settings,
    opened_store,
    problem_file,
    settings,
    shipped_bank,
)
from bot.clock import now
from bot.engine.errors import StorageError
from bot.engine.ports.runtime import Finding
from bot.engine.records import audit
from bot.engine.rules.text import count_of
from bot.fitters import check_fitting
from bot.graders import check_grader
from bot.ops import logs
from bot.platforms import check_platforms
from bot.settings import Settings, SettingsProblems
from storage.maintenance import integrity

LINES = 30
"""How many of the latest warnings and errors a report has."""


@click.command()
@click.option("--report", "for_report", is_flag=True, help="Print what a bug report needs.")
@json_option
def doctor(*, for_report: bool, as_json: bool) -> None:
    """Check tokens, permissions, channels and the database; changes nothing.

    Exits with 1 if something is wrong. For Discord it prints the link that invites the
    bot with exactly the permissions it needs.

    With --report it also prints versions, which settings are set, and the latest warnings
    and errors of a bot on this machine: no tokens or passwords, but names of channels.
    """
    with working("Checking"):
        findings = _all_findings(report=for_report)
    well = all(finding.ok for finding in findings)
    if for_report:
        file = problem_file()
        made = report(findings, logs.recent_problems(file, LINES) if file else ())
        echo_json(made.json, ok=well) if as_json else echo_report(made)
    elif as_json:
        echo_json([asdict(finding) for finding in findings], ok=well)
    else:
        echo_findings(findings)
    if not well:
        raise SystemExit(1)


def _all_findings(*, report: bool) -> tuple[Finding, ...]:
    """Return what's wrong and what isn't; for a report, wrong settings are a finding, too."""
    try:
        config = settings()
    except SettingsProblems as refused:
        if not report:
            raise
        return tuple(Finding(False, problem) for problem in refused.problems)
    logs.set_up("ERROR", config.secrets)
    return (*misspelled_settings(), *_findings(config))


def _findings(config: Settings) -> tuple[Finding, ...]:
    try:
        with opened_store(config) as store:
            problems = integrity.findings(store, audit.differences)
            database = tuple(Finding(False, problem) for problem in problems)
            healthy = Finding(True, "Database OK (integrity, keys, points, streaks).")
            schedules = store.read_now(lambda tx: tx.schedules.all())
            channels = tuple(schedule.channel for schedule in schedules)
            platforms = asyncio.run(check_platforms(config, store, shipped_bank(), channels))
            grader = asyncio.run(check_grader(config.grader))
            fitting = asyncio.run(check_fitting(is_on=config.fit_reviews))
            backups = backup_findings(config, now())
            checked = (*(database or (healthy,)), *backups, _schedules(len(schedules)))
            return (*checked, *platforms, *grader, *fitting)
    except StorageError as error:
        return (Finding(False, "The database can't be used.", str(error)),)


def _schedules(number: int) -> Finding:
    if not number:
        fix = "Run /daily setup in a channel, or `warmup schedule add`."
        return Finding(True, "No channel has a daily question yet.", fix)
    return Finding(True, f"{count_of(number, 'daily question')} scheduled.")
