"""The questions of a member's next mock interview: what is weak or due, and no spoilers."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.engine.errors import Refused
from bot.engine.model.interviews import Interview, InterviewItem
from bot.engine.model.people import Member
from bot.engine.model.questions import Level, Question
from bot.engine.ports.context import Context
from bot.engine.records.question_pool import open_anywhere, questions_of
from bot.engine.rules.interview_report import went_well
from bot.engine.rules.interviews import (
    Record,
    choose_questions,
    question_count,
    share_minutes,
    split_minutes,
)
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.quiz_mix import Attempted, own_level, weak_tracks

LATEST_ATTEMPTS = 200
LATEST_INTERVIEWS = 10
DUE_LOOKED_AT = 100
"""What is looked at to tell how someone does."""


def chosen_items(
    ctx: Context, member: Member, track: str, level: Level | None, minutes: int, at: datetime
) -> tuple[InterviewItem, ...]:
    """Return what an interview of ``minutes`` asks; raises Refused when there is nothing."""
    questions = questions_of(ctx.tx, ctx.bank, member.team_id)
    live = open_anywhere(ctx.tx)
    candidates = [
        question
        for question in questions.values()
        if (not track or question.track == track)
        and (level is None or question.level is level)
        and question.key_points
        and question.id not in live
    ]
    before = ctx.tx.interviews.latest(member.id, LATEST_INTERVIEWS)
    record = _record(ctx, member, questions, before, at)
    seed = f"interview {member.id} {at.date().isoformat()}"
    picked = choose_questions(candidates, record, question_count(minutes), seed)
    while leaking := {question.id for question in picked if sign_of_answer(question)}:
        candidates = [question for question in candidates if question.id not in leaking]
        picked = choose_questions(candidates, record, question_count(minutes), seed)
    if not picked:
        what = " ".join(word for word in (level or "", track) if word)
        none_left = " ".join(
            ("There are no", *([what] if what else []), "questions for an interview right now.")
        )
        raise Refused(none_left, "Try another track or level.")
    for question in picked:
        ctx.tx.questions.remember(question)
    return tuple(_items(picked, minutes, before))


def _items(
    picked: tuple[Question, ...], minutes: int, before: Iterable[Interview]
) -> Iterable[InterviewItem]:
    """Yield the items with their times; a question that comes back asks its other follow-up."""
    asked: dict[str, int] = {}
    for interview in before:
        for item in interview.items:
            asked[item.question_id] = asked.get(item.question_id, 0) + 1
    shares = share_minutes(minutes, [question.level for question in picked])
    for question, share in zip(picked, shares, strict=True):
        points, count = len(question.key_points), len(question.follow_ups)
        if not count:
            yield InterviewItem(question.id, question.revision, points, share)
            continue
        own, follow = split_minutes(share)
        follow_up = asked.get(question.id, 0) % count
        yield InterviewItem(question.id, question.revision, points, own, follow_up, follow)


def _record(
    ctx: Context,
    member: Member,
    questions: Mapping[str, Question],
    before: Iterable[Interview],
    at: datetime,
) -> Record:
    practice = ctx.tx.practice
    attempted = [
        Attempted(questions[each.question_id].level, each.track, each.right)
        for each in practice.latest_attempts(member.id, LATEST_ATTEMPTS)
        if each.question_id in questions
    ]
    seen = dict(practice.last_seen(member.id))
    for interview in before:
        for item in interview.items:
            if item.answer is None or item.question_id not in questions:
                continue
            shown_at = interview.ended_at or interview.shown_at
            seen[item.question_id] = max(seen.get(item.question_id, shown_at), shown_at)
            level = questions[item.question_id].level
            attempted.append(Attempted(level, item.track, went_well(item)))
    due = practice.due_reviews(member.id, at, DUE_LOOKED_AT)
    return Record(
        due=tuple(each.question_id for each in due),
        weak=weak_tracks(attempted),
        level=own_level(attempted),
        seen=seen,
    )
