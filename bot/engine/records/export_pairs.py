"""What is kept of someone's interviews in pairs, as JSON values: a part of ``/me export``."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.engine.model.interviews import InterviewItem
from bot.engine.model.pairs import Pair
from bot.engine.model.people import Member
from bot.engine.model.rich_text import plain_inlines
from bot.engine.ports.repositories import Transaction


def pairs_of(tx: Transaction, member: Member, live: Collection[str]) -> Mapping[str, Any]:
    """Return the member's pairs, and since when they wait for a partner.

    ``live`` are the questions that are asked of a team right now.
    """
    waiting = tx.pairs.waiting_of(member.id)
    pairs = tx.pairs.of_member(member.id)
    return {
        "interviews_in_pairs": [_pair(tx, each, member, live) for each in pairs],
        "waits_for_a_partner": waiting
        and {"since": waiting.since.isoformat(), "until": waiting.expires_at.isoformat()},
    }


def _pair(tx: Transaction, pair: Pair, member: Member, live: Collection[str]) -> Mapping[str, Any]:
    """Return a pair; of an interview that the member led, with what they ticked."""
    other = tx.members.get(pair.other(member.id))
    led = pair.interviewer_id == member.id
    interview = tx.interviews.get(pair.interview_id) if led and pair.interview_id else None
    return {
        "with": other.name if other and not other.hidden else "",
        "you_were": "interviewer" if led else "candidate",
        "you_asked": pair.asked_by == member.id,
        "track": pair.track,
        "level": pair.level.value if pair.level else "",
        "minutes": pair.minutes,
        "state": pair.state.value,
        "asked_at": pair.asked_at.isoformat(),
        "expires_at": pair.expires_at.isoformat(),
        "you_ticked": [_ticked(tx, item, live) for item in interview.items] if interview else [],
    }


def _ticked(tx: Transaction, item: InterviewItem, live: Collection[str]) -> Mapping[str, Any]:
    return {"question": item.question_id, "covered": point_texts(tx, item, live)}


def point_texts(tx: Transaction, item: InterviewItem, live: Collection[str]) -> list[str] | None:
    """Return the ticked key points in words; None while they aren't ticked.

    Of a question that is ``live``, asked of a team right now, they are told by number.
    """
    if item.covered is None:
        return None
    if item.question_id in live:
        return [f"key point {index + 1}" for index in item.covered]
    question = tx.questions.revision(item.question_id, item.revision)
    points = question.key_points if question else ()
    return [plain_inlines(points[index]) for index in item.covered if index < len(points)]
