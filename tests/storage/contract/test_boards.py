"""Boards against a naive recount of random histories."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.model.people import Member
from bot.engine.model.scores import BoardPlace, BoardRow, Period, PointEntry
from bot.engine.ports.repositories import Transaction
from bot.engine.rules.calendar import period_key
from tests.storage.conftest import Transactions
from tests.support.stored_world import (
    MONDAY,
    NOON,
    a_member,
    a_round,
    a_schedule,
    a_team,
    some_points,
)

WEEK = period_key(Period.WEEK, MONDAY)
MONTH = period_key(Period.MONTH, MONDAY)
ALL = period_key(Period.ALL, MONDAY)

# A day is one of a few around the turn of a week, a month and a year.
DAYS = st.sampled_from([MONDAY - timedelta(days=1), MONDAY, date(2026, 12, 31), date(2027, 1, 1)])
ENTRIES = st.lists(
    st.tuples(
        st.integers(0, 5),  # who
        st.sampled_from([10, 2, 5, -8, 10, 2]),  # few amounts: ties are the point
        DAYS,
        st.sampled_from(["pytorch", "statistics"]),
    ),
    max_size=30,
)
STANDINGS = st.lists(st.sampled_from(["shown", "shown", "hidden", "left"]), min_size=6, max_size=6)


def a_history(
    tx: Transaction, entries: list[tuple[int, int, date, str]], standings: list[str]
) -> tuple[list[Member], list[PointEntry]]:
    """Two teams, the first with six members; the points they got, written in two goes."""
    team, other = a_team(tx), a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    members = [
        a_member(tx, team, f"M{n}", hidden=how == "hidden", left_at=NOON if how == "left" else None)
        for n, how in enumerate(standings)
    ]
    stranger = a_member(tx, other, "Stranger")
    log = [
        some_points(asked, members[who], points, on, track) for who, points, on, track in entries
    ]
    half = len(log) // 2
    tx.points.add(log[:half])
    tx.points.add([*log[half:], some_points(asked, stranger, 99)])
    return members, log


def counted(log: list[PointEntry], period: str, track: str) -> Counter[int]:
    """Each member's points, the slow and plain way."""
    sums: Counter[int] = Counter()
    for entry in log:
        if period in {period_key(p, entry.on) for p in Period} and track in ("", entry.track):
            sums[entry.member_id] += entry.points
    return sums


def recount(
    members: list[Member], log: list[PointEntry], period: str, track: str
) -> list[BoardRow]:
    """The whole board, the slow and plain way."""
    sums = counted(log, period, track)
    shown = [m for m in members if not m.hidden and m.left_at is None and sums[m.id] > 0]
    shown.sort(key=lambda m: (-sums[m.id], m.id))
    return [
        BoardRow(1 + sum(sums[o.id] > sums[m.id] for o in shown), m.id, m.name, sums[m.id])
        for m in shown
    ]


def tie_up(rows: list[BoardRow]) -> list[BoardPlace]:
    """Return the places of a whole board, the plain way."""
    people = Counter((row.rank, row.points) for row in rows)
    return [BoardPlace(rank, points, count) for (rank, points), count in people.items()]


@settings(max_examples=40, deadline=None)
@given(entries=ENTRIES, standings=STANDINGS, track=st.sampled_from(["", "pytorch", "golf"]))
def test_a_board_agrees_with_a_recount(
    transactions: Transactions,
    entries: list[tuple[int, int, date, str]],
    standings: list[str],
    track: str,
) -> None:
    with transactions() as tx:
        members, log = a_history(tx, entries, standings)
        team_id = members[0].team_id
        for period in (WEEK, MONTH, ALL, "2026-W53", "1999-01"):
            expected = recount(members, log, period, track)
            assert list(tx.points.board(team_id, period, track, 0, 99)) == expected
            assert tx.points.size(team_id, period, track) == len(expected)
            places = tie_up(expected)
            assert list(tx.points.places(team_id, period, track, 0, 99)) == places
            assert list(tx.points.places(team_id, period, track, 1, 2)) == places[1:3]
            assert tx.points.count_places(team_id, period, track) == len(places)
            for member in members:
                points = counted(log, period, track)[member.id]
                better = sum(row.points > points for row in expected)
                own = BoardRow(better + 1, member.id, member.name, points)
                assert tx.points.standing(member.id, period, track) == own
        assert tx.points.differences() == ()


@settings(max_examples=40, deadline=None)
@given(entries=ENTRIES, standings=STANDINGS, size=st.integers(1, 4))
def test_pages_agree_with_the_whole_board(
    transactions: Transactions,
    entries: list[tuple[int, int, date, str]],
    standings: list[str],
    size: int,
) -> None:
    with transactions() as tx:
        members, _ = a_history(tx, entries, standings)
        team_id = members[0].team_id
        whole = tx.points.board(team_id, ALL, "", 0, 99)
        pages = [tx.points.board(team_id, ALL, "", n, size) for n in range(0, 12, size)]
        assert tuple(row for page in pages for row in page) == whole


def test_ties_share_a_rank_and_the_next_rank_skips(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    members = [a_member(tx, team, name) for name in "ABCD"]
    for member, points in zip(members, (2, 10, 10, 20), strict=True):
        tx.points.add([some_points(asked, member, points)])
    a, b, c, d = (member.id for member in members)
    board = tx.points.board(team.id, ALL, "", 0, 99)
    assert [(row.rank, row.member_id) for row in board] == [(1, d), (2, b), (2, c), (4, a)]
    assert tx.points.board(team.id, ALL, "", 2, 1)[0].rank == 2


def test_a_week_crosses_the_year_and_a_month_does_not(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    ada = a_member(tx, team)
    eve, new_year = date(2026, 12, 31), date(2027, 1, 1)
    tx.points.add([some_points(asked, ada, 10, eve), some_points(asked, ada, 5, new_year)])
    assert tx.points.standing(ada.id, period_key(Period.WEEK, new_year), "").points == 15
    assert tx.points.standing(ada.id, period_key(Period.MONTH, new_year), "").points == 5
    assert tx.points.standing(ada.id, ALL, "pytorch").points == 15


def test_hidden_and_left_members_still_see_their_own_row(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    ada, bob, eve = a_member(tx, team), a_member(tx, team, "Bob"), a_member(tx, team, "Eve")
    tx.points.add([some_points(asked, who, 10) for who in (ada, bob)])
    tx.members.save(replace(ada, hidden=True, name="Ada L."))
    assert tx.points.standing(ada.id, ALL, "") == BoardRow(1, ada.id, "Ada L.", 10)
    assert tx.points.standing(eve.id, ALL, "") == BoardRow(2, eve.id, "Eve", 0)
    tx.members.save(replace(bob, left_at=NOON))
    assert tx.points.board(team.id, ALL, "", 0, 9) == ()
    assert tx.points.standing(eve.id, ALL, "").rank == 1


def test_a_member_who_moved_is_not_on_their_old_teams_board(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    asked = a_round(tx, a_schedule(tx, red))
    ada = a_member(tx, red)
    tx.points.add([some_points(asked, ada, 10)])
    tx.members.save(replace(ada, team_id=blue.id))
    assert tx.points.board(red.id, ALL, "", 0, 9) == ()
    assert tx.points.size(red.id, ALL, "") == 0


def test_negative_points_count_as_none(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    ada, bob = a_member(tx, team), a_member(tx, team)
    tx.points.add([some_points(asked, ada, -8), some_points(asked, bob, -6)])
    assert tx.points.size(team.id, ALL, "") == 0
    assert tx.points.standing(ada.id, ALL, "") == BoardRow(1, ada.id, "Ada", -8)


def test_the_log_is_kept_in_order(tx: Transaction) -> None:
    team = a_team(tx)
    schedule = a_schedule(tx, team)
    first, second = a_round(tx, schedule), a_round(tx, schedule, by_hand_number=1)
    ada, bob = a_member(tx, team), a_member(tx, team)
    log = [
        some_points(first, bob, 10),
        some_points(first, ada, 10),
        some_points(second, ada, 2),
        replace(some_points(first, ada, -8), reason="the key was corrected"),
    ]
    tx.points.add(log[:2])
    tx.points.add(log[2:])
    tx.points.add([])
    assert tx.points.of_round(first.id) == (log[0], log[1], log[3])
    assert tx.points.of_member(ada.id) == tuple(log[1:])
    assert tx.points.standing(ada.id, ALL, "").points == 4
