"""A member's own progress: the streak and why, and accuracy by track."""

from bot.engine.cards import Card, StatsCard, TrackScore
from bot.engine.cards.drills import InterviewScore
from bot.engine.commands import ShowStats, ShowStreak
from bot.engine.errors import Refused
from bot.engine.model.people import Member
from bot.engine.model.scores import Period
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.due_reviews import due_questions
from bot.engine.records.members import known_member, known_team
from bot.engine.records.own_memory import memory_in
from bot.engine.records.question_pool import track_title
from bot.engine.rounds.streak_cards import streak_card
from bot.engine.rules.calendar import local_date, period_key
from bot.engine.rules.interview_report import counted, figures
from bot.engine.rules.interviews import has_answers
from bot.engine.rules.trend import is_rising, trend_start, weekly_scores

INTERVIEWS_SHOWN = 6


def streak(ctx: Context, command: ShowStreak) -> Card:
    """Show the member's streak and the team days it is made of."""
    team = known_team(ctx.tx, command.actor)
    member = known_member(ctx.tx, command.actor)
    if member is None:
        raise Refused("No streak yet.", "Answer a question to start one.")
    return streak_card(ctx.tx, team, member, command.at)


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
        memory=memory_in(ctx.tx.review_fits.get(member.id), zone),
    )
