"""Forums: what would be a message in another channel is a post there, a thread of its own.

The post's first message has the id of its thread, and that thread is the channel it is in.
Discord takes no nonce with a post, so nothing but a look keeps it from appearing twice: the
library, which repeats requests that seem to have failed, must not repeat this one (``SentOnce``).
"""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any, cast

import discord
from discord.http import Route, handle_message_parameters

from bot.adapters.discord import limits
from bot.adapters.discord.errors import UNKNOWN_MESSAGE, VENDOR_ERRORS, patiently, translated
from bot.adapters.discord.recent_messages import LOOK_BACK
from bot.adapters.discord.render.layout import Panel, shortened
from bot.adapters.discord.sent_once import SentOnce
from bot.adapters.shared import recap_words, review_labels
from bot.adapters.shared.pacer import Pacer
from bot.engine.cards import AnswerCard, Card, ChampionCard, QuestionCard, RecapCard, ReviewCard
from bot.engine.model.schedules import ChannelRef, MessageRef

log = logging.getLogger(__name__)

NOT_A_TEXT_CHANNEL = (50008, 40058)
"""What Discord answers to a message for a forum."""
ARCHIVE_AFTER = 4320
"""Minutes without a word until Discord archives a thread."""
ARCHIVED_LOOKED_AT = 50
LOOK_AT_MOST = 200
"""Posts of the bot's that are looked at for one that may have been sent before a crash."""


class ForumPosts:
    """Posts in forums, and finds its posts again."""

    def __init__(self, client: discord.Client, pacer: Pacer) -> None:
        self._client = client
        self._pacer = pacer

    def is_forum(self, place: int) -> bool:
        """Tell whether a channel is known to be a forum; another worker may serve its server."""
        return isinstance(self._client.get_channel(place), discord.ForumChannel)

    async def is_forum_for_sure(self, place: int) -> bool:
        """Tell whether a channel is a forum; Discord is asked about one that isn't known here."""
        channel = self._client.get_channel(place)
        if channel is None:
            try:
                await self._pacer.turn()
                channel = await patiently(lambda: self._client.fetch_channel(place))
            except VENDOR_ERRORS as error:  # what is done next there meets it again
                log.info("channel %d can't be looked at: %s", place, error)
        return isinstance(channel, discord.ForumChannel)

    async def create(
        self, forum: ChannelRef, layout: Panel, name: str, pings: discord.AllowedMentions
    ) -> MessageRef:
        """Make a post, and return its first message; raises what the library raises."""
        place = int(forum.channel)
        head: dict[str, Any] = {
            "name": shortened(name, limits.THREAD_NAME) or "Warmup",
            "auto_archive_duration": ARCHIVE_AFTER,
        }
        if tags := _tags(self._client.get_channel(place)):
            head["applied_tags"] = tags
        params = handle_message_parameters(
            view=layout, allowed_mentions=pings, channel_payload=head
        )
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=place)
        await self._pacer.turn()
        made = await self._client.http.request(
            route,
            json=params.payload,
            params={"use_nested_fields": 1},
            trace_request_ctx=SentOnce(),
        )
        return post_of(forum, int(made["id"]))

    async def find(
        self, forum: ChannelRef, is_it: Callable[[discord.Message], bool]
    ) -> discord.Message | None:
        """Return the first message of the latest post of ours that ``is_it`` accepts."""
        with translated("read the forum", "Read Message History"):
            async for number in self._ours(forum):
                place = self._client.get_partial_messageable(number)
                await self._pacer.turn()
                try:
                    message = await patiently(lambda here=place, n=number: here.fetch_message(n))
                except discord.NotFound as error:
                    if error.code != UNKNOWN_MESSAGE:  # the first message alone was deleted
                        raise
                    continue
                if is_it(message):
                    return message
        return None

    async def _ours(self, forum: ChannelRef) -> AsyncIterator[int]:
        """Yield the ids of the bot's recent posts in a forum, the latest first."""
        http, place = self._client.http, int(forum.channel)
        me = self._client.user.id if self._client.user else 0
        await self._pacer.turn()
        active = await patiently(lambda: http.get_active_threads(int(forum.workspace)))
        await self._pacer.turn()
        archived = await patiently(
            lambda: http.get_public_archived_threads(place, limit=ARCHIVED_LOOKED_AT)
        )
        threads = cast("list[Any]", [*active["threads"], *archived["threads"]])
        posts = {
            int(thread["id"])
            for thread in threads
            if int(thread.get("parent_id") or 0) == place and int(thread["owner_id"]) == me
        }
        latest = max(posts, default=0)
        for number in sorted(posts, reverse=True)[:LOOK_AT_MOST]:
            age = discord.utils.snowflake_time(latest) - discord.utils.snowflake_time(number)
            if age > LOOK_BACK:
                return
            yield number


def post_of(forum: ChannelRef, number: int) -> MessageRef:
    """Return the first message of the post with an id."""
    inside = ChannelRef(forum.platform, forum.workspace, str(number))
    return MessageRef(inside, str(number))


def is_post(message: MessageRef) -> bool:
    """Tell whether a message is the first of a forum's post: it is its own thread."""
    return message.channel.channel == message.message


def title_of(card: Card) -> str:
    """Return what a card's post or thread is called."""
    match card:
        case QuestionCard() | AnswerCard():
            return card.subject.title
        case RecapCard():
            return recap_words.week_title(card)
        case ChampionCard():
            return recap_words.champion_title(card)
        case ReviewCard():
            return review_labels.review_heading(card)
        case _:
            return "Warmup"


def wants_a_tag(forum: discord.ForumChannel) -> bool:
    """Tell whether a forum wants a tag on each post and has none that the bot may use."""
    return forum.flags.require_tag and not _tags(forum)


def _tags(channel: object) -> list[str]:
    """Return the tags that a post needs: one, where the forum wants one."""
    if not isinstance(channel, discord.ForumChannel) or not channel.flags.require_tag:
        return []
    rights = discord.Permissions.none()
    with suppress(AttributeError):  # the server isn't there yet
        rights = channel.permissions_for(channel.guild.me)
    usable = (t for t in channel.available_tags if not t.moderated or rights.manage_threads)
    return [str(tag.id) for tag in usable][:1]
