"""What a form for an answer in one's own words shows when it opens."""

from bot.engine.errors import TooLate
from bot.engine.model.rounds import Round
from bot.engine.ports.context import Context
from bot.engine.queries import Draft, FindDraft
from bot.engine.records.members import known_member
from bot.engine.records.question_pool import asked_in
from bot.engine.records.rounds import ANSWER_LATEST, ANSWERABLE, own_round
from bot.engine.rounds.cards import shown_choices


def find_draft(ctx: Context, query: FindDraft) -> Draft:
    """Return the question and the member's earlier words.

    Raises TooLate for a round that can't be answered any more, NotFound for another team's.
    """
    asked = own_round(ctx.tx, query.actor, query.round_id, ANSWER_LATEST)
    if asked.state not in ANSWERABLE:
        raise TooLate(f"Question {asked.number} is closed.", "Answer the next one.")
    question = asked_in(ctx.tx, asked)
    member = known_member(ctx.tx, query.actor)
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    return Draft(
        question.title,
        question.prompt,
        tuple((shown.letter, shown.text) for shown in shown_choices(question, asked.shown_order)),
        (response.text if response else None) or "",
        private=response is not None and response.private,
        may_share=not _keeps_words(ctx, asked),
    )


def _keeps_words(ctx: Context, asked: Round) -> bool:
    team = ctx.tx.teams.get(asked.team_id)
    return team is not None and team.words_private
