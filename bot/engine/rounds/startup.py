"""What a process that knows itself alone on the database does first: take up what was left.

Only calls of ended processes may still be under way, and each lands within ``IN_FLIGHT`` of
the start. Until then nothing is looked for, sent or revealed that such a call might touch.
"""

from dataclasses import replace
from datetime import datetime

from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.records.heartbeats import BEAT_EVERY
from bot.engine.rounds.publish import IN_FLIGHT, released
from bot.engine.rounds.reveal import shown_again

LATEST = 3
"""Rounds of a channel that may have been revealed in the last minutes of a process."""


def recover(tx: Transaction, now: datetime) -> None:
    """Take up what processes left that talked to a platform."""
    free(tx, now + IN_FLIGHT)
    uncover(tx, now + IN_FLIGHT)


def free(tx: Transaction, landed: datetime) -> None:
    """Free the rounds that ended processes held; nothing goes on with them before ``landed``."""
    for team in tx.teams.all():
        for live in tx.rounds.live(team.id):
            if live.worker or _soon_revealed(live, landed):
                tx.rounds.save(released(live, landed))


def uncover(tx: Transaction, landed: datetime) -> None:
    """Show the last reveals again at ``landed``: a count sent before them may land after them."""
    for covered in _just_revealed(tx):
        tx.rounds.save(replace(shown_again(covered), lease_until=landed))


def _soon_revealed(live: Round, landed: datetime) -> bool:
    return live.state is RoundState.OPEN and live.reveal_at <= landed


def _just_revealed(tx: Transaction) -> tuple[Round, ...]:
    """Return the rounds revealed when the last process ended: an old count may yet cover them."""
    found: dict[int, Round] = {}
    for schedule in tx.schedules.all():
        seen = tx.uptime.last_beat(schedule.channel.platform)
        if seen is not None:
            since = seen - 2 * BEAT_EVERY
            latest = tx.rounds.recent(schedule.channel, LATEST)
            found.update((made.id, made) for made in latest if _revealed_after(since, made))
    return tuple(found.values())


def _revealed_after(since: datetime, made: Round) -> bool:
    if made.state is not RoundState.REVEALED or made.revealed_at is None:
        return False
    return made.revealed_at > since
