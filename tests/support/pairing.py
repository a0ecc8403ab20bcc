"""Interviews in pairs between Ann, who asks, and Ben, whom she asks."""

from datetime import timedelta

from bot.engine import pair_commands as pc
from bot.engine.cards import Card, PairCard, PairSheetCard
from bot.engine.commands import HideMe
from bot.engine.model.pairs import Pair
from bot.engine.model.people import Account, Actor
from tests.support.builders import actor
from tests.support.fakes.gateway import FakeGateway
from tests.support.world import World, the

ANN, BEN, CY, EVE = actor("ann"), actor("ben"), actor("cy"), actor("eve")


async def team(*others: Actor) -> World:
    """Return a world in which Ann, Ben and ``others`` have used the bot."""
    world = World()
    for who in (ANN, BEN, *others):
        await world.ask(HideMe(who, world.clock.now, hidden=False))
    return world


def pair(world: World, number: int = 1) -> Pair:
    """Return a pair as it is stored."""
    return world.store.tables.pairs[number]


def told(world: World, who: Actor) -> list[Card]:
    """Return what someone was sent in private, oldest first, as it was sent."""
    return [card for account, card in world.gateway.directs if account == to(who)]


def to(who: Actor) -> Account:
    """Return where someone's private messages go."""
    return Account(who.platform, who.workspace, who.user)


def sent(gateway: FakeGateway) -> list[tuple[str, str]]:
    """Return whom each private message went to, and the kind of its card."""
    return [(account.user, type(card).__name__) for account, card in gateway.directs]


async def invited(world: World, by: Actor = ANN, other: Actor = BEN, track: str = "") -> Card:
    """Have someone invited, and told."""
    card = await world.ask(pc.InviteMember(by, world.clock.now, other.user, track))
    await world.work()
    return card


async def press(
    world: World, kind: type[pc.OnPair], who: Actor, *more: int, number: int = 1
) -> Card:
    """Do something to a pair, and let the messages go out."""
    card = await world.ask(kind(who, world.clock.now, number, *more))
    await world.work()
    return card


async def agreed(world: World) -> PairCard:
    """Have Ben accept Ann's invitation."""
    await invited(world)
    return the(PairCard, await press(world, pc.AcceptPair, BEN))


async def begun(world: World) -> PairSheetCard:
    """Have Ben start the interview of Ann."""
    await agreed(world)
    return the(PairSheetCard, await press(world, pc.BeginPair, BEN))


async def to_the_end(world: World, card: PairSheetCard) -> Card:
    """Have Ben tick the first point of each question, and go on until the end."""
    shown: Card = card
    while isinstance(shown, PairSheetCard):
        await press(world, pc.TickPairPoint, BEN, shown.step, 0, 1)
        world.clock.advance(timedelta(minutes=3))
        shown = await press(world, pc.NextPairQuestion, BEN, shown.step)
    return shown
