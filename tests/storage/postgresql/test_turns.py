"""What workers write in turn on PostgreSQL: in order, together, and never in vain for long."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import cast

import psycopg
import pytest
from sqlalchemy import text

from bot.engine.errors import StorageError
from bot.engine.ports.repositories import Transaction
from storage.postgresql.time_limits import TimeLimits
from storage.postgresql.turns import BATCH
from storage.store import SqlStore, TurnStore
from storage.transaction import SqlTransaction
from tests.support.keyed_values import put_value, value_of
from tests.support.stored_world import MONDAY, NOON, a_member, a_round, a_schedule, a_team

STEPS = 40


@pytest.fixture
def stores(postgresql_url: str) -> Iterator[list[SqlStore]]:
    """What several workers have open on one database."""
    with ExitStack() as stack:
        yield [stack.enter_context(SqlStore(postgresql_url)) for _ in range(3)]


def transaction_of(tx: Transaction) -> int:
    """Return the server's number of the transaction."""
    connection = cast("SqlTransaction", tx).connection
    number: int = connection.execute(text("SELECT txid_current()")).scalar_one()
    return number


def append(letter: str) -> Callable[[Transaction], int]:
    def step(tx: Transaction) -> int:
        put_value(tx, "word", (value_of(tx, "word") or "") + letter)
        return transaction_of(tx)

    return step


async def test_steps_run_in_order_and_several_are_committed_at_once(
    stores: list[SqlStore],
) -> None:
    turns, word = TurnStore(stores[0]), "abcdefghijklmnopqrstuvwxyz"
    transactions = await asyncio.gather(*(turns.write(append(letter)) for letter in word))
    assert await turns.read(lambda tx: value_of(tx, "word")) == word
    assert max(Counter(transactions).values()) == BATCH


async def test_a_step_that_raises_undoes_itself_alone(stores: list[SqlStore]) -> None:
    turns = TurnStore(stores[0])

    def fail(tx: Transaction) -> int:
        put_value(tx, "word", "wrong")
        raise LookupError("mine")

    steps = [append("a"), fail, append("b")]
    done = await asyncio.gather(*(turns.write(step) for step in steps), return_exceptions=True)
    assert isinstance(done[1], LookupError)
    assert await turns.read(lambda tx: value_of(tx, "word")) == "ab"


async def test_steps_of_several_workers_on_neighbors_are_not_in_each_others_way(
    stores: list[SqlStore],
) -> None:
    def fill(tx: Transaction) -> list[int]:
        team = a_team(tx)
        return [a_round(tx, a_schedule(tx, team), MONDAY).id for _ in range(STEPS)]

    rounds, tries = stores[0].write_now(fill), Counter[int]()

    def step(number: int) -> Callable[[Transaction], None]:
        def take(tx: Transaction) -> None:
            tries[number] += 1
            held = tx.rounds.acquire(number, "me", NOON, NOON)
            assert held is not None
            tx.rounds.save(held)

        return take

    turns = [TurnStore(store) for store in stores]
    await asyncio.gather(*(turns[n % 3].write(step(number)) for n, number in enumerate(rounds)))
    assert tries == dict.fromkeys(rounds, 1)


async def test_a_step_is_done_at_the_second_try_for_which_people_wait(
    stores: list[SqlStore], postgresql_url: str
) -> None:
    """People's short commands would commit first each time."""
    worker, people = TurnStore(stores[0]), stores[1]
    hurried = SqlStore(postgresql_url, time_limits=TimeLimits(lock=0.1))
    member = people.write_now(lambda tx: a_member(tx, a_team(tx)))
    tries = 0

    def judge(tx: Transaction) -> None:
        nonlocal tries
        tries += 1
        read = tx.members.get(member.id)
        assert read is not None
        if tries == 1:  # someone answers meanwhile: reads what is judged, changes what was read
            people.write_now(rename)
        else:
            with hurried, pytest.raises(StorageError, match="is locked by another program"):
                hurried.write_now(rename)
        put_value(tx, "judged", read.name)

    def rename(tx: Transaction) -> None:
        tx.members.save(member)
        value_of(tx, "judged")

    await worker.write(judge)
    assert tries == 2


async def test_steps_go_on_while_someone_stands_still_in_their_turn(
    postgresql_url: str,
) -> None:
    limits = TimeLimits(lock=0.2)
    with (
        psycopg.connect(postgresql_url) as stuck,
        SqlStore(postgresql_url, time_limits=limits) as store,
    ):
        stuck.execute("LOCK TABLE alembic_version IN SHARE UPDATE EXCLUSIVE MODE")
        turns = TurnStore(store)
        await turns.write(append("a"))
        await turns.write(append("b"))
        assert await turns.read(lambda tx: value_of(tx, "word")) == "ab"


async def test_steps_are_refused_once_the_store_is_closed(stores: list[SqlStore]) -> None:
    stores[0].close()
    with pytest.raises(StorageError, match="closed"):
        await TurnStore(stores[0]).write(append("a"))
