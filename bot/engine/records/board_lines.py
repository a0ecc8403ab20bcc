"""A board in lines: those who tie share one."""

from itertools import groupby

from bot.engine.cards import BoardLine
from bot.engine.ports.repositories import Transaction

NAMES_IN_A_LINE = 2
ROWS_READ = 50
"""Rows that are read to make a few lines of them; larger ties are counted."""


def board_lines(tx: Transaction, team_id: int, period: str, count: int) -> tuple[BoardLine, ...]:
    """Return the first ``count`` lines of the team's board in a period."""
    rows = tx.points.board(team_id, period, "", 0, ROWS_READ)
    lines: list[BoardLine] = []
    for rank, tied in groupby(rows, key=lambda row: row.rank):
        members = list(tied)
        named = members[:NAMES_IN_A_LINE]
        lines.append(
            BoardLine(
                rank=rank,
                member_ids=tuple(row.member_id for row in named),
                names=tuple(row.name for row in named),
                more=len(members) - len(named),
                points=members[0].points,
            )
        )
    return tuple(lines[:count])
