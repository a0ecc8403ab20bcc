from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.engine.model.rounds import RoundState
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import (
    HOUR,
    MONDAY,
    NOON,
    OTHER_CHANNEL,
    a_round,
    a_schedule,
    a_team,
)

DAY = timedelta(days=1)


DUE = [
    ({"state": RoundState.CLAIMED}, True),
    ({"state": RoundState.SENDING}, True),
    ({"state": RoundState.REVEALING}, True),
    ({"state": RoundState.CLAIMED, "due_at": NOON}, True),
    ({"state": RoundState.CLAIMED, "due_at": NOON + HOUR}, False),
    ({"state": RoundState.SENDING, "due_at": NOON + HOUR}, False),
    ({"state": RoundState.REVEALING, "due_at": NOON + HOUR}, True),
    ({"state": RoundState.OPEN, "reveal_at": NOON}, True),
    ({"state": RoundState.OPEN, "reveal_at": NOON + HOUR}, False),
    ({"state": RoundState.REVEALED}, False),
    ({"state": RoundState.SKIPPED}, False),
    ({"state": RoundState.FAILED}, False),
    ({"state": RoundState.CLAIMED, "lease_until": NOON + HOUR, "worker": "w"}, False),
    ({"state": RoundState.CLAIMED, "lease_until": NOON, "worker": "w"}, True),
    ({"state": RoundState.CLAIMED, "lease_until": NOON + HOUR, "worker": "me"}, True),
    ({"state": RoundState.CLAIMED, "lease_until": NOON + DAY, "worker": "w"}, True),
    ({"state": RoundState.SENDING, "retry_at": NOON + HOUR}, False),
    ({"state": RoundState.SENDING, "retry_at": NOON + DAY}, True),
    ({"state": RoundState.SENDING, "retry_at": NOON}, True),
    ({"state": RoundState.OPEN, "reveal_at": NOON, "retry_at": NOON + HOUR}, False),
    ({"state": RoundState.REVEALING, "retry_at": NOON + HOUR}, False),
    ({"state": RoundState.CLAIMED, "channel": OTHER_CHANNEL}, False),
]


@pytest.mark.parametrize(("fields", "due"), DUE)
def test_a_round_is_due_when_there_is_work_and_no_live_lease(
    tx: Transaction, fields: dict[str, Any], due: bool
) -> None:
    claimed = a_round(tx, a_schedule(tx, a_team(tx)), **fields)
    assert tx.rounds.due(["console", "discord"], NOON, "me") == ((claimed,) if due else ())


def test_the_most_overdue_round_comes_first(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    late = a_round(tx, schedule, MONDAY)  # was due at 08:00
    open_ = a_round(
        tx, schedule, MONDAY - DAY, state=RoundState.OPEN, reveal_at=NOON - HOUR
    )  # was due yesterday, but its work only at 11:00
    later = a_round(tx, schedule, MONDAY, by_hand_number=1, due_at=NOON)
    assert tx.rounds.due(["console"], NOON, "me") == (late, open_, later)


def test_due_rounds_come_in_pages(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    rounds = [a_round(tx, schedule, by_hand_number=number) for number in range(3)]
    assert tx.rounds.due(["console"], NOON, "me", 2) == tuple(rounds[:2])


def test_the_next_time_at_which_a_round_is_due_is_known(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    assert tx.rounds.next_due(NOON) is None
    a_round(tx, schedule, by_hand_number=0, state=RoundState.REVEALED, reveal_at=NOON + HOUR)
    a_round(tx, schedule, by_hand_number=1, state=RoundState.OPEN, reveal_at=NOON - HOUR)
    a_round(tx, schedule, by_hand_number=2, state=RoundState.OPEN, reveal_at=NOON + 4 * HOUR)
    assert tx.rounds.next_due(NOON) == NOON + 4 * HOUR
    overdue = a_round(
        tx, schedule, by_hand_number=6, state=RoundState.OPEN,
        reveal_at=NOON - HOUR, retry_at=NOON + HOUR / 2,
    )  # fmt: skip
    assert tx.rounds.next_due(NOON) == NOON + HOUR / 2
    tx.rounds.save(replace(overdue, retry_at=NOON))
    assert tx.rounds.next_due(NOON) == NOON + 4 * HOUR
    a_round(tx, schedule, by_hand_number=3, due_at=NOON + 3 * HOUR)
    assert tx.rounds.next_due(NOON) == NOON + 3 * HOUR
    a_round(tx, schedule, by_hand_number=4, state=RoundState.REVEALING, retry_at=NOON + 2 * HOUR)
    assert tx.rounds.next_due(NOON) == NOON + 2 * HOUR
    a_round(tx, schedule, by_hand_number=5, state=RoundState.SENDING, lease_until=NOON + HOUR)
    assert tx.rounds.next_due(NOON) == NOON + HOUR


def test_the_questions_of_live_rounds_are_known_by_team(tx: Transaction) -> None:
    team = a_team(tx)
    schedule = a_schedule(tx, team)
    for number, state in enumerate(RoundState):
        claimed = a_round(tx, schedule, by_hand_number=number, question_id=f"a/{state.value}")
        tx.rounds.save(replace(claimed, state=state))
    a_round(tx, a_schedule(tx, a_team(tx)), question_id="a/theirs")
    live = ("claimed", "sending", "open", "revealing")
    assert tx.rounds.live_questions(team.id) == {f"a/{state}" for state in live}


def test_the_last_round_of_each_question_is_found_unless_skipped_or_failed(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, a_team(tx))
    a_round(tx, schedule, by_hand_number=0, question_id="a/x", state=RoundState.REVEALED)
    again = a_round(tx, schedule, by_hand_number=1, question_id="a/x", revision="r2")
    b = a_round(tx, schedule, by_hand_number=2, question_id="a/y", state=RoundState.OPEN)
    a_round(tx, schedule, by_hand_number=3, question_id="a/y", state=RoundState.FAILED)
    a_round(tx, schedule, by_hand_number=4, question_id="a/z", state=RoundState.SKIPPED)
    a_round(tx, schedule, by_hand_number=5)
    a_round(tx, other, question_id="a/w")
    assert tx.rounds.last_asked(team.id) == {"a/x": again.id, "a/y": b.id}


@pytest.mark.parametrize("end", [RoundState.SKIPPED, RoundState.FAILED])
def test_a_round_that_comes_to_nothing_gives_its_question_back(
    tx: Transaction, end: RoundState
) -> None:
    team = a_team(tx)
    schedule = a_schedule(tx, team)
    before = a_round(tx, schedule, by_hand_number=0, question_id="a/x")
    again = a_round(tx, schedule, by_hand_number=1, question_id="a/x")
    only = a_round(tx, schedule, by_hand_number=2, question_id="a/y")
    tx.rounds.save(replace(again, state=end))
    tx.rounds.save(replace(only, state=end))
    assert tx.rounds.last_asked(team.id) == {"a/x": before.id}
    tx.rounds.save(replace(only, state=RoundState.CLAIMED))
    assert tx.rounds.last_asked(team.id) == {"a/x": before.id, "a/y": only.id}
    tx.rounds.save(replace(only, state=RoundState.CLAIMED, question_id="a/x", revision="r1"))
    assert tx.rounds.last_asked(team.id) == {"a/x": only.id}
