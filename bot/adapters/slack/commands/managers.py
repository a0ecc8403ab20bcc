"""Choosing managers: Slack is asked first whether they are who they seem."""

from bot.adapters.slack.serving.actors import RIGHTS_SECONDS
from bot.adapters.slack.serving.handler import Handler
from bot.engine import team_commands as tc
from bot.engine.cards import Card
from bot.engine.errors import GatewayError, Refused


async def choose(handler: Handler, asked: tc.SetManagers) -> Card:
    """Keep who may manage, unless Slack doesn't know them; only an admin's choice is looked at."""
    if asked.actor.manager:
        for group in asked.roles:
            await _require_group(handler, group)
        for user in asked.people:
            await _require_account(handler, user)
    return await handler.engine.handle(asked)


async def _require_group(handler: Handler, group: str) -> None:
    try:
        await handler.groups.members(group)
    except GatewayError as error:
        raise Refused("Slack doesn't tell who is in that user group.", f"{error}.") from error


async def _require_account(handler: Handler, user: str) -> None:
    person = await handler.people.get(user, user, RIGHTS_SECONDS)
    if not person.known:
        raise Refused(f"Slack doesn't know the account {user}.", "Pick people from its list.")
    if person.own_workspace or person.own_workspace is None:
        raise Refused(f"{person.name} isn't a member of this workspace.", "Choose someone who is.")
