"""Taking a quiz in a test's world."""

from string import ascii_uppercase

from bot.engine import commands as c
from bot.engine.cards import Card, DrillCard
from bot.engine.model.people import Actor
from bot.engine.model.practice import Drill
from tests.support.builders import actor
from tests.support.world import World, the

ANN, BEN = actor("ann"), actor("ben")


def drill(world: World, drill_id: int = 1) -> Drill:
    return world.store.tables.drills[drill_id]


def letter(world: World, right: bool = True, drill_id: int = 1) -> str:
    """Return a letter for the question being asked."""
    held = drill(world, drill_id)
    item = held.items[held.position]
    key = world.bank.questions[item.question_id].key
    assert key is not None
    place = item.order.index(key)
    return ascii_uppercase[place if right else (place + 1) % len(item.order)]


async def quiz(world: World, who: Actor = ANN, track: str = "", count: int = 5) -> DrillCard:
    return the(DrillCard, await world.ask(c.StartQuiz(who, world.clock.now, track, None, count)))


async def press(
    world: World, choice: str, position: int | None = None, who: Actor = ANN, drill_id: int = 1
) -> Card:
    """Answer the question at ``position`` (default: the one being asked)."""
    where = drill(world, drill_id).position if position is None else position
    return await world.ask(c.AnswerDrill(who, world.clock.now, drill_id, where, choice))
