"""Responding: one a member, changed until the reveal, private until then."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from bot.engine import commands as c
from bot.engine import key_point_commands as kc
from bot.engine.cards import (
    AnswerCard,
    Card,
    ChangeCard,
    MineCard,
    ProblemCard,
    QuestionCard,
    ReceiptCard,
    RevealCard,
)
from bot.engine.errors import NaiveTime
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Response, RoundState
from tests.support.builders import actor, at, bank, plan, question
from tests.support.world import World, names_in, words_in

ANN, BEN = actor("ann"), actor("ben")


async def opened(round_format: Format = Format.CHOICE) -> World:
    """Return a world at 09:00 with an open round."""
    world = World(bank(question("maths/only", key=2)))
    await world.schedule(what=plan(format=round_format))
    await world.to("2026-11-02 09:00")
    return world


def response(world: World, who: Actor = ANN) -> Response:
    found = world.read(lambda tx: tx.responses.get(1, world.member(who)))
    assert found is not None
    return found


def problem(card: Card) -> str:
    assert isinstance(card, ProblemCard)
    return card.message


async def test_a_choice_is_kept_and_confirmed_by_its_letter() -> None:
    world = await opened()
    card = await world.ask(c.SubmitChoice(ANN, world.clock.now, 1, "b"))
    assert isinstance(card, ReceiptCard)
    assert (card.letter, card.words, card.changed) == ("B", "", False)
    assert card.until == at("2026-11-02 16:00")
    assert response(world).choice == world.round().shown_order[1]
    assert world.answered == [1]


async def test_the_last_response_counts_and_the_first_time_stays() -> None:
    world = await opened()
    await world.choose(ANN, right=False)
    await world.to("2026-11-02 11:00")
    card = await world.choose(ANN)
    assert isinstance(card, ReceiptCard)
    assert card.changed
    kept = response(world)
    assert (kept.first_at, kept.at) == (at("2026-11-02 09:00"), at("2026-11-02 11:00"))
    await world.to("2026-11-02 16:00")
    assert world.points(ANN) == 10


async def test_a_choice_can_become_own_words_and_back() -> None:
    world = await opened()
    await world.choose(ANN)
    await world.say(ANN, "  it depends  ")
    assert (response(world).choice, response(world).text) == (None, "it depends")
    await world.choose(ANN)
    assert response(world).text is None
    assert world.read(lambda tx: tx.responses.count(1)) == 1


async def test_pressing_the_same_letter_twice_is_no_change() -> None:
    world = await opened()
    await world.choose(ANN)
    card = await world.choose(ANN)
    assert isinstance(card, ReceiptCard)
    assert not card.changed


async def test_a_response_is_taken_while_the_post_is_still_being_confirmed() -> None:
    world = World()
    await world.schedule()
    world.gateway.lose_answer("post")
    await world.to("2026-11-02 09:00")
    assert world.round().state is RoundState.SENDING
    assert isinstance(await world.choose(ANN), ReceiptCard)
    await world.after(minutes=1)
    await world.to("2026-11-02 16:00")
    assert world.points(ANN) == 10


@pytest.mark.parametrize("letter", ["E", "Z", "", "AB", "1", "ß", "ﬆ", "@everyone"])
async def test_a_letter_that_is_not_there_is_refused_with_those_that_are(letter: str) -> None:
    world = await opened()
    card = await world.ask(c.SubmitChoice(ANN, world.clock.now, 1, letter))
    assert isinstance(card, ProblemCard)
    assert card.fix == "Choose A to D."
    assert world.read(lambda tx: tx.responses.count(1)) == 0


async def test_no_words_and_too_many_are_refused() -> None:
    world = await opened()
    assert "is empty" in problem(await world.say(ANN, " \n "))
    assert "4,001 characters" in problem(await world.say(ANN, "x" * 4001))
    assert isinstance(await world.say(ANN, "x" * 4000), ReceiptCard)


async def test_after_the_reveal_a_response_is_refused_and_changes_nothing() -> None:
    world = await opened()
    await world.choose(ANN, right=False)
    await world.to("2026-11-02 16:00")
    assert "is already revealed" in problem(await world.choose(ANN))
    assert "is already revealed" in problem(await world.say(BEN, "too late"))
    assert world.points(ANN) == 2
    assert world.read(lambda tx: tx.responses.count(1)) == 1


async def test_until_the_reveal_has_happened_a_response_is_taken_though_its_time_is_past() -> None:
    world = await opened()
    world.clock.now = at("2026-11-02 16:30")
    assert isinstance(await world.choose(ANN), ReceiptCard)


async def test_a_round_of_another_team_does_not_exist() -> None:
    world = await opened()
    stranger = actor("zoe", workspace="elsewhere")
    assert "belongs to another team" in problem(await world.choose(stranger))
    mine = await world.ask(c.ShowMine(stranger, world.clock.now, 1))
    assert "belongs to another team" in problem(mine)
    marked = await world.ask(kc.MarkKeyPoints(stranger, world.clock.now, 1, (0,)))
    assert "belongs to another team" in problem(marked)
    assert "belongs to another team" in problem(
        await world.ask(c.ShowMine(ANN, world.clock.now, 99))
    )


async def test_a_time_without_a_zone_is_refused_and_any_zone_is_kept_as_utc() -> None:
    world = await opened()
    with pytest.raises(NaiveTime):
        await world.ask(c.SubmitWords(ANN, datetime(2026, 11, 2, 10), 1, "hello"))  # noqa: DTZ001
    berlin = datetime(2026, 11, 2, 11, tzinfo=timezone(timedelta(hours=1)))
    await world.ask(c.SubmitWords(ANN, berlin, 1, "hello"))
    assert response(world).at.tzinfo is UTC
    assert response(world).at == at("2026-11-02 10:00")


# --- the three formats -----------------------------------------------------------------------


async def test_an_open_round_takes_words_and_no_letters() -> None:
    world = await opened(Format.OPEN)
    card = await world.ask(c.SubmitChoice(ANN, world.clock.now, 1, "A"))
    assert "has no choices" in problem(card)
    await world.say(ANN, "in my words")
    await world.to("2026-11-02 16:00")
    assert world.points(ANN) == 5


# --- one's own response, before and after ----------------------------------------------------


async def test_ones_own_response_can_be_seen_and_nothing_of_the_key_with_it() -> None:
    world = await opened()
    assert "haven't answered" in problem(await world.ask(c.ShowMine(ANN, world.clock.now, 1)))
    await world.choose(ANN)
    card = await world.ask(c.ShowMine(ANN, world.clock.now, 1))
    assert isinstance(card, ReceiptCard)
    assert "SECRET" not in words_in(card)


async def test_a_right_and_a_wrong_receipt_look_the_same() -> None:
    right, wrong = await opened(), await opened()
    one, other = await right.choose(ANN), await wrong.choose(ANN, right=False)
    assert isinstance(one, ReceiptCard)
    assert isinstance(other, ReceiptCard)
    assert names_in(one) == names_in(other) == {
        "round_id", "letter", "words", "changed", "until", "zone", "format",
        "choice", "before", "asked_for", "overnight", "text", "news", "offer_reminders",
            "words_shown",
    }  # fmt: skip


async def test_a_receipt_repeats_the_choice_in_words_and_what_it_was_before() -> None:
    world = await opened()
    first = await world.ask(c.SubmitChoice(ANN, world.clock.now, 1, "A"))
    second = await world.ask(c.SubmitChoice(ANN, world.clock.now, 1, "B"))
    words = await world.say(ANN, "it depends")
    assert isinstance(first, ReceiptCard)
    assert isinstance(second, ReceiptCard)
    assert isinstance(words, ReceiptCard)
    shown = world.gateway.shown()[0].card
    assert isinstance(shown, QuestionCard)
    assert (first.choice, first.before) == (shown.choices[0].text, None)
    assert (second.choice, second.before) == (shown.choices[1].text, shown.choices[0])
    assert (words.choice, words.before) == ((), shown.choices[1])
    asked = await world.ask(c.ShowMine(ANN, world.clock.now, 1))
    assert isinstance(asked, ReceiptCard)
    assert (asked.asked_for, asked.changed, asked.before) == (True, False, None)


async def test_the_choices_can_be_seen_again_until_the_reveal() -> None:
    world = await opened()
    await world.ask(c.SubmitChoice(ANN, world.clock.now, 1, "B"))
    card = await world.ask(c.ChangeMine(ANN, world.clock.now, 1))
    shown = world.gateway.shown()[0].card
    assert isinstance(card, ChangeCard)
    assert isinstance(shown, QuestionCard)
    assert (card.choices, card.current) == (shown.choices, shown.choices[1])
    others = await world.ask(c.ChangeMine(BEN, world.clock.now, 1))
    assert isinstance(others, ChangeCard)
    assert others.current is None
    await world.to("2026-11-02 16:00")
    late = await world.ask(c.ChangeMine(ANN, world.clock.now, 1))
    assert "is already revealed" in problem(late)


async def test_a_reveal_on_another_day_is_told_with_its_day() -> None:
    for reveal, overnight in ((time(16), False), (time(8), True)):
        world = World(bank(question("maths/only", key=2)))
        await world.schedule(what=plan(reveal_at=reveal))
        await world.to("2026-11-02 09:00")
        card = world.gateway.shown()[0].card
        receipt = await world.choose(ANN)
        assert isinstance(card, QuestionCard)
        assert isinstance(receipt, ReceiptCard)
        assert (card.overnight, receipt.overnight) == (overnight, overnight)


async def test_after_the_reveal_key_points_are_marked_beside_ones_words() -> None:
    world = await opened()
    await world.say(ANN, "in my words")
    early = await world.ask(kc.MarkKeyPoints(ANN, world.clock.now, 1, (0,)))
    assert "after the reveal" in problem(early)
    await world.to("2026-11-02 16:00")
    card = await world.ask(c.ShowMine(ANN, world.clock.now, 1))
    assert isinstance(card, MineCard)
    assert (card.words, card.right, card.points, card.can_mark) == ("in my words", None, 5, True)
    assert [mark.covered for mark in card.key_points] == [None, None]
    marked = await world.ask(kc.MarkKeyPoints(ANN, world.clock.now, 1, (1, 1, 7, -1)))
    assert isinstance(marked, MineCard)
    assert [mark.covered for mark in marked.key_points] == [False, True]
    assert world.points(ANN) == 5, "marking is for oneself"


async def test_who_did_not_respond_is_shown_the_answer_and_can_mark_nothing() -> None:
    world = await opened()
    await world.to("2026-11-02 16:00")
    card = await world.ask(c.ShowMine(BEN, world.clock.now, 1))
    assert isinstance(card, MineCard)
    assert (card.answered, card.chosen, card.standing) == (False, None, None)
    assert card.answer is not None
    marked = await world.ask(kc.MarkKeyPoints(BEN, world.clock.now, 1, (0,)))
    assert "didn't answer" in problem(marked)


# --- the reveal ------------------------------------------------------------------------------


async def test_the_reveal_shows_the_key_the_votes_and_who_was_right() -> None:
    world = await opened()
    cleo, dan = actor("cleo"), actor("dan")
    await world.choose(cleo)
    await world.after(minutes=1)
    await world.choose(ANN)
    await world.choose(BEN, right=False)
    await world.say(dan, "words")
    await world.to("2026-11-02 16:00")
    (message,) = world.gateway.shown()
    card = message.card
    assert isinstance(card, RevealCard)
    assert (card.responded, card.own_words, card.right_more) == (4, 1, 0)
    assert card.right_names == ("Cleo", "Ann"), "first responders first"
    (right,) = [choice for choice in card.choices if choice.right]
    assert right.votes == 2
    assert sum(choice.votes for choice in card.choices) == 3
    assert "Choice 2" in words_in(right)
    (answer,) = world.gateway.answers()
    assert isinstance(answer.card, AnswerCard)
    assert "SECRET answer of maths/only" in words_in(answer.card)


async def test_at_most_twenty_are_named_and_the_rest_counted() -> None:
    world = await opened()
    for number in range(25):
        await world.choose(actor(f"user{number:02}"))
    await world.to("2026-11-02 16:00")
    card = world.gateway.shown()[0].card
    assert isinstance(card, RevealCard)
    assert (len(card.right_names), card.right_more) == (20, 5)


async def test_everyone_is_listed_where_nothing_is_right() -> None:
    world = await opened(Format.OPEN)
    for who in (BEN, ANN):
        await world.say(who, "words")
    await world.to("2026-11-02 16:00")
    card = world.gateway.shown()[0].card
    assert isinstance(card, RevealCard)
    assert card.right_names == ("Ben", "Ann") or card.right_names == ("Ann", "Ben")
    assert card.choices == ()
