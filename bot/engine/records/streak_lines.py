"""A streak's days in lines: several plain days in a row are one."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from bot.engine.cards import DayMark, StreakDay, StreakLine, WeekSoFar
from bot.engine.model.scores import DayRule
from bot.engine.rules.day_words import explain_run

PLAIN = (DayRule.ANSWERED, DayRule.LEAVE)
"""Rules of days that differ in nothing but their date and number."""

SHORTEST_RUN = 3
"""Fewer days in a row are a line each."""

COUNTED = (DayMark.KEPT, DayMark.FREEZE, DayMark.MISSED)
"""Days of a week that were to be answered."""


def streak_lines(days: Iterable[StreakDay]) -> tuple[StreakLine, ...]:
    """Return the days (oldest first) in lines, runs of three or more plain days as one."""
    lines: list[StreakLine] = []
    for rule, run in groupby(days, key=lambda day: day.rule):
        alike = list(run)
        if rule is not None and rule in PLAIN and len(alike) >= SHORTEST_RUN:
            lines.append(_joined(rule, alike))
        else:
            lines += [StreakLine(day.day, day.day, day.mark, day.reason) for day in alike]
    return tuple(lines)


def week_so_far(days: Iterable[StreakDay], today: date) -> WeekSoFar:
    """Return how many days of this week were answered, of those that were to be.

    A day that is still open is one of them as soon as it's answered.
    """
    monday = today - timedelta(days=today.weekday())
    week = [day for day in days if day.day >= monday]
    answered = sum(day.so_far is DayMark.KEPT for day in week)
    counted = sum(day.so_far in COUNTED for day in week)
    return WeekSoFar(answered, counted)


def _joined(rule: DayRule, days: Sequence[StreakDay]) -> StreakLine:
    first, last = days[0], days[-1]
    return StreakLine(first.day, last.day, first.mark, explain_run(rule, len(days)))
