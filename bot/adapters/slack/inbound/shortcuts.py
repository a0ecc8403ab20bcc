"""Shortcuts: those that work anywhere in Slack, and those in a message's own menu.

The manifest declares them. One that works anywhere is used in no channel, so its answer opens as
a modal; what doesn't fit there goes to the direct messages.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import Suggest
from bot.adapters.shared.problems import OLD_SHORTCUT
from bot.adapters.slack.limits import INPUT_TEXT, Json
from bot.adapters.slack.render import forms
from bot.adapters.slack.render.mrkdwn import unescape
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.modals import open_answer
from bot.adapters.slack.serving.replies import Place, delivery_of
from bot.adapters.slack.serving.threads import is_by_person
from bot.adapters.slack.setup import writing
from bot.engine import commands as c
from bot.engine.errors import Refused
from bot.engine.rules.message_question import form_of_message

QUIZ, SUGGEST, FROM_MESSAGE = "quiz", "suggest", "suggest_message"
SHORTCUTS: Mapping[str, tuple[str, str]] = {
    QUIZ: ("global", "Take a quiz"),
    SUGGEST: ("global", "Suggest a question"),
    FROM_MESSAGE: ("message", labels.SUGGEST_MESSAGE),
}
"""The shortcuts of the manifest by their ids: where each works, and what it's called."""

_UNNAMED = re.compile(r"<([@#])[A-Z0-9]+\|?>")
"""An account or a channel of which Slack tells the id alone."""


async def used(
    handler: Handler, body: Json, at: datetime, acknowledgement: Acknowledgement
) -> None:
    """Open what a shortcut stands for; ``at`` is when it arrived."""
    acknowledgement.give()
    place, name = _place(body), str(body.get("callback_id") or "")
    if name == QUIZ:
        quiz = c.StartQuiz(handler.actor(place), at)
        await open_answer(handler, place, quiz, _title(name))
    elif name == SUGGEST:
        await writing.open_question(handler, place, Suggest())
    elif name == FROM_MESSAGE:
        await _suggest(handler, place, body.get("message") or {})
    else:
        await handler.show(place, OLD_SHORTCUT)


async def _suggest(handler: Handler, place: Place, message: Json) -> None:
    """Open the form of a suggestion with a message's words, or say why they can't be one."""
    words = unescape(_UNNAMED.sub(_someone, str(message.get("text") or "")))
    try:
        begun = form_of_message(words, INPUT_TEXT, by_app=not is_by_person(message))
    except Refused as refused:
        told = forms.said(_title(FROM_MESSAGE), refused.message, refused.fix)
        await handler.open(place, told)
        return
    await writing.open_question(handler, place, Suggest(), begun)


def _someone(found: re.Match[str]) -> str:
    return "@someone" if found[1] == "@" else "#channel"


def _title(shortcut: str) -> str:
    return SHORTCUTS[shortcut][1]


def _place(body: Json) -> Place:
    """Return who used a shortcut, and where; a global one is used in no channel."""
    user: Json = body["user"]
    channel: Json = body.get("channel") or {}
    message: Json = body.get("message") or {}
    return Place(
        str(user["id"]),
        str(channel.get("id") or ""),
        str(message.get("thread_ts") or ""),
        str(body.get("response_url") or ""),
        str(user.get("name") or user.get("username") or ""),
        str(body.get("trigger_id") or ""),
        delivery_of(body),
        str(user.get("team_id") or ""),
    )
