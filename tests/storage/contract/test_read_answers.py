"""What a model found in an answer comes back as it was saved; uses are counted by day."""

from datetime import timedelta

from bot.engine.model.coverage import Evidence, ReadAnswer, fingerprint_of
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, NOON, a_member, a_team


def test_a_read_answer_comes_back_as_it_was_saved(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    read = ReadAnswer(ada.id, "f1", (Evidence(0, 3, 9), Evidence(2, 0, 40)), NOON)
    tx.read_answers.save(read)
    assert tx.read_answers.get(ada.id, "f1") == read
    assert tx.read_answers.get(ada.id, "f2") is None
    assert tx.read_answers.get(ada.id + 1, "f1") is None
    again = ReadAnswer(ada.id, "f1", (), NOON + HOUR)
    tx.read_answers.save(again)
    assert tx.read_answers.of_member(ada.id) == (again,)


def test_they_are_listed_oldest_first_and_go_when_they_are_old(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    first, second = (ReadAnswer(ada.id, f"f{n}", (), NOON - n * HOUR) for n in (2, 1))
    for read in (second, first, ReadAnswer(bob.id, "f1", (), NOON)):
        tx.read_answers.save(read)
    assert tx.read_answers.of_member(ada.id) == (first, second)
    assert tx.read_answers.prune(NOON, 1) == 1
    assert tx.read_answers.prune(NOON, 5) == 1
    assert tx.read_answers.of_member(ada.id) == ()
    assert len(tx.read_answers.of_member(bob.id)) == 1


def test_they_go_with_their_member(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    tx.read_answers.save(ReadAnswer(ada.id, "f1", (), NOON))
    tx.members.forget(ada.id)
    assert tx.read_answers.of_member(ada.id) == ()


def test_uses_are_counted_by_team_and_day_and_earlier_days_forgotten(tx: Transaction) -> None:
    team, other = a_team(tx), a_team(tx)
    today = NOON.date()
    for _ in range(3):
        tx.read_answers.add_one(team.id, today)
    tx.read_answers.add_one(other.id, today)
    assert tx.read_answers.count(team.id, today) == 3
    assert tx.read_answers.count(team.id, today - timedelta(days=1)) == 0
    tx.read_answers.add_one(team.id, today + timedelta(days=1))
    assert tx.read_answers.count(team.id, today) == 0
    assert tx.read_answers.count(other.id, today) == 1


def test_a_fingerprint_is_of_the_revision_the_words_and_the_model() -> None:
    one = fingerprint_of("r1", "words", "m")
    assert one == fingerprint_of("r1", "words", "m")
    others = (
        ("r2", "words", "m"),
        ("r1", "wordss", "m"),
        ("r1", "words", "n"),
        ("r1w", "ords", "m"),
    )
    assert one not in {fingerprint_of(*other) for other in others}
