"""What adapters look up and remember: the right values, and no write for a look."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.handlers import NOTES, QUERIES
from tests.support.builders import SmallBank, actor, bank, question
from tests.support.world import LEAD, World

ANN = actor("ann")
STRANGER = actor("zoe", workspace="elsewhere")


async def test_questions_can_be_asked_of_a_team_until_it_retires_them() -> None:
    world = World()
    await world.schedule()
    shipped = await world.engine.ask(q.AskableQuestions(STRANGER))
    assert {each.id for each in shipped} == set(world.bank.questions)
    gone = shipped[0].id
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, gone, "outdated"))
    assert gone not in {each.id for each in await world.engine.ask(q.AskableQuestions(LEAD))}
    assert gone in {each.id for each in await world.engine.ask(q.AskableQuestions(STRANGER))}


async def test_tracks_are_known_by_their_titles() -> None:
    world = World()
    tracks = await world.engine.ask(q.KnownTracks(LEAD))
    assert tracks == {track.id: track.title for track in world.bank.tracks.values()}


def stocked(*counts: tuple[str, int]) -> SmallBank:
    """Return a bank with so many questions in each track."""
    return bank(*(question(f"{track}/q{n:02}") for track, count in counts for n in range(count)))


async def test_a_track_is_offered_once_it_has_questions_for_two_working_weeks() -> None:
    world = World(stocked(("maths", 10), ("pytorch", 9)))
    assert await world.engine.ask(q.OfferedTracks(LEAD)) == {"maths": "Maths"}
    assert world.engine.shipped_tracks() == {"maths": "Maths"}


async def test_a_teams_own_questions_make_a_track_offered_to_that_team_alone() -> None:
    world = World(stocked(("maths", 10), ("pytorch", 9)))
    await world.schedule()
    own = (question("our-notes/a"), question("pytorch/own"))
    for each in own:
        world.store.write_now(lambda tx, each=each: tx.questions.put_team(1, each, world.clock.now))
    offered = await world.engine.ask(q.OfferedTracks(LEAD))
    assert offered == {"maths": "Maths", "our-notes": "Our notes", "pytorch": "Pytorch"}
    assert await world.engine.ask(q.OfferedTracks(STRANGER)) == {"maths": "Maths"}
    await world.ask(c.RetireQuestion(LEAD, world.clock.now, "our-notes/a", "outdated"))
    assert "our-notes" not in await world.engine.ask(q.OfferedTracks(LEAD))


async def test_a_track_of_open_questions_only_is_not_offered() -> None:
    made = bank(*(question(f"maths/q{n:02}", choices=0) for n in range(12)))
    assert World(made).engine.shipped_tracks() == {}


async def test_a_drill_belongs_to_the_account_that_started_it() -> None:
    world = World()
    await world.ask(c.StartQuiz(ANN, world.clock.now))
    assert await world.engine.ask(q.DrillWorkspace("console", ANN.user, 1)) == ANN.workspace
    assert await world.engine.ask(q.DrillWorkspace("console", "ben", 1)) == ""
    assert await world.engine.ask(q.DrillWorkspace("slack", ANN.user, 1)) == ""
    assert await world.engine.ask(q.DrillWorkspace("console", ANN.user, 2)) == ""


async def test_a_home_is_where_a_member_was_last_and_is_forgotten_with_them() -> None:
    world = World()
    home, note = q.HomeWorkspace("console", "ann"), q.NoteHome("console", "ann", "local")
    assert not await world.engine.note(note), "they aren't a member yet"
    assert await world.engine.ask(home) == ""
    await world.ask(c.StartQuiz(ANN, world.clock.now))
    assert await world.engine.note(note)
    assert await world.engine.ask(home) == "local"
    assert await world.engine.ask(q.HomeWorkspace("slack", "ann")) == ""
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    assert not await world.engine.note(note)
    assert await world.engine.ask(home) == ""


async def test_notes_are_found_again_each_under_its_own_name() -> None:
    engine = World().engine
    await engine.note(q.NoteSentCommands("discord", "1", "hash", {"quiz": "5"}))
    assert await engine.ask(q.SentCommands("discord", "1")) == "hash"
    assert await engine.ask(q.SentCommands("discord", "2")) == ""
    name = await engine.note(q.Origin("slack"))
    assert name
    assert await engine.note(q.Origin("slack")) == name


async def test_an_event_is_new_only_once() -> None:
    world = World()
    event = q.FirstDelivery("slack", "Ev1", world.clock.now)
    assert await world.engine.note(event)
    assert not await world.engine.note(event)
    assert await world.engine.note(q.FirstDelivery("slack", "Ev2", world.clock.now))


@pytest.mark.parametrize(("base", "answered"), [(q.Query, QUERIES), (q.Note, NOTES)])
def test_every_query_and_note_is_answered(base: type[Any], answered: Mapping[Any, Any]) -> None:
    declared = {kind.__name__ for kind in base.__subclasses__()}
    assert declared == {kind.__name__ for kind in answered}


async def test_accounts_are_those_of_the_team_in_the_workspace_that_asks() -> None:
    world = World()
    for who in (ANN, LEAD, STRANGER):
        await world.ask(c.StartQuiz(who, world.clock.now))
    ids = tuple(world.member(who) for who in (ANN, LEAD, STRANGER))
    found = await world.engine.ask(q.AccountsOf(LEAD, (*ids, 99)))
    assert [account.user for account in found] == [ANN.user, LEAD.user]
    nowhere = actor("ann", workspace="nowhere")
    assert await world.engine.ask(q.AccountsOf(nowhere, ids)) == ()
