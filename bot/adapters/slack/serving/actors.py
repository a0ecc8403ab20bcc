"""Who an account is: its shown name, its time zone, whether it manages the workspace."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.adapters.slack.errors import translating
from bot.adapters.slack.web_api import Api
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.errors import GatewayError, Refused

log = logging.getLogger(__name__)

Asked = TypeVar("Asked", bound=c.Command | q.ExportMe)

MANAGER_FLAGS = ("is_admin", "is_owner", "is_primary_owner")
KEPT_SECONDS = 600.0
MAX_KEPT = 5_000

NAME_SECONDS = 2.0
"""How long to wait for a name, where an old or plain one will do."""

RIGHTS_SECONDS = 10.0
"""How long to wait where it matters whether someone manages the workspace."""

RIGHTS_MATTER = (
    c.OnSchedule,
    c.PreviewSchedule,
    c.SavePreview,
    c.SetZone,
    c.SetWeekends,
    c.AddHoliday,
    c.RemoveHoliday,
    c.ReviewQueue,
    c.SettleProposal,
    c.CorrectKey,
    c.RetireQuestion,
)
UNKNOWN_RIGHTS = "Couldn't check with Slack whether you're an admin."


@dataclass(frozen=True, slots=True)
class Person:
    """An account. ``known`` is false while Slack can't be asked."""

    name: str
    zone: str = "UTC"
    manager: bool = False
    known: bool = True


class People:
    """Asks users.info, once in ten minutes for each account."""

    def __init__(
        self,
        api: Api,
        workspace: Callable[[], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._workspace = workspace
        self._clock = clock
        self._kept: dict[str, tuple[float, Person]] = {}
        self._asking: dict[str, asyncio.Task[Person]] = {}

    async def get(self, user: str, name: str, seconds: float = NAME_SECONDS) -> Person:
        """Return the person; after ``seconds`` one with the ``name`` that the event gave."""
        kept = self._kept.get(user)
        if kept is not None and self.is_known(user):
            return kept[1]
        task = self._asking.get(user)
        if task is None:
            task = self._asking[user] = asyncio.create_task(self._ask(user))
            task.add_done_callback(lambda _: self._asking.pop(user, None))
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(task)
        except (GatewayError, TimeoutError) as error:
            log.info("users.info said nothing about %s: %s", user, error or "too slow")
            return kept[1] if kept else Person(name or user, known=False)

    async def named(self, asked: Asked) -> Asked:
        """Return ``asked`` with its actor's name and rights as Slack tells them.

        Where rights don't matter and the event gave some name, Slack isn't waited for: what is
        asked is saved first, and ``Handler`` asks for the name later. Raises Refused where
        rights matter and Slack can't be asked.
        """
        actor = asked.actor
        if isinstance(asked, RIGHTS_MATTER):
            person = await self.get(actor.user, actor.name, RIGHTS_SECONDS)
            if not person.known:
                raise Refused(UNKNOWN_RIGHTS, "Try again in a minute.")
        elif actor.name == actor.user:
            person = await self.get(actor.user, actor.name)
        else:
            kept = self._kept.get(actor.user)
            person = kept[1] if kept else Person(actor.name, known=False)
        named = replace(actor, name=person.name, manager=person.manager, guessed=not person.known)
        return replace(asked, actor=named)

    def is_known(self, user: str) -> bool:
        """Tell whether Slack told about an account in the last ten minutes."""
        kept = self._kept.get(user)
        return kept is not None and self._clock() - kept[0] < KEPT_SECONDS

    async def close(self) -> None:
        """Stop asking."""
        for task in list(self._asking.values()):
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    async def _ask(self, user: str) -> Person:
        with translating():
            answer = await self._api.call("users.info", user=user)
        return self.heard(user, answer.get("user") or {})

    def heard(self, user: str, account: dict[str, Any]) -> Person:
        """Return the person that an account is, as Slack tells of it, and remember them."""
        person = _person(account, user, self._workspace())
        if len(self._kept) >= MAX_KEPT:
            self._kept.clear()
        self._kept[user] = (self._clock(), person)
        return person


def _person(account: dict[str, Any], user: str, workspace: str) -> Person:
    """Return the person; an admin of another workspace (Slack Connect) manages nothing here."""
    enterprise: dict[str, Any] = account.get("enterprise_user") or {}
    homes = {account.get("team_id") or workspace, *(enterprise.get("teams") or ())}
    at_home = workspace in homes and not account.get("is_stranger")
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
        manager=at_home and any(account.get(flag) for flag in MANAGER_FLAGS),
    )


def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
