"""A plan survives being written as JSON."""

import json
from datetime import time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.plan_json import plain, plan_from
from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import Plan

words = st.text(max_size=20)
plans = st.builds(
    Plan,
    at=st.times(),
    zone=words,
    days=st.lists(st.integers(0, 6), max_size=7).map(tuple),
    tracks=st.lists(words, max_size=3).map(tuple),
    levels=st.lists(st.sampled_from(Level), max_size=3).map(tuple),
    format=st.sampled_from(Format),
    reveal_after=st.none() | st.integers(1, 10_000).map(lambda m: timedelta(minutes=m)),
    reveal_at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)


@given(plans)
def test_a_plan_is_read_as_it_was_written(plan: Plan) -> None:
    assert plan_from(json.loads(json.dumps(plain(plan)))) == plan
