"""``warmup schedule``: manage a channel's daily question from the command line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from bot.cli.help import Group
from bot.cli.json_output import echo_json, json_option
from bot.cli.shared import opened_store, settings, shipped_bank, time_of
from bot.engine.commands import Command, EditSchedule, PauseSchedule, ResumeSchedule
from bot.engine.errors import NotFound, Refused
from bot.engine.handlers import WRITES
from bot.engine.model.people import PLATFORMS, Actor, Platform
from bot.engine.model.schedules import ChannelRef, Plan, Schedule, ScheduleState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import team_of
from bot.engine.records.question_pool import tracks_of
from bot.engine.records.schedules import create
from bot.engine.rounds.schedule_lines import line_of
from bot.engine.rules.calendar import next_slots, zone, zone_or_utc
from bot.engine.rules.did_you_mean import suggest
from bot.engine.rules.schedule_description import describe, describe_reveal
from bot.engine.rules.schedule_text import DAY_NAMES, PlanWords, describe_span, parse_plan
from bot.engine.usecases.schedules import end

_WHERE_TO_FIND_IDS = (
    "On Discord, enable Developer Mode, then right-click the server or channel and choose Copy ID. "
    "On Slack, open the channel in a browser: its URL contains both ids "
    "(app.slack.com/client/T…/C…)."
)
_id_argument = click.argument("schedule_id", type=click.IntRange(1, 2**63 - 1))
By = tuple[Actor, datetime]
"""Who gives a command, and when."""


@click.group(cls=Group)
def schedule() -> None:
    """Add, list, edit, pause, resume and remove schedules: when a channel gets which questions."""


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
@click.option("--owner", default="", help="User id to notify if Warmup pauses it.")
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

    In chat, /daily setup does the same. Where to find the ids: on Discord, enable Developer
    Mode, right-click the server or channel and choose Copy ID; on Slack, open the channel in a
    browser, its address ends in /WORKSPACE/CHANNEL.

    Example: warmup schedule add --platform discord --workspace 42 --channel 43 --at 09:00
    --zone Europe/Berlin --track pytorch --track keras --reveal-at 16:00
    """
    where = ChannelRef(
        _platform(platform), _id(workspace, "--workspace"), _id(channel, "--channel")
    )
    bank = shipped_bank()

    def command(tx: Transaction, at: datetime) -> Schedule:
        team = team_of(tx, where.platform, where.workspace, at)
        entered = _with_time(PlanWords(format=format_, **words))
        plan = parse_plan(entered, tracks_of(tx, bank, team.id))
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
    else:
        for line in table(rows):
            click.echo(line)


@schedule.command()
@_id_argument
@json_option
def pause(schedule_id: int, *, as_json: bool) -> None:
    """Stop asking until resumed; an open question is still revealed.

    SCHEDULE_ID is in `warmup schedule list`. Example: warmup schedule pause 3
    """
    _do(
        schedule_id,
        lambda by, _: PauseSchedule(*by, None, schedule_id=schedule_id),
        as_json=as_json,
    )


@schedule.command()
@_id_argument
@json_option
def resume(schedule_id: int, *, as_json: bool) -> None:
    """Ask again, from the next time on.

    SCHEDULE_ID is in `warmup schedule list`. Example: warmup schedule resume 3
    """
    _do(
        schedule_id,
        lambda by, _: ResumeSchedule(*by, None, schedule_id=schedule_id),
        as_json=as_json,
    )


@schedule.command()
@_id_argument
@click.option("--at", default="", help="Local time of the question, such as 09:00.")
@click.option("--zone", default="", help="Time zone, such as Europe/Berlin.")
@click.option("--days", default="", help="Such as mon-fri, sun-thu or mon,wed,fri.")
@click.option("--track", "tracks", multiple=True, help="A track; repeat for several.")
@click.option("--level", "levels", multiple=True, help="basic, intermediate, advanced.")
@click.option("--format", "format", default="", help="choice, open or thread.")
@click.option("--reveal-after", default="", help="Such as 6h or 90m.")
@click.option("--reveal-at", default="", help="Local time of the reveal, such as 16:00.")
@click.option(
    "--reveal-next-day/--reveal-same-day",
    default=None,
    help="Reveal on the next day with a question, or on the same day.",
)
@click.option("--title", default=None, help='Your own title above each question; "" for none.')
@click.option("--intro", default=None, help='A line above each question; "" for none.')
@click.option("--notify", default=None, help="Id of the one role or user group to ping, or nobody.")
@click.option("--pin/--no-pin", default=None, help="Pin the question while it's open.")
@click.option("--quiet/--no-quiet", default=None, help="Reveal by an edit only, without a message.")
@json_option
def edit(
    schedule_id: int,
    *,
    as_json: bool,
    **words: Any,  # noqa: ANN401  # the options, as PlanWords takes them
) -> None:
    """Change a schedule; what isn't named stays as it is.

    SCHEDULE_ID is in `warmup schedule list`.

    \b
    warmup schedule edit 3 --at 10:00 --days mon,wed,fri
    warmup schedule edit 3 --reveal-at 09:00 --reveal-next-day --no-pin --notify nobody
    """  # noqa: D301  # click's mark: keep these lines
    given = {name: value for name, value in words.items() if value not in ((), "", None)}
    given |= {name: "" for name in ("title", "intro", "notify") if words[name] == ""}
    if not given:
        raise Refused("Nothing to change.", "Name an option, such as --at 10:00.")

    def command(by: By, ctx: Context) -> Command:
        known = _existing(ctx.tx, schedule_id)
        tracks = tracks_of(ctx.tx, ctx.bank, known.team_id)
        plan = parse_plan(_with_time(changed_words(known.plan, given)), tracks)
        return EditSchedule(*by, schedule_id, plan)

    _do(schedule_id, command, as_json=as_json)


def _do(schedule_id: int, asked: Callable[[By, Context], Command], *, as_json: bool) -> None:
    """Do something to a schedule, as a manager of its workspace would, and say what comes of it."""
    with opened_store(settings()) as store:
        at = time_of(store)
        where = store.read_now(lambda tx: _existing(tx, schedule_id)).channel
        # Nobody is told apart by this: it's whoever may use the database.
        operator = Actor(where.platform, where.workspace, "", "the command line", manager=True)
        bank = shipped_bank()
        command = store.read_now(lambda tx: asked((operator, at), Context(tx, bank)))
        store.write_now(lambda tx: WRITES[type(command)](Context(tx, bank), command))
        row = store.read_now(lambda tx: values(tx, _existing(tx, schedule_id), at))
    if as_json:
        echo_json(row)
        return
    for line in table([row]):
        click.echo(line)


def table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield schedules as lines of columns, below a header; the times are the schedules' own."""
    head = ("ID", "CHANNEL", "NEXT", "WHAT")
    cells = [head, *map(_cells, rows)] if rows else []
    widths = [max(len(row[column]) for row in cells) for column in range(3)] if cells else []
    for row in cells:
        told = (text.ljust(width) for text, width in zip(row, widths, strict=False))
        yield "  ".join((*told, row[3])).rstrip()


def _cells(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    channel = f"{row['platform']} {row['workspace']} #{row['channel']}"
    coming = "paused" if row["state"] == "paused" else "none in the next month"
    if row["next"]:
        at = datetime.fromisoformat(row["next"]).astimezone(zone(zone_or_utc(row["zone"])))
        coming = f"{at:%a %Y-%m-%d %H:%M}"
    state = f"  [{row['state']}: {row['pause_reason']}]" if row["pause_reason"] else ""
    return str(row["id"]), channel, coming, f"{row['summary']}{state}"


def changed_words(plan: Plan, given: Mapping[str, Any]) -> PlanWords:
    """Return a plan as words, with those given in place of its own."""
    own = PlanWords(
        at=f"{plan.at:%H:%M}",
        zone=plan.zone,
        days=",".join(DAY_NAMES[day] for day in plan.days),
        tracks=plan.tracks,
        levels=tuple(level.value for level in plan.levels),
        format=plan.format.value,
        reveal_after=describe_span(plan.reveal_after) if plan.reveal_after else "",
        reveal_at=f"{plan.reveal_at:%H:%M}" if plan.reveal_at else "",
        reveal_next_day=plan.reveal_next_day,
        title=plan.title,
        intro=plan.intro,
        notify=plan.notify,
        pin=plan.pin,
        quiet=plan.quiet,
    )
    if "reveal_at" in given:
        own = replace(own, reveal_after="")
    if "reveal_after" in given:
        own = replace(own, reveal_at="", reveal_next_day=False)
    return replace(own, **given)


def _with_time(entered: PlanWords) -> PlanWords:
    """Return what was entered; raises Refused for a next day without a time."""
    if entered.reveal_next_day and not entered.reveal_at:
        raise Refused("--reveal-next-day needs the time of the reveal.", "Add --reveal-at 09:00.")
    return entered


@schedule.command()
@_id_argument
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
@json_option
def remove(schedule_id: int, *, yes: bool, as_json: bool) -> None:
    """Remove a schedule; past questions, points and streaks are kept.

    SCHEDULE_ID is in `warmup schedule list`. Example: warmup schedule remove 3
    """
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
