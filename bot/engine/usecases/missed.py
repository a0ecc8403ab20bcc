"""The questions that someone got wrong, as flashcards to take along: ``/me export missed``."""

from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck, PersonalFile
from bot.engine.model.people import Member
from bot.engine.model.practice import Attempt
from bot.engine.model.questions import Question
from bot.engine.ports.context import Context
from bot.engine.ports.deck_writer import Flashcard
from bot.engine.records.members import known_member
from bot.engine.records.question_pool import open_anywhere, questions_of
from bot.engine.rules.text import count_of

MOST = 300
"""Questions of one deck, the latest ones."""


def missed_deck(ctx: Context, query: MissedDeck) -> PersonalFile:
    """Return a deck of what the actor answered wrong and not right since, none of it open now."""
    member = known_member(ctx.tx, query.actor)
    questions = _missed(ctx, member)[:MOST] if member else []
    if member is None or not questions:
        fix = "What you get wrong in quizzes, and in daily questions after the reveal, is for it."
        raise Refused("You have no missed questions.", fix)
    team = ctx.tx.teams.get(member.team_id)
    own = {each.id for each in ctx.tx.questions.of_team(member.team_id)}
    cards = [Flashcard(each, team.stamp if team and each.id in own else "") for each in questions]
    content = ctx.decks.write(cards, "Missed questions", query.at)
    about = f"{count_of(len(cards), 'question')} you missed, as an Anki deck."
    return PersonalFile("warmup-missed.apkg", content, about)


def _missed(ctx: Context, member: Member) -> list[Question]:
    """Return the questions whose latest attempt was wrong, the latest first.

    A question that is open in any team stays out, as it does of quizzes: its answer is in the deck.
    """
    latest: dict[str, Attempt] = {}
    for attempt in ctx.tx.practice.attempts_of(member.id):
        before = latest.get(attempt.question_id)
        if before is None or before.at <= attempt.at:
            latest[attempt.question_id] = attempt
    wrong = [each for each in latest.values() if not each.right]
    known = questions_of(ctx.tx, ctx.bank, member.team_id)
    secret = open_anywhere(ctx.tx)
    return [
        known[each.question_id]
        for each in sorted(wrong, key=lambda each: each.at, reverse=True)
        if each.question_id in known and each.question_id not in secret
    ]
