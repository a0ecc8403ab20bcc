"""Plans in people's words: every spelling, every field's problem, and back again."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import time, timedelta
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.engine.errors import Refused
from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import WORKING_DAYS, Plan
from bot.engine.rules import schedule_text
from bot.engine.rules.schedule_text import PlanProblems, PlanWords
from bot.engine.rules.zone_hints import FIXED

TRACKS = ("machine-learning", "maths", "pytorch", "statistics")
EVERY_DAY = tuple(range(7))


def parsed(**words: Any) -> Plan:
    whole: dict[str, Any] = {"at": "9", "zone": "UTC", **words}
    return schedule_text.parse_plan(PlanWords(**whole), TRACKS)


def problems(**words: Any) -> dict[str, str]:
    with pytest.raises(PlanProblems) as caught:
        parsed(**words)
    return caught.value.fields


# --- every spelling -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("09:00", time(9)),
        ("9:00", time(9)),
        ("0900", time(9)),
        ("900", time(9)),
        ("9", time(9)),
        ("9am", time(9)),
        ("9 AM", time(9)),
        ("9:30pm", time(21, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        (" 00:00 ", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_times_are_read_as_people_write_them(words: str, expected: time) -> None:
    assert schedule_text.parse_time(words) == expected


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        ("24:00", "23:00"),
        ("9:75", "09:59"),
        ("25", "23:00"),
        ("nine", "09:00"),
        ("", "09:00"),
        ("9:5", "09:05"),
        ("13pm", "13:00"),
    ],
)
def test_a_wrong_time_is_answered_with_one_that_works(words: str, fix: str) -> None:
    with pytest.raises(Refused, match=f"such as {fix}") as caught:
        schedule_text.parse_time(words)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", WORKING_DAYS),
        ("mon-fri", WORKING_DAYS),
        ("Mon-Fri", WORKING_DAYS),
        ("mon – fri", WORKING_DAYS),
        ("weekdays", WORKING_DAYS),
        ("workdays", WORKING_DAYS),
        ("weekend", (5, 6)),
        ("daily", EVERY_DAY),
        ("all", EVERY_DAY),
        ("sun-thu", (0, 1, 2, 3, 6)),
        ("mon,wed,fri", (0, 2, 4)),
        ("fri, mon wed", (0, 2, 4)),
        ("tuesday", (1,)),
        ("mon-mon", (0,)),
        ("mon-wed,sat", (0, 1, 2, 5)),
    ],
)
def test_days_are_read_as_people_write_them(words: str, expected: tuple[int, ...]) -> None:
    assert schedule_text.parse_days(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", timedelta(hours=7)),
        ("6h", timedelta(hours=6)),
        ("90m", timedelta(minutes=90)),
        ("90 min", timedelta(minutes=90)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("1d", timedelta(days=1)),
        ("1d 2h 30m", timedelta(days=1, hours=2, minutes=30)),
        ("5m", timedelta(minutes=5)),
        ("7d", timedelta(days=7)),
    ],
)
def test_spans_are_read_as_people_write_them(words: str, expected: timedelta) -> None:
    assert schedule_text.parse_reveal_after(words) == expected


@pytest.mark.parametrize("words", ["soon", "0h", "6", "4m", "8d", "-6h", "999d", "1.5h"])
def test_a_wrong_span_is_refused_with_what_works(words: str) -> None:
    with pytest.raises(Refused) as caught:
        schedule_text.parse_reveal_after(words)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        (" utc ", "UTC"),
    ],
)
def test_zones_are_read_in_any_case(words: str, expected: str) -> None:
    assert schedule_text.parse_zone(words) == expected


def test_every_zone_of_the_database_is_known_by_its_name() -> None:
    places = available_timezones() - {"Factory", "localtime"} - FIXED
    assert {schedule_text.parse_zone(name.lower()) for name in places} == places


@pytest.mark.parametrize("words", ["localtime", "Factory"])
def test_a_file_beside_the_zones_is_no_zone(words: str) -> None:
    with pytest.raises(Refused, match="isn't a time zone"):
        schedule_text.parse_zone(words)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("Europe/Berln", "Europe/Berlin"),
        ("America/NewYork", "America/New_York"),
        ("Kolkatta", "Asia/Kolkata"),
        ("Europe/Munich", "Europe/Berlin"),
    ],
)
def test_an_unknown_zone_is_answered_with_the_nearest(words: str, near: str) -> None:
    with pytest.raises(Refused) as caught:
        schedule_text.parse_zone(words)
    assert caught.value.fix == f"Did you mean {near}?"


def test_a_whole_plan_is_read() -> None:
    assert parsed(
        at="8:30",
        zone="europe/berlin",
        days="mon,tue",
        tracks=["Machine Learning", "pytorch", "pytorch"],
        levels=["basic"],
        format="open",
        reveal_at="17:00",
    ) == Plan(
        at=time(8, 30),
        zone="Europe/Berlin",
        days=(0, 1),
        tracks=("machine-learning", "pytorch"),
        levels=(Level.BASIC,),
        format=Format.OPEN,
        reveal_at=time(17),
    )


def test_what_is_left_out_has_its_default() -> None:
    assert parsed() == Plan(at=time(9), zone="UTC", reveal_after=timedelta(hours=7))


# --- every problem, each by its field -------------------------------------------------------


def test_each_wrong_field_is_named_and_all_at_once() -> None:
    found = problems(
        at="25:00",
        zone="Europe/Berln",
        days="mon-fry",
        tracks=["pytorhc"],
        levels=["basci"],
        format="opne",
        reveal_after="soon",
    )
    assert set(found) == {"at", "zone", "days", "tracks", "levels", "format", "reveal"}
    assert "Did you mean Europe/Berlin?" in found["zone"]
    assert "Did you mean fri?" in found["days"]
    assert "Did you mean pytorch?" in found["tracks"]
    assert "Did you mean basic?" in found["levels"]
    assert "Did you mean open?" in found["format"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("at", {"at": "noonish"}),
        ("zone", {"zone": ""}),
        ("days", {"days": "someday"}),
        ("tracks", {"tracks": ["cooking"]}),
        ("levels", {"levels": ["expert"]}),
        ("format", {"format": "essay"}),
        ("reveal", {"reveal_after": "6h", "reveal_at": "16:00"}),
        ("reveal", {"reveal_at": "9:00"}),
        ("reveal", {"reveal_at": "later"}),
        ("reveal", {"reveal_after": "9d"}),
    ],
)
def test_one_wrong_field_is_the_only_one_named(field: str, words: dict[str, object]) -> None:
    assert set(problems(**words)) == {field}


def test_a_wrong_time_is_not_also_called_a_wrong_reveal() -> None:
    assert set(problems(at="25:00", reveal_at="09:00")) == {"at"}


def test_tracks_can_be_refused_when_there_are_none() -> None:
    with pytest.raises(Refused, match="There are no tracks like it"):
        schedule_text.parse_tracks(["pytorch"], ())


anything = st.text(max_size=30) | st.from_regex(r"[0-9apm:dhmin .,-]{0,12}", fullmatch=True)
PARSERS: tuple[Callable[[str], object], ...] = (
    schedule_text.parse_time,
    schedule_text.parse_days,
    schedule_text.parse_reveal_after,
    schedule_text.parse_format,
    lambda words: schedule_text.parse_levels([words]),
    lambda words: schedule_text.parse_track(words, TRACKS),
)


@given(anything)
@example("²")
@example("٣:٠٠")
@example(",")
@example("-")
@example("\x00")
def test_random_words_are_read_or_refused_and_nothing_else(words: str) -> None:
    for parse in PARSERS:
        with suppress(Refused):
            assert parse(words) is not None


@given(anything)
@example("x" * 100_000)
def test_random_zones_are_refused_with_zones_that_exist(words: str) -> None:
    try:
        found = [schedule_text.parse_zone(words)]
    except Refused as problem:
        found = re.findall(r"\w+/[\w/-]+|(?<=mean )[\w/+-]+", problem.fix)
    assert found
    assert set(found) <= available_timezones()


@pytest.mark.parametrize("words", sorted(FIXED | {"est", "mst"}))
def test_a_fixed_offset_is_refused_with_cities_that_have_summer_time(words: str) -> None:
    with pytest.raises(Refused, match="fixed offset") as caught:
        schedule_text.parse_zone(words)
    assert "Name a city's zone, such as " in caught.value.fix


def test_a_very_long_word_is_answered_at_once_and_in_short() -> None:
    with pytest.raises(Refused) as caught:
        schedule_text.parse_track("pytorch " * 100_000, [f"track-{n}" for n in range(500)])
    assert len(str(caught.value)) < 150


# --- and back again -------------------------------------------------------------------------


@given(st.integers(5, 7 * 24 * 60))
def test_a_span_in_words_reads_as_itself(minutes: int) -> None:
    span = timedelta(minutes=minutes)
    assert schedule_text.parse_reveal_after(schedule_text.describe_span(span)) == span


@given(st.times().map(lambda drawn: drawn.replace(second=0, microsecond=0)))
def test_a_time_in_words_reads_as_itself(wall: time) -> None:
    assert schedule_text.parse_time(f"{wall:%H:%M}") == wall


@pytest.mark.parametrize("words", ["<@&123456789012345678>", "123456789012345678"])
def test_a_role_is_read_from_its_id_or_mention(words: str) -> None:
    assert parsed(notify=words).notify == "123456789012345678"


@pytest.mark.parametrize("words", ["<!subteam^S0GROUP|@prep>", "S0GROUP"])
def test_a_user_group_is_read_from_its_id_or_mention(words: str) -> None:
    assert parsed(notify=words).notify == "S0GROUP"


@pytest.mark.parametrize(
    "words", ["@here", "everyone", "<!channel>", "U0ADA", "<@12345678901234567>"]
)
def test_nothing_but_one_role_or_group_is_pinged(words: str) -> None:
    assert "isn't a role or user group" in problems(notify=words)["notify"]


def test_what_stands_above_the_question_fits_there() -> None:
    assert "60 at most" in problems(title="x" * 61)["title"]
    assert "150 at most" in problems(intro="x" * 151)["intro"]
    plan = parsed(title=" Python \n corner ", intro="Two minutes")
    assert (plan.title, plan.intro) == ("Python corner", "Two minutes")


def test_a_reveal_on_the_next_day_needs_its_time_and_may_be_at_the_questions_time() -> None:
    assert "next working day 09:00" in problems(reveal_after="6h", reveal_next_day=True)["reveal"]
    plan = parsed(reveal_at="9", reveal_next_day=True)
    assert (plan.reveal_at, plan.reveal_next_day) == (time(9), True)
