"""Whatever is due is taken in hand in one go, however much it is and whenever it is heard of."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

import pytest

from bot.engine.model.people import Platform
from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from bot.engine.rounds.due_work import IN_HAND, DueWork
from tests.support.builders import asked
from tests.support.world import World


class Pile:
    """Rounds that are due until they are worked on."""

    def __init__(self, count: int) -> None:
        self.due = dict.fromkeys(range(1, count + 1))
        self.done: list[int] = []
        self.most_in_hand = 0
        self.work = DueWork[Round](World().context("me"), "console", self.find, self.serve)

    def find(
        self, tx: Transaction, platform: Platform, now: datetime, limit: int
    ) -> Sequence[Round]:
        del tx, platform, now
        return [asked(number) for number in tuple(self.due)[:limit]]

    async def serve(self, due: Round) -> None:
        self.most_in_hand = max(self.most_in_hand, len(self.work.in_hand))
        await asyncio.sleep(0)
        del self.due[due.id]
        self.done.append(due.id)

    async def finish(self) -> None:
        while tasks := self.work.tasks():
            await asyncio.gather(*tasks)


@pytest.mark.parametrize("count", [1, IN_HAND, IN_HAND + 1, 77, 2 * IN_HAND, 3 * IN_HAND + 1])
async def test_all_that_is_due_is_done_though_only_some_is_in_hand_at_a_time(count: int) -> None:
    pile = Pile(count)
    await pile.work.take()
    await pile.finish()
    assert sorted(pile.done) == list(range(1, count + 1))
    assert pile.most_in_hand == min(count, IN_HAND)


async def test_what_is_told_while_looking_is_looked_for_again() -> None:
    class Late(Pile):
        looks = 0

        def find(
            self, tx: Transaction, platform: Platform, now: datetime, limit: int
        ) -> Sequence[Round]:
            found = super().find(tx, platform, now, limit)
            self.looks += 1
            if self.looks == 1:  # due right after it was looked for
                self.due[1] = None
                self.work.take_soon()
            return found

    pile = Late(0)
    pile.work.take_soon()
    await pile.finish()
    assert pile.done == [1]
