"""Letting time pass for a bot that is woken often."""

from collections.abc import Iterator
from datetime import datetime, timedelta

STEP = timedelta(minutes=4)
NIGHT = timedelta(hours=12)


def walk(start: datetime, end: datetime, step: timedelta = STEP) -> Iterator[datetime]:
    """Yield moments after ``start`` up to ``end``, closer than an outage would be.

    A long gap (a night, a weekend) is passed at once: nothing is open then.
    """
    moment = end - step if end - start > NIGHT else start
    while moment < end:
        moment = min(moment + step, end)
        yield moment
