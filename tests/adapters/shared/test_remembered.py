"""What is remembered of what was done already."""

from bot.adapters.shared.remembered import Remembered


def test_the_oldest_is_forgotten_and_being_added_again_keeps_nothing_young() -> None:
    done = Remembered[int](2)
    for number in (1, 2, 1, 3):
        done.add(number)
    assert [number in done for number in (1, 2, 3)] == [False, True, True]
