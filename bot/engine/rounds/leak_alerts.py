"""Telling a manager once that a schedule leaves questions out, since their prompts show the answer.

What they know is noted when they have been told. A process that ends before costs a day: the
question comes up, and is left out, again.
"""

import logging
from collections.abc import Sequence
from hashlib import sha256

from bot.engine.cards import AlertCard
from bot.engine.errors import StorageError
from bot.engine.model.schedules import Schedule
from bot.engine.model.settings import Setting
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Store
from bot.engine.rounds.next_question import Leak, NextQuestions
from bot.engine.rounds.owner_alerts import OwnerAlerts
from bot.engine.rules.text import count_of

log = logging.getLogger(__name__)

NAMED = 5
"""So many questions are named."""
REMEMBERED = 2_000
"""So many of the latest notes are kept; an older question is told of once more."""


class LeakAlerts:
    """Tells the owner, or who else can act, by way of ``alerts``."""

    def __init__(self, store: Store, alerts: OwnerAlerts) -> None:
        self._store = store
        self._alerts = alerts

    async def look(self, schedule_id: int, bank: Bank) -> None:
        """Tell of all that the schedule leaves out: a question was claimed for it by hand."""
        try:
            leaks = await self._store.read(lambda tx: leaks_of(tx, bank, schedule_id))
        except StorageError as error:
            log.warning("schedule %d: couldn't look what it leaves out: %s", schedule_id, error)
            return
        if leaks:
            await self.send(schedule_id, leaks)

    async def send(self, schedule_id: int, leaks: Sequence[Leak]) -> None:
        """Tell of those ``leaks`` that nobody was told of yet."""
        try:
            schedule, fresh = await self._store.read(lambda tx: untold(tx, schedule_id, leaks))
            if schedule is None or not fresh:
                return
            if await self._alerts.tell(schedule, leak_card(schedule, fresh)):
                await self._store.write(lambda tx: note_told(tx, schedule_id, fresh))
        except StorageError as error:
            log.warning("schedule %d: couldn't tell what it leaves out: %s", schedule_id, error)
        except Exception:  # a bug of ours must not stop anything else
            log.exception("schedule %d: couldn't tell what it leaves out", schedule_id)


def leaks_of(tx: Transaction, bank: Bank, schedule_id: int) -> tuple[Leak, ...]:
    """Return which of the questions that match a schedule give their answers away."""
    schedule = tx.schedules.get(schedule_id)
    return NextQuestions(tx, bank).leaks(schedule) if schedule else ()


def untold(
    tx: Transaction, schedule_id: int, leaks: Sequence[Leak]
) -> tuple[Schedule | None, tuple[Leak, ...]]:
    """Return the schedule, and which of the leaks its managers don't know of."""
    known = _told(tx)
    fresh = tuple(leak for leak in leaks if _digest(schedule_id, leak) not in known)
    return tx.schedules.get(schedule_id), fresh


def note_told(tx: Transaction, schedule_id: int, leaks: Sequence[Leak]) -> None:
    """Note that the schedule's managers know of the leaks."""
    told = [*_told(tx), *(_digest(schedule_id, leak) for leak in leaks)]
    tx.settings.put(Setting.LEAKS_TOLD, " ".join(told[-REMEMBERED:]))


def leak_card(schedule: Schedule, leaks: Sequence[Leak]) -> AlertCard:
    """Return what the owner reads."""
    named = tuple(f"{leak.question_id}: the prompt shows {leak.sign}." for leak in leaks[:NAMED])
    more = len(leaks) - len(named)
    return AlertCard(
        f"{count_of(len(leaks), 'question')} left out",
        schedule.channel,
        (
            *named,
            *((f"and {more} more",) if more else ()),
            "A question is asked again once its prompt no longer shows the answer.",
        ),
    )


def _told(tx: Transaction) -> list[str]:
    return (tx.settings.get(Setting.LEAKS_TOLD) or "").split()


def _digest(schedule_id: int, leak: Leak) -> str:
    named = f"{schedule_id} {leak.question_id} {leak.revision}"
    return sha256(named.encode()).hexdigest()[:12]
