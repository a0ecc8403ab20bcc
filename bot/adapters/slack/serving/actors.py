"""Who an account is: shown name, time zone, whether they manage the workspace."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.adapters.slack.web_api import Api, translating
from bot.engine.errors import GatewayError

log = logging.getLogger(__name__)

KEPT_SECONDS = 600.0
MOST_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Person:
    """An account. ``known`` is false while Slack could not be asked."""

    name: str
    zone: str = "UTC"
    manager: bool = False
    known: bool = True


class People:
    """Asks users.info, once in ten minutes for each account."""

    def __init__(self, api: Api, clock: Callable[[], float] = time.monotonic) -> None:
        self._api = api
        self._clock = clock
        self._kept: dict[str, tuple[float, Person]] = {}
        self._asking: dict[str, asyncio.Task[Person]] = {}

    async def get(self, user: str, name: str, patience: float) -> Person:
        """Return the person; after ``patience`` seconds one with the ``name`` the event gave."""
        kept = self._kept.get(user)
        if kept is not None and self._clock() - kept[0] < KEPT_SECONDS:
            return kept[1]
        task = self._asking.get(user)
        if task is None:
            task = self._asking[user] = asyncio.create_task(self._ask(user))
            task.add_done_callback(lambda _: self._asking.pop(user, None))
        try:
            async with asyncio.timeout(patience):
                return await asyncio.shield(task)
        except (GatewayError, TimeoutError) as error:
            log.info("users.info did not help with %s: %s", user, error or "too slow")
            return kept[1] if kept else Person(name or user, known=False)

    async def close(self) -> None:
        """Stop asking."""
        for task in list(self._asking.values()):
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    async def _ask(self, user: str) -> Person:
        with translating():
            answer = await self._api.call("users.info", user=user)
        person = _person(answer.get("user") or {}, user)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[user] = (self._clock(), person)
        return person


def _person(account: dict[str, Any], user: str) -> Person:
    profile: dict[str, Any] = account.get("profile") or {}
    names = (
        profile.get("display_name"),
        profile.get("real_name"),
        account.get("real_name"),
        account.get("name"),
    )
    zone = str(account.get("tz") or "")
    return Person(
        name=str(next((name for name in names if name), user)),
        zone=zone if _exists(zone) else "UTC",
        manager=any(account.get(f) for f in ("is_admin", "is_owner", "is_primary_owner")),
    )


def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
