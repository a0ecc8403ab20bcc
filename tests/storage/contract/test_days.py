from datetime import date, timedelta

from bot.engine.model.scores import DayOutcome, DayRule, Outage, StreakState, TeamDay
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import HOUR, MONDAY, NOON, a_member, a_team

DAY = timedelta(days=1)


def a_day(member_id: int, n: int, outcome: DayOutcome = DayOutcome.KEPT) -> TeamDay:
    after = StreakState(current=n, best=n + 1, freezes=2)
    return TeamDay(member_id, MONDAY + n * DAY, outcome, DayRule.ANSWERED, after)


def test_the_streak_log_is_listed_by_day(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    tx.days.save([a_day(ada.id, 2), a_day(bob.id, 1), a_day(ada.id, 0, DayOutcome.FREEZE)])
    tx.days.save([])
    first, last = a_day(ada.id, 0, DayOutcome.FREEZE), a_day(ada.id, 2)
    assert tx.days.of_member(ada.id) == (first, last)
    assert tx.days.of_member(ada.id, MONDAY + DAY) == (last,)
    assert tx.days.of_member(ada.id, MONDAY + 2 * DAY) == (last,)
    assert tx.days.before(ada.id, date.max) == last
    assert tx.days.before(ada.id, MONDAY + 2 * DAY) == first
    assert tx.days.before(ada.id, MONDAY) is None


def test_a_member_without_a_log_has_no_latest_day(tx: Transaction) -> None:
    assert tx.days.before(a_member(tx, a_team(tx)).id, date.max) is None


def test_a_day_saved_again_is_replaced(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    tx.days.save([a_day(ada.id, 0), a_day(ada.id, 1)])
    tx.days.save([a_day(ada.id, 1, DayOutcome.MISSED)])
    assert tx.days.of_member(ada.id) == (a_day(ada.id, 0), a_day(ada.id, 1, DayOutcome.MISSED))


def test_lines_from_a_day_on_are_dropped(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team)
    tx.days.save([a_day(member.id, n) for member in (ada, bob) for n in range(3)])
    tx.days.remove_from(ada.id, MONDAY + DAY)
    assert tx.days.of_member(ada.id) == (a_day(ada.id, 0),)
    assert len(tx.days.of_member(bob.id)) == 3


def test_the_lines_of_a_date_are_those_of_the_team(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob, other = a_member(tx, team), a_member(tx, team), a_member(tx, a_team(tx))
    tx.days.save([a_day(member.id, n) for member in (bob, other, ada) for n in range(2)])
    assert tx.days.of_day(team.id, MONDAY + DAY) == (a_day(ada.id, 1), a_day(bob.id, 1))
    assert tx.days.of_day(team.id, MONDAY + 2 * DAY) == ()


def test_the_last_heartbeat_of_each_platform_is_kept_and_never_moves_back(tx: Transaction) -> None:
    assert tx.uptime.last_beat("slack") is None
    tx.uptime.beat("slack", NOON)
    tx.uptime.beat("slack", NOON + HOUR)
    tx.uptime.beat("slack", NOON)
    tx.uptime.beat("console", NOON)
    assert tx.uptime.last_beat("slack") == NOON + HOUR
    assert tx.uptime.last_beat("console") == NOON


def test_setting_a_heartbeat_back_removes_outages_that_end_later(tx: Transaction) -> None:
    before = Outage("slack", NOON - 2 * HOUR, NOON)
    across = Outage("slack", NOON - HOUR, NOON + HOUR)
    after = Outage("slack", NOON + HOUR, NOON + 2 * HOUR)
    another = Outage("console", NOON, NOON + HOUR)
    for outage in (before, across, after, another):
        tx.uptime.add_outage(outage)
    tx.uptime.set_back("slack", NOON)
    assert tx.uptime.last_beat("slack") == NOON
    tx.uptime.beat("slack", NOON + 3 * HOUR)
    tx.uptime.set_back("slack", NOON)
    assert tx.uptime.last_beat("slack") == NOON
    assert tx.uptime.last_beat("console") is None
    assert tx.uptime.outages("slack", NOON - 3 * HOUR, NOON + 3 * HOUR) == (before,)
    assert tx.uptime.outages("console", NOON, NOON + HOUR) == (another,)


def test_outages_that_overlap_a_time_are_found(tx: Transaction) -> None:
    late = Outage("slack", NOON, NOON + HOUR)
    early = Outage("slack", NOON - 2 * HOUR, NOON - HOUR)
    for outage in (late, early, Outage("console", NOON, NOON + HOUR)):
        tx.uptime.add_outage(outage)
    assert tx.uptime.outages("slack", NOON - 3 * HOUR, NOON + 3 * HOUR) == (early, late)
    assert tx.uptime.outages("slack", NOON + HOUR / 2, NOON + HOUR / 2) == (late,)
    assert tx.uptime.outages("slack", NOON - HOUR, NOON) == ()
