"""Teams and members: who an actor is, and what a team has set."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import AddHoliday, ListHolidays, RemoveHoliday, SetZone
from bot.engine.errors import NotAllowed, NotFound, Refused
from bot.engine.model.people import Actor, Identity, Member, Platform, Team, Workspace
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.rules import schedule_text
from bot.engine.rules.calendar import local_date, utc
from bot.engine.rules.text import clean_name

DEFAULT_ZONE = "UTC"
HOLIDAYS_AHEAD = timedelta(days=731)


def team_of(tx: Transaction, platform: Platform, workspace: str, at: datetime) -> Team:
    """Return the workspace's team, made on first contact."""
    team = tx.teams.by_workspace(platform, workspace)
    if team is None:
        team = tx.teams.add(Team(0, f"{platform}:{workspace}", DEFAULT_ZONE, utc(at)))
        tx.teams.attach(Workspace(platform, workspace, team.id))
    return team


def known_team(tx: Transaction, actor: Actor) -> Team:
    """Return the actor's team; raises NotFound in a workspace that has none yet."""
    team = tx.teams.by_workspace(actor.platform, actor.workspace)
    if team is None:
        raise NotFound(
            "Warmup is not set up here yet.", "A manager starts it with /daily setup in a channel."
        )
    return team


def member_of(tx: Transaction, actor: Actor, at: datetime) -> Member:
    """Return the actor's member, made on first contact; keeps the shown name up to date."""
    team = team_of(tx, actor.platform, actor.workspace, at)
    name = clean_name(actor.name)
    member = known_member(tx, actor)
    if member is None:
        member = tx.members.add(Member(0, team.id, name, utc(at)))
        tx.members.link(Identity(actor.platform, actor.workspace, actor.user, member.id))
        return member
    current = replace(member, name=name, left_at=None)
    if current != member:
        tx.members.save(current)
    return current


def known_member(tx: Transaction, actor: Actor) -> Member | None:
    """Return the actor's member, or None if they never took part."""
    return tx.members.by_identity(actor.platform, actor.workspace, actor.user)


def require_manager(actor: Actor) -> None:
    """Raise NotAllowed unless the actor manages the workspace."""
    if not actor.manager:
        raise NotAllowed("Only managers can do this.", "Ask someone who manages this workspace.")


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
