"""Whether a worker may still act on a round it took, or has stood still for too long."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.engine.errors import Transient
from bot.engine.model.rounds import Round
from bot.engine.rounds.publish import LEASE

CALL_SECONDS = 25.0
"""How long a call of a platform may take: two, and the database, fit into a lease."""


class HeldUp(Transient):
    """The work stood still for so long that another worker may have taken the round over."""


class Hold:
    """Begun just before a lease is taken; measures what is left of it by two clocks.

    The wall clock may be set back meanwhile, and the machine's own stands still in a sleep.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._began = time.monotonic()

    def check(self, held: Round) -> None:
        """Raise ``HeldUp`` unless a call made now ends before the lease does."""
        left = (held.lease_until or self._clock()) - self._clock()
        ours = LEASE - timedelta(seconds=time.monotonic() - self._began)
        if min(left, ours) < timedelta(seconds=CALL_SECONDS):
            raise HeldUp("the work was held up; it is looked at again before it goes on")
