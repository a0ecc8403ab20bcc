"""Quizzes and practice: private sessions, stored from the first question to the last."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from string import ascii_uppercase

from bot.engine.cards import (
    Card,
    DrillCard,
    DrillFeedback,
    DrillResult,
    DrillSummaryCard,
    NoticeCard,
    TrackScore,
)
from bot.engine.commands import AnswerDrill, StartPractice, StartQuiz
from bot.engine.errors import NotFound, Refused
from bot.engine.model.people import Member
from bot.engine.model.practice import DONT_KNOW, PASSED_OVER, Drill, DrillItem, Focus
from bot.engine.model.questions import Format, Question
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.due_reviews import due_questions
from bot.engine.records.members import known_member, member_asked, member_of, zone_of
from bot.engine.records.question_pool import open_anywhere, questions_of, subject, track_title
from bot.engine.records.quiz_questions import as_corrected, askable, book
from bot.engine.rounds.cards import letter_of, shown_choices
from bot.engine.rules import schedule_text
from bot.engine.rules.calendar import local_date
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.quiz_mix import Attempted, levels_to_ask, own_level, pick, weak_tracks
from bot.engine.rules.selection import chance, pool, shown_order

LONGEST = 20
LATEST_ATTEMPTS = 200
"""Attempts by which the level and the weak spots of someone are told."""


def start_quiz(ctx: Context, command: StartQuiz) -> Card:
    """Start a drill over a track (or all) and a level (or all), unseen questions first."""
    if not 1 <= command.count <= LONGEST:
        raise Refused(f"A quiz has 1 to {LONGEST} questions.", "Try /quiz pytorch 5.")
    member = member_of(ctx.tx, command.actor, command.at)
    questions = questions_of(ctx.tx, ctx.bank, member.team_id)
    track = schedule_text.parse_track(
        command.track, {question.track for question in questions.values()}
    )
    attempted = _attempted(ctx.tx, member, questions)
    tracks = (track,) if track else _focused(attempted, command.focus)
    levels = (command.level,) if command.level else ()
    candidates = askable(ctx.tx, pool(questions.values(), tracks, levels, Format.CHOICE))
    seen = ctx.tx.practice.last_seen(member.id)
    seed = f"drill {member.id} {command.at.isoformat()}"
    never = datetime.min.replace(tzinfo=command.at.tzinfo)
    ranked = sorted(candidates, key=lambda q: (seen.get(q.id, never), chance(seed, q.id)))
    wanted = levels_to_ask(own_level(attempted), command.focus, command.count)
    picked = pick(ranked, wanted)
    if not picked:
        what = " ".join(word for word in (command.level or "", track) if word)
        none_left = " ".join(("No", *([what] if what else []), "questions left to ask right now."))
        raise Refused(none_left, "Try another track or level.")
    return _start(ctx.tx, ctx.bank, member, picked, command.at)


def _attempted(
    tx: Transaction, member: Member, questions: Mapping[str, Question]
) -> tuple[Attempted, ...]:
    """Return how the member did lately in questions that there still are."""
    latest = tx.practice.latest_attempts(member.id, LATEST_ATTEMPTS)
    return tuple(
        Attempted(questions[each.question_id].level, each.track, each.right)
        for each in latest
        if each.question_id in questions
    )


def _focused(attempted: tuple[Attempted, ...], focus: Focus) -> tuple[str, ...]:
    """Return the tracks to ask from; empty for all of them."""
    if focus is not Focus.WEAK:
        return ()
    weak = weak_tracks(attempted)
    if not weak:
        raise Refused("You have no weak spots yet.", "Take a few quizzes first: /quiz.")
    return weak


def start_practice(ctx: Context, command: StartPractice) -> Card:
    """Start a drill over the reviews that are due, the longest due first."""
    member = member_asked(ctx.tx, command.actor, command.at, command.round_id)
    picked = due_questions(ctx.tx, ctx.bank, member, command.at)
    if not picked:
        return _nothing_due(ctx.tx, member, command.at)
    return _start(ctx.tx, ctx.bank, member, picked[:LONGEST], command.at)


def _nothing_due(tx: Transaction, member: Member, now: datetime) -> Card:
    upcoming = tx.practice.next_review(member.id)
    if upcoming is None:
        return NoticeCard(
            "Nothing to review yet.", ("Questions you've answered come back here for review.",)
        )
    if upcoming <= now:  # what is due is retired, or secret until the reveal
        due = {review.question_id for review in tx.practice.due_reviews(member.id, now, LONGEST)}
        secret = not due.isdisjoint(open_anywhere(tx))
        lines = (
            ("What is due is a question of the day right now. Try again after its reveal.",)
            if secret
            else ()
        )
        return NoticeCard("Nothing to review right now.", lines)
    day = local_date(upcoming, zone_of(tx, member))
    return NoticeCard(
        "Nothing to review right now.",
        (f"Your next review is due on {day:%a} {day.day} {day:%b %Y}.",),
    )


def answer_drill(ctx: Context, command: AnswerDrill) -> Card:
    """Grade the answer, and show the next question or the summary.

    A press on a question that is already answered changes nothing and shows the current
    question, so a double press is harmless.
    """
    member = known_member(ctx.tx, command.actor)
    drill = ctx.tx.practice.drill(command.drill_id)
    if drill is None or member is None or drill.member_id != member.id:
        raise NotFound("That's someone else's quiz.", "Start your own with /quiz.")
    if drill.ended_at is not None or command.position != drill.position:
        return _card(ctx.tx, ctx.bank, member, drill, command.at, None)
    item = drill.items[drill.position]
    question = _question(ctx.tx, ctx.bank, member, item)
    chosen = _chosen(item, command.letter)
    if question.id in open_anywhere(ctx.tx):
        chosen = PASSED_OVER
    answered = _advance(ctx.tx, drill, chosen, command.at)
    if chosen != PASSED_OVER:
        book(ctx.tx, member.id, question, command.at, right=chosen == question.key)
    feedback = _feedback(ctx.bank, question, item.order, chosen)
    return _card(ctx.tx, ctx.bank, member, answered, command.at, feedback)


def _start(
    tx: Transaction,
    bank: Bank,
    member: Member,
    questions: Iterable[Question],
    at: datetime,
) -> Card:
    items: list[DrillItem] = []
    for question in questions:
        tx.questions.remember(question)
        order = shown_order(len(question.choices), f"{member.id}/{at.isoformat()}/{question.id}")
        items.append(DrillItem(question.id, question.revision, order))
    drill = tx.practice.add_drill(Drill(0, member.id, tuple(items), 0, at))
    return _card(tx, bank, member, drill, at, None)


def _chosen(item: DrillItem, letter: str) -> int:
    if not letter:
        return DONT_KNOW
    position = ascii_uppercase.find(letter.upper()) if len(letter) == 1 else -1
    if not 0 <= position < len(item.order):
        last = ascii_uppercase[len(item.order) - 1]
        raise Refused(f'"{letter[:20]}" is not one of the choices.', f"Choose A to {last}.")
    return item.order[position]


def _advance(tx: Transaction, drill: Drill, chosen: int, at: datetime) -> Drill:
    items = list(drill.items)
    items[drill.position] = replace(items[drill.position], chosen=chosen)
    position = drill.position + 1
    live = open_anywhere(tx)
    while position < len(items) and (
        items[position].question_id in live or _leaks(tx, items[position])
    ):
        items[position] = replace(items[position], chosen=PASSED_OVER)
        position += 1
    ended = at if position == len(items) else None
    moved = replace(drill, items=tuple(items), position=position, ended_at=ended)
    tx.practice.save_drill(moved)
    return moved


def _leaks(tx: Transaction, item: DrillItem) -> bool:
    """Tell whether a question that was picked before leaks were looked for shows its answer."""
    question = tx.questions.revision(item.question_id, item.revision)
    return question is not None and bool(sign_of_answer(question))


def _question(tx: Transaction, bank: Bank, member: Member, item: DrillItem) -> Question:
    question = tx.questions.revision(item.question_id, item.revision)
    if question is None:
        raise NotFound(f"Question {item.question_id} no longer exists.", "Start a new /quiz.")
    return as_corrected(tx, bank, member.team_id, question)


def _feedback(bank: Bank, question: Question, order: tuple[int, ...], chosen: int) -> DrillFeedback:
    about = subject(bank, question)
    key = question.key
    if chosen == PASSED_OVER or key is None:
        why = "That's a question of the day right now: you'll see the answer at the reveal."
        return DrillFeedback(about, "", right=False, right_letter="", right_text=(),
                             why_right=(), why_wrong=(), skipped=why)  # fmt: skip
    right = chosen == key
    known = chosen != DONT_KNOW
    return DrillFeedback(
        subject=about,
        chosen=letter_of(order, chosen) if known else "",
        right=right,
        right_letter=letter_of(order, key),
        right_text=question.choices[key].text,
        why_right=question.choices[key].why,
        chosen_text=question.choices[chosen].text if known else (),
        why_wrong=question.choices[chosen].why if known and not right else (),
    )


def _card(
    tx: Transaction,
    bank: Bank,
    member: Member,
    drill: Drill,
    at: datetime,
    feedback: DrillFeedback | None,
) -> Card:
    if drill.ended_at is not None:
        return _summary(tx, bank, member, drill, at, feedback)
    item = drill.items[drill.position]
    question = tx.questions.revision(item.question_id, item.revision)
    if question is None:
        raise NotFound(f"Question {item.question_id} no longer exists.", "Start a new /quiz.")
    return DrillCard(
        drill_id=drill.id,
        position=drill.position,
        total=len(drill.items),
        subject=subject(bank, question),
        prompt=question.prompt,
        choices=shown_choices(question, item.order),
        feedback=feedback,
    )


def _summary(
    tx: Transaction,
    bank: Bank,
    member: Member,
    drill: Drill,
    at: datetime,
    feedback: DrillFeedback | None,
) -> DrillSummaryCard:
    scores: dict[str, list[bool]] = {}
    asked: list[DrillResult] = []
    for item in drill.items:
        question = tx.questions.revision(item.question_id, item.revision)
        if question is not None and item.chosen not in (None, PASSED_OVER):
            right = item.chosen == _key_of(tx, drill, question)
            scores.setdefault(question.track, []).append(right)
            asked.append(DrillResult(question.title, right))
    tracks = tuple(
        TrackScore(track, track_title(bank, track), sum(answers), len(answers))
        for track, answers in sorted(scores.items())
    )
    weakest = min(tracks, key=lambda score: (score.right / score.total, score.track), default=None)
    upcoming = tx.practice.next_review(member.id)
    return DrillSummaryCard(
        drill_id=drill.id,
        right=sum(score.right for score in tracks),
        total=sum(score.total for score in tracks),
        tracks=tracks,
        weakest=weakest.title if weakest and weakest.right < weakest.total else "",
        next_review=upcoming if upcoming and upcoming > at else None,
        zone=zone_of(tx, member),
        due_reviews=len(due_questions(tx, bank, member, at)),
        feedback=feedback,
        asked=tuple(asked),
    )


def _key_of(tx: Transaction, drill: Drill, question: Question) -> int | None:
    """Return the right choice as the member's team corrected it, or the question's own."""
    member = tx.members.get(drill.member_id)
    fixed = [
        correction.key
        for correction in (tx.questions.corrections(member.team_id) if member else ())
        if (correction.question_id, correction.revision) == (question.id, question.revision)
    ]
    return fixed[-1] if fixed else question.key
