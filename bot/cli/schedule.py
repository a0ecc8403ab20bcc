"""``warmup schedule``: a channel's standing orders, from the shell."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from bot.cli.shared import echo_json, opened_store, settings, shipped_bank
from bot.clock import now
from bot.engine.errors import NotFound, Refused
from bot.engine.model.people import PLATFORMS, Platform
from bot.engine.model.schedules import ChannelRef, Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import team_of
from bot.engine.records.question_pool import tracks_of
from bot.engine.rules.calendar import next_slots
from bot.engine.rules.schedule_text import PlanWords, describe, describe_reveal, parse_plan
from bot.engine.rules.suggestions import suggest
from bot.engine.usecases.schedules import create, end, line_of

_WHERE_IDS_ARE = (
    "On Discord, turn on the developer mode and choose Copy ID in the menu of the server or the "
    "channel; on Slack, a channel's address holds both: /archives/C… and app.slack.com/client/T…."
)


@click.group()
def schedule() -> None:
    """Add, list and remove schedules: when a channel gets a question, and which."""


@schedule.command()
@click.option("--platform", required=True, help="discord, slack or console.")
@click.option("--workspace", required=True, help="The guild's or workspace's id.")
@click.option("--channel", required=True, help="The channel's id.")
@click.option("--at", required=True, help="Local time of the question, such as 09:00.")
@click.option("--zone", required=True, help="Time zone, such as Europe/Berlin.")
@click.option("--days", default="", help="Such as mon-fri (the default), sun-thu or mon,wed,fri.")
@click.option("--track", "tracks", multiple=True, help="A subject; repeat for several.  [all]")
@click.option("--level", "levels", multiple=True, help="basic, intermediate, advanced.  [all]")
@click.option("--format", "format_", default="", help="choice (the default), open or thread.")
@click.option("--reveal-after", default="", help="Such as 6h or 90m.  [7h]")
@click.option("--reveal-at", default="", help="Local time of the reveal, such as 16:00.")
@click.option("--owner", default="", help="Id of the account that is told of trouble.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def add(
    platform: str,
    workspace: str,
    channel: str,
    *,
    owner: str,
    as_json: bool,
    format_: str,
    **words: Any,  # noqa: ANN401  # the plan's words, as PlanWords takes them
) -> None:
    """Give a channel a question a day.

    Example: warmup schedule add --platform discord --workspace 42 --channel 43 --at 09:00
    --zone Europe/Berlin --track pytorch --track keras --reveal-at 16:00
    """
    where = ChannelRef(
        _platform(platform), _id(workspace, "--workspace"), _id(channel, "--channel")
    )
    bank, at = shipped_bank(), now()

    def command(tx: Transaction) -> Schedule:
        team = team_of(tx, where.platform, where.workspace, at)
        plan = parse_plan(PlanWords(format=format_, **words), tracks_of(tx, bank, team.id))
        return create(tx, bank, team, where, plan, owner, at)

    with opened_store(settings()) as store:
        made = store.write_now(command)
        if as_json:
            echo_json(store.read_now(lambda tx: plain(tx, made, at)))
            return
        coming = next_slots(made.plan, at)
    click.echo(f"Schedule {made.id}: {describe(made.plan)}.")
    if coming:
        click.echo(f"Next: {coming[0]:%Y-%m-%d %H:%M} UTC.")


@schedule.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_(*, as_json: bool) -> None:
    """List all schedules."""
    at = now()
    with opened_store(settings()) as store:
        found = store.read_now(lambda tx: [plain(tx, one, at) for one in tx.schedules.all()])
    if as_json:
        echo_json(found)
    elif not found:
        click.echo("No schedules. warmup schedule add --help shows how to add one.")
    for one in () if as_json else found:
        where = f"{one['platform']} {one['workspace']} #{one['channel']}"
        state = f"  [{one['state']}: {one['pause_reason']}]" if one["pause_reason"] else ""
        click.echo(f"{one['id']}  {where}  {one['summary']}{state}")


@schedule.command()
@click.argument("schedule_id", type=click.IntRange(1, 2**63 - 1))
@click.option("--yes", is_flag=True, help="Don't ask.")
def remove(schedule_id: int, *, yes: bool) -> None:
    """Remove a schedule; its past questions, points and streaks stay."""
    with opened_store(settings()) as store:
        found = store.read_now(lambda tx: _existing(tx, schedule_id))
        if not yes:
            click.confirm(f"Remove schedule {found.id} ({describe(found.plan)})?", abort=True)
        at = now()
        store.write_now(lambda tx: end(tx, _existing(tx, schedule_id), at))
    click.echo(f"Removed schedule {schedule_id}.")


def plain(tx: Transaction, one: Schedule, at: datetime) -> Mapping[str, Any]:
    """Return a schedule as JSON values."""
    line, plan = line_of(tx, one, at), one.plan
    return {
        "id": one.id,
        "platform": one.channel.platform,
        "workspace": one.channel.workspace,
        "channel": one.channel.channel,
        "at": f"{plan.at:%H:%M}",
        "zone": plan.zone,
        "days": list(plan.days),
        "tracks": list(plan.tracks),
        "levels": list(plan.levels),
        "format": plan.format.value,
        "reveal": describe_reveal(plan),
        "state": one.state.value,
        "pause_reason": one.pause_reason,
        "next": line.next_at.isoformat() if line.next_at else None,
        "summary": line.summary,
    }


def _platform(word: str) -> Platform:
    for name in PLATFORMS:
        if name == word.strip().lower():
            return name
    raise Refused(f'"{word}" isn\'t a platform.', suggest(word, PLATFORMS))


def _id(value: str, option: str) -> str:
    found = value.strip()
    if not found:
        raise Refused(f"{option} is empty.", "Give the id that the platform shows.")
    if found.startswith("#") or len(found.split()) > 1:
        raise Refused(f'"{found[:40]}" is a name, and {option} takes an id.', _WHERE_IDS_ARE)
    return found


def _existing(tx: Transaction, schedule_id: int) -> Schedule:
    found = tx.schedules.get(schedule_id)
    if found is None or found.state is ScheduleState.REMOVED:
        raise NotFound(f"There is no schedule {schedule_id}.", "warmup schedule list shows them.")
    return found
