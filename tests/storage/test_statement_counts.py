"""How many statements the daily work asks of the database, counted on SQLite.

PostgreSQL is asked the same ones, each by a message to a server.
"""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar, cast

import pytest

from bot.engine.model.people import Platform
from bot.engine.model.rounds import Response, RoundState
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Gateway, NullMonitor
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import STANDARD, hold_on
from bot.engine.rounds.publish import begin_send, mark_open
from bot.engine.rounds.reveal import begin_reveal, mark_revealed
from bot.engine.rounds.slots import claim_page
from storage.store import SqlStore
from storage.transaction import SqlTransaction
from tests.support.builders import bank
from tests.support.fakes.gateway import FakeGateway
from tests.support.stored_world import CHANNEL, HOUR, NOON, a_member, a_schedule, a_team

T = TypeVar("T")
DUE = NOON - 4 * HOUR  # 09:00 in Berlin
REVEALED = DUE + 7 * HOUR
MESSAGE = MessageRef(CHANNEL, "m1")


@pytest.fixture
def ctx(sqlite_store: SqlStore) -> WorkerContext:
    """A worker's surroundings; only its transactions are run."""
    gateways: dict[Platform, Gateway] = {"console": FakeGateway()}
    return WorkerContext(sqlite_store, bank(), gateways, "me", _no_clock, NullMonitor(), STANDARD)


def _no_clock() -> datetime:
    raise AssertionError("times are passed in")


def counted(store: SqlStore, work: Callable[[Transaction], T]) -> tuple[T, list[str]]:
    """Run ``work``; return its result, and the statements that it took."""
    asked: list[str] = []

    def run(tx: Transaction) -> T:
        connection = cast("SqlTransaction", tx).connection
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        driver.set_trace_callback(asked.append)
        try:
            return work(tx)
        finally:
            driver.set_trace_callback(None)

    return store.write_now(run), asked


def channels(tx: Transaction, count: int) -> None:
    """Fill a team with channels whose question is due; every question was asked before."""
    team = a_team(tx)
    for question in bank().questions.values():
        tx.questions.remember(question)
    for number in range(count):
        channel = ChannelRef("console", "local", f"c{number}")
        a_schedule(tx, team, channel=channel, since=DUE - timedelta(days=1))


@pytest.mark.parametrize(("page", "most"), [(1, 11 + 5), (50, 11 + 50 * 5)])
def test_a_claim_asks_five_statements_for_each_channel(
    sqlite_store: SqlStore, ctx: WorkerContext, page: int, most: int
) -> None:
    sqlite_store.write_now(lambda tx: channels(tx, page))
    claimed, asked = counted(
        sqlite_store, lambda tx: claim_page(tx, ctx.bank, ("console",), DUE, size=page)
    )
    assert len(claimed.rounds) == page
    assert len(asked) <= most, asked


def test_posting_a_round_takes_ten_statements(sqlite_store: SqlStore, ctx: WorkerContext) -> None:
    sqlite_store.write_now(lambda tx: channels(tx, 1))
    claimed = sqlite_store.write_now(lambda tx: claim_page(tx, ctx.bank, ("console",), DUE))
    round_id = claimed.rounds[0].id
    sending, before = counted(sqlite_store, lambda tx: begin_send(tx, ctx, round_id, DUE))
    assert sending is not None
    assert len(before) <= 3, before
    _, after = counted(sqlite_store, lambda tx: mark_open(tx, round_id, "me", MESSAGE, DUE))
    assert len(after) <= 7, after


@pytest.mark.parametrize("answers", [0, 3])
def test_revealing_a_round_takes_a_few_statements_for_each_answer(
    sqlite_store: SqlStore, ctx: WorkerContext, answers: int
) -> None:
    sqlite_store.write_now(lambda tx: channels(tx, 1))
    claimed = sqlite_store.write_now(lambda tx: claim_page(tx, ctx.bank, ("console",), DUE))
    round_id, team_id = claimed.rounds[0].id, claimed.rounds[0].team_id
    sqlite_store.write_now(lambda tx: begin_send(tx, ctx, round_id, DUE))
    sqlite_store.write_now(lambda tx: mark_open(tx, round_id, "me", MESSAGE, DUE))

    def answer(tx: Transaction) -> None:
        team = tx.teams.get(team_id)
        assert team is not None
        for number in range(answers):
            member = a_member(tx, team, f"Member {number}")
            tx.responses.save(Response(round_id, member.id, number, None, NOON, NOON))

    sqlite_store.write_now(answer)
    revealing, closing = counted(sqlite_store, lambda tx: begin_reveal(tx, ctx, round_id, REVEALED))
    assert revealing is not None
    assert revealing.round.state is RoundState.REVEALING
    assert len(closing) <= (24 + answers * 10 if answers else 15), closing
    _, held = counted(sqlite_store, lambda tx: hold_on(tx, round_id, "me", REVEALED, STANDARD))
    assert len(held) == 1
    _, done = counted(sqlite_store, lambda tx: mark_revealed(tx, round_id, "me"))
    assert len(done) <= 2, done
