"""Revision 0004: what facts held moves to whoever owns it, or is dropped."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import text

from bot.engine.model.settings import Setting
from storage import database_url, engines
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.postgresql import Server
from tests.support.stored_world import NOON

OLD = "2026-11-14 11:00:00.000000"
TIME = "2026-11-16 11:00:00.000000"
ROWS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("teams", {"id": 1, "name": "Red", "zone": "UTC", "created_at": TIME}),
    ("members", {"id": 1, "team_id": 1, "name": "Ada", "joined_at": TIME, "hidden": False}),
    ("members", {"id": 2, "team_id": 1, "name": "Bob", "joined_at": TIME, "hidden": False}),
    ("identities", {"platform": "discord", "workspace": "G1", "user": "7", "member_id": 1}),
    ("identities", {"platform": "slack", "workspace": "T1", "user": "U1", "member_id": 1}),
    ("identities", {"platform": "slack", "workspace": "T1", "user": "U2", "member_id": 2}),
    (
        "schedules",
        {
            "id": 1,
            "team_id": 1,
            "platform": "slack",
            "workspace": "T1",
            "channel": "C1",
            "at": "09:00:00.000000",
            "zone": "UTC",
            "days": "[0]",
            "tracks": "[]",
            "levels": "[]",
            "format": "thread",
            "reveal_after": 60,
            "owner": "U1",
            "created_at": TIME,
            "since": TIME,
            "state": "active",
            "pause_reason": "",
        },
    ),
    (
        "rounds",
        {
            "id": 1,
            "schedule_id": 1,
            "team_id": 1,
            "platform": "slack",
            "workspace": "T1",
            "channel": "C1",
            "slot": "2026-11-16",
            "by_hand_number": 0,
            "due_at": TIME,
            "reveal_at": TIME,
            "closes_on": "2026-11-16",
            "format": "thread",
            "state": "open",
            "number": 1,
            "track": "",
            "shown_order": "[]",
            "note": "",
            "late": False,
            "message_platform": "slack",
            "message_workspace": "T1",
            "message_channel": "C1",
            "message": "9.1",
            "worker": "",
            "attempts": 0,
            "unseen": "all",
        },
    ),
    ("responses", {"round_id": 1, "member_id": 1, "text": "a", "first_at": TIME, "at": TIME}),
    ("responses", {"round_id": 1, "member_id": 2, "text": "b", "first_at": TIME, "at": TIME}),
    ("proposals", {"id": 7, "team_id": 1, "member_id": 1, "kind": "flag", "question_id": "a/b",
                   "text": "wrong", "at": TIME, "state": "waiting"}),
    ("delivered_events", {"event": "slack:form:U1:V1", "at": TIME}),
    ("delivered_events", {"event": "slack:old", "at": OLD}),
)  # fmt: skip
FACTS = {
    "console time": "2026-11-16T11:00:00+00:00",
    "slack:origin": "cafe",
    "discord:commands:42": "hash",
    "discord:home:7": "G1",
    "discord:home:8": "G1",  # took no part
    "discord:plan:1": "{}",
    "health:looked": "2026-11-16T11:00:00+00:00",
    "slack:reply:C1:9.1:U1": "10.5",
    "slack:reply:C1:9.1:U2": "",
    "slack:reply:C1:9.1:U3": "11.5",  # unknown
    "slack:reply:C1:8.1:U1": "12.5",  # no question
}


def fill(url: str) -> None:
    engine = engines.connect(database_url.parse(url), engines.Role.WRITE)
    facts = tuple(("facts", {"key": key, "value": value}) for key, value in FACTS.items())
    with engine.begin() as connection:
        for table, row in (*ROWS, *facts):
            names = ", ".join(f'"{name}"' for name in row)
            values = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_facts_go_to_their_owners(kind: str, request: pytest.FixtureRequest) -> None:
    if kind == "postgresql":
        server: Server = request.getfixturevalue("server")
        url = server.empty()
    else:
        url = f"sqlite:///{request.getfixturevalue('tmp_path')}/old.db"
    upgrade.upgrade(url, "0003")
    fill(url)
    upgrade.upgrade(url)
    with SqlStore(url) as store:
        kept = {
            each: store.read_now(lambda tx, each=each: tx.settings.get(each)) for each in Setting
        }
        assert {each: value for each, value in kept.items() if value is not None} == {
            Setting.CONSOLE_CLOCK: "2026-11-16T11:00:00+00:00",
            Setting.DISCORD_COMMANDS: "42:hash",
            Setting.SLACK_ORIGIN: "cafe",
        }
        assert store.read_now(lambda tx: tx.members.home("discord", "7")) == "G1"
        assert store.read_now(lambda tx: tx.members.home("discord", "8")) is None
        responses = store.read_now(lambda tx: tx.responses.of_round(1))
        assert [response.reply for response in responses] == ["10.5", None]
        assert not store.write_now(lambda tx: tx.events.first_time("slack:form:U1:V1", NOON))
        assert store.write_now(lambda tx: tx.events.prune(NOON, 9)) == 1
        (report,) = store.read_now(lambda tx: tx.questions.proposals_of(1))
        assert report.id == 7
        store.write_now(lambda tx: tx.members.forget(1))
        assert store.read_now(lambda tx: tx.questions.proposal(1, 1)) is not None
