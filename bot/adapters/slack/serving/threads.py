"""A question's thread in Slack: reading it, and showing which replies count."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from slack_sdk.errors import SlackApiError

from bot.adapters.shared import labels
from bot.adapters.shared.thread_answers import Seen
from bot.adapters.slack.errors import error_code, translating
from bot.adapters.slack.gateway import SlackGateway
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.mrkdwn import unescape
from bot.adapters.slack.serving.actors import People, Person, told_workspace
from bot.adapters.slack.serving.replies import Place, Replies
from bot.adapters.slack.web_api import Api
from bot.engine import queries as q
from bot.engine import thread_queries as tq
from bot.engine.cards import NoticeCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import NotPermitted, StorageError
from bot.engine.model.people import Actor
from bot.engine.model.rounds import Reply
from bot.engine.model.schedules import MessageRef

log = logging.getLogger(__name__)

MARK = "white_check_mark"
WRITTEN = {None, "thread_broadcast", "file_share", "me_message"}
"""Subtypes of messages a person writes."""
NOT_MARKABLE = {
    "already_reacted", "no_reaction", "message_not_found", "bad_timestamp", "not_reactable",
    "too_many_emoji", "too_many_reactions", "is_archived", "thread_locked",
}  # fmt: skip
"""What Slack says where a mark is as it should be, or can't be set on this one reply."""


class SlackThreads:
    """Satisfies ``thread_answers.Threads``."""

    def __init__(
        self, engine: Engine, api: Api, gateway: SlackGateway, people: People, replies: Replies
    ) -> None:
        self._engine = engine
        self._api = api
        self._gateway = gateway
        self._people = people
        self._replies = replies

    async def read(self, question: MessageRef) -> tuple[Sequence[Seen], bool]:
        """Return the replies of people, oldest first, and whether these are all."""
        messages, whole = await self._gateway.thread(question)
        if not messages:  # even the question isn't there
            raise NotPermitted("The thread is gone, or closed to the bot")
        found = {str(each["ts"]): each for each in messages if is_reply(each, question.message)}
        known = await self._engine.ask(tq.Answered(question))
        users = {str(each["user"]) for each in found.values()}
        new = sorted(users - known.keys())
        people = await asyncio.gather(*(self._people.get(user, user) for user in new))
        asked = dict(zip(new, people, strict=True))
        return [self._seen(each, question, asked) for each in found.values()], whole

    def _seen(self, message: Json, question: MessageRef, asked: Mapping[str, Person]) -> Seen:
        user = str(message["user"])
        person = asked.get(user) or Person(user, known=False)
        actor = Actor(
            "slack",
            question.channel.workspace,
            user,
            person.name,
            guessed=not person.known,
            own_workspace=self._people.own_workspace(user, told_workspace(message)),
        )
        me = self._gateway.identity.user
        reactions: list[Json] = message.get("reactions") or []
        marked = any(r.get("name") == MARK and me in (r.get("users") or []) for r in reactions)
        return Seen(actor, reply_of(message, me), marked)

    async def set_mark(self, question: MessageRef, reply: str, *, on: bool) -> None:
        """Put our ✅ on a reply, or take it away."""
        method = "reactions.add" if on else "reactions.remove"
        where = question.channel.channel
        with translating():
            try:
                await self._api.call(method, channel=where, timestamp=reply, name=MARK)
            except SlackApiError as error:
                if error_code(error) not in NOT_MARKABLE:
                    raise
                log.debug("%s on %s: %s", method, reply, error_code(error))

    async def tell(self, question: MessageRef, outcome: tq.ReplyOutcome) -> None:
        """Tell someone, in the thread and in private, which reply is their answer now."""
        if not outcome.user:
            return
        place = Place(outcome.user, question.channel.channel, question.message)
        await self._replies.show(place, outcome.receipt or NoticeCard(labels.WITHDRAWN))
        await self._learn_name(outcome.user, question.channel.workspace)

    async def _learn_name(self, user: str, workspace: str) -> None:
        """Ask for the name of someone: events tell none, and the answer was to be saved first."""
        person = await self._people.get(user, user)
        if person.known:
            try:
                own = self._people.own_workspace(user, "")
                actor = Actor("slack", workspace, user, person.name, own_workspace=own)
                await self._engine.note(q.NoteName(actor))
            except StorageError as error:
                log.info("the name of %s couldn't be saved: %s", user, error)


def is_reply(message: Json, thread: str) -> bool:
    """Tell whether a person wrote the message, in the thread of another."""
    in_thread = message.get("thread_ts") == thread and message.get("ts") != thread
    return in_thread and is_by_person(message)


def is_by_person(message: Json) -> bool:
    """Tell whether a person wrote the message: no app did, and Slack itself didn't."""
    by_person = bool(message.get("user")) and not message.get("bot_id")
    return by_person and message.get("subtype") in WRITTEN


def reply_of(message: Json, bot_user: str) -> Reply:
    """Return a message as a reply; what is said to the bot itself has no words."""
    raw, ts = str(message.get("text") or ""), str(message["ts"])
    text = "" if raw.lstrip().startswith((f"<@{bot_user}>", f"<@{bot_user}|")) else unescape(raw)
    return Reply(ts, text, datetime.fromtimestamp(int(ts.partition(".")[0]), UTC))
