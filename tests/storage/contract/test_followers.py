"""What is asked of all followers at once is what is asked of each."""

from dataclasses import replace
from datetime import timedelta

from bot.engine.model.people import Leave
from bot.engine.model.practice import ReviewState
from bot.engine.model.rounds import Excuse, Response, Round, RoundState
from bot.engine.model.scores import DayOutcome, DayRule, StreakState, TeamDay
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import (
    CHANNEL,
    HOUR,
    MONDAY,
    NOON,
    OTHER_CHANNEL,
    a_member,
    a_round,
    a_schedule,
    a_team,
)

DAY = timedelta(days=1)


def filled(tx: Transaction) -> tuple[Round, list[int]]:
    """Fill two channels with four days; return the last round of the first, and its followers.

    Ann follows both channels, Ben the first, Cleo the second; Dan followed the first and left.
    """
    team = a_team(tx)
    first, second = (a_schedule(tx, team, channel=channel) for channel in (CHANNEL, OTHER_CHANNEL))
    ann, ben, cleo, dan = (a_member(tx, team, name) for name in ("Ann", "Ben", "Cleo", "Dan"))
    taking_part = {first.id: (ann, ben, dan), second.id: (ann, cleo)}
    closed: list[Round] = []
    for schedule in (first, second):
        for back in (3, 2, 1, 0):
            at = NOON - back * DAY
            state = RoundState.REVEALED if back else RoundState.OPEN
            asked = a_round(
                tx, schedule, MONDAY - back * DAY, number=4 - back, question_id="a/x", state=state,
                revealed_at=at if back else None, excuse=Excuse.HOLIDAY if back == 2 else None,
            )  # fmt: skip
            if schedule is first:
                closed.append(asked)
            for person in taking_part[schedule.id]:
                if back == 3 or (person is ann and back == 1):
                    tx.responses.save(Response(asked.id, person.id, 0, None, at, at))
    for person in (ann, ben, cleo):
        for back in (3, 2, 1):
            line = TeamDay(person.id, MONDAY - back * DAY, DayOutcome.KEPT, DayRule.ANSWERED,
                           StreakState(4 - back, 4 - back, 0))  # fmt: skip
            tx.days.save([line])
    tx.members.add_leave(Leave(ben.id, MONDAY - 9 * DAY, MONDAY - 8 * DAY))
    tx.members.add_leave(Leave(ben.id, MONDAY - 2 * DAY, MONDAY - DAY))
    tx.members.add_leave(Leave(cleo.id, MONDAY, MONDAY))
    tx.practice.save_reviews([ReviewState(each.id, "a/x", NOON, "{}") for each in (ann, cleo)])
    tx.members.save(replace(dan, left_at=NOON))
    return closed[-2], [ann.id, ben.id]


def test_each_answer_is_that_of_its_member(tx: Transaction) -> None:
    asked, ids = filled(tx)
    since = asked.slot - DAY
    assert list(tx.rounds.followers(asked.id)) == ids
    assert tx.followers.leaves(asked.id) == {ids[1]: tx.members.leaves(ids[1])}
    assert tx.followers.followed(asked.id, since) == {
        member: tx.rounds.followed(member, since) for member in ids
    }
    assert tx.followers.pending_days(asked.id, since) == {
        member: {live.slot for live in tx.rounds.live_followed(member)} for member in ids
    }
    assert tx.followers.pending_days(asked.id, MONDAY + DAY) == {}
    assert tx.followers.days_before(asked.id, asked.slot) == {
        member: tx.days.before(member, asked.slot) for member in ids
    }


def test_only_followers_lose_their_days(tx: Transaction) -> None:
    asked, ids = filled(tx)
    others = [
        line for line in tx.days.of_day(asked.team_id, asked.slot) if line.member_id not in ids
    ]
    tx.followers.remove_days(asked.id, asked.slot)
    assert tx.days.of_day(asked.team_id, asked.slot) == tuple(others)
    assert others
    assert len(tx.days.of_day(asked.team_id, asked.slot - DAY)) == len(ids) + len(others)


def test_what_is_asked_of_those_who_responded(tx: Transaction) -> None:
    asked, (ann, ben) = filled(tx)
    (line,) = tx.followers.days_of_responders(asked.id, asked.slot)
    assert line == tx.days.of_member(ann, asked.slot)[0]
    assert tx.followers.reviews_of_responders(asked.id, "a/x").keys() == {ann}
    assert tx.followers.reviews_of_responders(asked.id, "a/y") == {}
    tx.responses.save(Response(asked.id, ben, 0, None, NOON + HOUR, NOON + HOUR))
    assert [d.member_id for d in tx.followers.days_of_responders(asked.id, asked.slot)] == [
        ann,
        ben,
    ]
    assert tx.followers.reviews_of_responders(asked.id, "a/x").keys() == {ann}


def test_a_round_that_nobody_answered_has_none(tx: Transaction) -> None:
    asked = a_round(tx, a_schedule(tx, a_team(tx)))
    assert tx.followers.leaves(asked.id) == {}
    assert tx.followers.followed(asked.id, MONDAY) == {}
    assert tx.followers.pending_days(asked.id, MONDAY) == {}
    assert tx.followers.days_before(asked.id, MONDAY) == {}
