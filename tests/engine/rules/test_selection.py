"""Choosing: no repeats until the pool is used up, then the least recently asked."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.questions import Format, Level, Question
from bot.engine.rules.selection import choose, pool, shown_order
from tests.support.builders import question

QUESTIONS = tuple(question(f"{track}/q{n}") for track in ("maths", "pytorch") for n in range(6))


def ask(candidates: tuple[Question, ...], times: int, seed: str) -> list[str]:
    """Ask again and again, as a team would; returns the ids in order."""
    last: dict[str, int] = {}
    asked: list[str] = []
    for number in range(1, times + 1):
        found = choose(candidates, last, seed)
        assert found is not None
        last[found.id] = number
        asked.append(found.id)
    return asked


@given(st.integers(1, 12), st.text(max_size=8))
def test_no_question_repeats_until_the_pool_is_used_up(size: int, seed: str) -> None:
    asked = ask(QUESTIONS[:size], 3 * size, seed)
    for start in range(2 * size):
        assert len(set(asked[start : start + size])) == size


@given(st.lists(st.sets(st.integers(0, 11), min_size=1), min_size=1, max_size=30))
def test_it_is_one_never_asked_else_the_least_recently_asked(pools: list[set[int]]) -> None:
    last: dict[str, int] = {}
    for number, indices in enumerate(pools, 1):
        candidates = [QUESTIONS[index] for index in indices]
        found = choose(candidates, last, "team 1")
        assert found is not None
        new = {each.id for each in candidates} - last.keys()
        if new:
            assert found.id in new
        else:
            assert last[found.id] == min(last[each.id] for each in candidates)
        last[found.id] = number


@given(st.permutations(QUESTIONS), st.text(max_size=8))
def test_the_choice_does_not_depend_on_the_order_of_the_bank(
    shuffled: list[Question], seed: str
) -> None:
    assert choose(shuffled, {}, seed) == choose(QUESTIONS, {}, seed)


def test_the_order_of_a_team_is_the_same_on_every_machine() -> None:
    by_digest = sorted(
        (each.id for each in QUESTIONS),
        key=lambda question_id: sha256(f"team 1\0{question_id}".encode()).hexdigest(),
    )
    assert ask(QUESTIONS, 12, "team 1") == by_digest


def test_teams_have_orders_of_their_own() -> None:
    assert len({tuple(ask(QUESTIONS, 12, f"team {n}")) for n in range(10)}) == 10


def test_an_empty_pool_chooses_nothing() -> None:
    assert choose((), {}, "team 1") is None


def test_the_pool_keeps_to_tracks_and_levels_and_empty_means_all() -> None:
    basic = question("maths/a", Level.BASIC)
    hard = question("maths/b", Level.ADVANCED)
    other = question("pytorch/c", Level.BASIC)
    every = (basic, hard, other)
    assert pool(every, (), (), Format.CHOICE) == every
    assert pool(every, ("maths",), (), Format.CHOICE) == (basic, hard)
    assert pool(every, (), (Level.BASIC,), Format.CHOICE) == (basic, other)
    assert pool(every, ("maths",), (Level.BASIC,), Format.CHOICE) == (basic,)


def test_questions_without_choices_are_asked_only_in_open_and_thread() -> None:
    plain = question("maths/plain", choices=0)
    assert pool((plain,), (), (), Format.CHOICE) == ()
    assert pool((plain,), (), (), Format.OPEN) == (plain,)
    assert pool((plain,), (), (), Format.THREAD) == (plain,)


@given(st.integers(0, 8), st.text())
def test_the_shown_order_holds_each_choice_once_and_stays(count: int, seed: str) -> None:
    assert sorted(shown_order(count, seed)) == list(range(count))
    assert shown_order(count, seed) == shown_order(count, seed)


def test_the_right_choice_stands_in_every_place_about_equally_often() -> None:
    places = [shown_order(4, f"round {n}").index(0) for n in range(400)]
    assert all(60 < places.count(place) < 140 for place in range(4))
