"""Points, and how they change when an answer is corrected."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.rounds import Response
from bot.engine.model.scores import PointEntry
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.scoring import award, rescore
from tests.support.builders import asked, at, response

NOW = at("2026-11-02 16:00")
LATER = at("2026-12-01 12:00")
ON = date(2026, 11, 2)

members_choices = st.dictionaries(st.integers(1, 30), st.none() | st.integers(0, 3), max_size=12)


def responses(choices: dict[int, int | None]) -> list[Response]:
    return [response(member, choice) for member, choice in choices.items()]


def sums(entries: Iterable[PointEntry]) -> Counter[int]:
    totals: Counter[int] = Counter()
    for entry in entries:
        totals[entry.member_id] += entry.points
    return totals


def test_a_right_choice_is_ten_points_a_wrong_one_two_and_own_words_five() -> None:
    found = award(asked(right_choice=1), responses({1: 1, 2: 0, 3: None}), ON, NOW)
    assert [(entry.member_id, entry.points, entry.reason) for entry in found] == [
        (1, 10, "right choice"),
        (2, 2, "wrong choice"),
        (3, 5, "answered in own words"),
    ]


def test_points_say_whose_they_are_what_for_and_which_day_they_belong_to() -> None:
    (entry,) = award(asked(round_id=9), [response(4, 0, round_id=9)], ON, NOW)
    assert (entry.team_id, entry.round_id, entry.track) == (1, 9, "pytorch")
    assert (entry.on, entry.at) == (ON, NOW)


def test_a_question_without_choices_grades_nothing() -> None:
    assert grade(response(1, None), None) is Grade.WORDS
    assert grade(response(1, 2), None) is Grade.WORDS


@given(members_choices, st.integers(0, 3), st.lists(st.integers(0, 3), min_size=1, max_size=4))
def test_after_fixed_keys_the_sums_are_as_if_the_last_key_had_been_there_at_once(
    choices: dict[int, int | None], key: int, fixed: list[int]
) -> None:
    given_in = responses(choices)
    log = list(award(asked(right_choice=key), given_in, ON, NOW))
    for new in fixed:
        log.extend(rescore(asked(right_choice=new), given_in, log, "key corrected: typo", LATER))
    assert sums(log) == sums(award(asked(right_choice=fixed[-1]), given_in, ON, NOW))


@given(members_choices, st.integers(0, 3), st.integers(0, 3))
def test_a_fixed_key_books_only_what_changes_with_its_reason_on_the_rounds_own_date(
    choices: dict[int, int | None], key: int, new: int
) -> None:
    given_in = responses(choices)
    booked = award(asked(right_choice=key), given_in, ON, NOW)
    changes = rescore(asked(right_choice=new), given_in, booked, "key corrected: typo", LATER)
    touched = {member for member, choice in choices.items() if (choice == key) != (choice == new)}
    assert {entry.member_id for entry in changes} == touched
    for entry in changes:
        assert entry.points
        assert (entry.reason, entry.on, entry.at) == ("key corrected: typo", ON, LATER)


@given(members_choices, st.integers(0, 3), st.integers(0, 3))
def test_fixing_twice_changes_nothing_more(
    choices: dict[int, int | None], key: int, new: int
) -> None:
    given_in = responses(choices)
    booked = award(asked(right_choice=key), given_in, ON, NOW)
    changes = rescore(asked(right_choice=new), given_in, booked, "typo", LATER)
    assert rescore(asked(right_choice=new), given_in, booked + changes, "typo", LATER) == ()


def test_whoever_saw_the_answer_before_they_answered_earns_nothing() -> None:
    given = responses({1: 1, 2: 1, 3: 0, 4: None})
    answered = given[0].at
    seen = {
        1: answered - timedelta(hours=1),
        2: answered + timedelta(hours=1),
        4: answered,
    }
    found = award(asked(right_choice=1), given, ON, NOW, seen)
    assert {entry.member_id: entry.points for entry in found} == {1: 0, 2: 10, 3: 2, 4: 0}
    assert {entry.reason for entry in found if not entry.points} == {"had seen the answer"}
    changes = rescore(asked(right_choice=0), given, found, "typo", LATER, seen)
    assert {entry.member_id: entry.points for entry in changes} == {2: -8, 3: 8}
