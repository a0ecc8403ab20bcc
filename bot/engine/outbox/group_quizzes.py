"""The messages of a quiz that people take together, and what follows from each.

A question is posted, and shown again with its answer when its time is over. Then the next one is
due, and after the last the board. Each step is planned in the transaction that notes the one
before, so a restart continues where the quiz was: the time to answer begins when people see it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.cards import (
    Card,
    GroupAnswerCard,
    GroupBoardCard,
    GroupPlace,
    GroupQuestionCard,
)
from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.group_quizzes import PAUSE, TIME_TO_ANSWER, GroupItem, GroupQuiz
from bot.engine.model.questions import Question
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.question_pool import open_anywhere, subject
from bot.engine.records.quiz_questions import as_corrected, book
from bot.engine.rounds.cards import revealed_choices, shown_choices
from bot.engine.rules.group_board import places

USELESS_AFTER = timedelta(minutes=10)
"""A question that couldn't be posted, or a channel left alone, for so long: people have gone."""
NAMES_SHOWN = 12
NAMES_A_PLACE = 3
BOARD = "board"
GONE = "the quiz is gone"


def question_key(quiz_id: int, position: int) -> str:
    """Return what makes a question's message one."""
    return f"together-{quiz_id}-{position}"


def plan_question(tx: Transaction, quiz: GroupQuiz, at: datetime) -> None:
    """Let the quiz's current question be posted at ``at``."""
    tx.deliveries.add(_message(quiz, question_key(quiz.id, quiz.position), at))


def plan_closing(tx: Transaction, quiz: GroupQuiz, at: datetime) -> None:
    """Let the quiz's current question, which people see, close at ``at`` instead of later."""
    tx.deliveries.plan(_message(quiz, question_key(quiz.id, quiz.position), at))


def group_quiz_card(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return a question, its answer once it is closed, or the board."""
    quiz, position = _meant(ctx.tx, delivery)
    if quiz is None:
        return GONE
    if position is None:
        return _board(ctx, quiz)
    item = quiz.items[position]
    question = _question(ctx, quiz, item)
    if item.closes_at is not None and item.closes_at <= now:
        return _answer_card(ctx, quiz, position, question)
    return GroupQuestionCard(
        quiz_id=quiz.id,
        position=position,
        total=len(quiz.items),
        subject=subject(ctx.bank, question),
        prompt=question.prompt,
        choices=shown_choices(question, item.order),
        closes_at=item.closes_at or now + TIME_TO_ANSWER,
    )


def continue_group_quiz(ctx: Context, sent: Delivery, now: datetime) -> None:
    """Start a question's time when people see it; close it after that, and plan what is next."""
    quiz, position = _meant(ctx.tx, sent)
    if quiz is None or position is None or position != quiz.position or quiz.item.booked:
        return
    if quiz.item.closes_at is None:
        closes_at = now + TIME_TO_ANSWER
        _save_item(ctx.tx, quiz, replace(quiz.item, closes_at=closes_at))
        ctx.tx.deliveries.show_again(sent.key, closes_at)
    elif quiz.item.closes_at <= now:
        late = now - quiz.item.closes_at > USELESS_AFTER
        _book(ctx, quiz)
        closed = _save_item(ctx.tx, quiz, replace(quiz.item, booked=True))
        _move_on(ctx.tx, closed, now, ends=late)


def _move_on(tx: Transaction, quiz: GroupQuiz, now: datetime, *, ends: bool) -> None:
    """Plan the next question that isn't secret by now, or the board."""
    secret = open_anywhere(tx)
    done = quiz.items[: quiz.position + 1]
    left = () if ends else tuple(
        item for item in quiz.items[len(done) :] if item.question_id not in secret
    )  # fmt: skip
    ended_at = None if left else now
    position = quiz.position + bool(left)
    moved = replace(quiz, items=(*done, *left), position=position, ended_at=ended_at)
    tx.group_quizzes.save(moved)
    if left:
        plan_question(tx, moved, now + PAUSE)
    else:
        tx.deliveries.add(_message(moved, f"together-{quiz.id}-{BOARD}", now))


def _message(quiz: GroupQuiz, key: str, at: datetime) -> Delivery:
    return Delivery(
        key=key,
        kind=DeliveryKind.GROUP_QUIZ,
        target=quiz.channel,
        due_at=at,
        expires_at=at + USELESS_AFTER,
        team_id=quiz.team_id,
    )


def _meant(tx: Transaction, delivery: Delivery) -> tuple[GroupQuiz | None, int | None]:
    """Return the quiz that a message is of, and its question's index (None: the board)."""
    _, quiz_id, part = delivery.key.split("-")
    return tx.group_quizzes.get(int(quiz_id)), None if part == BOARD else int(part)


def _save_item(tx: Transaction, quiz: GroupQuiz, item: GroupItem) -> GroupQuiz:
    items = (*quiz.items[: quiz.position], item, *quiz.items[quiz.position + 1 :])
    changed = replace(quiz, items=items)
    tx.group_quizzes.save(changed)
    return changed


def _book(ctx: Context, quiz: GroupQuiz) -> None:
    question = _question(ctx, quiz, quiz.item)
    for answer in ctx.tx.group_quizzes.answers(quiz.id):
        if answer.position == quiz.position:
            right = answer.choice == question.key
            book(ctx.tx, answer.member_id, question, answer.at, right=right)


def _question(ctx: Context, quiz: GroupQuiz, item: GroupItem) -> Question:
    """Return the revision that was asked, with its key as the team corrected it since."""
    question = ctx.tx.questions.revision(item.question_id, item.revision)
    if question is None:
        raise LookupError(f"question {item.question_id} of quiz {quiz.id} is gone")
    return as_corrected(ctx.tx, ctx.bank, quiz.team_id, question)


def _answer_card(
    ctx: Context, quiz: GroupQuiz, position: int, question: Question
) -> GroupAnswerCard:
    answers = [each for each in ctx.tx.group_quizzes.answers(quiz.id) if each.position == position]
    knew = [each.member_id for each in answers if each.choice == question.key]
    names, more = _names(ctx.tx, knew, NAMES_SHOWN)
    return GroupAnswerCard(
        quiz_id=quiz.id,
        position=position,
        total=len(quiz.items),
        subject=subject(ctx.bank, question),
        prompt=question.prompt,
        choices=revealed_choices(
            question, quiz.items[position].order, Counter(each.choice for each in answers)
        ),
        answered=len(answers),
        right_names=names,
        right_more=more,
    )


def _board(ctx: Context, quiz: GroupQuiz) -> GroupBoardCard:
    keys = {
        position: key
        for position, item in enumerate(quiz.items)
        if (key := _question(ctx, quiz, item).key) is not None
    }
    board = places(ctx.tx.group_quizzes.answers(quiz.id), keys)
    return GroupBoardCard(
        quiz_id=quiz.id,
        total=sum(item.booked for item in quiz.items),
        places=tuple(
            GroupPlace(place.rank, *_names(ctx.tx, place.member_ids, NAMES_A_PLACE), place.right)
            for place in board
        ),
        people=sum(len(place.member_ids) for place in board),
    )


def _names(tx: Transaction, member_ids: Iterable[int], most: int) -> tuple[tuple[str, ...], int]:
    """Return at most ``most`` names of those who let theirs be shown, and how many more."""
    found = [tx.members.get(member_id) for member_id in member_ids]
    names = [member.name for member in found if member is not None and not member.hidden]
    return tuple(names[:most]), len(found) - len(names[:most])
