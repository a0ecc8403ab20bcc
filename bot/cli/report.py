"""What a bug report needs: versions, settings without secrets, and the latest warnings."""

import os
import platform
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import click

from bot import __version__
from bot.cli.findings import echo_findings
from bot.engine.ports.runtime import Finding
from bot.setting_names import NAMES
from bot.settings import read
from storage.migrations import HEAD

SHOWN = (
    "BACKUP_KEEP", "DISCORD_SHARD_COUNT", "DISCORD_SHARD_IDS", "HOST", "LOG_FORMAT", "LOG_LEVEL",
    "PORT", "WARMUP_HEALTH_PORT",
)  # fmt: skip
"""Settings whose values tell nobody anything; of all others, only that they are set."""
LIBRARIES = ("aiohttp", "apscheduler", "discord.py", "slack-bolt", "slack-sdk", "sqlalchemy")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything in it can be shown to anyone who may see names of channels."""

    versions: Mapping[str, str]
    settings: Mapping[str, str]
    findings: Sequence[Finding]
    problems: Sequence[str]

    @property
    def json(self) -> Mapping[str, Any]:
        """Return it as JSON values."""
        return asdict(self)


def report(findings: Sequence[Finding], problems: Sequence[str]) -> Report:
    """Return a report with what the doctor found and the latest lines of the log."""
    return Report(_versions(), _settings(read(os.environ, Path(".env"))), findings, problems)


def echo_report(made: Report) -> None:
    """Print a report, to be pasted whole."""
    for name, value in made.versions.items():
        click.echo(f"{name} {value}")
    click.echo("\nSettings:")
    for name, value in made.settings.items():
        click.echo(f"  {name}: {value}")
    if not made.settings:
        click.echo("  none")
    click.echo("\nChecks:")
    echo_findings(made.findings)
    click.echo("\nLatest warnings and errors of the bot on this machine:")
    for line in made.problems or ("  none",):
        click.echo(line)


def _versions() -> Mapping[str, str]:
    libraries = {name: _version_of(name) for name in LIBRARIES}
    return {
        "Warmup": f"{__version__} (database revision {HEAD})",
        "Python": platform.python_version(),
        "system": platform.platform(),
        "SQLite": sqlite3.sqlite_version,
        **libraries,
    }


def _version_of(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"


def _settings(values: Mapping[str, str]) -> Mapping[str, str]:
    found = {name: values[name] for name in NAMES if name in values}
    return {name: _without_secrets(name, value) for name, value in found.items()}


def _without_secrets(name: str, value: str) -> str:
    if name == "DATABASE_URL":
        scheme = value.partition(":")[0]
        return f"set ({scheme})" if scheme.isalpha() and len(scheme) <= 10 else "set"
    return value[:40] if name in SHOWN else "set"
