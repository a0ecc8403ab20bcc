"""What the daily work costs the database doesn't grow with what was before or who else there is.

Counted in steps of SQLite's virtual machine, which are the same on every machine.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from bot.engine.cards import ReceiptCard
from bot.engine.commands import SubmitChoice
from bot.engine.model.people import Actor, Workspace
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import NullMonitor
from bot.engine.records.streak_log import settle
from bot.engine.rounds.context import WorkerContext
from bot.engine.rounds.lease import STANDARD, hold_on
from bot.engine.rounds.publish import begin_send, mark_open
from bot.engine.rounds.reveal import begin_reveal, mark_revealed
from bot.engine.rounds.slots import claim_page
from bot.engine.usecases.answers import submit_choice
from storage.migrations import upgrade
from storage.store import SqlStore
from storage.transaction import SqlTransaction
from tests.support.builders import bank
from tests.support.stored_world import (
    CHANNEL,
    MONDAY,
    NOON,
    a_member,
    a_round,
    a_schedule,
    a_team,
)

DAY = timedelta(days=1)
ADA = Actor("console", "local", "ada", "Ada")
Fill = Callable[[Transaction], None]
Work = Callable[[Transaction], object]
AT_MOST = 1.5
"""How much more ten times the rows may cost."""
TO_REVEAL, TO_POST, TO_ANSWER = 0, 1, 2
"""Places of rounds ``in_a_rush``; their ids are one higher."""


def _no_clock() -> datetime:
    raise AssertionError("times are passed in")


CTX = WorkerContext(
    SqlStore("sqlite:///unopened.db"), bank(), {}, "me", _no_clock, NullMonitor(), STANDARD
)
"""A worker's surroundings; only its transactions are run."""


def steps_of(
    folder: Path, fill: Callable[[Transaction], None], work: Callable[[Transaction], object]
) -> int:
    """Return the steps that ``work`` takes in a new database after ``fill``."""
    url = f"sqlite:///{folder}/warmup.db"
    upgrade.upgrade(url)
    counted = 0

    def measure(tx: Transaction) -> None:
        nonlocal counted
        connection = cast("SqlTransaction", tx).connection
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        driver.set_progress_handler(count, 1)
        try:
            work(tx)
        finally:
            driver.set_progress_handler(None, 0)

    with SqlStore(url) as store:
        store.write_now(fill)
        store.write_now(measure)
    return counted


def growth(folder: Path, fill: Callable[[Transaction, int], None], work: Work) -> float:
    """Return how many times more steps ``work`` takes with ten times the rows."""
    counts: list[int] = []
    for size in (20, 200):
        place = folder / str(size)
        place.mkdir()
        counts.append(steps_of(place, lambda tx, size=size: fill(tx, size), work))
    return counts[1] / counts[0]


def asked_for_days(tx: Transaction, days: int) -> None:
    """Fill a channel's history: one question per day, answered by the same two people."""
    team = a_team(tx)
    schedule = a_schedule(tx, team, since=NOON - DAY)
    people = [a_member(tx, team, name) for name in ("Ada", "Ben")]
    for day in range(days):
        slot = MONDAY - (days - day) * DAY
        at = NOON - (days - day) * DAY
        round_ = a_round(
            tx, schedule, slot, number=day + 1, question_id=f"a/{day % 10}",
            state=RoundState.REVEALED, revealed_at=at,
        )  # fmt: skip
        for person in people:
            tx.responses.save(Response(round_.id, person.id, 0, None, at, at))


def answered_for_days(tx: Transaction, days: int) -> None:
    """Fill a channel's history, and ask one more question."""
    asked_for_days(tx, days)
    (team,), (schedule,) = tx.teams.all(), tx.schedules.active(("console",))
    tx.teams.attach(Workspace("console", "local", team.id))
    tx.members.link(ADA.account(tx.members.of_team(team.id)[0].id))
    a_round(tx, schedule, number=days + 1, question_id="a/x", state=RoundState.OPEN,
            shown_order=(1, 0), opened_at=NOON)  # fmt: skip


def with_members(tx: Transaction, count: int) -> None:
    """Fill a team with people, two of whom answered the round that is about to close."""
    team = a_team(tx)
    schedule = a_schedule(tx, team, since=NOON - DAY)
    a_schedule(tx, team, since=NOON - DAY)
    people = [a_member(tx, team, f"Member {number}") for number in range(count)]
    round_ = a_round(tx, schedule, question_id="a/x", state=RoundState.REVEALING, revealed_at=NOON)
    for person in people[:2]:
        tx.responses.save(Response(round_.id, person.id, 0, None, NOON, NOON))


def with_channels(tx: Transaction, count: int) -> None:
    """Fill a team with channels that were looked at, and one that is due."""
    team = a_team(tx)
    for number in range(count):
        schedule = a_schedule(tx, team, since=NOON - DAY)
        a_round(tx, schedule, state=RoundState.OPEN, number=number + 1, reveal_at=NOON + 9 * DAY)
        tx.schedules.looked_at(schedule.id, NOON + DAY)
    a_schedule(tx, team, since=NOON - DAY)


def in_a_rush(tx: Transaction, count: int) -> None:
    """Fill a team with channels of which each has an open question that someone has answered.

    One question is about to be revealed, one to be posted, one to be claimed.
    """
    team = a_team(tx)
    tx.teams.attach(Workspace("console", "local", team.id))
    asked = next(iter(bank().questions.values()))
    tx.questions.remember(asked)

    def in_channel(number: int, state: RoundState) -> Round:
        channel = ChannelRef("console", "local", f"c{number}")
        schedule = a_schedule(tx, team, channel=channel, since=NOON + DAY)
        new = a_round(tx, schedule, state=state, number=number, reveal_at=NOON + 9 * DAY)
        round_ = replace(new, question_id=asked.id, revision=asked.revision, track=asked.track,
                         shown_order=(1, 0), right_choice=asked.key)  # fmt: skip
        tx.rounds.save(round_)
        tx.schedules.looked_at(schedule.id, NOON + DAY)
        return round_

    for number in range(count + 3):
        round_ = in_channel(number, RoundState.CLAIMED if number == TO_POST else RoundState.OPEN)
        opened = replace(round_, opened_at=NOON, message=MessageRef(round_.channel, f"m{number}"))
        if number != TO_POST:
            tx.rounds.save(opened)
            person = a_member(tx, team, f"Member {number}")
            tx.responses.save(Response(round_.id, person.id, 0, None, NOON, NOON))
            if number == TO_REVEAL:
                tx.members.link(ADA.account(person.id))
    a_schedule(tx, team, since=NOON - DAY)


def claim(tx: Transaction) -> None:
    """Claim what is due."""
    assert claim_page(tx, bank(), ("console",), NOON).rounds


def close(tx: Transaction) -> None:
    """Settle the days of whoever follows the round that closes."""
    (round_,) = tx.rounds.closed(1)
    settle(tx, round_)


def answer(tx: Transaction) -> None:
    """Answer the open question, as someone who has answered all those before."""
    (open_round,) = tx.rounds.live(1)
    press = SubmitChoice(ADA, NOON, open_round.id, "B")
    assert isinstance(submit_choice(Context(tx, bank()), press), ReceiptCard)


def look(tx: Transaction) -> None:
    """Find the schedule that is due."""
    assert len(tx.schedules.to_look_at(("console",), NOON, 20)) == 1


def find_nothing_due(tx: Transaction) -> None:
    """Find that no round is due."""
    assert tx.rounds.due(("console",), NOON, "me", 20) == ()


def find_next(tx: Transaction) -> None:
    """Find when the next round is due."""
    assert tx.rounds.next_due(NOON) == NOON + 9 * DAY


def post(tx: Transaction) -> None:
    """Post a question."""
    assert begin_send(tx, CTX, TO_POST + 1, NOON) is not None
    mark_open(tx, TO_POST + 1, "me", MessageRef(CHANNEL, "m"), NOON)
    opened = tx.rounds.get(TO_POST + 1)
    assert opened is not None
    assert opened.state is RoundState.OPEN


def reveal(tx: Transaction) -> None:
    """Reveal a question."""
    revealed = NOON + 9 * DAY
    assert begin_reveal(tx, CTX, TO_REVEAL + 1, revealed) is not None
    assert hold_on(tx, TO_REVEAL + 1, "me", revealed, STANDARD) is not None
    mark_revealed(tx, TO_REVEAL + 1, "me")


def answer_another(tx: Transaction) -> None:
    """Answer another open question."""
    press = SubmitChoice(ADA, NOON, TO_ANSWER + 1, "B")
    assert isinstance(submit_choice(Context(tx, bank()), press), ReceiptCard)


@pytest.mark.parametrize(
    ("fill", "work"),
    [
        (in_a_rush, claim),
        (in_a_rush, post),
        (in_a_rush, reveal),
        (in_a_rush, answer_another),
        (asked_for_days, claim),
        (answered_for_days, answer),
        (with_members, claim),
        (with_members, close),
        (with_channels, look),
        (with_channels, find_nothing_due),
        (with_channels, find_next),
    ],
)
def test_ten_times_the_rows_cost_hardly_more(
    tmp_path: Path, fill: Callable[[Transaction, int], None], work: Work
) -> None:
    assert growth(tmp_path, fill, work) <= AT_MOST
