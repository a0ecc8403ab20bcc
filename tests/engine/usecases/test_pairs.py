"""Agreeing on an interview in pairs: asked, accepted or not, swapped, called off, expired."""

from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine import interview_commands as ic
from bot.engine import pair_commands as pc
from bot.engine.cards import (
    InterviewOfferCard,
    InterviewQuestionCard,
    NoticeCard,
    PairCard,
    PairQuestionCard,
    PairSheetCard,
    ProblemCard,
)
from bot.engine.cards.pairs import PairStage
from bot.engine.model.pairs import INVITATION_WAITS, PairState
from bot.engine.queries import MemberLeft, PairWorkspace
from tests.support.interviewing import begun as begun_alone
from tests.support.pairing import (
    ANN,
    BEN,
    CY,
    EVE,
    agreed,
    begun,
    invited,
    pair,
    press,
    sent,
    team,
    to_the_end,
    told,
)
from tests.support.world import World, the

MINUTE = timedelta(minutes=1)


async def test_who_asks_is_the_candidate_and_only_the_one_asked_is_told() -> None:
    world = await team(CY)
    mine = the(PairCard, await invited(world, track="maths"))
    assert (mine.stage, mine.other, mine.you_ask) == (PairStage.SENT, "Ben", False)
    theirs = the(PairCard, told(world, BEN)[0])
    assert (theirs.stage, theirs.other, theirs.you_ask) == (PairStage.INVITED, "Ann", True)
    assert (theirs.topic, theirs.minutes) == ("Maths", 20)
    assert theirs.until == world.clock.now + INVITATION_WAITS
    assert sent(world.gateway) == [("ben", "PairCard")]


async def test_accepting_tells_who_asked_and_a_second_press_changes_nothing() -> None:
    world = await team()
    card = await agreed(world)
    assert (card.stage, card.you_ask) == (PairStage.AGREED, True)
    answer = the(PairCard, told(world, ANN)[0])
    assert (answer.stage, answer.other, answer.you_ask) == (PairStage.AGREED, "Ben", False)
    before = world.store.tables
    assert await press(world, pc.AcceptPair, BEN) == card
    assert await press(world, pc.DeclinePair, BEN) == card
    assert world.store.tables == before
    assert sent(world.gateway) == [("ben", "PairCard"), ("ann", "PairCard")]


async def test_declining_tells_who_asked_and_they_cant_ask_again_that_day() -> None:
    world = await team()
    await invited(world)
    assert the(NoticeCard, await press(world, pc.DeclinePair, BEN)).title == "You've declined."
    assert the(NoticeCard, told(world, ANN)[0]).title == "Ben can't this time."
    again = the(ProblemCard, await invited(world))
    assert again.message == "You've asked Ben today."
    await world.after(hours=24)
    assert isinstance(await invited(world), PairCard)
    assert len(told(world, ANN)) == 1  # nothing of what has expired since


async def test_an_invitation_that_nobody_answers_expires_and_says_so() -> None:
    world = await team()
    await invited(world)
    await world.after(hours=23.9)
    assert told(world, ANN) == []
    await world.after(hours=0.2)
    assert the(NoticeCard, told(world, ANN)[0]).title == "Ben didn't answer in time."
    late = the(NoticeCard, await press(world, pc.AcceptPair, BEN))
    assert late.title == "This invitation has expired."
    assert pair(world).state is PairState.INVITED
    assert isinstance(await invited(world), PairCard)


async def test_who_asked_can_take_it_back_and_the_one_asked_sees_that() -> None:
    world = await team()
    await invited(world)
    mine = the(NoticeCard, await press(world, pc.CallOffPair, ANN))
    assert mine.title == "The interview with Ben was called off."
    shown = the(NoticeCard, told(world, BEN)[0])
    assert shown.title == "The interview with Ann was called off."
    assert await press(world, pc.AcceptPair, BEN) == shown
    assert pair(world).state is PairState.WITHDRAWN


async def test_an_invitation_that_is_taken_back_before_it_is_sent_never_comes() -> None:
    world = await team()
    await world.ask(pc.InviteMember(ANN, world.clock.now, "ben"))
    await press(world, pc.CallOffPair, ANN)
    assert sent(world.gateway) == []


async def test_only_the_one_asked_answers_and_only_who_asked_takes_back() -> None:
    world = await team()
    await invited(world)
    before = world.store.tables
    for kind, who in (
        (pc.AcceptPair, ANN),
        (pc.DeclinePair, ANN),
        (pc.CallOffPair, BEN),
        (pc.BeginPair, ANN),
        (pc.BeginPair, BEN),
    ):
        assert isinstance(await press(world, kind, who), PairCard)
    assert world.store.tables == before


async def test_what_was_agreed_can_be_called_off_by_either() -> None:
    for who, other in ((ANN, BEN), (BEN, ANN)):
        world = await team()
        await agreed(world)
        await press(world, pc.CallOffPair, who)
        title = f"The interview with {who.name} was called off."
        assert the(NoticeCard, told(world, other)[-1]).title == title
        assert isinstance(await invited(world), PairCard)  # and asked for again at once


async def test_sides_are_swapped_before_it_begins_and_both_at_once_swap_once() -> None:
    world = await team()
    await agreed(world)
    mine = the(PairCard, await press(world, pc.SwapSides, ANN, 1))
    assert mine.you_ask
    assert not the(PairCard, told(world, BEN)[-1]).you_ask
    theirs = the(PairCard, await press(world, pc.SwapSides, BEN, 0))  # pressed on the old card
    assert not theirs.you_ask
    assert pair(world).interviewer_id == world.member(ANN)
    assert isinstance(await press(world, pc.BeginPair, BEN), PairCard)
    assert isinstance(await press(world, pc.BeginPair, ANN), PairSheetCard)


async def test_what_was_agreed_and_never_started_is_over_a_day_later() -> None:
    world = await team()
    await agreed(world)
    await world.after(hours=24)
    for who in (ANN, BEN):
        assert "wasn't started in time" in the(NoticeCard, told(world, who)[-1]).title
    late = the(NoticeCard, await press(world, pc.BeginPair, BEN))
    assert late.title == "The interview with Ann wasn't started in time."
    assert isinstance(await invited(world), PairCard)


@pytest.mark.parametrize("user", ["nobody", "eve", "cy"])
async def test_strangers_the_hidden_and_who_left_cant_be_asked_and_arent_told_apart(
    user: str,
) -> None:
    world = await team(CY, EVE)
    await world.ask(c.HideMe(CY, world.clock.now, hidden=True))
    await world.engine.note(MemberLeft(EVE, world.clock.now))
    refused = the(ProblemCard, await world.ask(pc.InviteMember(ANN, world.clock.now, user)))
    assert refused.message == "That person can't be asked."
    await world.work()
    assert sent(world.gateway) == []


async def test_nobody_interviews_themselves() -> None:
    world = await team()
    refused = the(ProblemCard, await invited(world, ANN, ANN))
    assert refused.message == "You can't interview yourself."


async def test_what_cant_be_asked_is_refused_before_anybody_is_told() -> None:
    world = await team()
    now = world.clock.now
    for asked in (
        pc.InviteMember(ANN, now, "ben", minutes=5),
        pc.InviteMember(ANN, now, "ben", "cooking"),
    ):
        assert isinstance(await world.ask(asked), ProblemCard)
    await world.work()
    assert sent(world.gateway) == []


async def test_one_asks_one_at_a_time_and_asking_the_same_shows_what_is_open() -> None:
    world = await team(CY)
    first = await invited(world)
    assert await invited(world) == first
    other = the(ProblemCard, await invited(world, ANN, CY))
    assert other.message == "You've asked Ben already."
    theirs = the(PairCard, await invited(world, BEN, ANN))
    assert (theirs.stage, theirs.note) == (PairStage.INVITED, "You've been asked already.")
    assert sent(world.gateway) == [("ben", "PairCard")]


async def test_who_is_in_one_can_neither_ask_nor_accept_another() -> None:
    world = await team(CY, EVE)
    await agreed(world)
    assert the(ProblemCard, await invited(world, ANN, CY)).message == (
        "You're in an interview with Ben."
    )
    await invited(world, CY, BEN)
    accepted = the(ProblemCard, await press(world, pc.AcceptPair, BEN, number=2))
    assert accepted.message == "You're in an interview with Ann."
    await press(world, pc.CallOffPair, BEN)
    assert isinstance(await press(world, pc.AcceptPair, BEN, number=2), PairCard)


async def test_an_invitation_of_somebody_who_is_in_another_one_by_now_waits() -> None:
    world = await team(CY)
    await invited(world)
    await invited(world, CY, ANN)
    await press(world, pc.AcceptPair, ANN, number=2)
    refused = the(ProblemCard, await press(world, pc.AcceptPair, BEN))
    assert refused.message == "Ann is in another interview."
    await press(world, pc.CallOffPair, CY, number=2)
    assert isinstance(await press(world, pc.AcceptPair, BEN), PairCard)


async def test_who_left_the_team_cant_be_accepted_nor_interviewed() -> None:
    world = await team()
    await invited(world)
    await world.engine.note(MemberLeft(ANN, world.clock.now))
    refused = the(ProblemCard, await press(world, pc.AcceptPair, BEN))
    assert refused.message == "Ann has left the team."
    world = await team()
    await agreed(world)
    await world.engine.note(MemberLeft(ANN, world.clock.now))
    refused = the(ProblemCard, await press(world, pc.BeginPair, BEN))
    assert refused.message == "Ann has left the team."


async def test_interview_shows_an_invitation_and_wishes_still_begin_one_alone() -> None:
    world = await team()
    await invited(world)
    for who, stage in ((ANN, PairStage.SENT), (BEN, PairStage.INVITED)):
        card = the(PairCard, await world.ask(ic.StartInterview(who, world.clock.now)))
        assert card.stage is stage
        assert card.note == "For an interview alone meanwhile, say how long: /interview 20."
    alone = await world.ask(ic.StartInterview(BEN, world.clock.now, "maths"))
    assert isinstance(alone, InterviewOfferCard)


async def test_one_alone_is_shown_before_an_invitation_and_after_what_is_agreed() -> None:
    world = await team()
    await begun_alone(world)
    await invited(world, BEN, ANN)
    now = world.clock.now
    assert isinstance(await world.ask(ic.StartInterview(ANN, now)), InterviewQuestionCard)
    await press(world, pc.AcceptPair, ANN)
    shown = the(PairCard, await world.ask(ic.StartInterview(ANN, now)))
    assert (shown.stage, shown.you_ask) == (PairStage.AGREED, True), "only here they can start it"
    resumed = await world.ask(ic.StartInterview(ANN, now, "", None, 20))
    assert isinstance(resumed, InterviewQuestionCard)
    await press(world, pc.BeginPair, ANN)
    assert isinstance(await world.ask(ic.StartInterview(ANN, now)), PairSheetCard)
    await press(world, pc.EndPair, ANN, 1)
    assert isinstance(await world.ask(ic.StartInterview(ANN, now)), InterviewQuestionCard)


async def test_after_the_end_either_proposes_to_swap_and_the_other_accepts() -> None:
    for who, other in ((ANN, BEN), (BEN, ANN)):
        world = await team()
        await to_the_end(world, await begun(world))
        card = the(PairCard, await press(world, pc.ProposeSwap, who))
        assert (card.stage, card.you_ask) == (PairStage.SENT, who == ANN)
        theirs = the(PairCard, told(world, other)[-1])
        assert (theirs.stage, theirs.you_ask) == (PairStage.INVITED, other == ANN)
        both = the(PairCard, await press(world, pc.ProposeSwap, other))  # both at once
        assert (both.stage, both.note) == (PairStage.INVITED, "You've been asked already.")
        accepted = the(PairCard, await press(world, pc.AcceptPair, other, number=2))
        assert accepted.stage is PairStage.AGREED
        assert pair(world, 2).candidate_id == world.member(BEN)


async def test_nobody_is_asked_to_swap_who_left_or_hides_by_then() -> None:
    world = await team()
    await to_the_end(world, await begun(world))
    before = sent(world.gateway)
    await world.ask(c.HideMe(ANN, world.clock.now, hidden=True))
    hidden = the(ProblemCard, await press(world, pc.ProposeSwap, BEN))
    await world.ask(c.HideMe(ANN, world.clock.now, hidden=False))
    await world.engine.note(MemberLeft(ANN, world.clock.now))
    gone = the(ProblemCard, await press(world, pc.ProposeSwap, BEN))
    assert hidden.message == gone.message == "That person can't be asked."
    assert sent(world.gateway) == before


async def test_nothing_is_swapped_before_the_end() -> None:
    world = await team()
    card = await begun(world)
    again = the(PairSheetCard, await press(world, pc.ProposeSwap, BEN))
    assert again.step == card.step
    assert list(world.store.tables.pairs) == [1]


@pytest.mark.parametrize("gone", [ANN, BEN])
async def test_an_invitation_goes_with_whoever_is_forgotten_and_the_other_is_told(
    gone: object,
) -> None:
    who, other = (ANN, BEN) if gone == ANN else (BEN, ANN)
    world = await team()
    await invited(world)
    await world.ask(c.ForgetMe(who, world.clock.now, confirmed=True))
    await world.work()
    assert world.store.tables.pairs == {}
    assert the(NoticeCard, told(world, other)[-1]).title == "Your interview in pairs is off."
    again = the(ProblemCard, await press(world, pc.AcceptPair, BEN if other == BEN else ANN))
    assert again.message == "There's no such interview of yours."


async def test_a_team_that_is_removed_takes_its_pairs_along() -> None:
    world = await team()
    await begun(world)
    number = world.read(lambda tx: tx.teams.all())[0].id
    world.store.write_now(lambda tx: tx.teams.remove(number))
    gone = the(ProblemCard, await press(world, pc.NextPairQuestion, BEN, 1))
    assert gone.message == "There's no such interview of yours."


async def test_a_pair_tells_the_workspace_in_which_an_account_takes_part() -> None:
    world = await team(CY)
    await invited(world)
    found = [await world.engine.ask(PairWorkspace("console", who, 1)) for who in ("ann", "cy")]
    assert found == ["local", ""]
    assert await world.engine.ask(PairWorkspace("console", "ann", 9)) == ""


async def test_a_message_that_couldnt_be_sent_leaves_the_way_by_typing() -> None:
    world = World()
    world = await team()
    world.gateway.refuse("direct", RuntimeError("their messages are closed"))
    await invited(world)
    card = the(PairCard, await world.ask(ic.StartInterview(BEN, world.clock.now + MINUTE)))
    assert card.stage is PairStage.INVITED
    assert isinstance(await press(world, pc.AcceptPair, BEN), PairCard)
    shown = await world.ask(ic.StartInterview(ANN, world.clock.now + MINUTE))
    assert the(PairCard, shown).stage is PairStage.AGREED
    await press(world, pc.BeginPair, BEN)
    shown = await world.ask(ic.StartInterview(ANN, world.clock.now + MINUTE))
    assert isinstance(shown, PairQuestionCard)
