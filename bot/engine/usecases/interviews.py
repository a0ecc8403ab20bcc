"""Mock interviews, from the offer to the last answer. Each step is saved before it is shown."""

from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card, NoticeCard
from bot.engine.errors import NotFound, Refused, TooLate
from bot.engine.interview_commands import (
    AnswerInterview,
    BeginInterview,
    DropInterview,
    EndInterview,
    FindInterviewForm,
    PassStep,
    ShortenInterview,
    StartInterview,
)
from bot.engine.model.interviews import LONGEST_WORDS, USUAL, How, Interview, Part, Said
from bot.engine.model.pairs import PairState
from bot.engine.model.people import Member
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import plain_inlines
from bot.engine.ports.context import Context
from bot.engine.queries import Draft
from bot.engine.records.interview_cards import (
    current_card,
    options_of,
    prompt_of,
    words_of,
)
from bot.engine.records.interview_choice import chosen_items
from bot.engine.records.interviews import keep_without_live, own_interview, question_of
from bot.engine.records.members import member_of
from bot.engine.records.pair_steps import resume_pair
from bot.engine.records.pairs import open_pairs
from bot.engine.records.question_pool import open_anywhere, tracks_of
from bot.engine.rules import schedule_text
from bot.engine.rules.interviews import (
    PAUSE,
    asks,
    check_minutes,
    end_questions,
    move_on,
    place_of,
    said_at,
    say,
    seconds_taken,
    skip_current,
)
from bot.engine.rules.text import cut

NOT_NOW = NoticeCard("No interview now.", ("/interview whenever you like.",))
PICKED_UP = "You're back where you stopped."
NOTHING_SAID = "There was nothing in your answer."
ONE_AT_A_TIME = "Finish this one before you start another."
ALONE_MEANWHILE = f"For an interview alone meanwhile, say how long: /interview {USUAL}."


def start(ctx: Context, command: StartInterview) -> Card:
    """Offer an interview; who left one before its end returns to it.

    One in pairs that has begun comes first. Who says what they'd like has one alone even if they
    have agreed on one in pairs, where somebody waits for them.
    """
    minutes = check_minutes(USUAL if command.minutes is None else command.minutes)
    member = member_of(ctx.tx, command.actor, command.at)
    known = tracks_of(ctx.tx, ctx.bank, member.team_id)
    track = schedule_text.parse_track(command.track, known)
    wishes = bool(track or command.level or command.minutes is not None)
    note = ONE_AT_A_TIME if wishes else PICKED_UP
    pair = next(iter(open_pairs(ctx.tx, member.id, command.at)), None)
    if pair is not None and pair.state is PairState.BEGUN:
        return resume_pair(ctx, member, pair, command.at, note)
    if pair is not None and pair.state is PairState.AGREED and not wishes:
        return resume_pair(ctx, member, pair, command.at, ALONE_MEANWHILE)
    open_ = ctx.tx.interviews.unfinished(member.id)
    if open_ is not None and open_.started_at is not None:
        return _resume(ctx, member, open_, command.at, note)
    if pair is not None and not wishes:
        return resume_pair(ctx, member, pair, command.at, ALONE_MEANWHILE)
    if open_ is not None:
        ctx.tx.interviews.delete(open_.id)
    return _offer(ctx, member, track, command.level, minutes, command.at)


def _offer(
    ctx: Context, member: Member, track: str, level: Level | None, minutes: int, at: datetime
) -> Card:
    items = chosen_items(ctx, member, track, level, minutes, at)
    offered = Interview(0, member.id, track, level, minutes, items, 0, at)
    return current_card(ctx, member, ctx.tx.interviews.add(offered))


def _resume(ctx: Context, member: Member, held: Interview, at: datetime, note: str) -> Card:
    """Show the current step again; after a long pause its time begins again."""
    again = replace(held, shown_at=at) if at - held.shown_at > PAUSE else held
    return _show(ctx, member, held, again, at, note)


def begin(ctx: Context, command: BeginInterview) -> Card:
    """Ask the first question."""
    member, held = own_interview(ctx.tx, command.actor, command.interview_id)
    if held.started_at is not None:
        return _show(ctx, member, held, held, command.at)
    started = move_on(replace(held, started_at=command.at), command.at)
    return _show(ctx, member, held, started, command.at)


def shorten(ctx: Context, command: ShortenInterview) -> Card:
    """Offer a shorter interview in place of one that hasn't started."""
    minutes = check_minutes(command.minutes)
    member, held = own_interview(ctx.tx, command.actor, command.interview_id)
    if held.started_at is not None or held.minutes <= minutes:
        return _show(ctx, member, held, held, command.at)
    items = chosen_items(ctx, member, held.track, held.level, minutes, command.at)
    offered = replace(held, minutes=minutes, items=items, shown_at=command.at)
    return _show(ctx, member, held, offered, command.at)


def drop(ctx: Context, command: DropInterview) -> Card:
    """Take an offer away; one that has started stays, to be returned to."""
    try:
        _, held = own_interview(ctx.tx, command.actor, command.interview_id)
    except NotFound:
        return NOT_NOW
    if held.started_at is None:
        ctx.tx.interviews.delete(held.id)
    return NOT_NOW


def answer(ctx: Context, command: AnswerInterview) -> Card:
    """Keep words as the answer to a question or a follow-up, and ask what comes next."""
    member, held = own_interview(ctx.tx, command.actor, command.interview_id)
    words = cut(command.words.strip(), LONGEST_WORDS)
    if not words:
        raise Refused(NOTHING_SAID, "Write a few words, or skip it.")
    if held.ended_at is not None:
        raise TooLate("That interview has ended.", "Start a new one with /interview.")
    if not asks(held, command.step) or command.step > held.step:
        return _show(ctx, member, held, held, command.at)
    if command.step < held.step:
        before = said_at(held, command.step)
        late = Said(How.TYPED, words, before.seconds if before else None)
        return _show(ctx, member, held, say(held, command.step, late), command.at)
    said = Said(How.TYPED, words, seconds_taken(held.shown_at, command.at))
    return _said(ctx, member, held, said, command.at)


def pass_step(ctx: Context, command: PassStep) -> Card:
    """Note that a question was answered aloud, in messages, or skipped; ask what comes next.

    Whoever wrote messages and then spoke has answered in words, too: they stay.
    """
    member, held = own_interview(ctx.tx, command.actor, command.interview_id)
    if command.step != held.step or not asks(held):
        return _show(ctx, member, held, held, command.at)
    written = said_at(held, held.step)
    if written is not None and command.how is not How.SKIPPED:
        said = replace(written, seconds=seconds_taken(held.shown_at, command.at))
        return _said(ctx, member, held, said, command.at)
    if command.how is How.TYPED:
        raise Refused(NOTHING_SAID, "Write a few words, or skip it.")
    said = Said(command.how, seconds=seconds_taken(held.shown_at, command.at))
    return _said(ctx, member, held, said, command.at)


def end(ctx: Context, command: EndInterview) -> Card:
    """Ask nothing more: go to the key points of what was answered, or to the end."""
    member, held = own_interview(ctx.tx, command.actor, command.interview_id)
    if command.step != held.step or not asks(held):
        return _show(ctx, member, held, held, command.at)
    ended = end_questions(skip_current(held), command.at)
    return _show(ctx, member, held, ended, command.at)


def find_form(ctx: Context, query: FindInterviewForm) -> Draft:
    """Return the question that is being answered, and the words written before."""
    _, held = own_interview(ctx.tx, query.actor, query.interview_id)
    if held.ended_at is not None or not asks(held, query.step) or query.step > held.step:
        raise TooLate("There's nothing to answer here any more.", "/interview shows what is next.")
    part, index = place_of(held, query.step)
    item = held.items[index]
    if item.question_id in open_anywhere(ctx.tx):
        raise TooLate("That's a question of the day right now.", "/interview shows what is next.")
    question = question_of(ctx.tx, item)
    options = options_of(question, held.member_id) if part is Part.QUESTION else ()
    return Draft(
        question.title if part is Part.QUESTION else f"Follow-up: {question.title}",
        prompt_of(question, item, part),
        tuple(("•", option) for option in options if plain_inlines(option)),
        words_of(said_at(held, query.step)),
        private=True,
        may_share=False,
    )


def _said(ctx: Context, member: Member, held: Interview, said: Said, at: datetime) -> Card:
    return _show(ctx, member, held, move_on(say(held, held.step, said), at), at)


def _show(
    ctx: Context,
    member: Member,
    before: Interview,
    after: Interview,
    at: datetime,
    note: str = "",
) -> Card:
    """Save what the interview has become, past what nobody may see now, and show its step."""
    kept, left_out = keep_without_live(ctx, member, before, after, at)
    return current_card(ctx, member, kept, left_out or note)
