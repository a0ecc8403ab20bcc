"""How the results of a check are printed."""

from collections.abc import Iterable

import click

from bot.engine.ports.runtime import Finding


def echo_findings(findings: Iterable[Finding]) -> None:
    """Print each finding with its mark, and its fix on a line of its own."""
    for finding in findings:
        click.echo(f"{_mark(finding)} {finding.what}")
        if finding.fix:
            click.echo(f"  {finding.fix}")


def _mark(finding: Finding) -> str:
    """Return ✗ for a problem, ○ for something optional that isn't set up, else ✓."""
    if not finding.ok:
        return "✗"
    return "○" if finding.fix else "✓"
