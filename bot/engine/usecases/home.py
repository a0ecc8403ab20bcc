"""Everything of a member's on one page: ``/home``, and Slack's home tab."""

from datetime import date, timedelta

from bot.engine.cards import (
    Card,
    HomeCard,
    HomeManager,
    HomeQuestion,
    HomeResult,
)
from bot.engine.home_commands import ShowHome
from bot.engine.model.moderation import ProposalState
from bot.engine.model.people import Member, Remind, Team, on_their_own
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.due_reviews import due_questions
from bot.engine.records.history_marks import mark_of
from bot.engine.records.members import known_member
from bot.engine.records.question_pool import asked_from, asked_in, track_title
from bot.engine.records.rights import is_manager
from bot.engine.rounds.cards import chosen_in, question_card
from bot.engine.rounds.schedule_lines import line_of
from bot.engine.rounds.streak_cards import streak_card
from bot.engine.rules.calendar import local_date
from bot.engine.rules.quiz_mix import weakest
from bot.engine.rules.text import clean_name

QUESTIONS_SHOWN = 3
RESULTS_SHOWN = 5
SCHEDULES_SHOWN = 5
LOOK_BACK = timedelta(days=60)
"""Results from longer ago aren't looked for."""


def home(ctx: Context, command: ShowHome) -> Card:
    """Return the page; for a stranger, or where nothing is set up, what there is to begin with."""
    tx, actor = ctx.tx, command.actor
    team, member = tx.teams.by_workspace(actor.platform, actor.workspace), known_member(tx, actor)
    today = local_date(command.at, team.zone if team else "UTC")
    return HomeCard(
        name=member.name if member else clean_name(actor.name),
        today=_today(ctx, team, member) if team else (),
        streak=streak_card(tx, team, member, command.at) if team and member else None,
        due_reviews=len(due_questions(tx, ctx.bank, member, command.at)) if member else 0,
        weak=_weak(ctx, member) if member else "",
        results=_results(tx, member, today) if member else (),
        remind=member.remind if member else Remind.OFF,
        remind_at=member.remind_at if member else None,
        leave=_leave(tx, member, today) if member else None,
        hidden=member.hidden if member else False,
        manager=_manager(ctx, command, team) if is_manager(tx, actor) else None,
        alone=on_their_own(actor),
        practiced=member is not None,
    )


def _today(ctx: Context, team: Team, member: Member | None) -> tuple[HomeQuestion, ...]:
    """Return what is open where the member takes part; for others, in a team of few channels."""
    tx = ctx.tx
    followed = tx.rounds.live_followed(member.id) if member else ()
    live = followed or _of_few_channels(tx, team)
    opened = sorted((each for each in live if each.state is RoundState.OPEN), key=_closes)
    return tuple(_question(ctx, each, member) for each in opened[:QUESTIONS_SHOWN])


def _closes(live: Round) -> tuple[object, int]:
    return live.reveal_at, live.id


def _of_few_channels(tx: Transaction, team: Team) -> tuple[Round, ...]:
    if len(tx.schedules.of_team(team.id)) > QUESTIONS_SHOWN:
        return ()
    return tx.rounds.live(team.id)


def _question(ctx: Context, asked: Round, member: Member | None) -> HomeQuestion:
    card = question_card(ctx.tx, ctx.bank, asked)
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    question = asked_from(ctx.tx, ctx.bank, asked)
    return HomeQuestion(
        round_id=asked.id,
        subject=card.subject,
        channel=asked.channel,
        message=asked.message,
        format=asked.format,
        prompt=card.prompt,
        choices=card.choices,
        until=asked.reveal_at,
        zone=card.zone,
        overnight=card.overnight,
        mine=chosen_in(question, asked, response) if response else None,
    )


def _results(tx: Transaction, member: Member, today: date) -> tuple[HomeResult, ...]:
    followed = tx.rounds.followed(member.id, today - LOOK_BACK)
    latest = [each for each in followed if each.responded][-RESULTS_SHOWN:]
    found = (_result(tx, each.round_id, member) for each in reversed(latest))
    return tuple(result for result in found if result is not None)


def _result(tx: Transaction, round_id: int, member: Member) -> HomeResult | None:
    asked, response = tx.rounds.get(round_id), tx.responses.get(round_id, member.id)
    if asked is None or response is None:
        return None
    points = sum(
        entry.points for entry in tx.points.of_round(round_id) if entry.member_id == member.id
    )
    mark = mark_of(response, asked.right_choice)
    return HomeResult(asked.slot, asked_in(tx, asked).title, mark, points)


def _weak(ctx: Context, member: Member) -> str:
    accuracy = ctx.tx.practice.accuracy(member.id)
    weak = weakest({line.track: (line.right, line.total) for line in accuracy})
    return track_title(ctx.bank, weak[0]) if weak else ""


def _leave(tx: Transaction, member: Member, today: date) -> tuple[date, date] | None:
    coming = sorted((each.first, each.last) for each in tx.members.leaves(member.id))
    return next(((first, last) for first, last in coming if last >= today), None)


def _manager(ctx: Context, command: ShowHome, team: Team | None) -> HomeManager:
    if team is None:
        return HomeManager((), 0, 0, 0)
    schedules = ctx.tx.schedules.of_team(team.id)
    waiting = ctx.tx.questions.proposals(team.id, ProposalState.WAITING)
    suggestions = sum(each.kind == "suggestion" for each in waiting)
    return HomeManager(
        schedules=tuple(line_of(ctx.tx, each, command.at) for each in schedules[:SCHEDULES_SHOWN]),
        more=max(0, len(schedules) - SCHEDULES_SHOWN),
        suggestions=suggestions,
        reports=len(waiting) - suggestions,
    )
