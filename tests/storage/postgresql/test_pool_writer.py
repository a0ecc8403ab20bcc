"""Several writers of one PostgreSQL: none loses a command to another."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import cast

import pytest
from sqlalchemy import text

from bot.engine import commands as c
from bot.engine.cards import ReceiptCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import StorageError
from bot.engine.model.people import Actor, Workspace
from bot.engine.model.rounds import RoundState
from bot.engine.ports.repositories import Transaction
from storage.store import SqlStore
from storage.transaction import SqlTransaction
from tests.support.builders import bank
from tests.support.keyed_values import put_value, value_of
from tests.support.postgresql import Server
from tests.support.stored_world import CHANNEL, HOUR, NOON, a_round, a_schedule, a_team

MANY = 500  # rows; the driver hears of the conflict while it still sends them
ALL_NEW = text("UPDATE teams SET zone = 'new' WHERE name = :name")


@pytest.fixture
def stores(postgresql_url: str) -> Iterator[list[SqlStore]]:
    """What several workers have open on one database."""
    with ExitStack() as stack:
        yield [stack.enter_context(SqlStore(postgresql_url)) for _ in range(4)]


def an_open_round(tx: Transaction) -> int:
    team = a_team(tx)
    tx.teams.attach(Workspace(CHANNEL.platform, CHANNEL.workspace, team.id))
    asked = a_round(
        tx,
        a_schedule(tx, team),
        question_id="a/x",
        state=RoundState.OPEN,
        shown_order=(0, 1),
        reveal_at=NOON + HOUR,
    )
    return asked.id


def append(letter: str) -> Callable[[Transaction], None]:
    return lambda tx: put_value(tx, "word", (value_of(tx, "word") or "") + letter)


async def test_concurrent_changes_to_one_row_all_happen(stores: list[SqlStore]) -> None:
    await asyncio.gather(*(stores[n % 4].write(append("x")) for n in range(200)))
    assert await stores[0].read(lambda tx: value_of(tx, "word")) == "x" * 200


async def test_a_burst_of_new_members_on_several_workers_is_saved(stores: list[SqlStore]) -> None:
    round_id = stores[0].write_now(an_open_round)
    engines = [Engine(store, bank()) for store in stores]
    people = [Actor(CHANNEL.platform, CHANNEL.workspace, f"u{n}", f"U{n}") for n in range(150)]
    receipts = await asyncio.gather(
        *(
            engines[n % 4].handle(c.SubmitChoice(who, NOON, round_id, "A"))
            for n, who in enumerate(people)
        )
    )
    assert {type(card) for card in receipts} == {ReceiptCard}
    assert await stores[0].read(lambda tx: tx.responses.count(round_id)) == 150


async def test_a_lost_connection_is_reported_and_the_next_write_reconnects(
    server: Server, stores: list[SqlStore]
) -> None:
    store = stores[0]

    def lose(tx: Transaction) -> None:
        put_value(tx, "key", "lost")
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
        value_of(tx, "key")

    with pytest.raises(StorageError, match="was lost: check that the server is running"):
        await store.write(lose)
    await store.write(append("x"))
    assert await store.read(lambda tx: value_of(tx, "word")) == "x"
    assert await store.read(lambda tx: value_of(tx, "key")) is None


def hear_the_driver(caplog: pytest.LogCaptureFixture) -> None:
    """Catch the driver's warnings, also where a bot's own log settings have made it quieter."""
    caplog.set_level(logging.WARNING, logger="psycopg")


async def test_a_conflict_between_many_rows_is_repeated_without_a_warning(
    stores: list[SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    hear_the_driver(caplog)
    tries = 0

    def start(tx: Transaction) -> None:
        for key in "abc":
            put_value(tx, key, "old")

    def change_all(tx: Transaction) -> None:
        nonlocal tries
        tries += 1
        value_of(tx, "a")
        if tries == 1:
            stores[1].write_now(lambda other: put_value(other, "a", "another's"))
        rows = [{"name": key} for key in "abc"] * MANY
        cast("SqlTransaction", tx).connection.execute(ALL_NEW, rows)

    stores[0].write_now(start)
    await stores[0].write(change_all)
    assert tries == 2
    assert await stores[0].read(lambda tx: [value_of(tx, key) for key in "abc"]) == ["new"] * 3
    assert caplog.messages == []


async def test_what_else_the_driver_warns_of_is_logged(
    stores: list[SqlStore], caplog: pytest.LogCaptureFixture
) -> None:
    assert stores
    hear_the_driver(caplog)
    logging.getLogger("psycopg").warning("error ignored terminating %r: %s", "x", OSError("lost"))
    assert caplog.messages == ["error ignored terminating 'x': lost"]
