"""A board in lines: those who tie share one."""

from dataclasses import replace
from datetime import date, timedelta

from bot.engine.cards import BoardLine
from bot.engine.ports.repositories import Transaction

NAMES_IN_A_LINE = 2
SHORTEST_STREAK = 2
"""Fewer days in a row aren't worth a word on a board."""


def board_lines(
    tx: Transaction, team_id: int, period: str, count: int, track: str = "", skip: int = 0
) -> tuple[BoardLine, ...]:
    """Return ``count`` lines of the team's board in a period, after the first ``skip``."""
    lines: list[BoardLine] = []
    for place in tx.points.places(team_id, period, track, skip, count):
        named = tx.points.board(
            team_id, period, track, place.rank - 1, min(place.people, NAMES_IN_A_LINE)
        )
        lines.append(
            BoardLine(
                rank=place.rank,
                member_ids=tuple(row.member_id for row in named),
                names=tuple(row.name for row in named),
                more=place.people - len(named),
                points=place.points,
            )
        )
    return tuple(lines)


def with_streaks(tx: Transaction, line: BoardLine, today: date) -> BoardLine:
    """Return ``line`` with the streaks of those it names, as they are on ``today``."""
    return replace(line, streaks=tuple(_streak(tx, each, today) for each in line.member_ids))


def _streak(tx: Transaction, member_id: int, today: date) -> int:
    last = tx.days.before(member_id, today + timedelta(days=1))
    days = last.after.current if last else 0
    return days if days >= SHORTEST_STREAK else 0
