"""What a reveal shows: the new message, the words that people share, the invitation."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine import key_point_commands as kc
from bot.engine.cards import (
    AnswerCard,
    FollowUpCard,
    MineCard,
    NoticeCard,
    ProblemCard,
    ReceiptCard,
    RevealPostCard,
    WordsCard,
)
from bot.engine.errors import ChannelGone, RateLimited
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.usecases.results import take_out_words
from tests.support.builders import actor, bank, question
from tests.support.reveals import (
    AFTERNOON,
    ANN,
    BEN,
    CLEO,
    DAN,
    MORNING,
    asked,
    posted,
    revealed_words,
    say,
    show_changes,
)
from tests.support.world import LEAD, World, the, words_in


def post_of(world: World) -> RevealPostCard:
    (card,) = posted(world, RevealPostCard)
    return the(RevealPostCard, card)


async def test_the_new_message_says_who_got_it_and_links_to_the_model_answer() -> None:
    world = await asked()
    await world.choose(ANN)
    await world.choose(BEN, right=False)
    await world.say(CLEO, "It depends.")
    await world.to(AFTERNOON)
    card = post_of(world)
    assert (card.responded, card.graded, card.got_it) == (3, 2, 1)
    assert card.right_names == ("Ann",)
    assert card.right is not None
    assert card.right.letter == "ABCD"[world.round().shown_order.index(0)]
    answer = next(m for m in world.gateway.below() if isinstance(m.card, AnswerCard))
    assert card.answer_link == f"link:{world.gateway.shown()[0].ref.message}/{answer.ref.message}"
    assert card.words_shown == 1
    assert [type(m.card) for m in world.gateway.below()] == [
        AnswerCard,
        WordsCard,
        RevealPostCard,
        FollowUpCard,
    ]


async def test_when_nobody_is_right_the_commonest_mistake_stands_in_the_names_place() -> None:
    world = await asked()
    for who in (ANN, BEN):
        await world.choose(who, right=False)
    await world.to(AFTERNOON)
    card = post_of(world)
    assert card.mistake is not None
    assert (card.got_it, card.right_names) == (0, ())
    wrong = world.round().shown_order["ABCD".index(card.mistake.letter)]
    assert {r.choice for r in world.store.tables.responses.values()} == {wrong}


async def test_twelve_are_named_and_the_rest_counted() -> None:
    world = await asked()
    for number in range(15):
        await world.choose(actor(f"member{number:02}"))
    await world.to(AFTERNOON)
    assert len(post_of(world).right_names) == 12
    assert post_of(world).right_more == 3


async def test_a_quiet_schedule_reveals_by_an_edit_alone() -> None:
    world = await asked(quiet=True)
    await world.choose(ANN)
    await world.to(AFTERNOON)
    assert posted(world, RevealPostCard) == []
    assert len(posted(world, AnswerCard)) == 1
    assert world.round().state is RoundState.REVEALED


# --- words ---


def shared(world: World) -> list[tuple[str, str]]:
    cards = [the(WordsCard, card) for card in posted(world, WordsCard)]
    return [(line.name, line.text) for card in cards for line in card.answers]


async def test_words_are_shown_in_order_of_time_but_for_those_kept_private() -> None:
    world = await asked()
    await say(world, BEN, "first")
    await world.after(minutes=1)
    await say(world, ANN, "second")
    await say(world, CLEO, "for me alone", private=True)
    await say(world, DAN, "from someone hidden")
    await world.ask(c.HideMe(DAN, world.clock.now, hidden=True))
    assert "second" not in "".join(words_in(card) for card in world.gateway.seen)
    await world.to(AFTERNOON)
    assert shared(world) == [("Ben", "first"), ("Ann", "second")]
    assert post_of(world).words_shown == 2
    everything = "".join(words_in(card) for card in world.gateway.seen)
    assert "for me alone" not in everything
    assert "from someone hidden" not in everything


async def test_who_changes_their_mind_before_the_reveal_is_heard() -> None:
    world = await asked()
    await say(world, ANN, "mine", private=True)
    await say(world, ANN, "ours")
    await say(world, BEN, "ours")
    await say(world, BEN, "mine", private=True)
    await world.to(AFTERNOON)
    assert shared(world) == [("Ann", "ours")]


async def test_a_team_can_keep_all_words_private() -> None:
    world = await asked()
    await say(world, ANN, "words")
    world.store.write_now(keep_words)
    await world.to(AFTERNOON)
    assert posted(world, WordsCard) == []


def keep_words(tx: Transaction) -> None:
    for team in tx.teams.all():
        tx.teams.save(replace(team, words_private=True))


async def test_replies_in_a_thread_are_not_repeated_in_it() -> None:
    world = await asked(format=Format.THREAD)
    await say(world, ANN, "in the thread")
    await world.to(AFTERNOON)
    assert posted(world, WordsCard) == []


async def test_long_words_take_several_messages_and_all_are_there() -> None:
    world = await asked()
    for number in range(9):
        await say(world, actor(f"member{number}"), f"{number} " * 1900)
    await world.to(AFTERNOON)
    cards = [the(WordsCard, card) for card in posted(world, WordsCard)]
    assert [card.page for card in cards] == list(range(1, len(cards) + 1))
    for number in range(9):
        pieces = [line.text for card in cards for line in card.answers]
        assert sum(piece.count(str(number)) for piece in pieces) == 1900


async def test_a_name_that_is_forgotten_goes_from_every_message() -> None:
    world = await asked()
    await say(world, ANN, "Ann's words")
    await world.choose(BEN)
    await world.to(AFTERNOON)
    assert shared(world) == [("Ann", "Ann's words")]
    await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))
    await world.ask(c.ForgetMe(BEN, world.clock.now, confirmed=True))
    await world.work()
    now = "".join(words_in(message.card) for message in world.gateway.messages)
    assert "Ann" not in now
    assert "Ben" not in now
    assert len(posted(world, RevealPostCard)) == 1, "edited, not posted again"


async def test_words_can_be_taken_out_of_the_thread_and_stay_the_answer() -> None:
    world = await revealed_words()
    card = await world.ask(c.TakeOutWords(ANN, world.clock.now, world.round().id))
    assert (the(MineCard, card).in_thread, the(MineCard, card).words) == (False, "Ann's words")
    await world.work()
    assert post_of(world).words_shown == 0
    assert [the(WordsCard, card).answers for card in posted(world, WordsCard)] == [()]
    assert world.points(ANN) == 5
    assert world.store.tables.responses[world.round().id, world.member(ANN)].text == "Ann's words"


async def test_words_taken_out_while_the_reveal_is_being_posted_do_not_stay() -> None:
    world = await asked()
    await say(world, ANN, "Ann's words")
    round_id, taken = world.round().id, asyncio.Event()

    def take_out(call: str, card: object) -> None:
        if call == "post" and isinstance(card, RevealPostCard) and not taken.is_set():
            taken.set()  # the words are in the thread by now
            world.store.write_now(
                lambda tx: take_out_words(
                    Context(tx, world.bank), c.TakeOutWords(ANN, world.clock.now, round_id)
                )
            )

    world.gateway.before = take_out
    await world.to(AFTERNOON)
    await world.after(minutes=5)
    assert taken.is_set()
    assert shared(world) == []
    assert post_of(world).words_shown == 0
    assert len(posted(world, RevealPostCard)) == 1


async def test_words_can_be_kept_private_before_the_reveal() -> None:
    world = await asked()
    await say(world, ANN, "Ann's words")
    now, round_id = world.clock.now, world.round().id
    mine = the(ReceiptCard, await world.ask(c.ShowMine(ANN, now, round_id)))
    kept = the(ReceiptCard, await world.ask(c.TakeOutWords(ANN, now, round_id)))
    assert (mine.words_shown, kept.words_shown, kept.words) == (True, False, "Ann's words")
    await world.to(AFTERNOON)
    assert shared(world) == []


async def test_a_receipt_says_whether_words_will_be_shown() -> None:
    world = await asked()

    async def will_be(who: c.Actor, words: str, *, private: bool = False) -> bool:
        asked_for = c.SubmitWords(who, world.clock.now, world.round().id, words, private)
        return the(ReceiptCard, await world.ask(asked_for)).words_shown

    assert await will_be(ANN, "for all")
    assert not await will_be(BEN, "for me", private=True)
    await world.ask(c.HideMe(DAN, world.clock.now, hidden=True))
    assert not await will_be(DAN, "from someone hidden")
    chosen = the(ReceiptCard, await world.choose(CLEO))
    assert not chosen.words_shown
    world.store.write_now(keep_words)
    assert not await will_be(ANN, "for all")


async def test_a_reply_in_a_thread_is_not_taken_out_by_us() -> None:
    world = await asked(format=Format.THREAD)
    await say(world, ANN, "in the thread")
    for when in (None, AFTERNOON):
        if when:
            await world.to(when)
        card = await world.ask(c.TakeOutWords(ANN, world.clock.now, world.round().id))
        assert "Delete it there" in the(ProblemCard, card).fix


async def test_the_post_of_an_open_question_counts_who_covered_what() -> None:
    world = await asked(format=Format.OPEN)
    for who in (ANN, BEN):
        await say(world, who, "words")
    await world.to(AFTERNOON)
    assert [point.members for point in post_of(world).points] == [0, 0]
    asked_id = world.round().id
    the_card = await world.ask(kc.MarkKeyPoints(ANN, world.clock.now, asked_id, (1,)))
    assert not isinstance(the_card, ProblemCard | NoticeCard)
    await show_changes(world)
    assert [point.members for point in post_of(world).points] == [0, 1]
    assert post_of(world).ticked == 1


# --- whatever goes wrong ---


@pytest.mark.parametrize("times", range(1, 5))
async def test_each_part_is_posted_once_however_often_the_platform_waits(times: int) -> None:
    world = await asked()
    await say(world, ANN, "words")
    for number in range(times):
        world.gateway.lose_answer("post", 1)
        if number % 2:
            world.gateway.refuse("post", RateLimited(1), times=1)
    await world.to(AFTERNOON)
    for _ in range(3 * times):
        await world.after(minutes=5)
    kinds = [type(message.card) for message in world.gateway.below()]
    assert kinds == [AnswerCard, WordsCard, RevealPostCard, FollowUpCard]
    assert world.round().state is RoundState.REVEALED


async def test_a_channel_that_closes_meanwhile_gets_the_rest_when_it_opens() -> None:
    world = await asked()
    await world.choose(ANN)
    world.gateway.refuse("post", ChannelGone("gone"), times=2)
    await world.to(AFTERNOON)
    await world.after(minutes=10)
    assert posted(world, RevealPostCard) == []
    await world.ask(c.ResumeSchedule(LEAD, world.clock.now, None, schedule_id=1))
    await world.work()
    assert len(posted(world, RevealPostCard)) == 1
    assert closed(world).state is RoundState.REVEALED


def closed(world: World) -> Round:
    return world.round(1)


async def test_a_corrected_key_is_corrected_in_the_new_message_too() -> None:
    world = World(bank(question("maths/q0", key=0)))
    await world.schedule()
    await world.to(MORNING)
    await world.choose(ANN)
    await world.to(AFTERNOON)
    before = post_of(world)
    await world.ask(c.CorrectKey(LEAD, world.clock.now, "maths/q0", 2, "the second is right"))
    await world.work()
    after = post_of(world)
    assert after.corrected == "the second is right"
    assert after.right != before.right
    assert (before.got_it, after.got_it) == (1, 0)
    assert len(world.gateway.below()) == 3


async def test_a_slow_platform_is_not_taken_for_a_lost_lease() -> None:
    world = await asked()
    await say(world, ANN, "words")
    every_call_takes = timedelta(seconds=20)
    world.gateway.before = lambda call, _: world.clock.advance(
        every_call_takes if call in ("post", "update") else timedelta()
    )
    await world.to(AFTERNOON)
    kinds = [type(message.card) for message in world.gateway.below()]
    assert kinds == [AnswerCard, WordsCard, RevealPostCard, FollowUpCard]
    assert world.round().state is RoundState.REVEALED, "in one go: 5 calls of 20 s outlast a lease"
