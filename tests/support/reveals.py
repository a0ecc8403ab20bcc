"""A world in which a question was asked, and the messages of its reveal."""

from bot.engine import commands as c
from bot.engine.rounds.response_counts import ResponseCounts
from tests.support.builders import actor, plan
from tests.support.world import World

ANN, BEN, CLEO, DAN = (actor(name) for name in ("ann", "ben", "cleo", "dan"))
MORNING, AFTERNOON = "2026-11-02 09:00", "2026-11-02 16:00"


async def asked(**what: object) -> World:
    world = World()
    await world.schedule(what=plan(**what))
    await world.to(MORNING)
    return world


def posted(world: World, kind: type) -> list[object]:
    return [message.card for message in world.gateway.below() if isinstance(message.card, kind)]


async def say(world: World, who: c.Actor, words: str, *, private: bool = False) -> None:
    await world.ask(c.SubmitWords(who, world.clock.now, world.round().id, words, private))


async def revealed_words() -> World:
    world = await asked()
    await say(world, ANN, "Ann's words")
    await say(world, BEN, "for me alone", private=True)
    await world.to(AFTERNOON)
    return world


async def show_changes(world: World) -> None:
    counts = ResponseCounts(world.store, world.bank, {"console": world.gateway})
    counts.note_response(world.round().id)
    await counts.flush()
