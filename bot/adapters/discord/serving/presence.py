"""Who has left a server: asked of Discord about those whom a leaderboard shows.

Without the members intent, Discord sends no event when someone leaves. It only answers "Unknown
Member" when they are looked up. So those on a page of a leaderboard are looked up after it was
shown, each once a day at most: the next page is without who is gone. In between, nobody can know.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import discord

from bot.adapters.discord.errors import VENDOR_ERRORS, patiently
from bot.adapters.discord.serving.replies import Press
from bot.engine import queries as q
from bot.engine.cards import LeaderboardCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import StorageError
from bot.engine.model.people import Actor

log = logging.getLogger(__name__)

UNKNOWN_MEMBER = 10007
ASK_AGAIN_AFTER = timedelta(days=1)
MAX_KEPT = 10_000


class Presence:
    """Looks people up, and tells the engine who has left. ``clock`` returns aware UTC."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock
        self._asked: dict[tuple[str, str], datetime] = {}

    async def check(self, press: Press, actor: Actor, card: LeaderboardCard) -> None:
        """Look up those on the page; stops at the first answer that says nothing about them."""
        if press.guild is None:
            return
        shown = tuple(member_id for line in card.lines for member_id in line.member_ids)
        try:
            for account in await self._engine.ask(q.AccountsOf(actor, shown)):
                if self._is_due(account):
                    await self._look_up(press.guild, account)
        except (StorageError, *VENDOR_ERRORS) as problem:
            log.info("couldn't look up who has left the server: %s", problem)

    def _is_due(self, account: Actor) -> bool:
        last = self._asked.get((account.workspace, account.user))
        return last is None or not timedelta(0) <= self._clock() - last < ASK_AGAIN_AFTER

    async def _look_up(self, guild: discord.Guild, account: Actor) -> None:
        try:
            await patiently(lambda: guild.fetch_member(int(account.user)))
        except discord.NotFound as answer:
            if answer.code != UNKNOWN_MEMBER:
                raise
            await self._engine.note(q.MemberLeft(account, self._clock()))
        if len(self._asked) >= MAX_KEPT:
            self._asked.clear()
        self._asked[account.workspace, account.user] = self._clock()
