"""Step 0003 reads old rounds as the code before it did, when a sentence decided what came next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.engine.model.rounds import Round, RoundState, Skip, Unseen
from storage import database_url, engines
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.support.postgresql import Server
from tests.support.stored_world import NOON

pytestmark = pytest.mark.slow

SHOWN_AGAIN = "shown again"
REASONS = ("", SHOWN_AGAIN, *(skip.value for skip in Skip), "the channel is gone", "Outage")
OLD_ROUNDS = sa.table(
    "rounds",
    *(sa.column(name, sa.Integer) for name in ("id", "schedule_id", "team_id", "extra", "number")),
    *(sa.column(name, sa.String) for name in ("platform", "workspace", "channel", "format")),
    *(sa.column(name, sa.String) for name in ("state", "track", "reason", "worker")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("due_at", "reveal_at")),
    *(sa.column(name, sa.Date) for name in ("slot", "closes_on")),
    *(sa.column(name, sa.Integer) for name in ("key", "attempts")),
    sa.column("order", sa.JSON),
    sa.column("late", sa.Boolean),
)


@dataclass(frozen=True)
class OldRound:
    """What a row of revision 0002 held that step 0003 touches."""

    state: RoundState
    reason: str
    order: tuple[int, ...] = ()
    key: int | None = None


@dataclass(frozen=True)
class Reading:
    """What the engine decides by a round, and what people can read about it."""

    posts_answer: bool
    is_shown_once_open: bool
    is_claimed_again: bool
    text: str
    order: tuple[int, ...]
    key: int | None


def read_old(old: OldRound) -> Reading:
    """Decide as the code of revision 0002 did."""
    shown_again = old.state is RoundState.REVEALING and old.reason == SHOWN_AGAIN
    return Reading(
        posts_answer=old.state is RoundState.REVEALING and old.reason != SHOWN_AGAIN,
        is_shown_once_open=old.state is RoundState.REVEALED and old.reason != "",
        is_claimed_again=old.state is RoundState.SKIPPED and old.reason == "outage",
        text="" if shown_again else old.reason,
        order=old.order,
        key=old.key,
    )


def read_new(new: Round) -> Reading:
    """Decide as the engine does now."""
    return Reading(
        posts_answer=new.state is RoundState.REVEALING and new.unseen is not Unseen.REVEAL,
        is_shown_once_open=new.state is RoundState.REVEALED and new.unseen is not Unseen.NOTHING,
        is_claimed_again=new.skip_reason is Skip.OUTAGE,
        text=new.note or new.skip_reason or "",
        order=new.shown_order,
        key=new.right_choice,
    )


reasons = st.sampled_from(REASONS) | st.text(st.characters(exclude_categories=["Cc", "Cs"]))
orders = st.permutations(range(4)).map(tuple)
old_rounds = st.builds(
    OldRound, st.sampled_from(RoundState), reasons, orders, st.none() | st.integers(0, 3)
)
EVERY_DECISION = [OldRound(state, reason) for state in RoundState for reason in REASONS]


@pytest.fixture(params=["sqlite", "postgresql"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of revision 0002 with a team and a schedule."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/old.db"
    else:
        server: Server = request.getfixturevalue("server")
        url = server.empty()
    upgrade.upgrade(url, "0002")
    run(
        url,
        "INSERT INTO teams (name, zone, created_at) VALUES ('a team', 'UTC', '2026-11-02')",
        "INSERT INTO schedules (team_id, platform, workspace, channel, at, zone, days, tracks, "
        "levels, format, reveal_at, owner, created_at, since, state, pause_reason) "
        "SELECT id, 'console', 'local', 'general', '09:00:00.000000', 'UTC', '[]', '[]', '[]', "
        "'choice', '16:00:00.000000', 'ada', '2026-11-02', '2026-11-02', 'active', '' FROM teams",
    )
    return url


def run(url: str, *statements: str) -> None:
    engine = engines.connect(database_url.parse(url), engines.Role.MIGRATE)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def put(url: str, old: Iterable[OldRound]) -> None:
    """Write rows of revision 0002, numbered from 1, in place of those there are."""
    run(url, "DELETE FROM rounds")
    engine = engines.connect(database_url.parse(url), engines.Role.MIGRATE)
    with engine.begin() as connection:
        (schedule,) = connection.exec_driver_sql("SELECT id, team_id FROM schedules").all()
        for number, each in enumerate(old, 1):
            row = {
                "id": number,
                "schedule_id": schedule[0],
                "team_id": schedule[1],
                "extra": number,
                "number": number,
                "platform": "console",
                "workspace": "local",
                "channel": "general",
                "format": "choice",
                "state": each.state.value,
                "track": "",
                "reason": each.reason,
                "worker": "",
                "due_at": NOON,
                "reveal_at": NOON + timedelta(hours=7),
                "slot": date(2026, 11, 2),
                "closes_on": date(2026, 11, 2),
                "key": each.key,
                "attempts": 0,
                "order": list(each.order),
                "late": False,
            }
            connection.execute(sa.insert(OLD_ROUNDS).values(row))
    engine.dispose()


def test_every_decision_is_the_same_after_the_migration_and_after_undoing_it(old_url: str) -> None:
    @settings(max_examples=8)
    @given(st.lists(old_rounds, max_size=20))
    @example(EVERY_DECISION)
    def holds(old: list[OldRound]) -> None:
        put(old_url, old)
        expected = [read_old(each) for each in old]
        for _ in range(2):
            upgrade.upgrade(old_url)
            with SqlStore(old_url) as store:
                rounds = [
                    store.read_now(lambda tx, number=number: tx.rounds.get(number))
                    for number in range(1, len(old) + 1)
                ]
            assert [each.by_hand_number for each in rounds if each] == list(range(1, len(old) + 1))
            assert [read_new(each) for each in rounds if each] == expected
            upgrade.downgrade(old_url, "0002")

    holds()
