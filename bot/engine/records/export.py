"""Everything that is kept about someone, as JSON values: ``/me export``."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from bot.engine.errors import Refused
from bot.engine.model.coverage import ReadAnswer
from bot.engine.model.deliveries import Delivery
from bot.engine.model.group_quizzes import GroupAnswer
from bot.engine.model.interviews import Interview, Said
from bot.engine.model.people import Actor, Identity, Member
from bot.engine.model.plan_json import plain
from bot.engine.model.practice import DONT_KNOW, Drill
from bot.engine.model.rich_text import plain_inlines
from bot.engine.model.rounds import Response, Round
from bot.engine.model.schedules import ChannelRef, Schedule, WaitingPlan
from bot.engine.ports.repositories import Transaction
from bot.engine.records.accounts import Held, held_by
from bot.engine.records.authorship import written_by
from bot.engine.records.export_pairs import pairs_of, point_texts
from bot.engine.records.question_pool import open_anywhere


def everything_about(tx: Transaction, actor: Actor) -> Mapping[str, Any]:
    """Return everything kept about the actor; raises Refused when that is nothing."""
    held = held_by(tx, actor)
    if not held:
        raise Refused("There is nothing to export: you haven't taken part here.")
    return {
        **(_of_member(tx, held.member) if held.member else {}),
        "other_teams": [_of_member(tx, each) for each in held.others],
        "accounts": [_account(tx, account) for account in held.accounts],
        **_by_account(held),
    }


def _of_member(tx: Transaction, member: Member) -> Mapping[str, Any]:
    live = open_anywhere(tx)
    return {
        "name": member.name,
        "joined_at": member.joined_at.isoformat(),
        "left_at": member.left_at.isoformat() if member.left_at else None,
        "hidden": member.hidden,
        "named_in_report": member.named_in_report,
        "sends_answers_to": member.grader_host,
        "remind": member.remind.value,
        "remind_at": member.remind_at.isoformat() if member.remind_at else None,
        "quiet_on": str(member.quiet_on) if member.quiet_on else None,
        "leaves": [[str(leave.first), str(leave.last)] for leave in tx.members.leaves(member.id)],
        "answers": [_answer(tx, response) for response in tx.responses.of_member(member.id)],
        "applause": [_applause(tx, *each) for each in tx.applause.by_member(member.id)],
        "points": [
            {
                "round": entry.round_id,
                "track": entry.track,
                "points": entry.points,
                "reason": entry.reason,
                "on": str(entry.on),
                "at": entry.at.isoformat(),
            }
            for entry in tx.points.of_member(member.id)
        ],
        "days": [
            {
                "day": str(line.day),
                "outcome": line.outcome.value,
                "rule": line.rule.value,
                "streak": line.after.current,
                "best": line.after.best,
                "freezes": line.after.freezes,
            }
            for line in tx.days.of_member(member.id)
        ],
        "read_answers": [_read_answer(each) for each in tx.read_answers.of_member(member.id)],
        "quizzes": [_quiz(drill) for drill in tx.practice.drills_of(member.id)],
        "quizzes_together": [
            _group_answer(tx, answer) for answer in tx.group_quizzes.answers_of(member.id)
        ],
        "interviews": [_interview(tx, each, live) for each in tx.interviews.of_member(member.id)],
        **pairs_of(tx, member, live),
        "attempts": [
            {
                "question": attempt.question_id,
                "track": attempt.track,
                "right": attempt.right,
                "source": attempt.source,
                "at": attempt.at.isoformat(),
            }
            for attempt in tx.practice.attempts_of(member.id)
        ],
        "reviews": [
            {
                "question": review.question_id,
                "due_at": review.due_at.isoformat(),
                "state": review.card,
            }
            for review in tx.practice.reviews_of(member.id)
        ],
        "own_memory": _own_memory(tx, member),
        "accuracy": [
            {"track": line.track, "right": line.right, "total": line.total}
            for line in tx.practice.accuracy(member.id)
        ],
        **written_by(tx, member),
    }


def _answer(tx: Transaction, response: Response) -> Mapping[str, Any]:
    round_ = tx.rounds.get(response.round_id)
    return {
        "question_number": round_.number if round_ else 0,
        "question": round_.question_id if round_ else "",
        "asked_on": str(round_.slot) if round_ else "",
        "choice": None if response.choice is None else response.choice + 1,
        "choice_text": _choice_text(tx, round_, response.choice),
        "text": response.text,
        "first_at": response.first_at.isoformat(),
        "at": response.at.isoformat(),
        "covered": response.covered,
        "reply": response.reply,
        "private": response.private,
    }


def _applause(tx: Transaction, round_id: int, author_id: int) -> Mapping[str, Any]:
    """Return whose words in which question the member applauded."""
    round_, author = tx.rounds.get(round_id), tx.members.get(author_id)
    return {
        "question_number": round_.number if round_ else 0,
        "to": author.name if author and not author.hidden else "",
    }


def _choice_text(tx: Transaction, round_: Round | None, choice: int | None) -> str:
    if round_ is None or choice is None:
        return ""
    question = tx.questions.revision(round_.question_id, round_.revision)
    return plain_inlines(question.choices[choice].text) if question else ""


def _quiz(drill: Drill) -> Mapping[str, Any]:
    """Return a quiz; ``chosen`` is the choice's number, or what else was done."""
    return {
        "started_at": drill.started_at.isoformat(),
        "ended_at": drill.ended_at.isoformat() if drill.ended_at else None,
        "position": drill.position,
        "items": [
            {
                "question": item.question_id,
                "revision": item.revision,
                "shown_order": [index + 1 for index in item.order],
                "chosen": _chosen(item.chosen),
            }
            for item in drill.items
        ],
    }


def _chosen(chosen: int | None) -> int | str | None:
    """Return a choice's number; "don't know" and "left out" are kept as numbers below zero."""
    if chosen is None or chosen >= 0:
        return None if chosen is None else chosen + 1
    return "I don't know" if chosen == DONT_KNOW else "left out"


def _group_answer(tx: Transaction, answer: GroupAnswer) -> Mapping[str, Any]:
    quiz = tx.group_quizzes.get(answer.quiz_id)
    item = quiz.items[answer.position] if quiz else None
    return {
        "quiz": answer.quiz_id,
        "question": item.question_id if item else "",
        "revision": item.revision if item else "",
        "chosen": answer.choice,
        "at": answer.at.isoformat(),
    }


def _interview(tx: Transaction, interview: Interview, live: Collection[str]) -> Mapping[str, Any]:
    """Return a mock interview with the texts of the key points that were ticked.

    What an interviewer ticks is the candidate's to see once it has ended.
    """
    unseen = interview.led and interview.ended_at is None
    return {
        "track": interview.track,
        "level": interview.level.value if interview.level else "",
        "minutes": interview.minutes,
        "started_at": _when(interview.started_at),
        "ended_at": _when(interview.ended_at),
        "items": [
            {
                "question": item.question_id,
                "revision": item.revision,
                "suggested_minutes": [item.minutes, item.follow_minutes],
                "answer": _said(item.answer),
                "follow_up": _said(item.reply),
                "covered": None if unseen else point_texts(tx, item, live),
            }
            for item in interview.items
        ],
    }


def _read_answer(read: ReadAnswer) -> Mapping[str, Any]:
    """Return which key points a model found in an answer, and where in it they are."""
    return {
        "answer": read.fingerprint,
        "found": [
            {"key_point": one.point + 1, "from": one.start, "to": one.end} for one in read.evidence
        ],
        "at": read.at.isoformat(),
    }


def _own_memory(tx: Transaction, member: Member) -> Mapping[str, Any] | None:
    """Return what the member's own history has taught the reviews' scheduler."""
    fit = tx.review_fits.get(member.id)
    if fit is None:
        return None
    return {
        "parameters": list(fit.parameters),
        "reviews": fit.reviews,
        "fitted_at": _when(fit.fitted_at),
        "looked_at_again_from": fit.next_at.isoformat(),
        "wants_defaults": fit.wants_defaults,
    }


def _when(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _said(said: Said | None) -> Mapping[str, Any] | None:
    return {"how": said.how.value, "words": said.words, "seconds": said.seconds} if said else None


def _account(tx: Transaction, account: Identity) -> Mapping[str, Any]:
    return {
        "platform": account.platform,
        "workspace": account.workspace,
        "user": account.user,
        "home": tx.members.home(account.platform, account.user),
    }


def _by_account(held: Held) -> Mapping[str, Any]:
    return {
        "schedules": [_schedule(schedule) for schedule in held.schedules],
        "waiting_plans": [_waiting(waiting) for waiting in held.plans],
        "manages": [f"{each.platform}:{each.workspace}" for each in held.grants],
        "messages": [_message(message) for message in held.messages],
    }


def _schedule(schedule: Schedule) -> Mapping[str, Any]:
    return {
        "schedule": schedule.id,
        "channel": _channel(schedule.channel),
        "plan": plain(schedule.plan),
        "state": schedule.state.value,
        "created_at": schedule.created_at.isoformat(),
    }


def _waiting(waiting: WaitingPlan) -> Mapping[str, Any]:
    return {
        "channel": _channel(waiting.channel),
        "plan": plain(waiting.plan),
        "expires_at": waiting.expires_at.isoformat(),
    }


def _message(message: Delivery) -> Mapping[str, Any]:
    return {
        "what": message.key,
        "platform": message.platform,
        "workspace": message.target.workspace,
        "due_at": message.due_at.isoformat(),
        "state": message.state.value,
        "note": message.note,
        "message": message.message.message if message.message else None,
    }


def _channel(channel: ChannelRef) -> Mapping[str, str]:
    return {
        "platform": channel.platform,
        "workspace": channel.workspace,
        "channel": channel.channel,
    }
