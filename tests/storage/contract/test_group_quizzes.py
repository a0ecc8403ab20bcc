"""Quizzes of channels come back as they were saved, with the latest answer of each member."""

from dataclasses import replace

import pytest

from bot.engine.errors import StorageError
from bot.engine.model.group_quizzes import GroupAnswer, GroupItem, GroupQuiz
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import CHANNEL, HOUR, NOON, OTHER_CHANNEL, a_member, a_team

ITEMS = (GroupItem("a/x", "r1", (2, 0, 1), NOON, booked=True), GroupItem("a/y", "r7", (0, 1)))


def a_quiz(team_id: int, member_id: int) -> GroupQuiz:
    return GroupQuiz(0, team_id, CHANNEL, member_id, ITEMS, 0, NOON)


def test_a_quiz_comes_back_as_it_was_saved(tx: Transaction) -> None:
    team = a_team(tx)
    quiz = tx.group_quizzes.add(a_quiz(team.id, a_member(tx, team).id))
    assert tx.group_quizzes.get(quiz.id) == quiz
    moved = replace(quiz, items=ITEMS[:1], position=1, ended_at=NOON + HOUR)
    tx.group_quizzes.save(moved)
    assert tx.group_quizzes.get(quiz.id) == moved
    assert tx.group_quizzes.get(quiz.id + 1) is None
    with pytest.raises(StorageError):
        tx.group_quizzes.save(replace(moved, id=99))


def test_the_running_one_of_a_channel_is_found(tx: Transaction) -> None:
    team = a_team(tx)
    ada = a_member(tx, team)
    old = tx.group_quizzes.add(replace(a_quiz(team.id, ada.id), started_at=NOON - 2 * HOUR))
    assert tx.group_quizzes.running(CHANNEL, NOON - HOUR) is None
    assert tx.group_quizzes.running(CHANNEL, NOON - 2 * HOUR) == old
    new = tx.group_quizzes.add(a_quiz(team.id, ada.id))
    assert tx.group_quizzes.running(CHANNEL, NOON - HOUR) == new
    assert tx.group_quizzes.running(OTHER_CHANNEL, NOON - HOUR) is None
    tx.group_quizzes.save(replace(new, ended_at=NOON))
    assert tx.group_quizzes.running(CHANNEL, NOON - HOUR) is None


def test_the_latest_answer_counts_and_goes_with_its_member(tx: Transaction) -> None:
    team = a_team(tx)
    ada, ben = a_member(tx, team), a_member(tx, team, "Ben")
    quiz = tx.group_quizzes.add(a_quiz(team.id, ada.id))
    bens = GroupAnswer(quiz.id, 0, ben.id, 2, NOON + HOUR)
    adas = GroupAnswer(quiz.id, 0, ada.id, 1, NOON + 2 * HOUR)
    later = GroupAnswer(quiz.id, 1, ada.id, 0, NOON)
    for answer in (replace(adas, choice=0, at=NOON), later, bens, adas):
        tx.group_quizzes.answer(answer)
    assert tx.group_quizzes.answers(quiz.id) == (bens, adas, later)
    assert tx.group_quizzes.answers_of(ada.id) == (adas, later)
    tx.members.forget(ada.id)
    assert tx.group_quizzes.answers(quiz.id) == (bens,)
    kept = tx.group_quizzes.get(quiz.id)
    assert kept == replace(quiz, started_by=None)


def test_old_ones_are_pruned_with_their_answers(tx: Transaction) -> None:
    team = a_team(tx)
    ada = a_member(tx, team)
    old = [tx.group_quizzes.add(a_quiz(team.id, ada.id)) for _ in range(3)]
    new = tx.group_quizzes.add(replace(a_quiz(team.id, ada.id), started_at=NOON + HOUR))
    for quiz in (*old, new):
        tx.group_quizzes.answer(GroupAnswer(quiz.id, 0, ada.id, 0, NOON))
    assert [tx.group_quizzes.prune(NOON + HOUR, 2) for _ in range(3)] == [2, 1, 0]
    assert [answer.quiz_id for answer in tx.group_quizzes.answers_of(ada.id)] == [new.id]
