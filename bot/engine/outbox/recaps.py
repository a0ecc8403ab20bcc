"""What a recap shows: the week of a schedule's channel on one page, and the month's champion."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from bot.engine.cards import Card, ChampionCard, HardestQuestion, NamedCount, NoticeCard, RecapCard
from bot.engine.model.deliveries import Delivery
from bot.engine.model.people import Member
from bot.engine.model.questions import Format
from bot.engine.model.reports import Asked
from bot.engine.model.scores import DayOutcome, Period
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.records.board_lines import board_lines
from bot.engine.records.question_pool import asked_in, track_title
from bot.engine.records.rounds import CLOSED
from bot.engine.rules.calendar import next_slots, period_dates, period_key, slot_instant
from bot.engine.rules.participation import tally

LINES, STREAKS, SHORTEST_STREAK = 3, 3, 2
FEWEST_ANSWERS = 3
"""A question that fewer answered isn't called the hardest."""
NOT_THEIRS = (DayOutcome.LEAVE, DayOutcome.EXCUSED)
"""Days that a champion had no need to answer on."""
NOTHING_ASKED, NOBODY_ANSWERED = "nothing was asked", "nobody answered"

GONE = NoticeCard("This was about people who are no longer here.")
"""What is shown in place of a recap when everyone in it has been forgotten."""


def recap_card(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return the week's recap, or why there is nothing to tell."""
    del now
    tx, first = ctx.tx, ctx.tx.rounds.get(delivery.round_id or 0)
    schedule = tx.schedules.get(delivery.schedule_id or 0)
    team = tx.teams.get(delivery.team_id)
    dates = period_dates(Period.WEEK, first.slot) if first else None
    if first is None or schedule is None or team is None or dates is None:
        return NOTHING_ASKED
    asked = _asked(tx, schedule.id, *dates)
    answers = sum(len(each.responses) for each in asked)
    if not answers:
        return GONE if delivery.message else NOBODY_ANSWERED if asked else NOTHING_ASKED
    people = {response.member_id for each in asked for response in each.responses}
    shown = [m for m in tx.members.of_team(team.id) if m.id in people and _is_shown(m)]
    sunday = slot_instant(schedule.plan, dates[1])
    coming = next_slots(schedule.plan, sunday, tx.teams.holidays(team.id).keys())
    key = period_key(Period.WEEK, first.slot)
    return RecapCard(
        first=min(each.round.slot for each in asked),
        last=max(each.round.slot for each in asked),
        people=len(people),
        answers=answers,
        right=tally(asked).right,
        graded=any(each.round.format is Format.CHOICE for each in asked),
        lines=board_lines(tx, team.id, key, LINES),
        streaks=_longest_streaks(tx, shown, dates[1]),
        hardest=_hardest(tx, asked),
        favorite=_favorite(tx, asked, shown),
        next_at=coming[0] if coming else None,
        next_tracks=tuple(track_title(ctx.bank, track) for track in schedule.plan.tracks),
        zone=schedule.plan.zone,
    )


def champion_card(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return the month's champions, or why there are none."""
    del now
    tx, first = ctx.tx, ctx.tx.rounds.get(delivery.round_id or 0)
    dates = period_dates(Period.MONTH, first.slot) if first else None
    if first is None or dates is None:
        return NOTHING_ASKED
    key = period_key(Period.MONTH, first.slot)
    lines = board_lines(tx, delivery.team_id, key, LINES)
    if not lines:
        return GONE if delivery.message else NOBODY_ANSWERED
    answered = days = 0
    if len(lines[0].member_ids) == 1:
        log = [d for d in tx.days.of_member(lines[0].member_ids[0], dates[0]) if d.day <= dates[1]]
        answered = sum(day.outcome is DayOutcome.KEPT for day in log)
        days = sum(day.outcome not in NOT_THEIRS for day in log)
    return ChampionCard(month=dates[0], lines=lines, answered=answered, days=days)


def _asked(tx: Transaction, schedule_id: int, first: date, last: date) -> tuple[Asked, ...]:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    rounds = [each for day in days for each in tx.rounds.of_schedule_on(schedule_id, day)]
    return tuple(
        Asked(each, tx.responses.of_round(each.id)) for each in rounds if each.state in CLOSED
    )


def _longest_streaks(
    tx: Transaction, members: Iterable[Member], until: date
) -> tuple[NamedCount, ...]:
    found: list[NamedCount] = []
    for member in members:
        line = tx.days.before(member.id, until + timedelta(days=1))
        if line is not None and line.after.current >= SHORTEST_STREAK:
            found.append(NamedCount(member.name, line.after.current))
    return tuple(sorted(found, key=lambda each: -each.count)[:STREAKS])


def _hardest(tx: Transaction, asked: Sequence[Asked]) -> HardestQuestion | None:
    graded = [
        each
        for each in asked
        if each.round.right_choice is not None and len(each.responses) >= FEWEST_ANSWERS
    ]
    if not graded:
        return None
    hardest = min(graded, key=lambda each: tally([each]).right / len(each.responses))
    title = asked_in(tx, hardest.round).title
    return HardestQuestion(
        title, hardest.round.message, tally([hardest]).right, len(hardest.responses)
    )


def _favorite(
    tx: Transaction, asked: Sequence[Asked], shown: Iterable[Member]
) -> NamedCount | None:
    """Return whose words were applauded most, unless they keep them or themselves private."""
    names = {member.id: member.name for member in shown}
    best: NamedCount | None = None
    for each in asked:
        private = {response.member_id for response in each.responses if response.private}
        for author, count in tx.applause.counts(each.round.id).items():
            is_better = best is None or count > best.count
            if author in names and author not in private and is_better:
                best = NamedCount(names[author], count)
    return best


def _is_shown(member: Member) -> bool:
    return not member.hidden and member.left_at is None
