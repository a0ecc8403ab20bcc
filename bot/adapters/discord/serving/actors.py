"""Who speaks: an interaction's or a message's author as the engine's actor."""

import discord

from bot.adapters.discord.serving.replies import Press
from bot.engine.model.people import Actor
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Store

PERSONAL = "dm-"
"""Workspace of those who only ever write to the bot directly: a team of one."""


class People:
    """Turns authors into actors, and knows in which server a person takes part.

    In direct messages there is no server: people speak there as members of the server in
    which they last used the bot.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._noted: dict[int, int] = {}

    async def actor(self, press: Press) -> Actor:
        """Return who presses; in direct messages as a member of their own server."""
        if press.guild_id is not None:
            return self.in_server(press)
        home = await self.home(press.user.id)
        return _actor(press, home or f"{PERSONAL}{press.user.id}")

    def in_server(self, press: Press) -> Actor:
        """Return who presses in a server, with the rights Discord says they have there."""
        rights = press.permissions
        return _actor(press, str(press.guild_id), rights.manage_guild or rights.administrator)

    async def drill_owner(self, press: Press, drill_id: int) -> Actor:
        """Return who answers a drill; in direct messages as whoever of theirs started it."""
        if press.guild_id is not None:
            return self.in_server(press)
        user = str(press.user.id)

        def workspace(tx: Transaction) -> str | None:
            drill = tx.practice.drill(drill_id)
            mine = tx.members.identities(drill.member_id) if drill else ()
            found = (i.workspace for i in mine if (i.platform, i.user) == ("discord", user))
            return next(found, None)

        started_in = await self._store.read(workspace)
        return _actor(press, started_in) if started_in else await self.actor(press)

    async def home(self, user: int) -> str | None:
        """Return the server in which the person last used the bot, if any."""
        return await self._store.read(lambda tx: tx.facts.get(_home_key(user)))

    async def note_home(self, press: Press) -> None:
        """Remember the server the person uses the bot in; writes only when it is another."""
        guild, user = press.guild_id, press.user.id
        if guild is None or self._noted.get(user) == guild:
            return
        if await self.home(user) != str(guild):
            await self._store.write(lambda tx: tx.facts.put(_home_key(user), str(guild)))
        self._noted[user] = guild


def author(message: discord.Message, guild_id: int) -> Actor:
    """Return who wrote a message in a server."""
    user = message.author
    return Actor("discord", str(guild_id), str(user.id), user.display_name)


def _actor(press: Press, workspace: str, manager: bool = False) -> Actor:  # noqa: FBT001, FBT002
    return Actor("discord", workspace, str(press.user.id), press.user.display_name, manager)


def _home_key(user: int) -> str:
    return f"discord:home:{user}"
