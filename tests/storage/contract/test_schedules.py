from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import Plan, ScheduleState
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import CHANNEL, HOUR, NOON, OTHER_CHANNEL, a_schedule, a_team

PLANS = {
    "every field": Plan(
        time(7, 5),
        "Asia/Kathmandu",
        days=(5, 6),
        tracks=("pytorch", "statistics"),
        levels=(Level.BASIC, Level.ADVANCED),
        format=Format.THREAD,
        reveal_at=time(23, 59),
    ),
    "defaults": Plan(time(0, 0), "UTC", reveal_after=timedelta(hours=26, seconds=1)),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_a_schedule_comes_back_as_it_was_added(tx: Transaction, plan: Plan) -> None:
    schedule = a_schedule(tx, a_team(tx), plan=plan, channel=OTHER_CHANNEL)
    assert tx.schedules.get(schedule.id) == schedule
    assert schedule.plan == plan
    assert tx.schedules.get(schedule.id + 1) is None


def test_schedules_are_numbered_in_their_team_and_no_number_is_used_again(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    first, theirs, second = (a_schedule(tx, team) for team in (red, blue, red))
    assert (first.number, theirs.number, second.number) == (1, 1, 2)
    tx.schedules.save(replace(second, state=ScheduleState.REMOVED))
    assert a_schedule(tx, red).number == 3


def test_a_saved_schedule_is_changed_and_others_are_not(tx: Transaction) -> None:
    team = a_team(tx)
    changed, kept = a_schedule(tx, team), a_schedule(tx, team)
    paused = replace(
        changed, state=ScheduleState.PAUSED, pause_reason="exams", since=NOON + HOUR, owner="x"
    )
    tx.schedules.save(paused)
    assert tx.schedules.all() == (paused, kept)


def test_removed_schedules_are_kept_but_not_listed(tx: Transaction) -> None:
    team = a_team(tx)
    removed = a_schedule(tx, team, state=ScheduleState.REMOVED)
    paused = a_schedule(tx, team, state=ScheduleState.PAUSED)
    active = a_schedule(tx, team)
    assert tx.schedules.get(removed.id) == removed
    assert tx.schedules.all() == (paused, active)
    assert tx.schedules.of_team(team.id) == (paused, active)
    assert tx.schedules.of_channel(CHANNEL) == (paused, active)


def test_schedules_are_listed_for_their_own_team_and_channel(tx: Transaction) -> None:
    red, blue = a_team(tx, "Red"), a_team(tx, "Blue")
    theirs, other = a_schedule(tx, red), a_schedule(tx, blue, channel=OTHER_CHANNEL)
    assert tx.schedules.of_team(red.id) == (theirs,)
    assert tx.schedules.of_channel(OTHER_CHANNEL) == (other,)
    assert tx.schedules.of_channel(replace(CHANNEL, workspace="elsewhere")) == ()


def test_only_active_schedules_of_the_platforms_asked_for_are_active(tx: Transaction) -> None:
    team = a_team(tx)
    console = a_schedule(tx, team)
    slack = a_schedule(tx, team, channel=OTHER_CHANNEL)
    a_schedule(tx, team, state=ScheduleState.PAUSED)
    assert tx.schedules.active(["console"]) == (console,)
    assert tx.schedules.active(("console", "slack")) == (console, slack)
    assert tx.schedules.active(()) == ()


def test_owners_are_untold_of_pauses_once_it_is_time(tx: Transaction) -> None:
    team = a_team(tx)
    paused = {"state": ScheduleState.PAUSED, "pause_reason": "gone"}
    a_schedule(tx, team, **paused)
    due = a_schedule(tx, team, **paused, alert_at=NOON)
    void = a_schedule(tx, team, **paused, alert_at=NOON + 24 * HOUR)
    slack = a_schedule(tx, team, **paused, alert_at=NOON - HOUR, channel=OTHER_CHANNEL)
    later = a_schedule(tx, team, **paused, alert_at=NOON + HOUR)
    a_schedule(tx, team, alert_at=NOON)
    assert tx.schedules.to_alert(["console"], NOON) == (due, void)
    assert tx.schedules.to_alert(["slack"], NOON) == (slack,)
    assert tx.schedules.to_alert(["console"], NOON + HOUR) == (due, void, later)


def test_schedules_are_found_by_their_owner_removed_ones_too(tx: Transaction) -> None:
    team = a_team(tx)
    mine = a_schedule(tx, team)
    removed = a_schedule(tx, team, state=ScheduleState.REMOVED)
    a_schedule(tx, team, owner="another")
    a_schedule(tx, team, channel=OTHER_CHANNEL)
    assert tx.schedules.of_owner("console", "local", "boss") == (mine, removed)


def test_a_schedule_is_looked_at_when_saved_and_again_when_its_time_has_come(
    tx: Transaction,
) -> None:
    team = a_team(tx)
    first, second = a_schedule(tx, team), a_schedule(tx, team)
    a_schedule(tx, team, channel=OTHER_CHANNEL)
    a_schedule(tx, team, state=ScheduleState.PAUSED)
    assert tx.schedules.to_look_at(["console"], NOON, 9) == (first, second)
    assert tx.schedules.to_look_at(["console"], NOON, 1) == (first,)
    tx.schedules.looked_at(first.id, NOON + 2 * HOUR)
    tx.schedules.looked_at(second.id, NOON + HOUR)
    assert tx.schedules.next_look(NOON) == NOON + HOUR
    assert tx.schedules.to_look_at(["console"], NOON, 9) == ()
    assert tx.schedules.to_look_at(["console"], NOON + 2 * HOUR, 9) == (second, first)
    tx.schedules.save(second)
    assert tx.schedules.to_look_at(["console"], NOON, 9) == (second,)


def test_every_schedule_can_be_looked_at_again(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    tx.schedules.looked_at(schedule.id, NOON + HOUR)
    tx.schedules.look_again(NOON)
    assert tx.schedules.to_look_at(["console"], NOON, 9) == (schedule,)


def test_a_look_that_a_wrong_clock_put_off_for_days_is_due(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    tx.schedules.looked_at(schedule.id, NOON + 72 * HOUR)
    assert tx.schedules.to_look_at(["console"], NOON, 9) == (schedule,)
