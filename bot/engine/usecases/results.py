"""A member's result of a round: their answer, the right one, key points, reasons, a review."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.cards import (
    Card,
    KeyPointMark,
    MineCard,
    Standing,
)
from bot.engine.commands import (
    MarkKeyPoints,
    PracticeLater,
    ShowMine,
    ShowReasons,
    TakeOutWords,
    TickKeyPoint,
)
from bot.engine.errors import Refused
from bot.engine.model.people import Actor, Member
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.model.scores import DayOutcome, Period, StreakState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_member, member_of
from bot.engine.records.news import tell_streak
from bot.engine.records.question_pool import asked_in
from bot.engine.records.rounds import ANSWERABLE, own_round
from bot.engine.records.shared_words import are_words_shown
from bot.engine.rounds.anonymous import shown_without
from bot.engine.rounds.cards import (
    letter_of,
    reasoned_choices,
    reasons_card,
    receipt_card,
    right_choice,
    subject,
)
from bot.engine.rounds.pending_days import pending_days
from bot.engine.rules.calendar import local_date, period_key
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.leaks import sign_of_answer
from bot.engine.rules.spaced_repetition import due_now
from bot.engine.rules.streaks import to_next_freeze, without_pending_days

_CLOSED = (RoundState.REVEALING, RoundState.REVEALED)
_HOW_TO_ANSWER: Mapping[Format, str] = {
    Format.CHOICE: "Press a letter or use your own words.",
    Format.OPEN: "Write it in your own words.",
    Format.THREAD: "Reply in the question's thread.",
}
COUNTED = (DayOutcome.KEPT, DayOutcome.FREEZE, DayOutcome.MISSED)
"""Days of a week that count as ``4 of 5 answered``: those that nothing excused."""
_DIDNT_ANSWER = "You didn't answer this one."


def show_mine(ctx: Context, command: ShowMine) -> Card:
    """Show the member's own answer; after the reveal, how it went, and what is news.

    News is noted as told, which needs a transaction that writes: see ``records.news.has_news``.
    """
    member = known_member(ctx.tx, command.actor)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    if asked.state in ANSWERABLE:
        if response is None:
            raise Refused("You haven't answered yet.", _HOW_TO_ANSWER[asked.format])
        return receipt_card(ctx.tx, ctx.bank, asked, response, asked_for=True)
    if asked.state not in _CLOSED:
        raise Refused(_DIDNT_ANSWER, "Catch the next!")
    card = _result(ctx, asked, member, response, command.at)
    news = tell_streak(ctx.tx, member) if member else ()
    if news and member and (member.told_day is None or asked.slot > member.told_day):
        card = replace(card, freezes=None)  # the news has it, with the day
    return replace(card, news=news)


def show_reasons(ctx: Context, command: ShowReasons) -> Card:
    """Show why the wrong choices are wrong, the member's own first."""
    asked = _closed(ctx.tx, command.actor, command.round_id)
    question = asked_in(ctx.tx, asked)
    member = known_member(ctx.tx, command.actor)
    response = ctx.tx.responses.get(asked.id, member.id) if member else None
    card = reasons_card(ctx.bank, asked, question, _letter(asked, response))
    if card is None:
        raise Refused("This question has no choices.", "The model answer is in its thread.")
    return card


def mark_key_points(ctx: Context, command: MarkKeyPoints) -> Card:
    """Save which key points the member says their words covered."""
    return _mark(ctx, command, set(command.covered))


def tick_key_point(ctx: Context, command: TickKeyPoint) -> Card:
    """Save whether the member's words covered one key point; a double press does no harm."""
    member = known_member(ctx.tx, command.actor)
    response = ctx.tx.responses.get(command.round_id, member.id) if member else None
    others = set((response.covered if response else None) or ()) - {command.index}
    return _mark(ctx, command, others | ({command.index} if command.covered else set()))


def take_out_words(ctx: Context, command: TakeOutWords) -> Card:
    """Keep the member's own words private; they stay their answer.

    Where they are in the thread by now, the reveal is shown again without them.
    """
    member = member_of(ctx.tx, command.actor, command.at)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id)
    if response is None or not response.text or asked.state not in (*ANSWERABLE, *_CLOSED):
        raise Refused("You wrote no words for that question.", "There's nothing to keep private.")
    if asked.format is Format.THREAD:
        raise Refused("Your answer is a reply in the thread.", "Delete it there to take it back.")
    kept = replace(response, private=True)
    ctx.tx.responses.change(kept)
    if asked.state in ANSWERABLE:
        return receipt_card(ctx.tx, ctx.bank, asked, kept, asked_for=True)
    if are_words_shown(ctx.tx, asked, response):
        ctx.tx.rounds.save(shown_without(asked, command.at))
    return _result(ctx, asked, member, kept, command.at)


def practice_later(ctx: Context, command: PracticeLater) -> Card:
    """Put a round's question among the member's reviews, due now.

    It is asked like any other review: not while it is open in any channel.
    """
    asked = _closed(ctx.tx, command.actor, command.round_id)
    member = member_of(ctx.tx, command.actor, command.at)
    question = asked_in(ctx.tx, asked)
    if not _can_practice(ctx.tx, asked, question):
        raise Refused("This question can't be practiced.", "Try /quiz for others.")
    before = ctx.tx.practice.review(member.id, question.id)
    ctx.tx.practice.save_review(due_now(member.id, question.id, before, command.at))
    response = ctx.tx.responses.get(asked.id, member.id)
    return _result(ctx, asked, member, response, command.at)


def _closed(tx: Transaction, actor: Actor, round_id: int) -> Round:
    asked = own_round(tx, actor, round_id)
    if asked.state not in _CLOSED:
        raise Refused("That comes with the answer.", "Come back after the reveal.")
    return asked


def _mark(ctx: Context, command: MarkKeyPoints | TickKeyPoint, covered: set[int]) -> Card:
    member = member_of(ctx.tx, command.actor, command.at)
    asked = own_round(ctx.tx, command.actor, command.round_id)
    response = ctx.tx.responses.get(asked.id, member.id)
    if response is None:
        raise Refused(_DIDNT_ANSWER, "Catch the next!")
    if asked.state not in _CLOSED:
        raise Refused("You can tick key points after the reveal.", "Come back then.")
    count = len(asked_in(ctx.tx, asked).key_points)
    known = tuple(sorted(index for index in covered if 0 <= index < count))
    marked = replace(response, covered=known)
    ctx.tx.responses.change(marked)
    return _result(ctx, asked, member, marked, command.at)


def _result(
    ctx: Context, asked: Round, member: Member | None, response: Response | None, at: datetime
) -> MineCard:
    question = asked_in(ctx.tx, asked)
    choices = reasoned_choices(question, asked)
    letter = _letter(asked, response)
    result = grade(response, asked.right_choice) if response else Grade.WORDS
    booked = ctx.tx.points.of_round(asked.id) if response else ()
    covered = response.covered if response else None
    review = ctx.tx.practice.review(member.id, question.id) if member else None
    return MineCard(
        round_id=asked.id,
        subject=subject(ctx.bank, question),
        letter=letter,
        words=(response.text if response else None) or "",
        right=None if result is Grade.WORDS else result is Grade.RIGHT,
        points=sum(entry.points for entry in booked if member and entry.member_id == member.id),
        key_points=tuple(
            KeyPointMark(point, None if covered is None else index in covered)
            for index, point in enumerate(question.key_points)
        ),
        can_mark=response is not None and response.text is not None and bool(question.key_points),
        answered=response is not None,
        chosen=next((choice for choice in choices if choice.letter == letter), None),
        answer=right_choice(choices, asked),
        standing=_standing(ctx, asked, member, at) if member and response else None,
        freezes=_freezes_left(ctx.tx, asked, member) if member and not response else None,
        can_practice=_can_practice(ctx.tx, asked, question),
        in_reviews=review is not None and review.due_at <= at,
        in_thread=response is not None and are_words_shown(ctx.tx, asked, response),
    )


def _letter(asked: Round, response: Response | None) -> str:
    if response is None or response.choice is None:
        return ""
    return letter_of(asked.shown_order, response.choice)


def _can_practice(tx: Transaction, asked: Round, question: Question) -> bool:
    return (
        bool(question.choices)
        and not sign_of_answer(question)
        and question.id not in tx.questions.retired(asked.team_id)
    )


def _standing(ctx: Context, asked: Round, member: Member, at: datetime) -> Standing | None:
    """Return where the member stands this week, days that are still pending left out."""
    tx = ctx.tx
    team = tx.teams.get(asked.team_id)
    if team is None:
        return None
    today = local_date(at, team.zone)
    monday = today - timedelta(days=today.weekday())
    before = tx.days.before(member.id, monday)
    start = before.after if before else StreakState()
    log = tx.days.of_member(member.id, monday)
    week = without_pending_days(member.id, log, pending_days(tx, team, member, at), start)
    state = week[-1].after if week else start
    row = tx.points.standing(member.id, period_key(Period.WEEK, today), "")
    return Standing(
        week_points=row.points,
        place=row.rank if row.points and not member.hidden else 0,
        streak=state.current,
        answered=sum(line.outcome is DayOutcome.KEPT for line in week),
        days=sum(line.outcome in COUNTED for line in week),
        to_next_freeze=to_next_freeze(state),
    )


def _freezes_left(tx: Transaction, asked: Round, member: Member) -> int | None:
    """Return how many freezes are left if one saved the streak on the round's day."""
    line = next(iter(tx.days.of_member(member.id, asked.slot)), None)
    if line is None or line.day != asked.slot or line.outcome is not DayOutcome.FREEZE:
        return None
    return line.after.freezes
