"""How answers went week by week."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.scores import WeekScore
from bot.engine.rules.trend import (
    WEEKS_SHOWN,
    first_monday,
    is_rising,
    trend_start,
    weekly_scores,
)

TODAY = date(2026, 11, 27)
MONDAY = date(2026, 10, 5)
ZONES = st.sampled_from(["UTC", "Pacific/Kiritimati", "America/Havana", "Asia/Beirut"])
MOMENTS = st.integers(0, 120 * 24 * 60).map(
    lambda minutes: datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def weeks_of(*scores: tuple[int, int]) -> list[WeekScore]:
    return [WeekScore(MONDAY, right, total) for right, total in scores]


def test_the_first_week_shown_is_seven_weeks_before_the_current_one() -> None:
    assert first_monday(TODAY) == MONDAY
    assert first_monday(date(2026, 11, 23)) == MONDAY
    assert first_monday(date(2026, 11, 29)) == MONDAY
    assert trend_start(TODAY, "Europe/Berlin") == at("2026-10-04 22:00")


def test_answers_count_for_the_week_of_their_date_in_the_teams_zone() -> None:
    sunday_night = (at("2026-10-11 22:30"), True)
    assert weekly_scores([sunday_night], TODAY, "UTC")[0].total == 1
    assert weekly_scores([sunday_night], TODAY, "Europe/Berlin")[1].total == 1


def test_weeks_without_an_answer_are_there_too() -> None:
    scores = weekly_scores([(at("2026-10-06 09:00"), False), (at("2026-11-27 09:00"), True)],
                           TODAY, "UTC")  # fmt: skip
    assert [week.monday for week in scores] == [MONDAY + timedelta(weeks=n) for n in range(8)]
    assert [(week.right, week.total) for week in scores] == [
        (0, 1), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (1, 1)
    ]  # fmt: skip


@given(
    st.lists(st.tuples(MOMENTS, st.booleans())),
    ZONES,
)
def test_every_answer_since_the_start_is_in_one_week_and_no_other_is(
    answers: list[tuple[datetime, bool]], zone: str
) -> None:
    end = trend_start(TODAY + timedelta(weeks=WEEKS_SHOWN), zone)
    shown = Counter(right for at, right in answers if trend_start(TODAY, zone) <= at < end)
    scores = weekly_scores(answers, TODAY, zone)
    assert sum(week.right for week in scores) == shown[True]
    assert sum(week.total for week in scores) == shown.total()


def test_it_rises_when_the_later_half_is_clearly_better() -> None:
    empty = [(0, 0)] * 3
    assert is_rising(weeks_of((5, 10), *empty, (6, 10), *empty))
    assert not is_rising(weeks_of((50, 100), *empty, (54, 100), *empty))
    assert not is_rising(weeks_of((6, 10), *empty, (5, 10), *empty))


def test_a_few_answers_say_nothing_about_where_it_goes() -> None:
    empty = [(0, 0)] * 3
    assert not is_rising(weeks_of((0, 4), *empty, (9, 9), *empty))
    assert not is_rising(weeks_of((0, 9), *empty, (4, 4), *empty))
    assert not is_rising(weeks_of(*[(0, 0)] * 8))
