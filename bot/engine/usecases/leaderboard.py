"""Boards: who has how many points this week, this month, or in all."""

from dataclasses import replace

from bot.engine.cards import Card, LeaderboardCard, PostedLeaderboardCard
from bot.engine.commands import PostLeaderboard, ShowLeaderboard
from bot.engine.model.people import Member
from bot.engine.model.scores import BoardRow
from bot.engine.ports.context import Context
from bot.engine.records.board_lines import board_lines, with_streaks
from bot.engine.records.members import known_member, known_team
from bot.engine.records.question_pool import track_title, tracks_of
from bot.engine.rules import schedule_text
from bot.engine.rules.calendar import local_date, period_dates, period_key

PAGE_LINES = 10


def leaderboard(ctx: Context, command: ShowLeaderboard) -> Card:
    """Show a page of the team's board, and the reader's own row."""
    return _board(ctx, command)


def post(ctx: Context, command: PostLeaderboard) -> Card:
    """Show the team's board to the channel, without anyone's own row."""
    asked = ShowLeaderboard(command.actor, command.at, command.period, command.track)
    board = replace(_board(ctx, asked), mine=None, ahead=None, note="")
    member = known_member(ctx.tx, command.actor)
    return PostedLeaderboardCard(board, member.name if member and not member.hidden else "")


def _board(ctx: Context, command: ShowLeaderboard) -> LeaderboardCard:
    tx, team = ctx.tx, known_team(ctx.tx, command.actor)
    track = command.track
    if track:
        known = tracks_of(tx, ctx.bank, team.id) | ctx.bank.tracks.keys()
        track = schedule_text.parse_track(track, known)
    today = local_date(command.at, team.zone)
    key = period_key(command.period, today)
    pages = max(1, -(-tx.points.count_places(team.id, key, track) // PAGE_LINES))
    page = min(max(command.page, 1), pages)
    lines = board_lines(tx, team.id, key, PAGE_LINES, track, (page - 1) * PAGE_LINES)
    member = known_member(tx, command.actor)
    mine = tx.points.standing(member.id, key, track) if member else None
    ahead: tuple[BoardRow, ...] = ()
    if mine is not None and mine.rank > 1:
        ahead = tx.points.board(team.id, key, track, mine.rank - 2, 1)
    dates = period_dates(command.period, today)
    return LeaderboardCard(
        period=command.period,
        track_title=track_title(ctx.bank, track),
        lines=tuple(with_streaks(tx, line, today) for line in lines),
        mine=mine,
        page=page,
        pages=pages,
        people=tx.points.size(team.id, key, track),
        first=dates[0] if dates else None,
        last=min(dates[1], today) if dates else None,
        ahead=ahead[0] if ahead else None,
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
