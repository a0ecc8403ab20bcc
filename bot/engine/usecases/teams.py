"""What a team has set: its time zone and its holidays."""

from dataclasses import replace
from datetime import date, timedelta

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import AddHoliday, ListHolidays, RemoveHoliday, SetZone
from bot.engine.errors import NotFound, Refused
from bot.engine.ports.context import Context
from bot.engine.records.members import known_team, require_manager, team_of
from bot.engine.rules import schedule_text
from bot.engine.rules.calendar import local_date
from bot.engine.rules.text import clean_name

HOLIDAYS_AHEAD = timedelta(days=731)


def set_zone(ctx: Context, command: SetZone) -> Card:
    """Set the zone in which the team's weeks, months and days are counted from now on."""
    require_manager(command.actor)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    zone = schedule_text.parse_zone(command.zone)
    ctx.tx.teams.save(replace(team, zone=zone))
    return NoticeCard(
        f"Leaderboards and streaks now count days in {zone}.",
        ("Schedules keep their own zones.", "Open questions keep their closing day."),
    )


def add_holiday(ctx: Context, command: AddHoliday) -> Card:
    """Make an upcoming date a holiday."""
    require_manager(command.actor)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    today = local_date(command.at, team.zone)
    if command.day < today:
        raise Refused(
            f"{command.day} has passed.", "Past days can't be changed; pick today or later."
        )
    if command.day - today > HOLIDAYS_AHEAD:
        raise Refused(f"{command.day} is more than two years ahead.", "Check the year.")
    ctx.tx.teams.add_holiday(team.id, command.day, clean_name(command.name) if command.name else "")
    return NoticeCard(
        f"{_long(command.day)} is a holiday.",
        ("No question that day, and no one's streak is affected.",),
    )


def remove_holiday(ctx: Context, command: RemoveHoliday) -> Card:
    """Make an upcoming holiday a normal day again."""
    require_manager(command.actor)
    team = known_team(ctx.tx, command.actor)
    if command.day < local_date(command.at, team.zone):
        raise Refused(f"{command.day} has passed.", "Only upcoming holidays can be removed.")
    if command.day not in ctx.tx.teams.holidays(team.id):
        raise NotFound(f"{command.day} isn't a holiday.", "/team holidays lists them.")
    ctx.tx.teams.remove_holiday(team.id, command.day)
    return NoticeCard(f"{_long(command.day)} is a normal working day again.")


def list_holidays(ctx: Context, command: ListHolidays) -> Card:
    """List the upcoming holidays."""
    team = known_team(ctx.tx, command.actor)
    today = local_date(command.at, team.zone)
    coming = sorted(
        (day, name) for day, name in ctx.tx.teams.holidays(team.id).items() if day >= today
    )
    lines = tuple(f"{_long(day)}  {name}".rstrip() for day, name in coming)
    return NoticeCard("Upcoming holidays", lines or ("None.",))


def _long(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
