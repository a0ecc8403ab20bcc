from dataclasses import replace
from datetime import timedelta

from bot.engine.model.practice import Attempt, Drill, DrillItem, ReviewState
from bot.engine.ports.practice import Accuracy
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, NOON, a_member, a_team

ITEMS = (DrillItem("a/x", "r1", (2, 0, 1)), DrillItem("a/y", "r7", (), chosen=-1))


def test_a_drill_comes_back_as_it_was_saved(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    drill = tx.practice.add_drill(Drill(0, ada.id, ITEMS, 0, NOON))
    kept = tx.practice.add_drill(Drill(0, ada.id, (), 0, NOON))
    assert tx.practice.drill(drill.id) == drill
    answered = (replace(ITEMS[0], chosen=1), ITEMS[1])
    moved = replace(drill, items=answered, position=1, ended_at=NOON + HOUR)
    tx.practice.save_drill(moved)
    assert tx.practice.drill(drill.id) == moved
    assert tx.practice.drill(kept.id) == kept
    assert tx.practice.drill(kept.id + 1) is None


def test_reviews_are_due_the_longest_due_first(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    now_due = ReviewState(ada.id, "a/now", NOON, '{"s": 1}')
    long_due = ReviewState(ada.id, "a/long", NOON - HOUR, "{}")
    later = ReviewState(ada.id, "a/later", NOON + HOUR, "{}")
    for review in (now_due, long_due, later, ReviewState(bob.id, "a/now", NOON, "{}")):
        tx.practice.save_review(review)
    assert tx.practice.due_reviews(ada.id, NOON, 9) == (long_due, now_due)
    assert tx.practice.due_reviews(ada.id, NOON, 1) == (long_due,)
    assert tx.practice.next_review(ada.id) == NOON - HOUR
    assert tx.practice.next_review(bob.id + 1) is None


def test_a_review_saved_again_is_replaced(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    tx.practice.save_review(ReviewState(ada.id, "a/x", NOON, "{}"))
    tx.practice.save_review(ReviewState(ada.id, "a/x", NOON + HOUR, '{"s": 2}'))
    assert tx.practice.review(ada.id, "a/x") == ReviewState(ada.id, "a/x", NOON + HOUR, '{"s": 2}')
    assert tx.practice.review(ada.id, "a/y") is None
    assert tx.practice.due_reviews(ada.id, NOON, 9) == ()


def test_an_attempt_is_graded_again_and_no_other(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    ada, bob, eve = a_member(tx, red), a_member(tx, red), a_member(tx, blue)
    wrong = Attempt(ada.id, "a/x", "a", right=False, source="round", at=NOON)
    others = (
        replace(wrong, at=NOON + HOUR),
        replace(wrong, source="drill"),
        replace(wrong, member_id=bob.id),
    )
    elsewhere = (replace(wrong, member_id=eve.id), replace(wrong, question_id="a/y"))
    tx.practice.add_attempts([wrong, *others, *elsewhere])
    assert tx.practice.attempts_on(red.id, "a/x") == (wrong, *others)
    fixed = replace(wrong, right=True)
    tx.practice.regrade(fixed)
    assert tx.practice.attempts_on(red.id, "a/x") == (fixed, *others)
    assert tx.practice.attempts_on(blue.id, "a/x") == (elsewhere[0],)


def test_accuracy_is_counted_by_track_and_source(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    tx.practice.add_attempts(
        [
            Attempt(ada.id, "stats/a", "stats", right=True, source="drill", at=NOON),
            Attempt(ada.id, "algebra/a", "algebra", right=False, source="drill", at=NOON),
            Attempt(ada.id, "algebra/b", "algebra", right=True, source="round", at=NOON),
            Attempt(ada.id, "algebra/b", "algebra", right=True, source="drill", at=NOON),
            Attempt(bob.id, "algebra/b", "algebra", right=False, source="round", at=NOON),
        ]
    )
    tx.practice.add_attempts([])
    assert tx.practice.accuracy(ada.id) == (Accuracy("algebra", 2, 3), Accuracy("stats", 1, 1))
    assert tx.practice.accuracy(bob.id) == (Accuracy("algebra", 0, 1),)
    assert tx.practice.accuracy(bob.id + 1) == ()


def test_graded_answers_since_an_instant_are_the_members_own_each_with_its_time(
    tx: Transaction,
) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    first = Attempt(ada.id, "a/x", "a", right=True, source="drill", at=NOON)
    later = replace(first, at=NOON + HOUR, right=False, source="round")
    before = replace(first, at=NOON - timedelta(microseconds=1))
    tx.practice.add_attempts([before, later, first, replace(first, member_id=bob.id)])
    assert set(tx.practice.graded_since(ada.id, NOON)) == {(NOON, True), (NOON + HOUR, False)}
    assert tx.practice.graded_since(bob.id, NOON + HOUR) == ()


def test_each_question_was_last_seen_at_its_latest_attempt(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    for question, at in (("a/x", NOON + HOUR), ("a/x", NOON), ("a/y", NOON)):
        tx.practice.add_attempts([Attempt(ada.id, question, "a", True, "round", at)])
    assert tx.practice.last_seen(ada.id) == {"a/x": NOON + HOUR, "a/y": NOON}


def test_drills_attempts_and_reviews_are_listed_by_member(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    first = tx.practice.add_drill(Drill(0, ada.id, ITEMS, 0, NOON + HOUR))
    tx.practice.add_drill(Drill(0, bob.id, ITEMS, 0, NOON))
    second = tx.practice.add_drill(Drill(0, ada.id, (), 0, NOON))
    assert tx.practice.drills_of(ada.id) == (first, second)
    right = Attempt(ada.id, "a/x", "a", right=True, source="drill", at=NOON)
    wrong = replace(right, right=False, at=NOON - HOUR)
    tx.practice.add_attempts([right, replace(right, member_id=bob.id), wrong])
    assert tx.practice.attempts_of(ada.id) == (right, wrong)
    later, sooner = (ReviewState(ada.id, f"a/{n}", NOON - n * HOUR, "{}") for n in (1, 2))
    for review in (later, sooner, replace(later, member_id=bob.id)):
        tx.practice.save_review(review)
    assert tx.practice.reviews_of(ada.id) == (sooner, later)


def test_unfinished_old_drills_are_pruned_a_few_at_a_time(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    old = Drill(0, ada.id, ITEMS, 0, NOON - HOUR)
    kept = [
        tx.practice.add_drill(replace(old, ended_at=NOON)),
        tx.practice.add_drill(replace(old, started_at=NOON)),
    ]
    for _ in range(3):
        tx.practice.add_drill(old)
    assert [tx.practice.prune_drills(NOON, 2) for _ in range(3)] == [2, 1, 0]
    assert list(tx.practice.drills_of(ada.id)) == kept
