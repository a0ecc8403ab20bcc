"""What the bot remembers of itself, of deliveries, and for an hour of plans."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from bot.engine.model.schedules import WaitingPlan
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from storage.store import SqlStore
from tests.support.stored_world import CHANNEL, HOUR, NOON, OTHER_CHANNEL, a_schedule, a_team


def a_plan(tx: Transaction, name: str = "t1") -> WaitingPlan:
    schedule = a_schedule(tx, a_team(tx))
    return WaitingPlan(name, CHANNEL, "U1", schedule.plan, schedule.id, NOON + HOUR)


def test_a_setting_is_kept_until_it_is_put_again(tx: Transaction) -> None:
    assert tx.settings.get(Setting.SLACK_ORIGIN) is None
    tx.settings.put(Setting.SLACK_ORIGIN, "one")
    tx.settings.put(Setting.SLACK_ORIGIN, "two")
    tx.settings.put(Setting.LAST_PROBE, "")
    assert tx.settings.get(Setting.SLACK_ORIGIN) == "two"
    assert tx.settings.get(Setting.LAST_PROBE) == ""


def test_a_delivered_event_is_new_once(tx: Transaction) -> None:
    assert tx.events.first_time("Ev1", NOON)
    assert not tx.events.first_time("Ev1", NOON + HOUR)
    assert tx.events.first_time("Ev2", NOON)


def test_old_events_are_pruned_a_few_at_a_time(tx: Transaction) -> None:
    for number in range(3):
        tx.events.first_time(f"old {number}", NOON - HOUR)
    tx.events.first_time("new", NOON)
    assert [tx.events.prune(NOON, 2) for _ in range(3)] == [2, 1, 0]
    assert tx.events.first_time("old 0", NOON)
    assert not tx.events.first_time("new", NOON)


def test_a_database_holds_no_events_id(sqlite_store: SqlStore, path: Path) -> None:
    sqlite_store.write_now(lambda tx: tx.events.first_time("form:U123:V1", NOON))
    with closing(sqlite3.connect(path)) as connection:
        ((event,),) = connection.execute("SELECT event FROM delivered_events")
    assert "U123" not in event
    assert not sqlite_store.write_now(lambda tx: tx.events.first_time("form:U123:V1", NOON))


def test_a_plan_waits_until_it_is_removed_or_expires(tx: Transaction) -> None:
    plan = a_plan(tx)
    tx.waiting_plans.put(replace(plan, user="U2"))
    tx.waiting_plans.put(plan)
    assert tx.waiting_plans.get("t1", NOON) == plan
    assert tx.waiting_plans.get("t2", NOON) is None
    assert tx.waiting_plans.get("t1", NOON + HOUR) is None
    tx.waiting_plans.remove("t1")
    assert tx.waiting_plans.get("t1", NOON) is None


def test_a_plan_for_a_new_schedule_comes_back_as_it_was_put(tx: Transaction) -> None:
    plan = replace(a_plan(tx), schedule_id=0)
    tx.waiting_plans.put(plan)
    assert tx.waiting_plans.get("t1", NOON) == plan


def test_plans_are_listed_by_whoever_previewed_them(tx: Transaction) -> None:
    plan = a_plan(tx, "t2")
    mine = (replace(plan, token="t1"), plan)
    others = (
        replace(plan, token="t3", user="U2"),
        replace(plan, token="t4", channel=OTHER_CHANNEL),
    )
    for each in (*mine, *others):
        tx.waiting_plans.put(each)
    assert tx.waiting_plans.of_owner("console", "local", "U1") == mine


def test_expired_plans_are_pruned_a_few_at_a_time(tx: Transaction) -> None:
    plan = a_plan(tx)
    for number in range(3):
        tx.waiting_plans.put(replace(plan, token=f"old {number}", expires_at=NOON))
    tx.waiting_plans.put(plan)
    assert [tx.waiting_plans.prune(NOON, 2) for _ in range(3)] == [2, 1, 0]
    assert tx.waiting_plans.of_owner("console", "local", "U1") == (plan,)
