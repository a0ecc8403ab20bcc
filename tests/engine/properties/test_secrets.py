"""Nothing that can be seen before the reveal depends on the key."""

from dataclasses import replace
from string import ascii_uppercase
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import commands as c
from bot.engine import interview_commands as ic
from bot.engine import key_point_commands as kc
from bot.engine import pair_commands as pc
from bot.engine.cards import (
    Card,
    ChangeCard,
    DrillCard,
    LeaderboardCard,
    QuestionCard,
    ReceiptCard,
    ShownChoice,
    StreakCard,
)
from bot.engine.model.interviews import How
from bot.engine.model.questions import Choice, Question
from bot.engine.model.rounds import Round
from tests.support.builders import actor, bank, plan, question
from tests.support.world import LEAD, World, names_in, words_in

PEOPLE = tuple(actor(name) for name in ("ann", "ben", "cleo"))
GIVEAWAYS = {
    "key",
    "right",
    "why",
    "order",
    "answer",
    "key_points",
    "right_letter",
    "votes",
    "follow_up",
    "follow_ups",
}

Deed = tuple[str, int, str]  # what, who, a letter
deeds = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "choose",
                "say",
                "mine",
                "change",
                "reasons",
                "later",
                "tick",
                "board",
                "streak",
                "stats",
                "quiz",
                "drill",
                "interview",
                "begin",
                "speak",
                "end",
                "points",
                *("invite", "agree", "lead", "next"),
            )
        ),
        st.integers(0, 2),
        st.sampled_from("ABCD"),
    ),
    max_size=25,
)


async def seen_before_the_reveal(key: int, done: list[Deed]) -> list[object]:
    """Return everything anyone saw while a question with that key was open."""
    drilled = [question(f"pytorch/q{n}") for n in range(4)]
    world = World(bank(question("maths/asked", key=key), *drilled))
    await world.schedule(what=plan(tracks=("maths",)))
    await world.to("2026-11-02 09:00")
    seen: list[object] = []
    for what, who, letter in done:
        await world.after(minutes=1)
        seen.append(await world.ask(command(world, what, who, letter)))
    seen += [message.card for message in world.gateway.messages]
    return seen


def command(world: World, what: str, who: int, letter: str) -> c.Command:
    person, now = PEOPLE[who], world.clock.now
    known = world.read(lambda tx: tx.members.by_identity("console", "local", person.user))
    held = world.store.tables.drills.values()
    last = next((each for each in held if known and each.member_id == known.id), None)
    drill_id, position = (last.id, last.position) if last else (1, 0)
    taken = world.store.tables.interviews.values()
    mine = next((each for each in taken if known and each.member_id == known.id), None)
    here = (person, now, mine.id if mine else 1)
    step = mine.step if mine else 0
    pairs = [p for p in world.store.tables.pairs.values() if known and known.id in p.members]
    led = world.store.tables.interviews.get(pairs[-1].interview_id or 0) if pairs else None
    pair = (person, now, pairs[-1].id if pairs else 0)
    commands: dict[str, c.Command] = {
        "invite": pc.InviteMember(person, now, PEOPLE["ABCD".index(letter) % 3].user),
        "agree": pc.AcceptPair(*pair),
        "lead": pc.BeginPair(*pair),
        "next": pc.NextPairQuestion(*pair, led.step if led else 0),
        "interview": ic.StartInterview(person, now, "maths" if letter == "A" else "", minutes=60),
        "begin": ic.BeginInterview(*here),
        "speak": ic.PassStep(*here, step, How.SPOKEN),
        "end": ic.EndInterview(*here, step),
        "points": ic.SaveInterviewPoints(*here, step),
        "choose": c.SubmitChoice(person, now, 1, letter),
        "say": c.SubmitWords(person, now, 1, f"words {letter}"),
        "mine": c.ShowMine(person, now, 1),
        "change": c.ChangeMine(person, now, 1),
        "reasons": c.ShowReasons(person, now, 1),
        "later": c.PracticeLater(person, now, 1),
        "tick": kc.TickKeyPoint(person, now, 1, 0, True),
        "suggest": kc.SuggestTicks(person, now, 1, agreed=True),
        "keep": kc.KeepTicks(person, now, 1),
        "board": c.ShowLeaderboard(person, now),
        "streak": c.ShowStreak(person, now),
        "stats": c.ShowStats(person, now),
        "quiz": c.StartQuiz(person, now),
        "drill": c.AnswerDrill(person, now, drill_id, position, letter),
    }
    return commands[what]


@settings(max_examples=30)
@given(deeds)
async def test_whatever_people_do_they_see_the_same_under_every_key(done: list[Deed]) -> None:
    first = await seen_before_the_reveal(0, done)
    assert first == await seen_before_the_reveal(1, done)
    assert first == await seen_before_the_reveal(3, done)


async def test_after_the_reveal_it_does_depend_on_the_key() -> None:
    cards: list[Card] = []
    for key in (0, 1):
        world = World(bank(question("maths/asked", key=key)))
        await world.schedule()
        await world.day("2026-11-02")
        cards.append(world.gateway.shown()[0].card)
    assert cards[0] != cards[1]


async def test_a_follow_up_comes_with_the_reveal_and_its_answer_does_not() -> None:
    world = World(bank(question("maths/asked")))
    await world.schedule()
    await world.day("2026-11-02")
    shown = "".join(words_in(message.card) for message in world.gateway.messages)
    assert "SECRET follow-up of maths/asked" in shown
    assert "SECRET next answer" not in shown


async def test_logs_and_keys_say_nothing_of_the_key(caplog: pytest.LogCaptureFixture) -> None:
    told: list[tuple[str, list[str]]] = []
    for key in (0, 2):
        caplog.clear()
        with caplog.at_level("DEBUG"):
            world = World(bank(question("maths/asked", key=key)))
            await world.schedule()
            await world.to("2026-11-02 09:00")
            for letter, who in zip(ascii_uppercase, PEOPLE, strict=False):
                await world.ask(c.SubmitChoice(who, world.clock.now, 1, letter))
        told.append((caplog.text, [message.key for message in world.gateway.messages]))
    assert told[0] == told[1]
    assert "SECRET" not in told[0][0]


async def test_the_question_and_its_receipt_hold_no_word_of_the_answer() -> None:
    world = World()
    await world.schedule()
    await world.to("2026-11-02 09:00")
    receipts = [await world.choose(PEOPLE[0]), await world.say(PEOPLE[1], "words")]
    for card in (world.gateway.shown()[0].card, *receipts):
        assert "SECRET" not in words_in(card)
        assert not names_in(card) & GIVEAWAYS


def held_types(card: object) -> set[type]:
    """Return every dataclass that a card of this type may hold."""
    found: set[type] = set()
    waiting: list[object] = [card]
    while waiting:
        kind = waiting.pop()
        waiting += [arg for arg in get_args(kind) if arg is not Ellipsis]
        if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__") and kind not in found:
            found.add(kind)
            waiting += list(get_type_hints(kind).values())
    return found


@pytest.mark.parametrize("card", [QuestionCard, ReceiptCard, ChangeCard, ShownChoice])
def test_the_cards_of_an_open_round_have_no_place_for_a_key(card: type) -> None:
    kinds = held_types(card)
    assert not kinds & {Question, Choice, Round}
    assert not {name for kind in kinds for name in get_type_hints(kind)} & GIVEAWAYS


@pytest.mark.parametrize("card", [DrillCard, LeaderboardCard, StreakCard])
def test_no_card_carries_a_question_or_a_round_whole(card: type) -> None:
    assert not held_types(card) & {Question, Choice, Round}


async def test_correcting_the_key_of_an_open_round_shows_nothing_in_the_channel() -> None:
    world = World(bank(question("maths/asked", key=0)))
    await world.schedule()
    await world.to("2026-11-02 09:00")
    before = world.gateway.shown()[0]
    await world.ask(c.CorrectKey(LEAD, world.clock.now, "maths/asked", 3, "typo"))
    await world.after(minutes=5)
    assert replace(world.gateway.shown()[0], card=before.card) == before
    assert world.gateway.shown()[0].card == before.card
