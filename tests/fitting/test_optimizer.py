"""FSRS's own optimizer, where it is installed: it learns a known memory from its history."""

from importlib.util import find_spec

import pytest

from bot.engine.rules.review_fitting import better_of_defaults_and, repeats_in
from bot.engine.rules.spaced_repetition import are_usable, log_loss
from bot.fitting.process import ProcessFitter, missing_extra
from tests.support.memories import DEFAULTS, FORGETFUL, remembered, simulated

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("torch") is None, reason="the extra fit-reviews isn't installed"),
]


async def test_it_learns_how_someone_forgets() -> None:
    history = simulated(FORGETFUL, 800)
    assert repeats_in(history) >= 512
    found = await ProcessFitter().fit(history)
    assert are_usable(found)
    assert better_of_defaults_and(found, history) == found
    later = simulated(FORGETFUL, 800, seed=2)
    usual, own, ideal = (log_loss(later, each) for each in (DEFAULTS, found, FORGETFUL))
    assert own < usual, "it foretells better what it hasn't seen, too"
    assert (usual - own) > (usual - ideal) / 3


async def test_it_gives_the_defaults_for_too_short_a_history_as_we_count_it() -> None:
    history = list(simulated(FORGETFUL, 512))
    while repeats_in(history) >= 512:
        history.pop()
    assert repeats_in(history) == 511
    assert await ProcessFitter().fit(history) == DEFAULTS
    enough = simulated(FORGETFUL, 512)
    assert repeats_in(enough) >= 512
    assert await ProcessFitter().fit(enough) != DEFAULTS


async def test_it_takes_an_empty_history_and_nothing_is_missing() -> None:
    assert missing_extra() == ""
    assert await ProcessFitter().fit(()) == DEFAULTS
    assert await ProcessFitter().fit(remembered()) == DEFAULTS
