"""``warmup schedule``: manage a channel's daily question from the command line."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import click

from bot.cli.help import Group
from bot.cli.json_output import echo_json, json_option
from bot.cli.shared import opened_store, settings, shipped_bank, time_of
from bot.engine.errors import NotFound, Refused
from bot.engine.model.people import PLATFORMS, Platform
from bot.engine.model.schedules import ChannelRef, Schedule, ScheduleState
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import team_of
from bot.engine.records.question_pool import tracks_of
from bot.engine.records.schedules import create
from bot.engine.rules.calendar import next_slots
from bot.engine.rules.schedule_description import describe, describe_reveal
from bot.engine.rules.schedule_text import PlanWords, parse_plan
from bot.engine.rules.suggestions import suggest
from bot.engine.usecases.schedules import end, line_of

_WHERE_TO_FIND_IDS = (
    "On Discord, enable Developer Mode, then right-click the server or channel and choose Copy ID. "
    "On Slack, open the channel in a browser: its URL contains both ids "
    "(app.slack.com/client/T…/C…)."
)


@click.group(cls=Group)
def schedule() -> None:
    """Add, list and remove schedules: when a channel gets a question, and which kind."""


@schedule.command()
@click.option("--platform", required=True, help=f"One of {', '.join(PLATFORMS)}.")
@click.option("--workspace", required=True, help="Server (guild) or workspace id.")
@click.option("--channel", required=True, help="Channel id.")
@click.option("--at", required=True, help="Local time of the question, such as 09:00.")
@click.option("--zone", required=True, help="Time zone, such as Europe/Berlin.")
@click.option("--days", default="", help="Such as mon-fri, sun-thu or mon,wed,fri.  [mon-fri]")
@click.option("--track", "tracks", multiple=True, help="A track; repeat for several.  [all]")
@click.option("--level", "levels", multiple=True, help="basic, intermediate, advanced.  [all]")
@click.option("--format", "format_", default="", help="choice, open or thread.  [choice]")
@click.option("--reveal-after", default="", help="Such as 6h or 90m.  [7h]")
@click.option("--reveal-at", default="", help="Local time of the reveal, such as 16:00.")
@click.option("--reveal-next-day", is_flag=True, help="Reveal on the next day with a question.")
@click.option("--title", default="", help="Your own title above each question.")
@click.option("--intro", default="", help="A line above each question.")
@click.option("--notify", default="", help="Id of the one role or user group to ping.  [nobody]")
@click.option("--pin", is_flag=True, help="Pin the question while it's open.")
@click.option("--quiet", is_flag=True, help="Reveal by an edit only, without a new message.")
@click.option("--owner", default="", help="User id to notify when the schedule is paused.")
@json_option
def add(
    platform: str,
    workspace: str,
    channel: str,
    *,
    owner: str,
    as_json: bool,
    format_: str,
    **words: Any,  # noqa: ANN401  # the remaining options, as PlanWords takes them
) -> None:
    """Schedule a daily question for a channel.

    Example: warmup schedule add --platform discord --workspace 42 --channel 43 --at 09:00
    --zone Europe/Berlin --track pytorch --track keras --reveal-at 16:00
    """
    where = ChannelRef(
        _platform(platform), _id(workspace, "--workspace"), _id(channel, "--channel")
    )
    bank = shipped_bank()

    def command(tx: Transaction, at: datetime) -> Schedule:
        team = team_of(tx, where.platform, where.workspace, at)
        plan = parse_plan(PlanWords(format=format_, **words), tracks_of(tx, bank, team.id))
        return create(tx, bank, team, where, plan, owner, at)

    with opened_store(settings()) as store:
        at = time_of(store)
        added = store.write_now(lambda tx: command(tx, at))
        if as_json:
            echo_json(store.read_now(lambda tx: values(tx, added, at)))
            return
        upcoming = next_slots(added.plan, at)
    click.echo(f"Schedule {added.id}: {describe(added.plan)}.")
    if upcoming:
        click.echo(f"Next: {upcoming[0]:%Y-%m-%d %H:%M} UTC.")


@schedule.command("list")
@json_option
def list_(*, as_json: bool) -> None:
    """List all schedules."""
    with opened_store(settings()) as store:
        at = time_of(store)
        rows = store.read_now(lambda tx: [values(tx, each, at) for each in tx.schedules.all()])
    if as_json:
        echo_json(rows)
    elif not rows:
        click.echo("No schedules yet. To add one, see `warmup schedule add --help`.")
    for row in () if as_json else rows:
        channel = f"{row['platform']} {row['workspace']} #{row['channel']}"
        state = f"  [{row['state']}: {row['pause_reason']}]" if row["pause_reason"] else ""
        click.echo(f"{row['id']}  {channel}  {row['summary']}{state}")


@schedule.command()
@click.argument("schedule_id", type=click.IntRange(1, 2**63 - 1))
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
@json_option
def remove(schedule_id: int, *, yes: bool, as_json: bool) -> None:
    """Remove a schedule; past questions, points and streaks are kept."""
    with opened_store(settings()) as store:
        existing = store.read_now(lambda tx: _existing(tx, schedule_id))
        if not yes:
            question = f"Remove schedule {existing.id} ({describe(existing.plan)})?"
            click.confirm(question, abort=True, err=as_json)
        at = time_of(store)
        store.write_now(lambda tx: end(tx, _existing(tx, schedule_id), at))
    if as_json:
        echo_json({"id": schedule_id})
    else:
        click.echo(f"Removed schedule {schedule_id}.")


def values(tx: Transaction, schedule: Schedule, at: datetime) -> Mapping[str, Any]:
    """Return a schedule as JSON values."""
    line, plan = line_of(tx, schedule, at), schedule.plan
    return {
        "id": schedule.id,
        "number": schedule.number,
        "platform": schedule.channel.platform,
        "workspace": schedule.channel.workspace,
        "channel": schedule.channel.channel,
        "at": f"{plan.at:%H:%M}",
        "zone": plan.zone,
        "days": list(plan.days),
        "tracks": list(plan.tracks),
        "levels": list(plan.levels),
        "format": plan.format.value,
        "reveal": describe_reveal(plan).removeprefix("answer "),
        "title": plan.title,
        "intro": plan.intro,
        "notify": plan.notify,
        "pin": plan.pin,
        "quiet": plan.quiet,
        "state": schedule.state.value,
        "pause_reason": schedule.pause_reason,
        "next": line.next_at.isoformat() if line.next_at else None,
        "summary": line.summary,
    }


def _platform(word: str) -> Platform:
    for name in PLATFORMS:
        if name == word.strip().lower():
            return name
    raise Refused(f'"{word}" isn\'t a platform.', suggest(word, PLATFORMS))


def _id(value: str, option: str) -> str:
    text = value.strip()
    if not text:
        raise Refused(f"{option} is empty.", _WHERE_TO_FIND_IDS)
    if text.startswith("#") or len(text.split()) > 1:
        raise Refused(f'{option} needs an id, not a name ("{text[:40]}").', _WHERE_TO_FIND_IDS)
    return text


def _existing(tx: Transaction, schedule_id: int) -> Schedule:
    existing = tx.schedules.get(schedule_id)
    if existing is None or existing.state is ScheduleState.REMOVED:
        raise NotFound(
            f"There's no schedule {schedule_id}.", "Run `warmup schedule list` to see them."
        )
    return existing
