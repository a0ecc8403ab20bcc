"""What a process that is alone on the database does first: free what ended processes held.

Only calls of ended processes may still be under way, and each lands within ``Timing.in_flight``
of the start. Until then nothing is looked for, sent or revealed that such a call might touch.
"""

from datetime import datetime

from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.repositories import Transaction
from bot.engine.records.heartbeats import BEAT_EVERY
from bot.engine.rounds.lease import Timing, without_lease
from bot.engine.rounds.transitions import show_again

LATEST = 3
"""So many of a channel's rounds may have been revealed in the last minutes of a process."""


def recover(tx: Transaction, now: datetime, timing: Timing) -> None:
    """Free the rounds of ended processes, and show again what their calls may have covered."""
    release_abandoned(tx, now + timing.in_flight)
    reshow_latest(tx, now + timing.in_flight)


def release_abandoned(tx: Transaction, landed_at: datetime) -> None:
    """Free what ended processes held, rounds and messages; they are resumed at ``landed_at``.

    A reveal that is due before then also waits: an older response count could still overwrite it.
    """
    tx.deliveries.release_all(landed_at)
    for team in tx.teams.all():
        for live in tx.rounds.live(team.id):
            if live.worker or _is_revealed_by(live, landed_at):
                tx.rounds.save(without_lease(live, landed_at))


def reshow_latest(tx: Transaction, landed_at: datetime) -> None:
    """Show the last reveals again at ``landed_at``: a count sent before them may cover them."""
    for revealed in _latest_revealed(tx):
        tx.rounds.save(without_lease(show_again(revealed), landed_at))


def _is_revealed_by(live: Round, at: datetime) -> bool:
    return live.state is RoundState.OPEN and live.reveal_at <= at


def _latest_revealed(tx: Transaction) -> tuple[Round, ...]:
    """Return the rounds revealed just before the last process ended, as its heartbeats show."""
    latest: dict[int, Round] = {}
    for schedule in tx.schedules.all():
        last_beat = tx.uptime.last_beat(schedule.channel.platform)
        if last_beat is not None:
            since = last_beat - 2 * BEAT_EVERY
            for round_ in tx.rounds.recent(schedule.channel, LATEST):
                if _is_revealed_after(since, round_):
                    latest[round_.id] = round_
    return tuple(latest.values())


def _is_revealed_after(since: datetime, round_: Round) -> bool:
    if round_.state is not RoundState.REVEALED or round_.revealed_at is None:
        return False
    return round_.revealed_at > since
