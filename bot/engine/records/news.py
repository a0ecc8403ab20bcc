"""What a member is told once, with their next receipt or result: their streak, and an offer.

``Member.told_day`` is the last day of their streak log that they were told of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.engine.model.people import Member
from bot.engine.model.scores import DayOutcome, StreakState, TeamDay
from bot.engine.ports.repositories import Transaction
from bot.engine.rules.text import count_of

OFFERED_AFTER = 3
"""Answers after which reminders are offered, once."""


@dataclass(frozen=True, slots=True)
class News:
    """Sentences about the streak, and whether to offer reminders."""

    lines: tuple[str, ...]
    offer_reminders: bool


def tell_news(tx: Transaction, member: Member) -> News:
    """Return what a member who has just answered hasn't been told yet, and note it as told."""
    log = _untold(tx, member)
    offer = not member.reminders_offered and tx.responses.has_answered(member.id, OFFERED_AFTER)
    if log or offer:
        told_day = log[-1].day if log else member.told_day
        offered = member.reminders_offered or offer
        tx.members.save(replace(member, told_day=told_day, reminders_offered=offered))
    return News(news_of(log, _before(tx, member, log), "A new one starts today."), offer)


def tell_streak(tx: Transaction, member: Member) -> tuple[str, ...]:
    """Return what became of the member's streak that they haven't been told, and note it as told.

    Changes nothing where there is no news.
    """
    log = _untold(tx, member)
    if not log:
        return ()
    news = news_of(log, _before(tx, member, log))
    if news:  # an ordinary day may wait for the next receipt: it costs no write here
        tx.members.save(replace(member, told_day=log[-1].day))
    return news


def has_news(tx: Transaction, member: Member) -> bool:
    """Tell whether ``tell_streak`` would tell the member something."""
    log = _untold(tx, member)
    return bool(news_of(log, _before(tx, member, log)))


def _untold(tx: Transaction, member: Member) -> tuple[TeamDay, ...]:
    since = member.told_day + timedelta(days=1) if member.told_day else None
    return tx.days.of_member(member.id, since)


def _before(tx: Transaction, member: Member, log: Sequence[TeamDay]) -> StreakState:
    line = tx.days.before(member.id, log[0].day) if log else None
    return line.after if line else StreakState()


def news_of(log: Sequence[TeamDay], before: StreakState, starts: str = "") -> tuple[str, ...]:
    """Return what became of a streak in the days of ``log``, one sentence or two a line.

    ``starts`` says when a new one starts after one that ended; without it, the log tells.
    """
    starts = starts or _next_start(log)
    lines: list[str] = []
    saved: list[TeamDay] = []
    state, earned = before, False
    for day in log:
        if day.outcome is DayOutcome.FREEZE:
            saved.append(day)
        if day.outcome is DayOutcome.MISSED and state.current:
            lines.append(_ended(day, state, starts))
            saved.clear()
        earned = earned or day.after.freezes > state.freezes
        state = day.after
    if saved and state.current:
        lines.append(_saved(saved, state))
    if earned and state.freezes:
        lines.append(f"You earned a freeze, for a day you miss. You have {state.freezes} now.")
    return tuple(lines)


def _saved(days: Sequence[TeamDay], state: StreakState) -> str:
    left = f"{count_of(state.freezes, 'freeze')} left" if state.freezes else "No freeze left"
    what = f"saved your {state.current}-day streak. {left}."
    if len(days) == 1:
        return f"❄️ You missed {_on(days[0])}; a freeze {what}"
    return f"❄️ You missed {count_of(len(days), 'day')}; your freezes {what}"


def _ended(day: TeamDay, before: StreakState, starts: str) -> str:
    best = "your best so far" if before.current >= before.best else f"best: {before.best} days"
    return f"Your {before.current}-day streak ended on {_on(day)} ({best}). {starts}"


def _next_start(log: Sequence[TeamDay]) -> str:
    if log and log[-1].after.current:
        return "A new one has started."
    return "A new one starts with your next answer."


def _on(day: TeamDay) -> str:
    return f"{day.day:%a} {day.day.day} {day.day:%b}"
