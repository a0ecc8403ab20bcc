"""Step 0005 numbers what each team has, and drops the numbers of questions nobody saw."""

import sqlalchemy as sa

from bot.engine.model.rounds import RoundState
from storage import database_url, engines
from storage.migrations import upgrade
from storage.store import SqlStore


def test_what_was_numbered_for_all_is_numbered_by_team(lived: str) -> None:
    with SqlStore(lived) as store:
        schedules = store.read_now(lambda tx: tx.schedules.all())
        rounds = store.read_now(lambda tx: [tx.rounds.get(number) for number in range(1, 40)])
    numbers = {each.id: each.number for each in schedules}
    unseen = [each.id for each in rounds if each and each.state is RoundState.SKIPPED]
    assert unseen
    upgrade.downgrade(lived, "0004")
    engine = engines.connect(database_url.parse(lived), engines.Role.WRITE)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE rounds SET number = 77 WHERE state = 'skipped'"))
    engine.dispose()
    upgrade.upgrade(lived)
    with SqlStore(lived) as store:
        again = store.read_now(lambda tx: tx.schedules.all())
        assert {each.id: each.number for each in again} == numbers
        for round_id in unseen:
            kept = store.read_now(lambda tx, id_=round_id: tx.rounds.get(id_))
            assert kept is not None
            assert kept.number == 0
        team_id = schedules[0].team_id
        assert store.read_now(lambda tx: tx.rounds.next_number(team_id)) < 77
