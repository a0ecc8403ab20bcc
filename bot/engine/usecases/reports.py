"""How a team did in the last weeks, for its managers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.engine.cards import Card, NoticeCard
from bot.engine.cards.reports import ReportCard
from bot.engine.model.people import Member, Team
from bot.engine.model.reports import Asked, QuestionResult
from bot.engine.model.rounds import Response
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_team
from bot.engine.records.question_pool import asked_in, track_title
from bot.engine.records.rights import require_manager
from bot.engine.rules import participation
from bot.engine.rules.calendar import local_date
from bot.engine.team_commands import ShowReport

WEEKS = 8
"""So many weeks are counted, this one included."""
QUESTIONS = 20
"""So many of the hardest questions are told."""


def report(ctx: Context, command: ShowReport) -> Card:
    """Show who took part by week, the weakest tracks and the hardest questions.

    Only what is revealed counts, so nothing tells of an open question. People are named if they
    agreed and don't hide.
    """
    require_manager(ctx.tx, command.actor)
    team = known_team(ctx.tx, command.actor)
    today = local_date(command.at, team.zone)
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    asked = _asked(ctx.tx, team, first)
    if not asked:
        return NoticeCard(
            "Nothing to report yet.",
            (f"The report covers the last {WEEKS} weeks, from the first answer revealed on.",),
        )
    weeks = participation.weeks(asked, today)
    named = {each.id: each.name for each in ctx.tx.members.of_team(team.id) if _is_named(each)}
    titles = {each.round.track: track_title(ctx.bank, each.round.track) for each in asked}
    return ReportCard(
        first=weeks[0].first,
        last=max(today, *(each.round.slot for each in asked)),
        weeks=weeks,
        tracks=participation.weakest_tracks(asked, titles),
        questions=tuple(
            _titled(ctx.tx, asked, each)
            for each in participation.hardest_questions(asked)[:QUESTIONS]
        ),
        people=participation.people_named(asked, named),
        unnamed=len(participation.who_answered(asked) - named.keys()),
    )


def _asked(tx: Transaction, team: Team, first: date) -> tuple[Asked, ...]:
    """Return the team's closed rounds from ``first`` on, with their answers."""
    responses: dict[int, list[Response]] = {}
    for response in tx.responses.of_team_since(team.id, first):
        responses.setdefault(response.round_id, []).append(response)
    return tuple(
        Asked(each, tuple(responses.get(each.id, ())))
        for each in tx.rounds.closed_since(team.id, first)
    )


def _titled(tx: Transaction, asked: Sequence[Asked], result: QuestionResult) -> QuestionResult:
    """Return ``result`` with the question's title, as it was asked last."""
    latest = [each.round for each in asked if each.round.question_id == result.question_id][-1]
    return replace(result, title=asked_in(tx, latest).title)


def _is_named(member: Member) -> bool:
    return member.named_in_report and not member.hidden and member.left_at is None
