"""What many commands read is built once for equal rows, and never out of date."""

from dataclasses import replace
from datetime import time

from bot.engine.model.people import Workspace
from bot.engine.model.rounds import RoundState
from tests.storage.conftest import AnyStore
from tests.support.stored_world import NOON, a_round, a_schedule, a_team


def test_a_row_that_another_command_changed_is_read_as_it_is_now(store: AnyStore) -> None:
    team = store.write_now(a_team)
    store.write_now(lambda tx: tx.teams.attach(Workspace("console", "local", team.id)))
    schedule = store.write_now(lambda tx: a_schedule(tx, team))
    round_ = store.write_now(lambda tx: a_round(tx, schedule))

    def read() -> tuple[object, ...]:
        return store.read_now(
            lambda tx: (
                tx.teams.get(team.id),
                tx.teams.by_workspace("console", "local"),
                tx.schedules.get(schedule.id),
                tx.rounds.get(round_.id),
            )
        )

    assert read() == read() == (team, team, schedule, round_)
    named = replace(team, zone="Asia/Tokyo")
    later = replace(schedule, plan=replace(schedule.plan, at=time(10)))
    opened = replace(round_, state=RoundState.OPEN, opened_at=NOON)
    store.write_now(lambda tx: tx.teams.save(named))
    store.write_now(lambda tx: tx.schedules.save(later))
    store.write_now(lambda tx: tx.rounds.save(opened))
    assert read() == (named, named, later, opened)
    store.write_now(lambda tx: tx.rounds.save(round_))
    assert read() == (named, named, later, round_)
