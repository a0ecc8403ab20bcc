"""Mock interviews come back as they were saved, and only their member's."""

from dataclasses import replace

import pytest

from bot.engine.errors import StorageError
from bot.engine.model.interviews import How, Interview, InterviewItem, Message, Said
from bot.engine.model.questions import Level
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, NOON, a_member, a_team

WRITTEN = (Message("17.1", "a"), Message("17.2", "b"))
ITEMS = (
    InterviewItem("a/x", "r1", 4, 5, 1, 2, Said(How.TYPED, "'the' split\n🙂", 61), None, (0, 3)),
    InterviewItem("a/z", "r2", 2, 4, answer=Said(How.TYPED, "a\nb", 5, WRITTEN)),
    InterviewItem("a/y", "r7", 0, 3, answer=Said(How.SKIPPED), left_out=True),
)


def offered(member_id: int) -> Interview:
    return Interview(0, member_id, "a", Level.BASIC, 20, ITEMS, 0, NOON)


def test_an_interview_comes_back_as_it_was_saved(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    first = tx.interviews.add(offered(ada.id))
    assert tx.interviews.get(first.id) == first
    moved = replace(first, level=None, items=ITEMS[:1], step=3, shown_at=NOON + HOUR,
                    started_at=NOON, ended_at=NOON + HOUR)  # fmt: skip
    tx.interviews.save(moved)
    assert tx.interviews.get(first.id) == moved
    tx.interviews.delete(first.id)
    assert tx.interviews.get(first.id) is None
    with pytest.raises(StorageError):
        tx.interviews.save(moved)


def test_an_unfinished_one_is_found_and_those_that_ended_are_listed_in_order(
    tx: Transaction,
) -> None:
    team = a_team(tx)
    ada, ben = a_member(tx, team), a_member(tx, team, "Ben")
    ended = [
        tx.interviews.add(replace(offered(ada.id), ended_at=NOON + hours * HOUR))
        for hours in (3, 1, 2)
    ]
    assert tx.interviews.unfinished(ada.id) is None
    other = tx.interviews.add(offered(ben.id))
    older, newer = (tx.interviews.add(offered(ada.id)) for _ in range(2))
    assert tx.interviews.unfinished(ada.id) == newer
    assert tx.interviews.unfinished(ben.id) == other
    assert tx.interviews.latest(ada.id, 2) == (ended[2], ended[0])
    assert tx.interviews.of_member(ada.id) == (*ended, older, newer)


def test_only_old_ones_that_never_ended_are_pruned(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    ended = tx.interviews.add(replace(offered(ada.id), ended_at=NOON))
    old = [tx.interviews.add(offered(ada.id)) for _ in range(3)]
    new = tx.interviews.add(replace(offered(ada.id), shown_at=NOON + HOUR))
    assert tx.interviews.prune(NOON + HOUR, 2) == 2
    assert tx.interviews.prune(NOON + HOUR, 2) == 1
    assert tx.interviews.prune(NOON + HOUR, 2) == 0
    assert tx.interviews.of_member(ada.id) == (ended, new)
    assert all(tx.interviews.get(each.id) is None for each in old)


def test_they_go_with_their_member(tx: Transaction) -> None:
    team = a_team(tx)
    ada, ben = a_member(tx, team), a_member(tx, team, "Ben")
    tx.interviews.add(offered(ada.id))
    kept = tx.interviews.add(offered(ben.id))
    tx.members.forget(ada.id)
    assert tx.interviews.of_member(ada.id) == ()
    assert tx.interviews.get(kept.id) == kept


def test_those_that_are_open_and_were_shown_lately_are_listed(tx: Transaction) -> None:
    team = a_team(tx)
    ada, ben = a_member(tx, team), a_member(tx, team, "Ben")
    later = replace(offered(ada.id), shown_at=NOON + HOUR)
    tx.interviews.add(offered(ada.id))
    tx.interviews.add(replace(later, ended_at=NOON + HOUR))
    tx.interviews.add(replace(later, led=True))
    shown = (tx.interviews.add(later), tx.interviews.add(replace(later, member_id=ben.id)))
    assert tx.interviews.shown_since(NOON + HOUR) == shown
