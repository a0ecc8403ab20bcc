"""What a store promises about commands and queries."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.engine.errors import NaiveTime, NotFound, StorageError
from bot.engine.model.rounds import Response
from bot.engine.ports.repositories import Transaction
from storage.store import SqlStore
from tests.storage.conftest import AnyStore
from tests.support.keyed_values import put, put_value, value_of
from tests.support.stored_world import (
    MONDAY,
    NOON,
    a_member,
    a_round,
    a_schedule,
    a_team,
    some_points,
)

NAIVE = datetime(2026, 11, 16, 12, 0)  # noqa: DTZ001 - what is to be refused


def get(key: str) -> Callable[[Transaction], str | None]:
    return lambda tx: value_of(tx, key)


def append(letter: str) -> Callable[[Transaction], None]:
    return lambda tx: put_value(tx, "word", (value_of(tx, "word") or "") + letter)


async def test_a_command_returns_its_result_and_its_changes_are_saved(store: AnyStore) -> None:
    team = await store.write(a_team)
    assert await store.read(lambda tx: tx.teams.get(team.id)) == team


async def test_a_server_has_a_clock_that_goes_on_within_a_transaction_and_a_file_has_none(
    store: AnyStore,
) -> None:
    def look(tx: Transaction) -> tuple[datetime | None, datetime | None]:
        return tx.database_time(), tx.database_time()

    first, second = await store.read(look)
    if not isinstance(store, SqlStore) or store.url.get_backend_name() == "sqlite":
        assert first is None
        return
    assert first is not None
    assert second is not None
    assert first < second
    assert first.tzinfo is UTC
    assert abs(datetime.now(UTC) - second) < timedelta(seconds=30)


async def test_only_a_command_that_raises_is_rolled_back(store: AnyStore) -> None:
    def bad(tx: Transaction) -> None:
        put_value(tx, "bad", "here")
        raise NotFound("there is no such thing")

    outcomes = await asyncio.gather(
        store.write(put("one")), store.write(bad), store.write(put("two")), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [type(None), NotFound, type(None)]
    kept = [await store.read(get(key)) for key in ("one", "bad", "two")]
    assert kept == ["here", None, "here"]


async def test_only_a_command_that_the_database_rejects_is_rolled_back(store: AnyStore) -> None:
    def bad(tx: Transaction) -> None:
        put_value(tx, "bad", "here")
        tx.responses.save(Response(1, 1, 0, None, NOON, NOON))

    outcomes = await asyncio.gather(
        store.write(put("one")), store.write(bad), return_exceptions=True
    )
    assert isinstance(outcomes[1], StorageError)
    assert await store.read(get("bad")) is None
    assert await store.read(get("one")) == "here"


async def test_no_command_writes_based_on_what_another_has_changed(store: AnyStore) -> None:
    await asyncio.gather(*(store.write(append(letter)) for letter in "abcdefgh"))
    assert sorted(await store.read(get("word")) or "") == list("abcdefgh")


async def test_what_a_query_writes_is_rolled_back(store: AnyStore) -> None:
    def rehearse(tx: Transaction) -> str | None:
        put_value(tx, "key", "here")
        return value_of(tx, "key")

    assert await store.read(rehearse) == "here"
    assert await store.read(get("key")) is None


async def test_a_query_that_raises_passes_the_exception_on(store: AnyStore) -> None:
    def bad(_: Transaction) -> None:
        raise NotFound("nothing here")

    with pytest.raises(NotFound, match="nothing here"):
        await store.read(bad)
    await store.write(put("key"))
    assert await store.read(get("key")) == "here"


async def test_what_raises_stop_iteration_does_not_hang(store: AnyStore) -> None:
    with pytest.raises((RuntimeError, StopIteration)):
        await asyncio.wait_for(store.write(lambda tx: next(iter(tx.teams.all()))), 10)
    with pytest.raises((RuntimeError, StopIteration)):
        await asyncio.wait_for(store.read(lambda tx: next(iter(tx.teams.all()))), 10)


def naive_response(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    tx.responses.save(Response(asked.id, a_member(tx, team).id, 0, None, NAIVE, NAIVE))


def naive_due(tx: Transaction) -> None:
    tx.rounds.due(["console"], NAIVE, "me")


def naive_beat(tx: Transaction) -> None:
    tx.uptime.beat("console", NAIVE)


def naive_points(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    tx.points.add([replace(some_points(asked, a_member(tx, team), 10), at=NAIVE)])


@pytest.mark.parametrize("use", [naive_response, naive_due, naive_beat, naive_points])
def test_a_naive_datetime_is_refused(store: AnyStore, use: Callable[[Transaction], None]) -> None:
    with pytest.raises(NaiveTime):
        store.write_now(use)
    with pytest.raises(NaiveTime):
        store.read_now(use)


def missing_round(tx: Transaction) -> None:
    member = a_member(tx, a_team(tx))
    tx.responses.save(Response(999, member.id, 0, None, NOON, NOON))


def missing_member(tx: Transaction) -> None:
    asked = a_round(tx, a_schedule(tx, a_team(tx)))
    tx.responses.save(Response(asked.id, 999, 0, None, NOON, NOON))


def missing_team(tx: Transaction) -> None:
    a_schedule(tx, replace(a_team(tx), id=999))


def missing_revision(tx: Transaction) -> None:
    asked = a_round(tx, a_schedule(tx, a_team(tx)))
    tx.rounds.save(replace(asked, question_id="a/x", revision="never remembered"))


def unsaved_team(tx: Transaction) -> None:
    tx.teams.save(replace(a_team(tx), id=999))


def unsaved_round(tx: Transaction) -> None:
    tx.rounds.save(replace(a_round(tx, a_schedule(tx, a_team(tx))), id=999, slot=MONDAY))


def unknown_standing(tx: Transaction) -> None:
    tx.points.standing(999, "all", "")


@pytest.mark.parametrize(
    "use",
    [
        missing_round,
        missing_member,
        missing_team,
        missing_revision,
        unsaved_team,
        unsaved_round,
        unknown_standing,
    ],
)
def test_a_reference_to_a_missing_row_is_rejected(
    store: AnyStore, use: Callable[[Transaction], Any]
) -> None:
    with pytest.raises(StorageError):
        store.write_now(use)
    assert store.read_now(lambda tx: tx.teams.all()) == ()
