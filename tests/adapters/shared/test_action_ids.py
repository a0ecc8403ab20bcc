"""Ids of buttons and forms: they come back as they were, and random ones do no harm."""

from dataclasses import fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.adapters.shared import action_ids
from bot.adapters.shared.action_ids import (
    LONGEST,
    Action,
    BoardPage,
    Change,
    Choose,
    Confirm,
    DrillAnswer,
    EditPlan,
    Flag,
    Later,
    MarkPoints,
    Mine,
    MoreOptions,
    OwnWords,
    QuizAgain,
    Reasons,
    Setup,
    Tick,
    decode,
    encode,
)

ids = st.integers(0, 2**53)
letters = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
tracks = st.from_regex(r"[a-z0-9-]{0,40}", fullmatch=True)

actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(Choose, ids, letters),
    st.builds(OwnWords, ids),
    st.builds(Mine, ids),
    st.builds(Change, ids),
    st.builds(Reasons, ids),
    st.builds(Later, ids),
    st.builds(Tick, ids, st.integers(0, 20), st.integers(0, 1)),
    st.builds(MarkPoints, ids),
    st.builds(Flag, ids),
    st.builds(DrillAnswer, ids, st.integers(0, 20), letters | st.just("")),
    st.builds(BoardPage, st.sampled_from(("week", "month", "all")), tracks, ids),
    st.builds(QuizAgain, tracks),
    st.builds(Setup, ids),
    st.builds(EditPlan, st.sampled_from(("when", "what", "how")), tracks),
    st.builds(MoreOptions),
    st.builds(Confirm, tracks, st.integers(0, 1)),
)


@given(actions)
def test_an_action_comes_back_from_its_id(action: Action) -> None:
    text = encode(action)
    assert decode(text) == action
    assert len(text) <= LONGEST


@given(st.sets(actions, max_size=30))
def test_different_actions_have_different_ids(drawn: set[Action]) -> None:
    assert len({encode(action) for action in drawn}) == len(drawn)


likely = st.from_regex(r"w1:[a-z]{0,2}(:[0-9A-Za-z-]{0,5}){0,4}", fullmatch=True)


@given(st.text() | likely)
@example("")
@example("w1")
@example("w1:")
@example("w1:c:1")
@example("w1:c:007:A")
@example("w1:c:-1:A")
@example("w1:c:٣:A")
@example("w1:c:" + "9" * 5000 + ":A")
@example("w2:c:1:A")
@example("w1:z:1")
def test_random_text_decodes_to_an_action_of_just_that_id_or_to_nothing(text: str) -> None:
    action = decode(text)
    assert action is None or encode(action) == text


def test_an_id_of_a_later_version_or_an_unknown_kind_is_nothing() -> None:
    assert decode("w2:c:1:A") is None
    assert decode("w1:later:1") is None
    assert decode("w1:c:1:A:more") is None


def test_what_an_id_cannot_carry_is_refused_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode(QuizAgain("x" * LONGEST))
    with pytest.raises(ValueError, match="does not fit"):
        encode(QuizAgain("a:b"))


def test_every_action_has_a_kind_of_its_own_and_holds_ids_only() -> None:
    kinds = action_ids.Action.__args__
    made = [kind(*([1] * len(fields(kind)))) for kind in kinds]
    assert len({encode(action).split(":")[1] for action in made}) == len(kinds)
    held = {field.name for kind in kinds for field in fields(kind)}
    assert not held & {"key", "right", "answer", "user", "name"}
