"""Days by the question: what an old database's rounds, excuses and streak logs become."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from bot.cli.shared import rebuild_streaks
from bot.engine.model.rounds import Excuse
from bot.engine.model.scores import DayOutcome, DayRule, StreakState, TeamDay
from bot.engine.records import audit
from storage import database_url, engines
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.postgresql import Server

THURSDAY, FRIDAY, SATURDAY = (date(2026, 11, day) for day in (5, 6, 7))
START = "2026-11-01 09:00:00.000000"
EMPTY: dict[str, Any] = {
    "track": "",
    "shown_order": "[]",
    "note": "",
    "late": False,
    "worker": "",
}


def rows() -> list[tuple[str, dict[str, Any]]]:
    """Return a team of revision 0010: Friday's question was closed on Saturday."""
    team = {"name": "Red", "zone": "UTC", "created_at": START}
    schedule = {
        "id": 1, "team_id": 1, "platform": "slack", "workspace": "T1", "channel": "C1",
        "at": "09:00:00.000000", "zone": "UTC", "days": "[0, 1, 2, 3, 4]", "tracks": "[]",
        "levels": "[]", "format": "open", "reveal_after": 90_000, "owner": "U1",
        "created_at": START, "since": START, "state": "active", "pause_reason": "",
    }  # fmt: skip
    excuses = {4: "the bot was out of reach", 5: None, 6: None}
    made: list[tuple[str, dict[str, Any]]] = [
        ("teams", {"id": 1, **team}),
        ("teams", {"id": 2, **team}),
        ("members", {"id": 1, "team_id": 1, "name": "A", "joined_at": START, "hidden": False}),
        ("schedules", schedule),
    ]
    for day, excuse in excuses.items():
        values = {
            "id": day, "schedule_id": 1, "team_id": 1, "platform": "slack", "workspace": "T1",
            "channel": "C1", "slot": f"2026-11-0{day}", "by_hand_number": 0,
            "due_at": f"2026-11-0{day} 09:00:00.000000",
            "reveal_at": f"2026-11-0{day + 1} 10:00:00.000000",
            "revealed_at": f"2026-11-0{day + 1} 10:00:00.000000",
            "closes_on": f"2026-11-0{day + 1}", "format": "open", "state": "revealed",
            "number": day, "attempts": 0, "unseen": "nothing", "excuse": excuse, **EMPTY,
        }  # fmt: skip
        made.append(("rounds", values))
    at = "2026-11-05 09:30:00.000000"
    made += [
        ("responses", {"round_id": 5, "member_id": 1, "text": "a", "first_at": at, "at": at}),
        ("follows", {"schedule_id": 1, "member_id": 1, "since": at}),
    ]
    for day, outcome, current in ((6, "kept", 1), (7, "missed", 0)):
        line = {"member_id": 1, "day": f"2026-11-0{day}", "outcome": outcome, "reason": "words",
                "current": current, "best": 1, "freezes": 0}  # fmt: skip
        made.append(("streak_days", line))
    return made


def asked_every_day() -> list[tuple[str, dict[str, Any]]]:
    """Return a second schedule: it asks on all days, and did on Friday, Saturday and Sunday."""
    made = dict(rows()[3:5])
    schedule, asked = made["schedules"], made["rounds"]
    every_day = {**schedule, "id": 2, "days": "[0, 1, 2, 3, 4, 5, 6]"}
    excuses = {6: None, 7: None, 8: "a holiday"}
    rounds = [
        {**asked, "id": 10 + day, "schedule_id": 2, "slot": f"2026-11-0{day}", "excuse": excuse}
        for day, excuse in excuses.items()
    ]
    return [("schedules", every_day), *(("rounds", each) for each in rounds)]


def fill(url: str, more: Sequence[tuple[str, dict[str, Any]]] = ()) -> None:
    engine = engines.connect(database_url.parse(url), engines.Role.WRITE)
    with engine.begin() as connection:
        for table, row in (*rows(), *more):
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
    engine.dispose()


def old_database(kind: str, request: pytest.FixtureRequest) -> str:
    """Return the URL of a database at revision 0010."""
    if kind == "postgresql":
        server: Server = request.getfixturevalue("server")
        url = server.empty()
    else:
        url = f"sqlite:///{request.getfixturevalue('tmp_path')}/old.db"
    upgrade.upgrade(url, "0010")
    return url


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_old_days_are_folded_again_by_the_date_of_the_question(
    kind: str, request: pytest.FixtureRequest
) -> None:
    url = old_database(kind, request)
    fill(url)
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        before = store.read_now(lambda tx: tx.days.of_member(1))
        assert [(line.day, line.rule) for line in before] == [
            (FRIDAY, DayRule.ANSWERED),
            (SATURDAY, DayRule.MISSED),
        ]
        for _ in range(2):  # the second finds nothing to do
            rebuild_streaks(store)
        assert store.read_now(lambda tx: tx.days.of_member(1)) == (
            TeamDay(1, date(2026, 11, 4), DayOutcome.EXCUSED, DayRule.OUTAGE, StreakState(0, 0, 0)),
            TeamDay(1, THURSDAY, DayOutcome.KEPT, DayRule.ANSWERED, StreakState(1, 1, 0)),
            TeamDay(1, FRIDAY, DayOutcome.MISSED, DayRule.MISSED, StreakState(0, 1, 0)),
        )
        assert store.read_now(audit.differences) == (
            "round 5, member 1: 0 points are booked, 5 are owed",
        )
        teams = store.read_now(lambda tx: tx.teams.all())
        assert [team.zone_chosen for team in teams] == [True, False]
        excuses = [r.excuse for r in store.read_now(lambda tx: tx.rounds.closed(1))]
        assert excuses == [Excuse.OUTAGE, None, None]
    upgrade.downgrade(url, "0010")
    upgrade.upgrade(url)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_weekends_of_a_schedule_for_every_day_cost_nothing_also_where_they_were_asked_before(
    kind: str, request: pytest.FixtureRequest
) -> None:
    url = old_database(kind, request)
    fill(url, asked_every_day())
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        asked = {r.id: r.excuse for r in store.read_now(lambda tx: tx.rounds.closed(1))}
    assert asked == {
        4: Excuse.OUTAGE,
        5: None,
        6: None,
        16: None,
        17: Excuse.WEEKEND,
        18: Excuse.HOLIDAY,
    }
    upgrade.downgrade(url, "0010")
