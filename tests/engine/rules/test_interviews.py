"""A mock interview fits its minutes, asks what is weak or due, and never loses its place."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.errors import Refused
from bot.engine.model.interviews import SHORTEST, How, Interview, InterviewItem, Part, Said
from bot.engine.model.questions import Level, Question
from bot.engine.model.rich_text import paragraph
from bot.engine.rules import interviews as rules
from tests.support.builders import at, question

NOW = at("2026-11-25 10:00")
levels = st.sampled_from(list(Level))
saids = st.sampled_from((None, Said(How.TYPED, "words", 60), Said(How.SPOKEN), Said(How.SKIPPED)))
items = st.builds(
    InterviewItem,
    question_id=st.sampled_from(["sql/a", "sql/b", "nlp/a"]),
    revision=st.just("r1"),
    points=st.integers(0, 5),
    minutes=st.integers(1, 10),
    follow_up=st.sampled_from([None, 0, 1]),
    follow_minutes=st.integers(1, 4),
    answer=saids,
    reply=saids,
    left_out=st.booleans(),
)


def interview(*each: InterviewItem, step: int = 0) -> Interview:
    return Interview(1, 1, "", None, 20, each, step, NOW)


@pytest.mark.parametrize("minutes", [-5, 0, 9, 61, 1000, 10**17])
def test_too_short_and_too_long_interviews_are_refused(minutes: int) -> None:
    with pytest.raises(Refused, match="10 to 60 minutes") as refused:
        rules.check_minutes(minutes)
    assert refused.value.fix == "Try /interview 20."


@given(st.integers(SHORTEST, rules.LONGEST), st.lists(levels, min_size=6, max_size=6))
def test_three_to_six_questions_fill_the_minutes(minutes: int, asked: list[Level]) -> None:
    count = rules.question_count(rules.check_minutes(minutes))
    assert 3 <= count <= 6
    shares = rules.share_minutes(minutes, asked[:count])
    assert sum(shares) == minutes
    for share in shares:
        question_minutes, follow_up = rules.split_minutes(share)
        assert question_minutes + follow_up == share
        assert question_minutes >= 1
        assert follow_up >= 1


@given(st.integers(SHORTEST, rules.LONGEST), st.integers(1, 6))
def test_few_questions_are_not_stretched_over_an_hour(minutes: int, count: int) -> None:
    shares = rules.share_minutes(minutes, [Level.BASIC] * count)
    assert sum(shares) == min(minutes, rules.LONGEST_QUESTION * count)
    assert max(shares) <= rules.LONGEST_QUESTION


def test_an_interview_gets_shorter_by_five_minutes_down_to_the_shortest() -> None:
    assert [rules.shorter(minutes) for minutes in (60, 22, 20, 12, 10)] == [55, 20, 15, 10, 0]


@given(st.lists(items, min_size=1, max_size=6))
def test_moving_on_goes_through_every_step_with_something_to_show_and_ends(
    each: list[InterviewItem],
) -> None:
    held, seen = interview(*each), list[tuple[Part, int]]()
    while held.ended_at is None:
        before = held.step
        held = rules.move_on(held, NOW)
        assert held.step > before
        seen.append(rules.place_of(held))
    assert seen[-1] == (Part.REPORT, 0)
    shown = {index for part, index in seen if part is Part.QUESTION}
    assert shown == {n for n, item in enumerate(each) if not item.left_out}
    for part, index in seen[:-1]:
        item = each[index]
        assert not item.left_out
        assert part is not Part.FOLLOW_UP or (item.answered and item.follow_up is not None)
        assert part is not Part.POINTS or item.answered
    assert [part for part, _ in seen] == sorted(
        (part for part, _ in seen), key=lambda part: part in (Part.POINTS, Part.REPORT)
    )


@given(st.lists(items, min_size=1, max_size=6), st.integers(0, 18))
def test_a_question_that_goes_live_is_never_the_one_shown(
    each: list[InterviewItem], step: int
) -> None:
    held = interview(*each, step=min(step, 3 * len(each) + 1))
    moved = rules.leave_out(held, {"sql/a"}, NOW)
    part, index = rules.place_of(moved)
    if part not in (Part.OFFER, Part.REPORT):
        assert moved.items[index].question_id != "sql/a" or moved == held
    assert moved.step >= held.step
    assert all(item.left_out for item in moved.items if item.question_id == "sql/a")


def test_what_is_said_goes_to_its_question_or_its_follow_up() -> None:
    held = interview(*(InterviewItem(f"sql/{n}", "r1", 2, 3, 0, 1) for n in range(2)), step=3)
    said = Said(How.TYPED, "late", 20)
    assert rules.said_at(rules.say(held, 1, said), 1) == said
    changed = rules.say(rules.say(held, 2, said), 3, Said(How.SPOKEN))
    assert changed.items[0].reply == said
    assert changed.items[0].answer is None
    assert changed.items[1].answer == Said(How.SPOKEN)


def test_ending_early_keeps_what_was_said_and_asks_nothing_more() -> None:
    first = InterviewItem("sql/a", "r1", 2, 3, 0, 1, Said(How.SPOKEN))
    held = interview(first, InterviewItem("sql/b", "r1", 2, 3, 0, 1), step=2)
    ended = rules.end_questions(rules.skip_current(held), NOW)
    assert rules.place_of(ended) == (Part.POINTS, 0)
    assert ended.items == held.items, "what was never asked wasn't skipped"
    later = rules.skip_current(rules.move_on(held, NOW))
    assert later.items[1].answer == Said(How.SKIPPED), "this one was shown"
    assert rules.place_of(rules.move_on(ended, NOW)) == (Part.REPORT, 0)


def test_time_is_counted_until_the_pause_it_was_left_for() -> None:
    assert rules.seconds_taken(NOW, NOW + timedelta(minutes=6)) == 360
    assert rules.seconds_taken(NOW, NOW + rules.PAUSE) == 2700
    assert rules.seconds_taken(NOW, NOW + rules.PAUSE + timedelta(seconds=1)) is None
    assert rules.seconds_taken(NOW, NOW - timedelta(seconds=9)) == 0, "a clock that was set back"


# --- which questions -------------------------------------------------------------------


def named(name: str, level: Level = Level.BASIC, prompt: str = "Why?") -> Question:
    return replace(question(name, level=level), prompt=paragraph(prompt))


NOBODY = rules.Record((), (), Level.BASIC, {})


def ids(asked: tuple[Question, ...]) -> list[str]:
    return [each.id for each in asked]


def test_what_is_due_comes_before_what_is_weak_and_that_before_the_rest() -> None:
    pool = [named(name) for name in ("a/1", "a/2", "b/1", "b/2", "c/1", "c/2")]
    record = rules.Record(("c/2",), ("b",), Level.BASIC, {})
    assert set(ids(rules.choose_questions(pool, record, 3, "s"))) == {"c/2", "b/1", "b/2"}


def test_tracks_take_turns_and_what_was_had_lately_comes_last() -> None:
    pool = [named(name) for name in ("a/1", "a/2", "b/1", "b/2")]
    record = rules.Record((), (), Level.BASIC, {"a/1": NOW, "b/2": NOW - timedelta(days=1)})
    assert set(ids(rules.choose_questions(pool, record, 2, "s"))) == {"a/2", "b/1"}


def test_a_question_that_stands_alone_goes_before_one_about_its_choices() -> None:
    about_choices = named("a/1", prompt="Which of these is a loss?")
    pool = [about_choices, named("a/2"), named("b/1", prompt="WHICH one?")]
    assert ids(rules.choose_questions(pool, NOBODY, 1, "s")) == ["a/2"]
    assert not rules.stands_alone(about_choices)
    assert rules.stands_alone(question("a/3", choices=0))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9), levels), unique=True),
    st.integers(1, 6),
    st.text(max_size=3),
    levels,
)
def test_the_choice_has_no_repeats_is_as_long_as_it_can_be_and_begins_easy(
    each: list[tuple[str, int, Level]], count: int, seed: str, own: Level
) -> None:
    pool = list({q.id: q for q in (named(f"{t}/{n}", level) for t, n, level in each)}.values())
    record = rules.Record(("a/1",), ("b",), own, {"a/2": NOW})
    chosen = rules.choose_questions(pool, record, count, seed)
    assert len(chosen) == min(count, len(pool))
    assert len(set(ids(chosen))) == len(chosen)
    order = [list(Level).index(one.level) for one in chosen]
    assert order == sorted(order)
    assert chosen == rules.choose_questions(pool[::-1], record, count, seed)
    if any(one.id == "a/1" for one in pool):
        assert "a/1" in ids(chosen)
