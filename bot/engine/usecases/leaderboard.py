"""Boards: who has how many points this week, this month, or in all."""

from bot.engine.cards import Card, LeaderboardCard
from bot.engine.commands import ShowLeaderboard
from bot.engine.model.people import Member
from bot.engine.model.scores import BoardRow
from bot.engine.ports.context import Context
from bot.engine.records.members import known_member, known_team
from bot.engine.records.question_pool import track_title, tracks_of
from bot.engine.rules import schedule_text
from bot.engine.rules.calendar import local_date, period_dates, period_key

PAGE_ROWS = 10


def leaderboard(ctx: Context, command: ShowLeaderboard) -> Card:
    """Show a page of the team's board, and the reader's own row."""
    team = known_team(ctx.tx, command.actor)
    track = command.track
    if track:
        track = schedule_text.parse_track(
            track, tracks_of(ctx.tx, ctx.bank, team.id) | ctx.bank.tracks.keys()
        )
    on = local_date(command.at, team.zone)
    key = period_key(command.period, on)
    people = ctx.tx.points.size(team.id, key, track)
    pages = max(1, -(-people // PAGE_ROWS))
    page = min(max(command.page, 1), pages)
    rows = ctx.tx.points.board(team.id, key, track, (page - 1) * PAGE_ROWS, PAGE_ROWS)
    member = known_member(ctx.tx, command.actor)
    mine = ctx.tx.points.standing(member.id, key, track) if member else None
    dates = period_dates(command.period, on)
    return LeaderboardCard(
        team=team.name,
        period=command.period,
        track_title=track_title(ctx.bank, track) if track else "",
        rows=rows,
        mine=mine,
        page=page,
        pages=pages,
        people=people,
        first=dates[0] if dates else None,
        last=dates[1] if dates else None,
        zone=team.zone,
        note=_note(member, mine),
        track=track,
    )


def _note(member: Member | None, mine: BoardRow | None) -> str:
    if member is None or mine is None:
        return "You haven't answered a question here yet."
    if member.hidden:
        return "You're hidden; only you can see this row."
    if not mine.points:
        return "You have no points in this period yet."
    return ""
