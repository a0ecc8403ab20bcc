"""One receipt per question: a newer one takes the place of the one before."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.adapters.discord.errors import VENDOR_ERRORS, patiently
from bot.adapters.discord.serving.replies import Press
from bot.engine.cards import ReceiptCard

log = logging.getLogger(__name__)

REACHABLE = timedelta(minutes=14)
"""How long a private answer can be deleted: its token lives for 15 minutes."""
REMEMBERED = 2_000


class LastReceipts:
    """Deletes a receipt once a newer one of the same question was shown to the same person.

    What can't be reached any more, after a restart or a quarter of an hour, stays. ``clock``
    returns aware UTC.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._shown: OrderedDict[tuple[int, int], tuple[Press, datetime]] = OrderedDict()

    async def shown(self, press: Press, receipt: ReceiptCard, *, in_place: bool = False) -> None:
        """Note that ``press`` was answered with ``receipt``, and delete the one before.

        ``in_place`` says that it has taken that one's place by itself.
        """
        person, now = (press.user.id, receipt.round_id), self._clock()
        before = self._shown.pop(person, None)
        self._shown[person] = (press, now)
        while len(self._shown) > REMEMBERED:
            self._shown.popitem(last=False)
        if before is not None and not in_place and now - before[1] < REACHABLE:
            try:
                await patiently(before[0].delete_original_response)
            except VENDOR_ERRORS as error:
                log.debug("an old receipt stays: %s", error)
