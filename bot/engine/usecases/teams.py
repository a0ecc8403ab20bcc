"""What a team has set: its time zone and its holidays."""

from dataclasses import replace
from datetime import date, timedelta

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import AddHoliday, ListHolidays, RemoveHoliday, SetZone
from bot.engine.errors import NotFound, Refused
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.members import known_team, require_manager, team_of
from bot.engine.rules import schedule_text
from bot.engine.rules.calendar import local_date
from bot.engine.rules.text import clean_name

HOLIDAYS_AHEAD = timedelta(days=731)


def set_zone(tx: Transaction, bank: Bank, command: SetZone) -> Card:
    """Set the zone in which the team's weeks, months and days are counted from now on."""
    del bank
    require_manager(command.actor)
    team = team_of(tx, command.actor.platform, command.actor.workspace, command.at)
    zone = schedule_text.parse_zone(command.zone)
    tx.teams.save(replace(team, zone=zone))
    return NoticeCard(
        f"Boards and streaks now count days in {zone}.",
        ("Schedules keep their own zones.", "Rounds that are open keep the day they close on."),
    )


def add_holiday(tx: Transaction, bank: Bank, command: AddHoliday) -> Card:
    """Make a coming date a holiday."""
    del bank
    require_manager(command.actor)
    team = team_of(tx, command.actor.platform, command.actor.workspace, command.at)
    today = local_date(command.at, team.zone)
    if command.day < today:
        raise Refused(
            f"{command.day} has passed.", "Streaks of past days are settled; name today or later."
        )
    if command.day - today > HOLIDAYS_AHEAD:
        raise Refused(f"{command.day} is more than two years ahead.", "Check the year.")
    tx.teams.add_holiday(team.id, command.day, clean_name(command.name) if command.name else "")
    return NoticeCard(
        f"{_long(command.day)} is a holiday.",
        ("No question will be posted, and it is nobody's team day.",),
    )


def remove_holiday(tx: Transaction, bank: Bank, command: RemoveHoliday) -> Card:
    """Make a coming holiday a common day again."""
    del bank
    require_manager(command.actor)
    team = known_team(tx, command.actor)
    if command.day < local_date(command.at, team.zone):
        raise Refused(f"{command.day} has passed.", "Only coming holidays can be removed.")
    if command.day not in tx.teams.holidays(team.id):
        raise NotFound(f"{command.day} is not a holiday.", "/team holidays lists them.")
    tx.teams.remove_holiday(team.id, command.day)
    return NoticeCard(f"{_long(command.day)} is a common day again.")


def list_holidays(tx: Transaction, bank: Bank, command: ListHolidays) -> Card:
    """List the coming holidays."""
    del bank
    team = known_team(tx, command.actor)
    today = local_date(command.at, team.zone)
    coming = sorted((day, name) for day, name in tx.teams.holidays(team.id).items() if day >= today)
    lines = tuple(f"{_long(day)}  {name}".rstrip() for day, name in coming)
    return NoticeCard("Coming holidays", lines or ("None.",))


def _long(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
