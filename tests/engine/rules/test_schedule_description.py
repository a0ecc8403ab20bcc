"""Plans in plain words."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import Plan
from bot.engine.rules.schedule_description import describe, describe_day, describe_days

BERLIN = Plan(at=time(9), zone="Europe/Berlin", reveal_at=time(16))


def test_a_plain_plan_is_a_sentence() -> None:
    assert describe(BERLIN) == (
        "Every working day at 09:00 Berlin time, answer at 16:00; all tracks and levels; "
        "choices, or own words"
    )


def test_a_plan_in_words_says_all_of_it() -> None:
    plan = Plan(
        at=time(8, 30), zone="America/New_York", days=(0, 2), tracks=("sql", "nlp"),
        levels=(Level.BASIC,), format=Format.OPEN, reveal_after=timedelta(hours=6), title="Corner",
        intro="Hi", notify="1", pin=True, quiet=True,
    )  # fmt: skip
    assert describe(plan, {"sql": "SQL", "nlp": "NLP"}) == (
        "Every Monday and Wednesday at 08:30 New York time, answer 6h later; SQL and NLP (basic); "
        'own words, one role or group notified, title "Corner", an intro line, '
        "pinned while open, quiet reveal"
    )


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan(time(9), "UTC", reveal_at=time(8)), "answer at 08:00 the next day"),
        (
            Plan(time(9), "UTC", reveal_at=time(9), reveal_next_day=True),
            "answer at 09:00 on the next working day",
        ),
        (
            Plan(time(9), "UTC", days=(0, 3), reveal_at=time(9), reveal_next_day=True),
            "answer at 09:00 on the next day with a question",
        ),
    ],
)
def test_a_reveal_on_another_day_says_which(plan: Plan, said: str) -> None:
    assert f"{said};" in describe(plan)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 1, 2, 3, 4), "Every working day"),
        (tuple(range(7)), "Every day"),
        ((0, 1, 2, 3, 6), "Every Sunday to Thursday"),
        ((5, 6), "Every Saturday and Sunday"),
        ((2,), "Every Wednesday"),
    ],
)
def test_days_are_said_as_people_say_them(days: tuple[int, ...], said: str) -> None:
    assert describe_days(days) == said


def test_a_day_is_named_from_where_the_channel_is() -> None:
    now = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # already the 26th in Berlin
    at = datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert describe_day(at, "Europe/Berlin", now) == "today, Thu 26 Nov"
    assert describe_day(at, "UTC", now) == "tomorrow, Thu 26 Nov"
