"""A quiz for everyone in a channel: started, answered in private, stopped.

The outbox asks its questions, closes them and posts the board: see ``outbox/group_quizzes.py``.
"""

from dataclasses import replace
from datetime import datetime
from string import ascii_uppercase

from bot.engine.cards import Card, NoticeCard, ProblemCard
from bot.engine.errors import NotAllowed, NotFound, Refused
from bot.engine.group_commands import StartGroupQuiz, StopGroupQuiz, SubmitGroupAnswer
from bot.engine.model.group_quizzes import (
    LONGEST,
    QUESTIONS,
    TIME_TO_ANSWER,
    GroupAnswer,
    GroupItem,
    GroupQuiz,
)
from bot.engine.model.people import Actor
from bot.engine.model.practice import Focus
from bot.engine.model.questions import Format, Level, Question
from bot.engine.outbox.group_quizzes import plan_closing, plan_question, question_key
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import FirstGroupTry
from bot.engine.records.members import known_member, member_of
from bot.engine.records.question_pool import questions_of
from bot.engine.records.quiz_questions import askable
from bot.engine.records.rights import is_manager
from bot.engine.rules import schedule_text
from bot.engine.rules.quiz_mix import levels_to_ask, pick
from bot.engine.rules.selection import chance, pool, shown_order

ENDED = "That question is closed."


def start(ctx: Context, command: StartGroupQuiz) -> Card:
    """Start a quiz in the channel, unless one is on."""
    tx, at = ctx.tx, command.at
    here, actor = command.channel, command.actor
    if (here.platform, here.workspace) != (actor.platform, actor.workspace):
        raise Refused("That channel isn't one of yours.", "Start the quiz in your own.")
    member = member_of(tx, command.actor, at)
    if _is_on(tx, tx.group_quizzes.running(command.channel, at - LONGEST)):
        raise Refused("A quiz is on in this channel.", "Join in, or start one when it has ended.")
    picked = _pick(ctx, command, member.team_id, member.id)
    items: list[GroupItem] = []
    for question in picked:
        tx.questions.remember(question)
        seed = f"{command.channel.channel}/{at.isoformat()}/{question.id}"
        order = shown_order(len(question.choices), seed)
        items.append(GroupItem(question.id, question.revision, order))
    new = GroupQuiz(0, member.team_id, command.channel, member.id, tuple(items), 0, at)
    quiz = tx.group_quizzes.add(new)
    plan_question(tx, quiz, at)
    seconds = TIME_TO_ANSWER.seconds
    return NoticeCard(
        "The quiz starts in this channel.",
        (f"{len(items)} questions, {seconds} seconds each. Choices are private until then.",),
        starting=quiz.id,
    )


def _pick(
    ctx: Context, command: StartGroupQuiz, team_id: int, member_id: int
) -> tuple[Question, ...]:
    questions = questions_of(ctx.tx, ctx.bank, team_id)
    known = {question.track for question in questions.values()}
    track = schedule_text.parse_track(command.track, known)
    levels = (command.level,) if command.level else ()
    tracks = (track,) if track else ()
    candidates = askable(ctx.tx, pool(questions.values(), tracks, levels, Format.CHOICE))
    seen = ctx.tx.practice.last_seen(member_id)
    never = datetime.min.replace(tzinfo=command.at.tzinfo)
    seed = f"together {command.channel.channel} {command.at.isoformat()}"
    ranked = sorted(candidates, key=lambda each: (seen.get(each.id, never), chance(seed, each.id)))
    level = command.level or Level.INTERMEDIATE
    picked = pick(ranked, levels_to_ask(level, Focus.MIX, QUESTIONS))
    if not picked:
        raise Refused("No questions left to ask right now.", "Try another track or level.")
    return picked


def answer(ctx: Context, command: SubmitGroupAnswer) -> Card:
    """Keep what someone chose; they can change it until the question closes."""
    tx = ctx.tx
    quiz = _quiz(tx, command.quiz_id, command.actor)
    item = quiz.item
    if command.position != quiz.position or _is_closed(quiz, command.at):
        raise Refused(ENDED, "Answer the latest one of the quiz.")
    place = ascii_uppercase.find(command.letter.upper()) if len(command.letter) == 1 else -1
    if not 0 <= place < len(item.order):
        last = ascii_uppercase[len(item.order) - 1]
        raise Refused(f'"{command.letter[:20]}" is not one of the choices.', f"Choose A to {last}.")
    member = member_of(tx, command.actor, command.at)
    chosen = GroupAnswer(quiz.id, quiz.position, member.id, item.order[place], command.at)
    tx.group_quizzes.answer(chosen)
    letter = ascii_uppercase[place]
    return NoticeCard(f"Saved: {letter}.", ("You can change it until the question closes.",))


def stop(ctx: Context, command: StopGroupQuiz) -> Card:
    """Close the open question at once; the board follows it."""
    tx = ctx.tx
    quiz = _quiz(tx, command.quiz_id, command.actor)
    member = known_member(tx, command.actor)
    started = member is not None and member.id == quiz.started_by
    if not started and not is_manager(tx, command.actor):
        raise NotAllowed("Only whoever started the quiz can stop it.", "Managers can, too.")
    if quiz.ended_at is not None:
        raise Refused("This quiz has ended.", "Start another one: /quiz together.")
    last = replace(quiz.item, closes_at=quiz.item.closes_at and command.at)
    items = (*quiz.items[: quiz.position], last)
    ending = replace(quiz, items=items)
    tx.group_quizzes.save(ending)
    plan_closing(tx, ending, command.at)
    return NoticeCard("The quiz ends with this question.")


def first_try(ctx: Context, query: FirstGroupTry) -> ProblemCard | bool:
    """Tell how the first try to post a quiz went: fine, not known yet, or what went wrong."""
    posted = ctx.tx.deliveries.by_key(question_key(query.quiz_id, 0))
    if posted is None or posted.message is not None:
        return True
    if not posted.note:
        return False
    return ProblemCard(f"The quiz couldn't start: {posted.note}.", "Fix that, and start it again.")


def _is_on(tx: Transaction, quiz: GroupQuiz | None) -> bool:
    """Tell whether people can take the quiz: one whose post was refused is none."""
    if quiz is None:
        return False
    posted = tx.deliveries.by_key(question_key(quiz.id, quiz.position))
    return posted is not None and (posted.message is not None or not posted.note)


def _quiz(tx: Transaction, quiz_id: int, actor: Actor) -> GroupQuiz:
    quiz = tx.group_quizzes.get(quiz_id)
    team = tx.teams.by_workspace(actor.platform, actor.workspace)
    if quiz is None or team is None or team.id != quiz.team_id:
        raise NotFound("This quiz no longer exists.", "Start another one: /quiz together.")
    return quiz


def _is_closed(quiz: GroupQuiz, at: datetime) -> bool:
    closes_at = quiz.item.closes_at
    return quiz.ended_at is not None or (closes_at is not None and at >= closes_at)
