"""discord.py's client as Warmup uses it: its events and commands lead to the engine."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, cast

import discord
import yarl
from discord.gateway import DiscordWebSocket

from bot.adapters.discord.commands.anyone import for_anyone, help_answers
from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.commands.contexts import limit_to_installs
from bot.adapters.discord.commands.managers import for_managers
from bot.adapters.discord.commands.message_menu import report_menu, suggest_menu
from bot.adapters.discord.commands.registration import Registration
from bot.adapters.discord.commands.tree import Tree
from bot.adapters.discord.commands.writing import notes_answers
from bot.adapters.discord.connection.backoff import quieten_library
from bot.adapters.discord.connection.contact_trace import contact_trace
from bot.adapters.discord.connection.safe_events import make_forgiving
from bot.adapters.discord.connection.shards import Shards, until_stopped
from bot.adapters.discord.errors import LONGEST_WAIT
from bot.adapters.discord.inbound.direct_messages import DirectMessages
from bot.adapters.discord.inbound.interactions import Interactions
from bot.adapters.discord.inbound.invitations import Invitations
from bot.adapters.discord.inbound.thread_replies import ThreadReplies
from bot.adapters.discord.render.command_links import CommandLinks
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.threads import DiscordThreads
from bot.adapters.discord.setup.conversation import Setup
from bot.adapters.shared.card_pictures import CardPictures
from bot.adapters.shared.contact import Contact
from bot.adapters.shared.in_flight import InFlight
from bot.adapters.shared.pacer import Pacer
from bot.adapters.shared.thread_answers import ThreadAnswers
from bot.engine import queries as q
from bot.engine.dispatcher import Engine

log = logging.getLogger(__name__)

RETRY_SECONDS = (1, 2, 5, 10, 30, 60)


class Bot(discord.Client):
    """The library's client: hardly any cache, no pings, every event handed on."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        in_flight: InFlight,
        gateway_url: str,
        contact: Contact,
        pacer: Pacer,
        pictures: CardPictures | None = None,
        retry_seconds: Sequence[float] = RETRY_SECONDS,
        **sharding: Any,  # noqa: ANN401  # what the library calls them
    ) -> None:
        quieten_library()
        self._contact = contact
        self.links = CommandLinks()
        self._wanted = discord.Intents(guilds=True, dm_messages=True)
        super().__init__(
            intents=self._wanted,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=1000,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=LONGEST_WAIT,
            http_trace=contact_trace(contact),
            enable_debug_events=True,  # the only way to see heartbeats; see dispatch
            **sharding,
        )
        make_forgiving(self._connection.parsers)
        self._engine = engine
        self._clock = clock
        self._gateway_url = gateway_url
        self.when_ready: Callable[[], None] = lambda: None
        self._setup = Setup(engine)
        handler = self._handler = Handler(
            engine,
            clock,
            in_flight,
            {**self._setup.answers, **notes_answers(engine), **help_answers(engine)},
            pictures,
        )
        self._interactions = Interactions(handler, self._setup)
        self._direct = DirectMessages(handler, self, pacer, clock, self.links)
        threads = DiscordThreads(self, engine, pacer, clock, lambda: self.message_content_allowed)
        self.thread_answers = ThreadAnswers("discord", engine, threads, clock)
        self._replies = ThreadReplies(self.thread_answers, clock, self)
        self._invitations = Invitations(engine, clock)
        self.tree = Tree(self)
        choices = Choices(handler)
        of_managers = for_managers(handler, self._setup, choices)
        for command in (*for_anyone(handler, choices), *of_managers):
            self.tree.add_command(command)
        for menu in (report_menu(), suggest_menu(handler)):
            self.tree.add_command(menu)
        self.registration = Registration(self.tree, engine, retry_seconds, self.links)

    @property
    def message_content_allowed(self) -> bool:
        """Tell whether the application may read messages, as Discord said on login."""
        flags = self.application_flags
        return flags.gateway_message_content or flags.gateway_message_content_limited

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Hand an event on; of a frame itself only the fact counts that it came."""
        if event == "socket_raw_receive":
            self._contact.heard()
        elif event != "socket_raw_send":
            super().dispatch(event, *args, **kwargs)

    def sockets(self) -> Sequence[DiscordWebSocket]:
        """Return the connections that were opened; a lost one stays until it is replaced."""
        socket = cast("DiscordWebSocket | None", self.ws)
        return [socket] if socket is not None else []

    async def setup_hook(self) -> None:
        """Ask for no intent that the application lacks; tell Discord changed commands."""
        threads = self.message_content_allowed
        self._setup.threads = threads
        # The library reads this very object when it identifies itself, after this hook.
        self._wanted.guild_messages = threads
        self._wanted.message_content = threads
        if not threads:
            log.warning(
                "Discord: Message Content Intent is off, so the thread format isn't available. "
                "To have it: Developer Portal → Bot → Message Content Intent."
            )
        limit_to_installs(self.tree.get_commands(), self.application)
        await self.registration.start(self.application_id or 0)

    async def close(self) -> None:
        """Disconnect, and stop telling Discord the commands."""
        await self.registration.stop()
        await self._handler.close()
        await self._direct.close()
        await super().close()

    async def on_connect(self) -> None:
        """Note that messages can be posted; happens again after a lost session.

        Resume where the connection was made: behind a proxy, not where Discord says.
        """
        if self._gateway_url:
            for socket in self.sockets():
                socket.gateway = yarl.URL(self._gateway_url)
        log.info("Discord: connected as %s", self.user)
        self.when_ready()
        self._direct.catch_up()
        if self.message_content_allowed:
            self.thread_answers.catch_up_all()  # what happened meanwhile is never sent

    async def on_resumed(self) -> None:
        """Log that a lost connection is back, and that nothing was missed."""
        log.info("Discord: reconnected")

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Say hello, once ever, and resume what was paused while the bot wasn't in the server."""
        await self._opened(guild.id)
        await self._invitations.joined(guild)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Say hello where the bot was invited while it was away."""
        await self._invitations.there(guild)

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Resume what a channel's permissions kept from being posted."""
        if before.overwrites != after.overwrites:
            await self._opened(after.guild.id, str(after.id))

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Resume what a role's permissions kept from being posted."""
        if before.permissions != after.permissions:
            await self._opened(after.guild.id)

    async def _opened(self, guild: int, channel: str = "") -> None:
        await self._engine.note(q.ChannelOpened("discord", str(guild), channel, self._clock()))

    async def on_interaction(self, press: replies.Press) -> None:
        """Serve buttons and forms of any age."""
        await self._interactions.serve(press)

    async def on_message(self, message: discord.Message) -> None:
        """Take a reply in a question's thread, or what someone writes to the bot alone."""
        if isinstance(message.channel, discord.DMChannel):
            await self._direct.written(message)
        else:
            self._replies.written(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        """Take a changed message."""
        if isinstance(event.message.channel, discord.DMChannel):
            await self._direct.edited(event.message)
        else:
            self._replies.edited(event)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Withdraw what a deleted message said."""
        if event.guild_id is None:
            await self._direct.deleted(event.channel_id, {event.message_id})
        self._replies.deleted(event.guild_id, event.channel_id, {event.message_id})

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Withdraw what replies said that a moderator deleted together."""
        self._replies.deleted(event.guild_id, event.channel_id, event.message_ids)


class ShardedBot(Bot, discord.AutoShardedClient):
    """The library's client with a connection for each of this worker's shards."""

    def __init__(self, *parts: Any, shards: Shards) -> None:  # noqa: ANN401  # those of Bot
        super().__init__(*parts, shard_count=shards.count, shard_ids=list(shards.ids))
        self._shard_seconds = shards.seconds
        self._stopped = asyncio.Event()

    def sockets(self) -> Sequence[DiscordWebSocket]:
        """Return the connection of each shard that was opened."""
        return [cast("Any", shard)._parent.ws for shard in self.shards.values()]

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for a turn. When other workers start now, too, Discord sends one of us to wait."""
        del shard_id
        if not initial:
            await asyncio.sleep(self._shard_seconds)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Open the shards one after the other, and serve until closed."""
        connecting = asyncio.create_task(super().connect(reconnect=reconnect))
        await until_stopped(connecting, self._stopped)

    async def close(self) -> None:
        """Disconnect all shards, and open no more."""
        try:
            await super().close()
        finally:
            self._stopped.set()
