"""What a field with a search offers while someone types in it."""

import logging
from datetime import datetime

from bot.adapters.slack.errors import translating
from bot.adapters.slack.limits import SELECT_OPTIONS, Json
from bot.adapters.slack.render.blocks import option
from bot.adapters.slack.serving.acknowledgement import Acknowledgement
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.setup import form as setup_form
from bot.engine.errors import GatewayError

log = logging.getLogger(__name__)


async def suggested(
    handler: Handler, body: Json, at: datetime, acknowledgement: Acknowledgement
) -> None:
    """Answer a search; nothing is offered where Slack can't be asked."""
    typed = str(body.get("value") or "")
    offered: list[Json] = []
    if body.get("block_id") == setup_form.ZONE:
        offered = setup_form.zone_options(typed, at)
    elif body.get("block_id") == setup_form.NOTIFY:
        offered = await _user_groups(handler, typed)
    acknowledgement.give(options=offered[:SELECT_OPTIONS])


async def _user_groups(handler: Handler, typed: str) -> list[Json]:
    """Return the workspace's user groups whose name or handle holds what was typed."""
    try:
        with translating():
            answer = await handler.api.call("usergroups.list")
    except GatewayError as error:
        log.info("no user groups could be offered: %s", error)
        return []
    groups: list[Json] = answer.get("usergroups") or []
    wanted = typed.lower().lstrip("@")
    return [
        option(f"{group.get('name')} (@{group.get('handle')})", str(group["id"]))
        for group in groups
        if wanted in f"{group.get('name')} {group.get('handle')}".lower()
    ]
