"""People of another workspace in a shared channel: they take part, each team for itself."""

import json
from dataclasses import replace

import pytest

from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine.cards import NoticeCard, ProblemCard
from bot.engine.model.people import Actor
from bot.engine.model.schedules import ChannelRef
from tests.support.builders import CHANNEL, actor
from tests.support.world import World, the, words_in

ANN = actor("ann")
AWAY = replace(actor("zoe"), own_workspace="far")
"""Zoë in the channel of "local"; her account is of the workspace "far"."""
AT_HOME = actor("zoe", workspace="far")
HER_CHANNEL = ChannelRef("console", "far", "C2")
BOSS = actor("boss", workspace="far", manager=True)


async def two_teams() -> World:
    """Return a world on Monday evening: Zoë was right in both teams, Ann in one."""
    world = World()
    await world.schedule()
    await world.schedule(HER_CHANNEL, BOSS)
    await world.to("2026-11-02 09:00")
    await world.choose(ANN, round_id=here(world))
    for who, asked in ((AWAY, here(world)), (AT_HOME, there(world))):
        await world.choose(who, round_id=asked)
    await world.to("2026-11-02 16:00")
    return world


def here(world: World) -> int:
    return next(each.id for each in world.rounds() if each.channel == CHANNEL)


def there(world: World) -> int:
    return next(each.id for each in world.rounds() if each.channel == HER_CHANNEL)


async def board(world: World, who: Actor) -> str:
    return words_in(await world.ask(c.ShowLeaderboard(who, world.clock.now)))


async def test_a_guest_is_two_members_with_points_and_a_streak_each() -> None:
    world = await two_teams()
    assert world.member(AWAY) != world.member(AT_HOME)
    assert (world.points(AWAY), world.points(AT_HOME)) == (10, 10)
    assert "Ann" in await board(world, AWAY)
    assert "Ann" not in await board(world, AT_HOME)
    await world.to("2026-11-03 09:00")
    await world.choose(AWAY, round_id=world.rounds()[-2].id)
    await world.to("2026-11-03 16:00")
    assert (world.streak(AWAY).current, world.streak(AT_HOME).current) == (2, 0)
    assert world.differences() == ()


async def test_a_guest_answers_no_question_of_their_own_team_from_here_nor_the_reverse() -> None:
    world = World()
    await world.schedule()
    await world.schedule(HER_CHANNEL, BOSS)
    await world.to("2026-11-02 09:00")
    for who, asked in ((AWAY, there(world)), (AT_HOME, here(world))):
        card = await world.choose(who, round_id=asked)
        assert "belongs to another team" in the(ProblemCard, card).message


async def test_who_is_forgotten_in_one_place_is_forgotten_everywhere() -> None:
    for who in (AWAY, AT_HOME):
        world = await two_teams()
        await world.ask(c.ForgetMe(who, world.clock.now, confirmed=True))
        await world.work()
        assert "zoe" not in repr(world.store.tables).lower()
        shown = "".join(words_in(message.card) for message in world.gateway.messages)
        assert "Zoe" not in shown
        assert world.points(ANN) == 10
        assert world.differences() == ()


async def test_an_account_that_only_took_part_at_home_can_be_forgotten_from_here() -> None:
    world = World()
    await world.schedule()
    await world.ask(c.StartQuiz(AT_HOME, world.clock.now))
    card = await world.ask(c.ForgetMe(AWAY, world.clock.now, confirmed=True))
    assert the(NoticeCard, card).lines == ("Everything about you has been deleted.",)
    assert "zoe" not in repr(world.store.tables).lower()


async def test_a_namesake_of_another_workspace_keeps_theirs_when_someone_is_forgotten() -> None:
    world = await two_teams()
    namesake = replace(AT_HOME, workspace="third")
    await world.ask(c.StartQuiz(namesake, world.clock.now))
    await world.ask(c.ForgetMe(AWAY, world.clock.now, confirmed=True))
    assert world.read(lambda tx: len(tx.members.of_account("console", "third", "zoe"))) == 1


async def test_an_export_holds_what_every_team_keeps_of_the_account() -> None:
    world = await two_teams()
    copy = await world.engine.ask(q.ExportMe(AWAY))
    (other,) = copy["other_teams"]
    assert [len(each["answers"]) for each in (copy, other)] == [1, 1]
    assert {(each["workspace"], each["user"]) for each in copy["accounts"]} == {("far", "zoe")}
    assert (await world.engine.ask(q.ExportMe(ANN)))["other_teams"] == []
    assert "ann" not in json.dumps(copy).lower()


async def test_hiding_here_hides_nobody_elsewhere() -> None:
    world = await two_teams()
    await world.ask(c.HideMe(AWAY, world.clock.now, hidden=True))
    assert "Zoe" not in await board(world, ANN)
    assert "Zoe" in await board(world, BOSS)


@pytest.mark.parametrize("command", [c.ShowStreak, c.ShowStats, c.StartQuiz])
async def test_who_was_kept_under_the_hosts_workspace_moves_with_a_streak_at_the_first_sight(
    command: type[c.Command],
) -> None:
    world = World()
    await world.schedule()
    old = replace(AWAY, own_workspace="")
    await world.day("2026-11-02", old)
    member = world.member(old)
    await world.ask(command(AWAY, world.clock.now))
    assert world.read(lambda tx: [a.workspace for a in tx.members.identities(member)]) == ["far"]
    await world.day("2026-11-03", AWAY)
    assert world.member(AWAY) == member
    assert world.streak(AWAY).current == 2


async def test_a_guests_account_is_found_in_the_hosts_workspace_only_for_the_hosts_team() -> None:
    world = await two_teams()
    found = await world.engine.ask(q.AccountsOf(ANN, (world.member(AWAY),)))
    assert [each.user for each in found] == ["zoe"]
    assert await world.engine.ask(q.AccountsOf(BOSS, (world.member(AWAY),))) == ()
