"""A member's streak as it is now: the days it is made of, those still open included."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from bot.engine.cards import DayMark, StreakCard, StreakDay
from bot.engine.model.people import Member, Team
from bot.engine.model.rounds import Round
from bot.engine.model.scores import StreakState, TeamDay
from bot.engine.ports.repositories import Transaction
from bot.engine.records.streak_lines import streak_lines, week_so_far
from bot.engine.rounds.pending_days import pending_days
from bot.engine.rules.calendar import local_date
from bot.engine.rules.day_words import explain
from bot.engine.rules.streaks import protection, to_next_freeze, without_pending_days
from bot.engine.rules.trend import first_monday


def streak_card(tx: Transaction, team: Team, member: Member, at: datetime) -> StreakCard:
    """Return the member's streak at ``at`` (aware UTC), and the days of the last weeks."""
    today = local_date(at, team.zone)
    since = first_monday(today)
    before = tx.days.before(member.id, since)
    start = before.after if before else StreakState()
    log = tx.days.of_member(member.id, since)
    lines = without_pending_days(member.id, log, pending_days(tx, team, member, at), start)
    state = lines[-1].after if lines else start
    days = {day.day: day for day in _told(lines, start)}
    live = tx.rounds.live_followed(member.id)
    for day in {each.slot for each in live} - days.keys():
        days[day] = _open_day(tx, member, day, [each for each in live if each.slot == day])
    for line in log:
        days.setdefault(line.day, StreakDay(line.day, DayMark.OPEN, "open: question still to come"))
    shown = tuple(days[day] for day in sorted(days))
    return StreakCard(
        current=state.current,
        best=state.best,
        freezes=state.freezes,
        to_next_freeze=to_next_freeze(state),
        week=week_so_far(shown, today),
        days=shown,
        lines=streak_lines(shown),
        today=today,
        since=since,
    )


def _told(lines: Iterable[TeamDay], start: StreakState) -> Iterator[StreakDay]:
    before = start
    for line in lines:
        yield StreakDay(line.day, DayMark(line.outcome), explain(line, before), line.rule)
        before = line.after


def _open_day(tx: Transaction, member: Member, day: date, live: Sequence[Round]) -> StreakDay:
    """Return a day of which the rounds ``live`` are still open."""
    if any(tx.responses.get(each.id, member.id) is not None for each in live):
        return StreakDay(day, DayMark.OPEN, "open: answered", answered_open=True)
    closed = [each for each in tx.rounds.followed(member.id, day) if each.slot == day]
    excuses = [each.excuse for each in (*closed, *live)]
    holidays, leaves = tx.teams.holidays(member.team_id).keys(), tx.members.leaves(member.id)
    if protection(day, excuses, holidays, leaves) is not None:
        return StreakDay(day, DayMark.OPEN, "open: a miss costs nothing")
    return StreakDay(day, DayMark.OPEN, "open: answer to keep your streak")
