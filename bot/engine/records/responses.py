"""Keeping a member's answer to a round, and taking it away."""

from dataclasses import replace
from datetime import date, datetime

from bot.engine.model.rounds import Response, Round
from bot.engine.ports.repositories import Transaction
from bot.engine.records.streak_log import settle_member


def save_response(
    tx: Transaction, round_: Round, response: Response
) -> tuple[Response, Response | None]:
    """Save an answer; return it as saved, and the one before if that was another.

    The first time of an earlier answer stays. A new follower starts after the schedule's latest
    reveal, even if the clock was set back since: that reveal must not count for them.
    """
    before = tx.responses.get(round_.id, response.member_id)
    first_at = before.first_at if before else _after_last_reveal(tx, round_, response.first_at)
    saved = replace(response, first_at=first_at)
    if before is None:
        tx.responses.save(saved)
    elif saved != before:
        tx.responses.change(saved)
    changed = before is not None and (before.choice, before.text) != (saved.choice, saved.text)
    return saved, before if changed else None


def withdraw_response(tx: Transaction, round_id: int, member_id: int) -> None:
    """Delete an answer; the member may follow the schedule no more."""
    tx.responses.remove(round_id, member_id)
    settle_member(tx, member_id, date.min)


def _after_last_reveal(tx: Transaction, round_: Round, at: datetime) -> datetime:
    return max(at, tx.rounds.last_reveal(round_.schedule_id) or at)
