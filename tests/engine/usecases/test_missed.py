"""Missed questions as an Anki deck: what is in it, and what never is."""

from datetime import time, timedelta

import pytest

from bot.engine import commands as c
from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck, PersonalFile
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef
from bot.engine.records.question_pool import put_team_question
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support.builders import actor, bank, plan, question
from tests.support.decks import guids_in
from tests.support.world import LEAD, World

ANN, BEN = actor("ann"), actor("ben")
FAR_LEAD = actor("boss", manager=True, workspace="elsewhere")


async def file_of(world: World, who: Actor) -> PersonalFile:
    return await world.engine.ask(MissedDeck(who, world.clock.now))


async def missed(world: World, who: Actor) -> list[str]:
    """Return the ids of the questions in someone's deck, as an import reads them."""
    file = await file_of(world, who)
    return [each.question.id for each in read_source(Source(file.name, file.content)).questions]


async def none_missed(world: World, who: Actor) -> bool:
    with pytest.raises(Refused, match="no missed questions"):
        await file_of(world, who)
    return True


async def test_the_deck_has_what_was_wrong_the_latest_first() -> None:
    world = World()
    await world.schedule()
    first = await world.day("2026-11-02", ANN, wrong=(BEN,))
    second = await world.day("2026-11-03", ANN, wrong=(BEN,))
    assert await missed(world, BEN) == [second.question_id, first.question_id]
    file = await file_of(world, BEN)
    assert file.name.endswith(".apkg")
    assert file.about == "2 questions you missed, as an Anki deck."
    assert await none_missed(world, ANN)


async def test_a_question_that_is_open_is_not_in_it_whether_it_was_missed_before_or_not() -> None:
    world = World(bank(question("maths/q1"), question("maths/q2")))
    await world.schedule()
    await world.day("2026-11-02", wrong=(BEN,))
    await world.to("2026-11-03 09:00")
    await world.choose(BEN, right=False)
    assert len(await missed(world, BEN)) == 1, "today's is graded at the reveal"
    await world.to("2026-11-03 16:00")
    await world.to("2026-11-04 09:00")  # the pool is used up: the first is asked again
    again = world.round().question_id
    assert again not in await missed(world, BEN)


async def test_a_question_that_is_open_in_another_team_is_not_in_it() -> None:
    world = World(bank(question("maths/q1")))
    await world.schedule()
    await world.day("2026-11-02", wrong=(BEN,))
    assert await missed(world, BEN) == ["maths/q1"]
    late = plan(at=time(18), reveal_after=timedelta(hours=2))
    await world.schedule(ChannelRef("console", "elsewhere", "general"), FAR_LEAD, late)
    await world.to("2026-11-02 18:00")
    assert await none_missed(world, BEN)
    await world.to("2026-11-02 20:00")
    assert await missed(world, BEN) == ["maths/q1"]


async def test_what_was_right_since_is_no_longer_in_it() -> None:
    world = World(bank(question("maths/q1")))
    await world.schedule()
    await world.day("2026-11-02", wrong=(BEN,))
    await world.day("2026-11-03", BEN)
    assert await none_missed(world, BEN)


async def test_a_retired_question_is_not_in_it() -> None:
    world = World()
    await world.schedule()
    asked = await world.day("2026-11-02", wrong=(BEN,))
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, asked.question_id, "wrong"))
    assert await none_missed(world, BEN)


async def test_there_is_none_for_who_never_took_part() -> None:
    assert await none_missed(World(), actor("zoe"))


async def test_a_question_is_known_by_the_same_id_in_every_deck() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", wrong=(ANN, BEN))
    first, second = [guids_in((await file_of(world, who)).content) for who in (ANN, BEN)]
    assert first == second
    await world.day("2026-11-03", wrong=(BEN,))
    assert guids_in((await file_of(world, BEN)).content)[1:] == first


async def test_a_teams_own_question_is_not_taken_for_one_of_the_bank() -> None:
    world = World(bank(question("maths/q1")))
    await world.schedule()
    await world.day("2026-11-02", wrong=(BEN,))
    of_bank = guids_in((await file_of(world, BEN)).content)
    team = world.round().team_id
    own, now = question("maths/q1", key=2), world.clock.now
    world.store.write_now(lambda tx: put_team_question(tx, team, own, now))
    of_team = guids_in((await file_of(world, BEN)).content)
    assert len(of_team) == 1
    assert of_team != of_bank
