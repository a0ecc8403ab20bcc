"""Clocks that jump, nights asleep, late starts, zones that change, against an oracle."""

import shutil
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import as_file, files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import commands as c
from bot.engine.cards import QuestionCard, RevealCard
from bot.engine.errors import Transient
from bot.engine.model.rounds import Round, RoundState, Skip
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import DayOutcome
from bot.engine.rules import calendar
from tests.crash.oracle import Fate, Oracle, due
from tests.support.builders import actor, plan
from tests.support.fakes.gateway import Message
from tests.support.world import LEAD, World

ZONES = (
    "America/New_York", "America/Havana", "America/St_Johns", "Europe/Berlin", "Europe/Dublin",
    "Africa/Cairo", "Asia/Beirut", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham",
)  # fmt: skip
CLOCKS = (time(0), time(0, 30), time(1, 30), time(2, 30), time(9), time(23, 45))
ANN = actor("ann")
SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=s) for s in (1, 60, 3600, 86400))


async def started(
    since: datetime, *schedules: tuple[str, time], hours: int = 3
) -> tuple[World, dict[int, Oracle]]:
    """Return a world with schedules of workdays, and an oracle for each by its id."""
    world = World()
    world.clock.now = since
    oracles: dict[int, Oracle] = {}
    for number, (zone, clock) in enumerate(schedules):
        what = plan(at=clock, zone=zone, reveal_after=timedelta(hours=hours))
        made = await world.schedule(ChannelRef("console", "local", f"channel-{number}"), what=what)
        oracles[made.id] = Oracle(ZoneInfo(zone), clock, since)
    return world, oracles


async def wake(world: World, oracles: dict[int, Oracle], now: datetime) -> None:
    """Let the bot and the oracle look at a clock."""
    world.clock.now = now
    for oracle in oracles.values():
        oracle.wake(now)
    await world.work()


def fate(made: Round) -> Fate:
    if made.state is RoundState.SKIPPED:
        assert made.skip_reason is Skip.OUTAGE
        assert made.message is None
        return "skipped"
    assert made.message is not None
    return "late" if made.late else "posted"


def same(world: World, oracles: dict[int, Oracle]) -> None:
    """Hold the bot's slots, and what channels show, to the oracles."""
    for schedule, oracle in oracles.items():
        rounds = [made for made in world.rounds() if made.schedule_id == schedule]
        assert len({made.slot for made in rounds}) == len(rounds), "one round a date"
        assert {made.slot: fate(made) for made in rounds} == oracle.fates
        opened = {made.slot: made.opened_at for made in rounds if made.opened_at is not None}
        assert opened == oracle.posted_at
        channel = rounds[0].channel if rounds else None
        assert channel is None or len(questions_in(world, channel)) == len(opened)


def questions_in(world: World, channel: ChannelRef) -> list[Message]:
    """Return a channel's questions, open or revealed: weeks and months are told there, too."""
    shown = world.gateway.shown(channel)
    return [each for each in shown if isinstance(each.card, QuestionCard | RevealCard)]


JUMPS = st.one_of(
    st.sampled_from([5 * SECOND, MINUTE, 4 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR]),
    st.sampled_from([-HOUR, -DAY, DAY, 9 * HOUR, 14 * HOUR, 3 * DAY, -3 * DAY, 10 * DAY]),
    st.integers(0, 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
)


@settings(max_examples=150)
@given(
    zone=st.sampled_from(ZONES),
    clock=st.sampled_from(CLOCKS),
    since=st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 1)),  # noqa: DTZ001
    jumps=st.lists(JUMPS, max_size=40),
)
async def test_however_the_clock_jumps_each_slot_is_asked_once_or_skipped_as_it_should(
    zone: str, clock: time, since: datetime, jumps: list[timedelta]
) -> None:
    now = since.replace(tzinfo=UTC)
    world, oracles = await started(now, (zone, clock))
    for jump in jumps:
        now = max(now + jump, since.replace(tzinfo=UTC))
        await wake(world, oracles, now)
    same(world, oracles)


@pytest.mark.slow
async def test_months_in_ten_zones_are_asked_to_the_second_and_nobody_misses_a_day() -> None:
    since = datetime(2026, 2, 27, 12, tzinfo=UTC)
    pairs = [(zone, CLOCKS[number % len(CLOCKS)]) for number, zone in enumerate(ZONES)]
    world, oracles = await started(since, *pairs)
    until = since + 90 * DAY
    days = [since.date() + timedelta(days=n) for n in range(92)]
    slots = [
        due(day, oracle.clock, oracle.zone)
        for day in days
        for oracle in oracles.values()
        if day.weekday() < 5
    ]
    answered: set[int] = set()
    for at in sorted({*slots, *(at + 3 * HOUR for at in slots)}):
        if not since <= at <= until:
            continue
        world.clock.now = at
        for oracle in oracles.values():
            oracle.wake(at)
        await world.to(f"{at:%Y-%m-%d %H:%M:%S}")
        for made in world.rounds():
            if made.state is RoundState.OPEN and made.id not in answered:
                answered.add(made.id)
                await world.choose(ANN, round_id=made.id)
    same(world, oracles)
    for oracle in oracles.values():
        assert set(oracle.fates.values()) == {"posted"}
        assert oracle.posted_at == {d: due(d, oracle.clock, oracle.zone) for d in oracle.fates}
    outcomes = {line.split()[1] for line in world.outcomes(ANN)}
    assert outcomes == {DayOutcome.KEPT.value}
    assert world.differences() == ()


async def test_a_clock_set_back_an_hour_asks_nothing_twice_and_goes_on() -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world, oracles = await started(monday - HOUR, ("UTC", time(9)))
    for at in (monday, monday - HOUR, monday - HOUR / 2, monday, monday + MINUTE, monday + DAY):
        await wake(world, oracles, at)
    same(world, oracles)
    assert list(oracles[1].fates.values()) == ["posted", "posted"]


async def test_a_day_a_wrong_clock_skipped_is_asked_when_the_clock_is_right_again() -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world, oracles = await started(monday - HOUR, ("UTC", time(9)))
    await wake(world, oracles, monday - HOUR + DAY)
    assert [fate(made) for made in world.rounds()] == ["skipped"]
    for at in (monday - HOUR / 2, monday, monday + MINUTE, monday + DAY):
        await wake(world, oracles, at)
    same(world, oracles)
    assert list(oracles[1].fates.values()) == ["posted", "posted"]


@pytest.mark.parametrize("ahead", [2 * HOUR, 5 * HOUR, DAY + HOUR, 30 * DAY + HOUR])
async def test_what_failed_by_a_clock_that_was_ahead_is_asked_at_its_time(
    ahead: timedelta,
) -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world, _ = await started(monday - HOUR, ("UTC", time(9)))
    world.gateway.refuse("post", Transient("down"), times=1)
    for at in (monday - HOUR + ahead, monday - HOUR + MINUTE, monday - SECOND):
        world.clock.now = at
        await world.work()
    assert world.gateway.shown() == []
    world.clock.now = monday
    await world.work()
    asked = next(made for made in world.rounds() if made.slot == monday.date())
    assert (asked.state, asked.opened_at, asked.late) == (RoundState.OPEN, monday, False)
    assert len(world.gateway.shown()) == 1


async def test_what_was_given_up_by_a_clock_that_was_ahead_is_asked_after_all() -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world, _ = await started(monday - HOUR, ("UTC", time(9)))
    world.gateway.refuse("post", Transient("down"), times=1)
    for at in (monday, monday + DAY - MINUTE):
        world.clock.now = at
        await world.work()
    assert world.rounds()[0].state is RoundState.FAILED
    world.clock.now = monday + HOUR
    await world.work()
    assert [fate(made) for made in world.rounds()] == ["late"]
    assert len(world.gateway.shown()) == 1


async def test_who_responds_after_a_clock_was_set_back_owes_nothing_that_closed_before() -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world, _ = await started(monday - HOUR, ("UTC", time(9)))
    for clock in ("09:00", "12:00", "23:00"):
        await world.to(f"2026-03-02 {clock}")
    await world.ask(c.PostNow(LEAD, world.clock.now, 1))
    await world.work()
    world.clock.now = monday + 2 * HOUR
    await world.choose(ANN)
    assert world.differences() == ()
    await world.to("2026-03-03 02:00")
    assert world.outcomes(ANN) == ["2 kept"]
    assert world.differences() == ()


@pytest.mark.parametrize(
    ("woken", "expected"),
    [
        (3 * MINUTE, "posted"), (6 * MINUTE, "late"), (6 * HOUR - SECOND, "late"),
        (6 * HOUR, "skipped"), (23 * HOUR, "skipped"),
    ],
)  # fmt: skip
async def test_a_laptop_that_slept_asks_late_or_not_at_all_and_nobody_loses_a_streak(
    woken: timedelta, expected: Fate
) -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    world, oracles = await started(monday - HOUR, ("UTC", time(9)))
    await wake(world, oracles, monday)
    await world.choose(ANN)
    await wake(world, oracles, monday + 3 * HOUR)
    await wake(world, oracles, monday + DAY + woken)
    same(world, oracles)
    assert list(oracles[1].fates.values()) == ["posted", expected]
    await wake(world, oracles, monday + 2 * DAY)
    await world.choose(ANN)
    await wake(world, oracles, monday + 2 * DAY + 3 * HOUR)
    if expected == "skipped":
        assert world.outcomes(ANN) == ["2 kept", "4 kept"]
    assert world.differences() == ()


@pytest.fixture
def rules(tmp_path: Path) -> Iterator[Path]:
    """Give a folder whose time zones win over the shipped ones."""
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath([str(tmp_path)])
    yield tmp_path
    zoneinfo.reset_tzpath(before)
    forget_zones()


def forget_zones() -> None:
    """Read every zone's rules again, as a process started after an update does."""
    ZoneInfo.clear_cache()
    calendar.zone.cache_clear()


def change(rules: Path, zone: str, like: str) -> None:
    """Let ``zone`` have the rules of another."""
    target = rules / zone
    target.parent.mkdir(parents=True, exist_ok=True)
    with as_file(files("tzdata") / "zoneinfo" / like) as source:
        shutil.copy(source, target)
    forget_zones()


@pytest.mark.parametrize("like", ["Africa/Lagos", "Europe/Moscow", "America/New_York"])
@pytest.mark.parametrize("hour", [7, 9, 11, 18])
async def test_a_zone_whose_rules_change_between_two_runs_asks_each_date_once(
    rules: Path, like: str, hour: int
) -> None:
    forget_zones()
    first = datetime(2026, 7, 6, 0, tzinfo=UTC)
    world, oracles = await started(first, ("Europe/Berlin", time(9)))
    changed_at = first + 2 * DAY + hour * HOUR
    at = first
    while at < first + 5 * DAY:
        if at == changed_at:
            change(rules, "Europe/Berlin", like)
            world.daily = world.worker("started again")
            oracles[1].zone = ZoneInfo("Europe/Berlin")
        await wake(world, oracles, at)
        at += 30 * MINUTE
    same(world, oracles)
    assert sorted(oracles[1].fates) == [date(2026, 7, day) for day in range(6, 11)]
    assert "skipped" not in oracles[1].fates.values()
