"""Which of the user groups that manage a team someone is in."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from bot.adapters.slack.errors import translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.web_api import Api
from bot.engine import queries as q
from bot.engine.dispatcher import Engine
from bot.engine.errors import GatewayError
from bot.engine.model.people import Actor

log = logging.getLogger(__name__)

KEPT_SECONDS = 60.0
"""How long a group's members are known: Slack allows to ask 20 times a minute."""
ASK_SECONDS = 2.0


class UserGroups:
    """Asks ``usergroups.users.list`` for the groups that a team chose as its managers."""

    def __init__(
        self, engine: Engine, api: Api, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = engine
        self._api = api
        self._clock = clock
        self._kept: dict[str, tuple[float, frozenset[str]]] = {}

    async def joined(self, actor: Actor) -> Actor:
        """Return ``actor`` with those of the groups that they are in.

        An admin needs none, and a guest of another workspace has none here. A group that Slack
        doesn't tell of lets nobody in.
        """
        if actor.manager or (actor.own_workspace and actor.own_workspace != actor.workspace):
            return actor
        chosen = await self._engine.ask(q.ManagerRoles(actor.platform, actor.workspace))
        held = [group for group in chosen if await self._holds(group, actor.user)]
        return replace(actor, roles=tuple(held))

    async def members(self, group: str) -> frozenset[str]:
        """Return the accounts in a group; raises GatewayError when Slack doesn't tell."""
        kept = self._kept.get(group)
        if kept is not None and self._clock() - kept[0] < KEPT_SECONDS:
            return kept[1]
        with translating():
            answer = await self._api.call("usergroups.users.list", usergroup=group)
        users: list[Json] = answer.get("users") or []
        found = frozenset(map(str, users))
        self._kept[group] = (self._clock(), found)
        return found

    async def handle(self, group: str) -> str:
        """Return what people write for a group, without the @; its id when Slack doesn't tell."""
        try:
            with translating():
                answer = await self._api.call("usergroups.list")
        except GatewayError as error:
            log.info("Slack doesn't tell its user groups: %s", error)
            return group
        known: list[Json] = answer.get("usergroups") or []
        return next((str(each["handle"]) for each in known if each.get("id") == group), group)

    async def _holds(self, group: str, user: str) -> bool:
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return user in await self.members(group)
        except (GatewayError, TimeoutError) as error:
            log.warning("Slack doesn't tell who is in %s: %s", group, error or "too slow")
            return False
