"""Managers and reviewers: Slack is asked who they are, before they are chosen and shown."""

from dataclasses import replace

from bot.adapters.slack.serving.actors import RIGHTS_SECONDS
from bot.adapters.slack.serving.handler import Handler
from bot.engine import commands as c
from bot.engine import team_commands as tc
from bot.engine.cards import Card, WhoMayCard
from bot.engine.cards.who_may import Mention, Named
from bot.engine.errors import GatewayError, Refused


async def choose(handler: Handler, asked: tc.SetManagers) -> Card:
    """Keep who may manage, unless Slack doesn't know them; only an admin's choice is looked at."""
    if asked.actor.manager:
        for group in asked.roles:
            await _require_group(handler, group)
        for user in asked.people:
            await _require_account(handler, user)
    return await show(handler, asked)


async def show(handler: Handler, asked: c.Command) -> Card:
    """Return who may, by the names that Slack tells."""
    card = await handler.engine.handle(asked)
    if not isinstance(card, WhoMayCard):
        return card
    lines = [
        (about, tuple([await _named(handler, each) for each in mentions]))
        for about, mentions in card.lines
    ]
    return replace(card, lines=tuple(lines))


async def _named(handler: Handler, mention: Mention) -> Mention:
    match mention.named:
        case Named.PERSON:
            person = await handler.people.get(mention.id, mention.id)
            return replace(mention, name=person.name)
        case Named.ROLE:
            return replace(mention, name=await handler.groups.handle(mention.id))
        case Named.CHANNEL:
            return mention


async def _require_group(handler: Handler, group: str) -> None:
    try:
        await handler.groups.members(group)
    except GatewayError as error:
        raise Refused("Slack doesn't tell who is in that user group.", f"{error}.") from error


async def _require_account(handler: Handler, user: str) -> None:
    person = await handler.people.get(user, user, RIGHTS_SECONDS)
    if not person.known:
        raise Refused(f"Slack doesn't know the account {user}.", "Pick people from its list.")
    if person.own_workspace:
        raise Refused(f"{person.name} isn't a member of this workspace.", "Choose someone who is.")
