"""Accounts that were deactivated or deleted: Slack tells by ``user_change`` events.

(``team_leave`` is not among the events that apps can subscribe to.)
"""

from dataclasses import replace
from datetime import datetime

from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place
from bot.engine import queries as q


async def changed(handler: Handler, body: Json, at: datetime) -> None:
    """Take who is gone off the leaderboards; keep a new name."""
    event: Json = body.get("event") or {}
    account: Json = event.get("user") or {}
    user = str(account.get("id") or "")
    if user and account.get("deleted"):
        await handler.engine.note(q.MemberLeft(handler.actor(Place(user)), at))
    elif user and account.get("profile"):
        person = handler.people.heard(user, account)
        await handler.engine.note(q.NoteName(replace(handler.actor(Place(user)), name=person.name)))
