"""Oneself: leave, hiding, taking one's data, being forgotten."""

import json
from datetime import date

import pytest

from bot.engine import commands as c
from bot.engine.cards import ConfirmCard, NoticeCard, ProblemCard
from bot.engine.errors import Refused
from bot.engine.queries import ExportMe
from tests.support.builders import actor, at
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")


async def lived() -> World:
    """Return a world on Monday evening: Ann was right, Ben wrong."""
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, wrong=(BEN,))
    return world


async def leave(world: World, first: int, last: int, month: int = 11) -> str:
    when = (date(2026, 11, first), date(2026, month, last))
    card = await world.ask(c.TakeLeave(ANN, world.clock.now, *when))
    return card.message if isinstance(card, ProblemCard) else the(NoticeCard, card).title


async def test_leave_begins_today_or_later_and_ends_after_it_begins() -> None:
    world = await lived()
    assert await leave(world, 1, 5) == "2026-11-01 has passed."
    assert await leave(world, 5, 4) == "The leave ends before it starts."
    assert await leave(world, 3, 4) == "On leave from 2026-11-03 to 2026-11-04."
    long = c.TakeLeave(ANN, world.clock.now, date(2026, 11, 3), date(2028, 1, 1))
    assert "a year at most" in the(ProblemCard, await world.ask(long)).message


async def test_leave_taken_today_protects_a_question_that_has_closed_today() -> None:
    world = await lived()
    await world.day("2026-11-03")
    assert world.outcomes(ANN) == ["2 kept", "3 missed"]
    await leave(world, 3, 4)
    assert world.outcomes(ANN) == ["2 kept", "3 leave"]
    assert world.streak(ANN).current == 1
    assert world.differences() == ()


async def test_who_comes_back_early_counts_again_from_that_day() -> None:
    world = await lived()
    await leave(world, 3, 12)
    await world.day("2026-11-03")
    await world.to("2026-11-04 08:00")
    card = await world.ask(c.EndLeave(ANN, world.clock.now))
    assert the(NoticeCard, card).lines == ("Your streak counts again from today.",)
    await world.day("2026-11-04")
    assert world.outcomes(ANN) == ["2 kept", "3 leave", "4 missed"]
    assert world.differences() == ()


async def test_who_comes_back_in_the_evening_keeps_the_day_that_was_protected() -> None:
    world = await lived()
    await leave(world, 3, 12)
    await world.day("2026-11-03")
    card = await world.ask(c.EndLeave(ANN, world.clock.now))
    assert the(NoticeCard, card).lines == ("Your streak counts again from tomorrow.",)
    await world.day("2026-11-04")
    assert world.outcomes(ANN) == ["2 kept", "3 leave", "4 missed"]
    assert world.differences() == ()


async def test_coming_back_drops_a_leave_that_was_still_to_come() -> None:
    world = await lived()
    await leave(world, 4, 5)
    await world.ask(c.EndLeave(ANN, world.clock.now))
    await world.day("2026-11-04")
    assert world.outcomes(ANN)[-1] == "4 missed"
    again = await world.ask(c.EndLeave(ANN, world.clock.now))
    assert the(NoticeCard, again).title == "You're not on leave."


async def test_an_export_holds_what_is_kept_and_can_be_written_as_json() -> None:
    world = await lived()
    await leave(world, 3, 4)
    copy = await world.engine.ask(ExportMe(ANN))
    assert json.loads(json.dumps(copy))["name"] == "Ann"
    assert copy["points"] == [
        {"round": 1, "points": 10, "reason": "right choice", "on": "2026-11-02"}
    ]
    assert copy["days"] == [{"day": "2026-11-02", "outcome": "kept", "streak": 1}]
    assert copy["leaves"] == [["2026-11-03", "2026-11-04"]]
    assert len(copy["responses"]) == len(copy["accuracy"]) == 1
    assert "ben" not in json.dumps(copy).lower()


async def test_there_is_nothing_to_export_for_who_never_took_part() -> None:
    world = await lived()
    with pytest.raises(Refused, match="nothing to export"):
        await world.engine.ask(ExportMe(actor("zoe")))


async def test_forgetting_asks_first() -> None:
    world = await lived()
    card = await world.ask(c.ForgetMe(ANN, world.clock.now))
    assert isinstance(card, ConfirmCard)
    assert world.points(ANN) == 10


async def test_nothing_that_names_the_forgotten_is_left_and_others_keep_theirs() -> None:
    world = await lived()
    member = world.member(ANN)
    await world.ask(c.StartQuiz(ANN, world.clock.now))
    await world.ask(c.SuggestQuestion(ANN, world.clock.now, "a question"))
    await leave(world, 3, 4)
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    tables = world.store.tables
    for table in (tables.responses, tables.entries, tables.days, tables.identities, tables.leaves,
                  tables.drills, tables.reviews, tables.attempts, tables.proposals):  # fmt: skip
        assert all(row.member_id != member for row in table.values())
    assert member not in tables.members
    assert world.points(BEN) == 2
    assert world.differences() == ()
    again = await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    assert "nothing to forget" in the(NoticeCard, again).title


async def test_the_forgotten_may_begin_anew_with_nothing() -> None:
    world = await lived()
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await world.day("2026-11-03", ANN)
    assert world.outcomes(ANN) == ["3 kept"]
    assert world.points(ANN) == 10


async def test_who_is_forgotten_while_a_question_is_open_leaves_no_trace_at_its_reveal() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    await world.choose(ANN)
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await world.to("2026-11-02 16:00")
    assert world.store.tables.entries == {}
    assert world.differences() == ()


@pytest.mark.parametrize(
    ("zone", "today"), [("Asia/Tokyo", date(2026, 11, 3)), ("America/New_York", date(2026, 11, 2))]
)
async def test_a_leave_from_today_starts_on_the_teams_own_date(zone: str, today: date) -> None:
    world = await lived()
    await world.ask(c.SetZone(LEAD, world.clock.now, zone))
    evening = at("2026-11-02 22:00")  # the 3rd in Tokyo
    card = await world.ask(c.TakeLeave(ANN, evening, None, date(2026, 11, 6)))
    assert the(NoticeCard, card).title == f"On leave from {today} to 2026-11-06."


async def test_a_leave_from_today_can_not_end_in_the_past() -> None:
    world = await lived()
    card = await world.ask(c.TakeLeave(ANN, world.clock.now, None, date(2026, 11, 1)))
    assert the(ProblemCard, card).message == "2026-11-01 has passed."
