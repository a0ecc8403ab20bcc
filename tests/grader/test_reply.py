"""Reading replies: fences, thoughts and essays around the JSON, and JSON of any shape."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.coverage import Claim
from bot.grader.reply import UnusableReply, read

POINTS = '{"points": [{"number": 1, "covered": true, "quote": "it adds up"}]}'
SAID = (Claim(True, "it adds up"),)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)


@pytest.mark.parametrize(
    "text",
    [
        POINTS,
        f"```json\n{POINTS}\n```",
        f"Sure! Here it is:\n{POINTS}\nHope that helps {{}}.",
        f'<think>maybe {{"points": []}} or so</think>{POINTS}',
        f'The answer was {{"points": []}}, so:\n{POINTS}',
        f"{{broken {POINTS}",
    ],
)
def test_json_is_found_in_what_surrounds_it(text: str) -> None:
    assert read(text, 1) == SAID


def test_a_key_point_that_is_left_out_is_not_covered() -> None:
    assert read(POINTS, 3) == (*SAID, Claim(False), Claim(False))
    assert read('{"points": []}', 1) == (Claim(False),)


def test_a_missing_quote_is_an_empty_one() -> None:
    assert read('{"points": [{"number": 1, "covered": true}]}', 1) == (Claim(True, ""),)
    assert read('{"points": [{"number": 1, "covered": true, "quote": null}]}', 1) == (
        Claim(True, ""),
    )


def test_a_key_point_named_twice_is_refused() -> None:
    twice = json.dumps({"points": [{"number": 1, "covered": True, "quote": ""}] * 2})
    with pytest.raises(UnusableReply, match="twice"):
        read(twice, 1)


@given(json_values)
def test_any_json_is_read_or_refused(value: object) -> None:
    for said in (value, {"points": value}, {"points": [value]}):
        with suppress(UnusableReply):
            assert len(read(json.dumps(said), 2)) == 2


@given(st.text(alphabet='{}[]":,points123 truefals\n<think>/', max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnusableReply):
        assert len(read(text, 2)) == 2
