"""What a team has set: its time zone, its holidays, and whether weekends count."""

from dataclasses import replace
from datetime import date, timedelta

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import (
    AddHoliday,
    ListHolidays,
    RemoveHoliday,
    SetWeekends,
    SetWords,
    SetZone,
)
from bot.engine.errors import NotFound, Refused
from bot.engine.model.people import Team
from bot.engine.model.rounds import RoundState
from bot.engine.model.scores import DayOutcome, DayRule
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_team, team_of
from bot.engine.records.rights import require_manager
from bot.engine.records.rounds import ANSWERABLE
from bot.engine.records.streak_log import settle_member
from bot.engine.rules import schedule_text
from bot.engine.rules.calendar import local_date
from bot.engine.rules.streaks import COSTLY
from bot.engine.rules.text import clean_name, count_of

HOLIDAYS_AHEAD = timedelta(days=731)
HOLIDAYS_BACK = timedelta(days=31)
"""How long after a date it can still be made a holiday, or a normal day again."""
ON_VIEW = (RoundState.SENDING, RoundState.OPEN, RoundState.REVEALING, RoundState.REVEALED)


def set_zone(ctx: Context, command: SetZone) -> Card:
    """Set the zone that says which day, week and month it is for the team."""
    require_manager(ctx.tx, command.actor)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    zone = schedule_text.parse_zone(command.zone)
    ctx.tx.teams.save(replace(team, zone=zone, zone_chosen=True))
    return NoticeCard(
        f"The team's days, weeks and months now begin in {zone}.",
        ("Schedules keep their own zones: a question's date is the one in its channel.",),
    )


def set_weekends(ctx: Context, command: SetWeekends) -> Card:
    """Set whether a missed Saturday or Sunday costs a day, for questions asked from now on."""
    require_manager(ctx.tx, command.actor)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    ctx.tx.teams.save(replace(team, weekends_count=command.count))
    if command.count:
        title = "Weekends now count."
        line = "Missing a Saturday or Sunday question costs a day, where one is asked every day."
    else:
        title = "Weekends no longer count."
        line = "Saturday and Sunday can earn a day; missing them costs nothing."
    return NoticeCard(title, (line, "This applies to questions asked from now on."))


def set_words(ctx: Context, command: SetWords) -> Card:
    """Set whether answers in own words are shown in the thread, from the next reveal on."""
    require_manager(ctx.tx, command.actor)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    ctx.tx.teams.save(replace(team, words_private=not command.shown))
    if command.shown:
        title = "Answers in own words are shown at the reveal."
        line = "They stand in the thread under their authors' names; each can stay private."
    else:
        title = "Answers in own words stay private."
        line = "Only their authors see them, at the reveal too."
    return NoticeCard(title, (line, "This applies from the next reveal on."))


def add_holiday(ctx: Context, command: AddHoliday) -> Card:
    """Make a date a holiday: no question, and a miss of one that was asked costs nothing."""
    require_manager(ctx.tx, command.actor)
    team = team_of(ctx.tx, command.actor.platform, command.actor.workspace, command.at)
    today = local_date(command.at, team.zone)
    _refuse_long_past(command.day, today)
    if command.day - today > HOLIDAYS_AHEAD:
        raise Refused(f"{command.day} is more than two years ahead.", "Check the year.")
    ctx.tx.teams.add_holiday(team.id, command.day, clean_name(command.name) if command.name else "")
    lines = ctx.tx.days.of_day(team.id, command.day)
    for line in lines:
        if line.outcome is not DayOutcome.KEPT:
            settle_member(ctx.tx, line.member_id, command.day)
    missed = sum(line.outcome in COSTLY for line in lines)
    return NoticeCard(
        f"{_long(command.day)} is a holiday.",
        (_what_happens(ctx.tx, team, command.day, missed),),
    )


def remove_holiday(ctx: Context, command: RemoveHoliday) -> Card:
    """Make a holiday a normal day again; what was revealed on it meanwhile still costs nothing."""
    require_manager(ctx.tx, command.actor)
    team = known_team(ctx.tx, command.actor)
    _refuse_long_past(command.day, local_date(command.at, team.zone))
    if command.day not in ctx.tx.teams.holidays(team.id):
        raise NotFound(f"{command.day} isn't a holiday.", "/team holidays lists them.")
    ctx.tx.teams.remove_holiday(team.id, command.day)
    for line in ctx.tx.days.of_day(team.id, command.day):
        if line.rule is DayRule.HOLIDAY:
            settle_member(ctx.tx, line.member_id, command.day)
    return NoticeCard(f"{_long(command.day)} is a normal working day again.")


def list_holidays(ctx: Context, command: ListHolidays) -> Card:
    """List the upcoming holidays."""
    team = known_team(ctx.tx, command.actor)
    today = local_date(command.at, team.zone)
    coming = sorted(
        (day, name) for day, name in ctx.tx.teams.holidays(team.id).items() if day >= today
    )
    lines = tuple(f"{_long(day)}  {name}".rstrip() for day, name in coming)
    return NoticeCard("Upcoming holidays", lines or ("None.",), quoted=len(lines))


def _refuse_long_past(day: date, today: date) -> None:
    if today - day > HOLIDAYS_BACK:
        raise Refused(
            f"{day} is more than a month ago.", "Pick a day of the last month, today or later."
        )


def _what_happens(tx: Transaction, team: Team, day: date, missed: int) -> str:
    """Say what a new holiday means for the questions of its date."""
    asked = [
        round_
        for schedule in tx.schedules.of_team(team.id)
        for round_ in tx.rounds.of_schedule_on(schedule.id, day)
        if round_.state in ON_VIEW
    ]
    if any(round_.state in ANSWERABLE for round_ in asked):
        return "The open question stays: answers count, and missing it costs nothing."
    if missed:
        return f"{count_of(missed, 'missed day')} no longer counted; answers that day still count."
    if asked:
        return "Answers to that day's question still count; missing it costs nothing."
    return "No question that day, and no one's streak is affected."


def _long(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"
