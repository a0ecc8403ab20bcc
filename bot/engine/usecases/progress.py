"""A member's own progress: the streak and why, and accuracy by track."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.engine.cards import Card, DayMark, StatsCard, StreakCard, StreakDay, TrackScore
from bot.engine.cards.drills import InterviewScore
from bot.engine.commands import ShowStats, ShowStreak
from bot.engine.errors import Refused
from bot.engine.model.people import Member
from bot.engine.model.rounds import Round
from bot.engine.model.scores import Period, StreakState, TeamDay
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.due_reviews import due_questions
from bot.engine.records.members import known_member, known_team
from bot.engine.records.question_pool import track_title
from bot.engine.records.streak_lines import streak_lines, week_so_far
from bot.engine.rounds.pending_days import pending_days
from bot.engine.rules.calendar import local_date, period_key
from bot.engine.rules.day_words import explain
from bot.engine.rules.interview_report import counted, figures
from bot.engine.rules.interviews import has_answers
from bot.engine.rules.streaks import protection, to_next_freeze, without_pending_days
from bot.engine.rules.trend import first_monday, is_rising, trend_start, weekly_scores

INTERVIEWS_SHOWN = 6


def streak(ctx: Context, command: ShowStreak) -> Card:
    """Show the member's streak and the team days it is made of."""
    team = known_team(ctx.tx, command.actor)
    member = known_member(ctx.tx, command.actor)
    if member is None:
        raise Refused("No streak yet.", "Answer a question to start one.")
    today = local_date(command.at, team.zone)
    since = first_monday(today)
    before = ctx.tx.days.before(member.id, since)
    start = before.after if before else StreakState()
    log = ctx.tx.days.of_member(member.id, since)
    lines = without_pending_days(
        member.id, log, pending_days(ctx.tx, team, member, command.at), start
    )
    state = lines[-1].after if lines else start
    days = {day.day: day for day in _told(lines, start)}
    live = ctx.tx.rounds.live_followed(member.id)
    for day in {each.slot for each in live} - days.keys():
        days[day] = _open_day(ctx.tx, member, day, [each for each in live if each.slot == day])
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


def _interviews(tx: Transaction, member: Member, zone: str) -> tuple[InterviewScore, ...]:
    """Return how the member's last mock interviews went, oldest first."""
    ended = tx.interviews.latest(member.id, INTERVIEWS_SHOWN)
    scores: list[InterviewScore] = []
    for interview in ended:
        if has_answers(interview) and interview.ended_at is not None:
            total = figures(counted(interview))
            day = local_date(interview.ended_at, zone)
            scores.append(InterviewScore(day, total.covered, total.points))
    return tuple(scores)


def stats(ctx: Context, command: ShowStats) -> Card:
    """Show the member's accuracy by track and by week, over rounds and drills."""
    member = known_member(ctx.tx, command.actor)
    if member is None:
        raise Refused("No stats yet.", "Answer a question or try /quiz.")
    scores = tuple(
        TrackScore(line.track, track_title(ctx.bank, line.track), line.right, line.total)
        for line in ctx.tx.practice.accuracy(member.id)
    )
    zone = known_team(ctx.tx, command.actor).zone
    today = local_date(command.at, zone)
    graded = ctx.tx.practice.graded_since(member.id, trend_start(today, zone))
    weeks = weekly_scores(graded, today, zone)
    return StatsCard(
        name=member.name,
        tracks=scores,
        points=ctx.tx.points.standing(member.id, period_key(Period.ALL, today), "").points,
        due_reviews=len(due_questions(ctx.tx, ctx.bank, member, command.at)),
        weeks=weeks,
        rising=is_rising(weeks),
        interviews=_interviews(ctx.tx, member, zone),
    )
