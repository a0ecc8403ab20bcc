"""What a team was asked, with the reader's own results."""

from bot.engine.cards import AskedQuestion, Card, HistoryCard, HistoryMark
from bot.engine.commands import ShowHistory
from bot.engine.model.people import Member
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.context import Context
from bot.engine.records.history_marks import mark_of
from bot.engine.records.members import known_member, known_team
from bot.engine.records.question_pool import asked_in, track_title

PAGE_QUESTIONS = 10
LAST_PAGE = 1000


def history(ctx: Context, command: ShowHistory) -> Card:
    """Show a page of what the team was asked; whether an open answer is right stays secret."""
    team, member = known_team(ctx.tx, command.actor), known_member(ctx.tx, command.actor)
    page = min(max(command.page, 1), LAST_PAGE)
    found = ctx.tx.rounds.asked(team.id, (page - 1) * PAGE_QUESTIONS, PAGE_QUESTIONS + 1)
    shown = tuple(_line(ctx, member, asked) for asked in found[:PAGE_QUESTIONS])
    return HistoryCard(shown, page, more=len(found) > PAGE_QUESTIONS)


def _line(ctx: Context, member: Member | None, asked: Round) -> AskedQuestion:
    return AskedQuestion(
        day=asked.slot,
        title=asked_in(ctx.tx, asked).title,
        track_title=track_title(ctx.bank, asked.track),
        mark=_mark(ctx, member, asked),
        message=asked.message,
    )


def _mark(ctx: Context, member: Member | None, asked: Round) -> HistoryMark:
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    if asked.state is RoundState.OPEN:
        return HistoryMark.OPEN if response is None else HistoryMark.ANSWERED_OPEN
    return HistoryMark.NONE if response is None else mark_of(response, asked.right_choice)
