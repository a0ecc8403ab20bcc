"""What each of the two sees of an interview in pairs; the candidate no key point before the end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.engine.cards import Card, InterviewReportCard, NoticeCard
from bot.engine.cards.pairs import (
    PairCard,
    PairNote,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PairStage,
)
from bot.engine.model.interviews import How, Interview, InterviewItem, Part
from bot.engine.model.pairs import Pair, PairState
from bot.engine.model.people import Member
from bot.engine.ports.context import Context
from bot.engine.records.interview_cards import (
    NOTHING_ANSWERED,
    marks_of,
    number_of,
    options_of,
    report,
)
from bot.engine.records.interviews import question_of
from bot.engine.records.members import zone_of
from bot.engine.records.pairs import interview_of, is_open
from bot.engine.records.question_pool import open_anywhere, subject, track_title
from bot.engine.rules.calendar import local_date
from bot.engine.rules.interview_report import counted, figures, minutes_of, seconds_of
from bot.engine.rules.interviews import has_answers, place_of, seconds_taken

OTHERS = ("Ask someone else with /interview, or find a partner: /interview pair.",)
GONE = NoticeCard("This interview no longer exists.", ("Ask for another: /interview pair.",))


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair as one of the two sees it: who they are, the other one's name, whether they ask."""

    pair: Pair
    member: Member
    other: str

    @property
    def you_ask(self) -> bool:
        """Whether they interview."""
        return self.pair.interviewer_id == self.member.id

    @property
    def asked(self) -> bool:
        """Whether they invited the other one."""
        return self.pair.asked_by == self.member.id


def pair_card(ctx: Context, pair: Pair, member: Member, now: datetime, note: str = "") -> Card:
    """Return what the member, one of the two, sees of the pair at ``now``."""
    other = ctx.tx.members.get(pair.other(member.id))
    seen = Seen(pair, member, other.name if other else "")
    interview = interview_of(ctx.tx, pair)
    if pair.state in (PairState.BEGUN, PairState.ENDED):
        return GONE if interview is None else _of_interview(ctx, seen, interview, now, note)
    if not is_open(ctx.tx, pair, now):
        return _over(seen)
    return PairCard(
        pair_id=pair.id,
        stage=_stage(seen),
        other=seen.other,
        you_ask=seen.you_ask,
        topic=track_title(ctx.bank, pair.track),
        level=pair.level,
        minutes=pair.minutes,
        until=pair.expires_at,
        zone=zone_of(ctx.tx, member),
        note=note,
    )


def _stage(seen: Seen) -> PairStage:
    if seen.pair.state is PairState.AGREED:
        return PairStage.AGREED
    return PairStage.SENT if seen.asked else PairStage.INVITED


def _over(seen: Seen) -> Card:
    """Say why an interview that never began won't."""
    again = ("Ask again with /interview, or find another partner: /interview pair.",)
    match seen.pair.state:
        case PairState.DECLINED if seen.asked:
            return NoticeCard(f"{seen.other} can't this time.", OTHERS)
        case PairState.DECLINED:
            return NoticeCard("You've declined.", ("Nobody but who asked is told.",))
        case PairState.WITHDRAWN:
            return NoticeCard(f"The interview with {seen.other} was called off.", again)
        case PairState.AGREED:
            return NoticeCard(f"The interview with {seen.other} wasn't started in time.", again)
        case _ if seen.asked:
            return NoticeCard(f"{seen.other} didn't answer in time.", again)
        case _:
            return NoticeCard("This invitation has expired.", again)


def _of_interview(ctx: Context, seen: Seen, interview: Interview, now: datetime, note: str) -> Card:
    part, index = place_of(interview)
    if part is not Part.QUESTION:
        return _notes(ctx, seen, interview) if seen.you_ask else _report(ctx, seen, interview)
    if seen.you_ask:
        return _sheet(ctx, seen, interview, index, now, note)
    return _question(ctx, seen, interview, index)


def _sheet(
    ctx: Context, seen: Seen, interview: Interview, index: int, now: datetime, note: str
) -> PairSheetCard:
    item = interview.items[index]
    question = question_of(ctx.tx, item)
    number, total = number_of(interview, index)
    minutes = minutes_of(item)
    used = figures(interview.items[:index]).seconds or 0
    used += seconds_taken(interview.shown_at, now) or 0
    return PairSheetCard(
        pair_id=seen.pair.id,
        step=interview.step,
        candidate=seen.other,
        number=number,
        total=total,
        subject=subject(ctx.bank, question),
        prompt=question.prompt,
        options=options_of(question, interview.member_id),
        points=marks_of(question, item),
        follow_ups=tuple(each.question for each in question.follow_ups),
        minutes=minutes,
        asked_at=interview.shown_at,
        until=interview.shown_at + timedelta(minutes=minutes),
        zone=zone_of(ctx.tx, seen.member),
        used=used // 60,
        planned=sum(map(minutes_of, interview.items)),
        note=note,
    )


def _question(ctx: Context, seen: Seen, interview: Interview, index: int) -> PairQuestionCard:
    item = interview.items[index]
    question = question_of(ctx.tx, item)
    number, total = number_of(interview, index)
    minutes = minutes_of(item)
    return PairQuestionCard(
        pair_id=seen.pair.id,
        step=interview.step,
        interviewer=seen.other,
        number=number,
        total=total,
        subject=subject(ctx.bank, question),
        prompt=question.prompt,
        options=options_of(question, interview.member_id),
        minutes=minutes,
        until=interview.shown_at + timedelta(minutes=minutes),
        zone=zone_of(ctx.tx, seen.member),
    )


def _report(ctx: Context, seen: Seen, interview: Interview) -> Card:
    card = report(ctx, seen.member, interview)
    if isinstance(card, InterviewReportCard):
        return replace(card, pair_id=seen.pair.id, interviewer=seen.other)
    return card


def _notes(ctx: Context, seen: Seen, interview: Interview) -> Card:
    """Return what the interviewer ticked, of what nobody is asked right now."""
    if not has_answers(interview):
        return NOTHING_ANSWERED
    live, items = open_anywhere(ctx.tx), counted(interview)
    total = figures(items)
    return PairNotesCard(
        pair_id=seen.pair.id,
        candidate=seen.other,
        topic=track_title(ctx.bank, interview.track),
        day=local_date(interview.ended_at or interview.shown_at, zone_of(ctx.tx, seen.member)),
        covered=total.covered,
        points=total.points,
        seconds=total.seconds,
        minutes=total.minutes,
        notes=tuple(_note(ctx, item, secret=item.question_id in live) for item in items),
    )


def _note(ctx: Context, item: InterviewItem, *, secret: bool) -> PairNote:
    question = question_of(ctx.tx, item)
    skipped = item.answer is None or item.answer.how is How.SKIPPED
    return PairNote(
        title=question.title,
        how=How.SKIPPED if skipped else How.SPOKEN,
        points=() if secret or skipped else marks_of(question, item),
        seconds=seconds_of(item),
        minutes=minutes_of(item),
    )
