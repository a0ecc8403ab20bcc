from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.engine.model.questions import Format
from bot.engine.model.rounds import Excuse, Response, Round, RoundState, Skip, Unseen
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.rounds import FollowedRound
from tests.support.stored_world import (
    CHANNEL,
    HOUR,
    MONDAY,
    NOON,
    OTHER_CHANNEL,
    a_member,
    a_message,
    a_question,
    a_response,
    a_round,
    a_schedule,
    a_team,
)

DAY = timedelta(days=1)


def a_full_round(blank: Round) -> Round:
    """``blank`` with every field set."""
    return replace(
        blank,
        state=RoundState.REVEALED,
        format=Format.OPEN,
        number=41,
        question_id="pytorch/autograd",
        revision="r1",
        track="pytorch",
        shown_order=(1, 0),
        right_choice=0,
        skip_reason=Skip.HOLIDAY,
        note="why",
        unseen=Unseen.REVEAL,
        late=True,
        opened_at=NOON,
        revealed_at=NOON + HOUR,
        message=a_message("m1", OTHER_CHANNEL),
        excuse=Excuse.SHORT,
        worker="w",
        lease_until=NOON,
        attempts=3,
        retry_at=NOON + 2 * HOUR,
    )


def test_a_claimed_round_comes_back_as_it_was(tx: Transaction) -> None:
    claimed = a_round(tx, a_schedule(tx, a_team(tx)))
    assert claimed.id > 0
    assert tx.rounds.get(claimed.id) == claimed
    assert tx.rounds.get(claimed.id + 1) is None


def test_every_field_of_a_round_is_saved(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    claimed, kept = a_round(tx, schedule), a_round(tx, schedule, MONDAY + DAY)
    tx.questions.remember(a_question())
    full = a_full_round(claimed)
    tx.rounds.save(full)
    assert tx.rounds.get(claimed.id) == full
    assert tx.rounds.get(kept.id) == kept


def test_a_round_can_be_claimed_with_every_field_set(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    blank = a_round(tx, schedule)
    tx.questions.remember(a_question())
    full = replace(a_full_round(blank), id=0, by_hand_number=1)
    claimed = tx.rounds.claim(full)
    assert claimed is not None
    assert claimed == replace(full, id=claimed.id)


def test_a_slot_is_claimed_once(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team)
    first = a_round(tx, schedule)
    again = replace(first, id=0, state=RoundState.SKIPPED)
    assert tx.rounds.claim(again) is None
    assert tx.rounds.get(first.id) == first
    assert tx.rounds.claim(replace(again, by_hand_number=1)) is not None
    assert tx.rounds.claim(replace(again, slot=MONDAY + DAY)) is not None
    assert tx.rounds.claim(replace(again, schedule_id=other.id)) is not None


def test_a_free_lease_is_acquired_and_a_held_one_is_not(tx: Transaction) -> None:
    claimed = a_round(tx, a_schedule(tx, a_team(tx)))
    until = NOON + HOUR
    taken = tx.rounds.acquire(claimed.id, "one", NOON, until)
    assert taken == replace(claimed, worker="one", lease_until=until)
    assert tx.rounds.acquire(claimed.id, "two", NOON + HOUR / 2, NOON + 2 * HOUR) is None
    assert tx.rounds.get(claimed.id) == taken


def test_ones_own_lease_is_extended(tx: Transaction) -> None:
    claimed = a_round(tx, a_schedule(tx, a_team(tx)))
    tx.rounds.acquire(claimed.id, "one", NOON, NOON + HOUR)
    taken = tx.rounds.acquire(claimed.id, "one", NOON, NOON + 2 * HOUR)
    assert taken is not None
    assert taken.lease_until == NOON + 2 * HOUR


def test_only_ones_own_lease_is_made_longer(tx: Transaction) -> None:
    claimed = a_round(tx, a_schedule(tx, a_team(tx)))
    tx.rounds.acquire(claimed.id, "one", NOON, NOON + HOUR)
    longer = tx.rounds.extend(claimed.id, "one", NOON + 2 * HOUR)
    assert longer == replace(claimed, worker="one", lease_until=NOON + 2 * HOUR)
    assert tx.rounds.extend(claimed.id, "two", NOON + 3 * HOUR) is None
    assert tx.rounds.extend(claimed.id + 1, "one", NOON + 3 * HOUR) is None
    assert tx.rounds.get(claimed.id) == longer


def test_an_expired_lease_is_taken_over(tx: Transaction) -> None:
    claimed = a_round(tx, a_schedule(tx, a_team(tx)))
    tx.rounds.acquire(claimed.id, "one", NOON, NOON + HOUR)
    taken = tx.rounds.acquire(claimed.id, "two", NOON + HOUR, NOON + 2 * HOUR)
    assert taken is not None
    assert taken.worker == "two"
    assert tx.rounds.acquire(claimed.id + 1, "two", NOON, NOON) is None


def test_a_lease_too_far_in_the_future_counts_as_expired(tx: Transaction) -> None:
    claimed = a_round(tx, a_schedule(tx, a_team(tx)))
    tx.rounds.acquire(claimed.id, "one", NOON + DAY, NOON + DAY + HOUR)
    taken = tx.rounds.acquire(claimed.id, "two", NOON, NOON + HOUR)
    assert taken is not None
    assert taken.worker == "two"


def test_rounds_of_a_date_are_listed_the_slots_own_first(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    extra = a_round(tx, schedule, by_hand_number=1)
    own = a_round(tx, schedule)
    a_round(tx, schedule, MONDAY + DAY)
    assert tx.rounds.of_schedule_on(schedule.id, MONDAY) == (own, extra)


def test_the_last_slot_is_the_latest_of_the_schedules_own_rounds(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team)
    assert tx.rounds.last_slot(schedule.id) is None
    a_round(tx, schedule, MONDAY + DAY, state=RoundState.SKIPPED)
    a_round(tx, schedule, MONDAY)
    a_round(tx, schedule, MONDAY + 2 * DAY, by_hand_number=1)
    a_round(tx, other, MONDAY + 3 * DAY)
    assert tx.rounds.last_slot(schedule.id) == MONDAY + DAY


# Each: a round's fields at noon, and whether there is work to do on it.
def test_live_rounds_are_those_still_to_come_to_an_end(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, a_team(tx))
    rounds = {
        state: a_round(tx, schedule, by_hand_number=n, state=state)
        for n, state in enumerate(RoundState)
    }
    a_round(tx, other)
    live = (RoundState.CLAIMED, RoundState.SENDING, RoundState.OPEN, RoundState.REVEALING)
    assert tx.rounds.live(team.id) == tuple(rounds[state] for state in live)
    closed = (RoundState.REVEALING, RoundState.REVEALED)
    assert tx.rounds.closed(team.id) == tuple(rounds[state] for state in closed)


def test_a_question_is_open_until_people_have_seen_its_answer(tx: Transaction) -> None:
    a_round(tx, a_schedule(tx, a_team(tx)))  # no question is chosen yet
    for state in RoundState:
        schedule = a_schedule(tx, a_team(tx))  # the teams differ
        a_round(tx, schedule, question_id=f"a/{state.value}", state=state)
    schedule = a_schedule(tx, a_team(tx))
    a_round(tx, schedule, question_id="a/again", state=RoundState.REVEALING, unseen=Unseen.REVEAL)
    live = ("claimed", "sending", "open", "revealing")
    assert tx.rounds.open_questions() == {f"a/{state}" for state in live}


def test_numbers_continue_from_the_teams_highest(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, a_team(tx))
    assert tx.rounds.next_number(team.id) == 1
    a_round(tx, schedule, by_hand_number=0, number=7)
    a_round(tx, schedule, by_hand_number=1, number=3)
    a_round(tx, other, number=99)
    assert tx.rounds.next_number(team.id) == 8


def test_closed_rounds_of_a_revision_are_found(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, a_team(tx))
    asked: dict[str, Any] = {"question_id": "a/x", "state": RoundState.REVEALED}
    first = a_round(tx, schedule, by_hand_number=0, **asked)
    second = a_round(tx, schedule, by_hand_number=1, question_id="a/x", state=RoundState.REVEALING)
    a_round(tx, schedule, by_hand_number=2, question_id="a/x", state=RoundState.OPEN)
    a_round(tx, schedule, by_hand_number=3, revision="r2", **asked)
    a_round(tx, other, **asked)
    assert tx.rounds.closed_with(team.id, "a/x", "r1") == (first, second)


def test_recent_rounds_are_the_channels_posted_ones_newest_first(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team, channel=OTHER_CHANNEL)
    posted = [
        a_round(tx, schedule, by_hand_number=n, state=RoundState.OPEN, message=a_message(str(n)))
        for n in range(3)
    ]
    a_round(tx, schedule, by_hand_number=3)
    a_round(tx, other, message=a_message("elsewhere", OTHER_CHANNEL))
    assert tx.rounds.recent(CHANNEL, 2) == (posted[2], posted[1])
    assert tx.rounds.recent(CHANNEL, 9) == tuple(reversed(posted))


def test_a_round_is_found_by_its_message(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    asked = a_round(tx, schedule, message=a_message("1700.0001"))
    a_round(tx, schedule, by_hand_number=1)
    assert tx.rounds.by_message(a_message("1700.0001")) == asked
    assert tx.rounds.by_message(a_message("1700.0001", OTHER_CHANNEL)) is None
    assert tx.rounds.by_message(a_message("1700.00010")) is None


def test_open_threads_are_those_of_open_rounds_answered_in_their_thread(tx: Transaction) -> None:
    schedule = a_schedule(tx, a_team(tx))
    first, second = (
        a_round(tx, schedule, by_hand_number=number, state=RoundState.OPEN, format=Format.THREAD)
        for number in (0, 1)
    )
    a_round(tx, schedule, by_hand_number=2, state=RoundState.OPEN, format=Format.OPEN)
    a_round(tx, schedule, by_hand_number=3, state=RoundState.REVEALED, format=Format.THREAD)
    platform = first.channel.platform
    assert tx.rounds.open_threads(platform) == (first, second)
    assert tx.rounds.open_threads("slack") == ()


def test_followers_are_members_who_responded_to_the_schedule_and_stay(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team)
    first, second = a_round(tx, schedule), a_round(tx, schedule, MONDAY + DAY)
    elsewhere = a_round(tx, other)
    ada, bob, eve, gone = (a_member(tx, team) for _ in range(4))
    tx.responses.save(a_response(second, bob))
    tx.responses.save(a_response(first, ada))
    tx.responses.save(a_response(second, ada))
    tx.responses.save(a_response(elsewhere, eve))
    tx.responses.save(a_response(first, gone))
    tx.members.save(replace(gone, left_at=NOON))
    assert tx.rounds.followers(first.id) == (ada.id, bob.id)
    assert tx.rounds.followers(second.id) == (ada.id, bob.id)
    assert tx.rounds.followers(elsewhere.id) == (eve.id,)


def test_an_answer_that_is_read_late_makes_a_follower_too(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    ada = a_member(tx, team)
    tx.responses.save(Response(asked.id, ada.id, None, "words", NOON - HOUR, NOON))
    assert tx.rounds.followers(asked.id) == (ada.id,)


def test_rounds_closed_before_the_first_response_to_a_schedule_are_not_followed(
    tx: Transaction,
) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team)
    days = [MONDAY + n * DAY for n in range(5)]
    ends = [datetime(2026, 11, 16 + n, 15, tzinfo=UTC) for n in range(5)]
    before, met, missed, live, excused = (
        a_round(
            tx,
            schedule,
            day,
            state=RoundState.OPEN if n == 3 else RoundState.REVEALED,
            revealed_at=None if n == 3 else end,
            excuse=Excuse.SHORT if n == 4 else None,
        )
        for n, (day, end) in enumerate(zip(days, ends, strict=True))
    )
    a_round(tx, other, state=RoundState.REVEALED, revealed_at=ends[4])
    tx.responses.save(a_response(met, ada, at=ends[0]))
    tx.responses.save(a_response(before, bob, at=ends[0]))

    theirs = (
        FollowedRound(met.id, days[1], None, ends[1], responded=True),
        FollowedRound(missed.id, days[2], None, ends[2], responded=False),
        FollowedRound(excused.id, days[4], Excuse.SHORT, ends[4], responded=False),
    )
    assert tx.rounds.followed(ada.id) == theirs
    assert tx.rounds.followed(ada.id, days[2]) == theirs[1:]
    first = FollowedRound(before.id, days[0], None, ends[0], responded=True)
    assert tx.rounds.followed(bob.id)[0] == first
    assert tx.rounds.live_followed(ada.id) == (live,)


def test_sending_and_open_rounds_of_followed_schedules_are_live(tx: Transaction) -> None:
    team = a_team(tx)
    ada = a_member(tx, team)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team)
    rounds = {
        state: a_round(tx, schedule, by_hand_number=n, state=state)
        for n, state in enumerate(RoundState)
    }
    a_round(tx, other, state=RoundState.OPEN)
    assert tx.rounds.live_followed(ada.id) == ()
    tx.responses.save(a_response(rounds[RoundState.REVEALED], ada))
    expected = (rounds[RoundState.SENDING], rounds[RoundState.OPEN])
    assert tx.rounds.live_followed(ada.id) == expected


def test_a_schedules_live_rounds_are_its_own(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team)
    rounds = {
        state: a_round(tx, schedule, by_hand_number=n, state=state)
        for n, state in enumerate(RoundState)
    }
    a_round(tx, other, state=RoundState.OPEN)
    live = (RoundState.CLAIMED, RoundState.SENDING, RoundState.OPEN, RoundState.REVEALING)
    assert tx.rounds.live_of_schedule(schedule.id) == tuple(rounds[state] for state in live)


def test_followed_rounds_are_listed_by_the_date_they_were_asked_on(tx: Transaction) -> None:
    team = a_team(tx)
    ada = a_member(tx, team)
    schedule = a_schedule(tx, team)
    closed: dict[str, Any] = {"state": RoundState.REVEALING, "revealed_at": NOON + HOUR}
    late = a_round(tx, schedule, MONDAY + DAY, **closed)
    soon = a_round(tx, schedule, MONDAY, **closed)
    tx.responses.save(a_response(late, ada))
    assert [f.round_id for f in tx.rounds.followed(ada.id)] == [soon.id, late.id]


def test_the_last_reveal_is_the_schedules_latest(tx: Transaction) -> None:
    team = a_team(tx)
    schedule, other = a_schedule(tx, team), a_schedule(tx, team)
    assert tx.rounds.last_reveal(schedule.id) is None
    a_round(tx, schedule, MONDAY, state=RoundState.REVEALED, revealed_at=NOON + HOUR)
    a_round(tx, schedule, MONDAY + DAY, state=RoundState.REVEALED, revealed_at=NOON)
    a_round(tx, schedule, MONDAY + 2 * DAY, state=RoundState.OPEN)
    a_round(tx, other, MONDAY, state=RoundState.REVEALED, revealed_at=NOON + DAY)
    assert tx.rounds.last_reveal(schedule.id) == NOON + HOUR


def test_what_was_asked_comes_newest_first_without_what_nobody_saw(tx: Transaction) -> None:
    schedule, other = a_schedule(tx, a_team(tx)), a_schedule(tx, a_team(tx))
    states = (RoundState.REVEALED, RoundState.SKIPPED, RoundState.REVEALING, RoundState.OPEN)
    rounds = [a_round(tx, schedule, MONDAY + n * DAY) for n in range(5)]
    a_round(tx, other)
    for claimed, state in zip(rounds, states, strict=False):
        tx.rounds.save(replace(claimed, state=state))
    shown = [rounds[3].id, rounds[2].id, rounds[0].id]
    assert [each.id for each in tx.rounds.asked(schedule.team_id, 0, 9)] == shown
    assert [each.id for each in tx.rounds.asked(schedule.team_id, 1, 1)] == shown[1:2]
