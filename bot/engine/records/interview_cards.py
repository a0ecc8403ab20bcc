"""The card of each step of a mock interview."""

from collections.abc import Mapping
from datetime import timedelta

from bot.engine.cards import Card, KeyPointMark, NoticeCard
from bot.engine.cards.interviews import (
    InterviewLine,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewTrack,
)
from bot.engine.model.interviews import How, Interview, InterviewItem, Part, Said
from bot.engine.model.people import Member
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import Document, Inlines, Paragraph
from bot.engine.ports.context import Context
from bot.engine.records.interview_reading import read_before, reader_for
from bot.engine.records.interviews import follow_up_of, question_of, reviewable, to_review
from bot.engine.records.members import zone_of
from bot.engine.records.question_pool import open_anywhere, subject, track_title
from bot.engine.records.reading import quote_of, suggestion_of
from bot.engine.rules.calendar import local_date
from bot.engine.rules.interview_report import (
    by_track,
    counted,
    covered_in,
    figures,
    minutes_of,
    missed_most,
    seconds_of,
    weakest_first,
    went_well,
)
from bot.engine.rules.interviews import (
    has_answers,
    place_of,
    said_at,
    shorter,
    stands_alone,
    words_in,
)
from bot.engine.rules.selection import shown_order

READ_NEXT = 3
"""References that a report names, one for each of the weakest questions."""
NOTHING_ANSWERED = NoticeCard(
    "The interview has ended.", ("Nothing was answered, so there's no report.",)
)


def current_card(ctx: Context, member: Member, interview: Interview, note: str = "") -> Card:
    """Return what the current step of ``interview`` shows."""
    part, index = place_of(interview)
    match part:
        case Part.OFFER:
            return _offer(ctx, interview)
        case Part.QUESTION | Part.FOLLOW_UP:
            return _question(ctx, member, interview, index, part, note)
        case Part.POINTS:
            return _points(ctx, member, interview, index, note)
        case Part.REPORT:
            return report(ctx, member, interview)


def _offer(ctx: Context, interview: Interview) -> InterviewOfferCard:
    return InterviewOfferCard(
        interview_id=interview.id,
        topic=track_title(ctx.bank, interview.track),
        level=interview.level,
        questions=len(interview.items),
        minutes=sum(map(minutes_of, interview.items)),
        shorter=shorter(interview.minutes),
    )


def _question(
    ctx: Context, member: Member, interview: Interview, index: int, part: Part, note: str
) -> InterviewQuestionCard:
    item = interview.items[index]
    question = question_of(ctx.tx, item)
    asks_more = part is Part.FOLLOW_UP
    minutes = item.follow_minutes if asks_more else item.minutes
    number, total = number_of(interview, index)
    return InterviewQuestionCard(
        interview_id=interview.id,
        step=interview.step,
        number=number,
        total=total,
        subject=subject(ctx.bank, question),
        prompt=prompt_of(question, item, part),
        options=() if asks_more else options_of(question, interview.member_id),
        follow_up=asks_more,
        minutes=minutes,
        until=interview.shown_at + timedelta(minutes=minutes),
        zone=zone_of(ctx.tx, member),
        note=note,
        written=len(said.messages) if (said := said_at(interview, interview.step)) else 0,
    )


def prompt_of(question: Question, item: InterviewItem, part: Part) -> Document:
    """Return the question, or its follow-up, as it is asked."""
    if part is Part.FOLLOW_UP:
        return (Paragraph(follow_up_of(question, item)),)
    return question.prompt


def options_of(question: Question, member_id: int) -> tuple[Inlines, ...]:
    """Return the choices of a question that isn't clear without them, in an order of their own."""
    if stands_alone(question):
        return ()
    order = shown_order(len(question.choices), f"interview {member_id} {question.id}")
    return tuple(question.choices[index].text for index in order)


def _points(
    ctx: Context, member: Member, interview: Interview, index: int, note: str
) -> InterviewPointsCard:
    item = interview.items[index]
    question, words = question_of(ctx.tx, item), words_in(item)
    reader = reader_for(ctx, member, item)
    read = read_before(ctx, member, item, reader)
    number, total = number_of(interview, index)
    return InterviewPointsCard(
        interview_id=interview.id,
        step=interview.step,
        number=number,
        total=total,
        subject=subject(ctx.bank, question),
        points=tuple(
            KeyPointMark(point, covered, quote_of(n, words, read))
            for n, (point, covered) in enumerate(_covered(question, item))
        ),
        words=words,
        note=note,
        suggestion=suggestion_of(reader, read),
    )


def marks_of(question: Question, item: InterviewItem) -> tuple[KeyPointMark, ...]:
    """Return the key points of a question, each with whether it was ticked."""
    return tuple(KeyPointMark(text, bool(covered)) for text, covered in _covered(question, item))


def _covered(question: Question, item: InterviewItem) -> list[tuple[Inlines, bool | None]]:
    """Return the key points, each with whether it was ticked; None until ticks are saved."""
    ticked = item.covered
    points = enumerate(question.key_points)
    return [(text, None if ticked is None else n in ticked) for n, text in points]


def words_of(said: Said | None) -> str:
    """Return what was typed; empty when it was said aloud or skipped."""
    return said.words if said else ""


def report(ctx: Context, member: Member, interview: Interview) -> Card:
    """Return the report of an interview that ended."""
    if not has_answers(interview):
        return NOTHING_ANSWERED
    tx, items = ctx.tx, counted(interview)
    asked = {item.question_id: question_of(tx, item) for item in items}
    total, zone = figures(items), zone_of(ctx.tx, member)
    planned = [
        tx.practice.review(member.id, item.question_id)
        for item in to_review(interview, reviewable(ctx, member))
    ]
    return InterviewReportCard(
        interview_id=interview.id,
        topic=track_title(ctx.bank, interview.track),
        day=local_date(interview.ended_at or interview.shown_at, zone),
        covered=total.covered,
        points=total.points,
        seconds=total.seconds,
        minutes=total.minutes,
        lines=tuple(_line(asked[item.question_id], item) for item in items),
        tracks=_tracks(ctx, items),
        missed=_missed(ctx, asked, items),
        reading=_reading(asked, items),
        reviews=tuple(sorted(local_date(each.due_at, zone) for each in planned if each)),
        left_out=sum(item.left_out for item in interview.items),
    )


def _line(question: Question, item: InterviewItem) -> InterviewLine:
    return InterviewLine(
        title=question.title,
        how=item.answer.how if item.answer else How.SKIPPED,
        covered=covered_in(item),
        points=item.points,
        seconds=seconds_of(item),
        minutes=minutes_of(item),
    )


def _tracks(ctx: Context, items: tuple[InterviewItem, ...]) -> tuple[InterviewTrack, ...]:
    tracks = by_track(items)
    if len(tracks) < 2:
        return ()
    return tuple(
        InterviewTrack(track_title(ctx.bank, track), each.covered, each.points)
        for track, each in tracks.items()
    )


def _missed(
    ctx: Context, asked: Mapping[str, Question], items: tuple[InterviewItem, ...]
) -> tuple[Inlines, ...]:
    """Return the key points that were missed most, but of no question that is open anywhere."""
    live = open_anywhere(ctx.tx)
    missed = missed_most([item for item in items if item.question_id not in live])
    return tuple(
        asked[question_id].key_points[index]
        for question_id, index in missed
        if index < len(asked[question_id].key_points)
    )


def _reading(asked: Mapping[str, Question], items: tuple[InterviewItem, ...]) -> tuple[str, ...]:
    weak = [item for item in weakest_first(items) if not went_well(item)]
    named = [asked[item.question_id].references[:1] for item in weak]
    return tuple(dict.fromkeys(each for references in named for each in references))[:READ_NEXT]


def number_of(interview: Interview, index: int) -> tuple[int, int]:
    """Return which question it is, from 1, of how many that weren't left out."""
    before = sum(not item.left_out for item in interview.items[:index])
    return before + 1, sum(not item.left_out for item in interview.items)
