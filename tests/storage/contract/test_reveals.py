"""What a reveal leaves: its messages, and applause."""

from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import a_member, a_round, a_schedule, a_team

CHANNEL = ChannelRef("slack", "T1", "C1")


def test_a_round_has_a_message_for_each_part_and_the_latest_of_a_part_counts(
    tx: Transaction,
) -> None:
    schedule = a_schedule(tx, a_team(tx))
    asked, other = a_round(tx, schedule), a_round(tx, schedule, by_hand_number=1)
    answer, reveal = MessageRef(CHANNEL, "1.5"), MessageRef(CHANNEL, "2.5")
    tx.round_posts.note(asked.id, "answer", MessageRef(CHANNEL, "1.0"))
    tx.round_posts.note(asked.id, "answer", answer)
    tx.round_posts.note(asked.id, "reveal", reveal)
    tx.round_posts.note(other.id, "answer", reveal)
    assert tx.round_posts.of(asked.id) == {"answer": answer, "reveal": reveal}
    assert tx.round_posts.of(other.id + 1) == {}


def test_applause_counts_once_a_member_and_can_be_taken_back(tx: Transaction) -> None:
    team = a_team(tx)
    schedule = a_schedule(tx, team)
    asked, other = a_round(tx, schedule), a_round(tx, schedule, by_hand_number=1)
    ada, bob, eve = (a_member(tx, team) for _ in range(3))
    first, again = (tx.applause.add(asked.id, ada.id, bob.id) for _ in range(2))
    assert (first, again) == (True, False)
    tx.applause.add(asked.id, ada.id, eve.id)
    tx.applause.add(asked.id, eve.id, bob.id)
    tx.applause.add(other.id, eve.id, bob.id)
    assert tx.applause.counts(asked.id) == {ada.id: 2, eve.id: 1}
    assert tx.applause.by_member(bob.id) == (
        (asked.id, ada.id),
        (asked.id, eve.id),
        (other.id, eve.id),
    )
    tx.applause.remove(asked.id, ada.id, bob.id)
    tx.applause.remove(asked.id, ada.id, bob.id)
    assert tx.applause.counts(asked.id) == {ada.id: 1, eve.id: 1}


def test_applause_goes_with_whoever_gave_or_got_it(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    ada, bob, eve = (a_member(tx, team) for _ in range(3))
    tx.applause.add(asked.id, ada.id, bob.id)
    tx.applause.add(asked.id, bob.id, eve.id)
    tx.applause.add(asked.id, ada.id, eve.id)
    tx.members.forget(bob.id)
    assert tx.applause.counts(asked.id) == {ada.id: 1}
