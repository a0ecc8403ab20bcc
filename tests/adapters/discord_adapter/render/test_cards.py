"""What Discord is sent for each card, kept as JSON; WARMUP_SNAPSHOTS=write rewrites it."""

import json
import os
from dataclasses import replace
from pathlib import Path
from string import ascii_uppercase
from typing import get_args
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.discord.render.cards import render
from bot.adapters.discord.render.command_links import CommandLinks
from bot.adapters.shared.command_table import TABLE
from bot.engine import cards as k
from bot.engine.model.questions import Format, Question
from bot.engine.model.rich_text import CodeBlock, Document, Text, paragraph
from content.format.loader import load_bank
from tests.support.discord.samples import ABOUT, AT, CARDS, FEEDBACK, HOSTILE, REVEALED, SHOWN, ZONE
from tests.support.discord.shown import custom_ids, words
from tests.support.fakes.discord_rules import V2, Json, check_message
from tests.support.rich_text_trees import documents

SNAPSHOTS = Path(__file__).parent / "snapshots"
REVEAL, MINE = CARDS["reveal"], CARDS["mine"]
assert isinstance(REVEAL, k.RevealCard)
assert isinstance(MINE, k.MineCard)
WORST_NAMES = ("*_" * 20,) * 20


LINKS = CommandLinks({entry.path: f"10{crc32(entry.path.encode()):017}" for entry in TABLE})
"""Ids as long as Discord's; another command changes none of them."""


def shown(card: k.Card) -> list[list[Json]]:
    """Return a card's messages as Discord gets them; each must be one that it takes."""
    messages = [panel.to_components() for panel in render(card, None, LINKS)]
    for components in messages:
        check_message({"components": components, "flags": V2})
    return messages


def text_of(card: k.Card) -> str:
    return "\n".join(words(message) for message in shown(card))


def test_there_is_a_sample_of_every_card() -> None:
    assert {type(card) for card in CARDS.values()} == set(get_args(k.Card))


@pytest.mark.parametrize("name", CARDS)
def test_a_card_looks_as_it_did(name: str) -> None:
    kept = SNAPSHOTS / f"{name}.json"
    made = json.dumps(shown(CARDS[name]), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("WARMUP_SNAPSHOTS") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made)
    assert made == kept.read_text()


@pytest.mark.parametrize("name", CARDS)
def test_nothing_hostile_is_live(name: str) -> None:
    seen = text_of(CARDS[name])
    for live in ("@everyone", "@here", "<@1>", "<@&5>", "](https://evil", "\u202e", "https://evil"):
        assert live not in seen.replace("\\<", "").replace("](<https://a", ""), live
    assert "\n# big" not in seen
    assert ":smile:" not in seen.replace("\\:", "")


def question_cards(question: Question) -> list[k.Card]:
    """Return every card that carries a question, at its largest."""
    letters = "ABCDEFGH"
    choices = tuple(k.ShownChoice(letters[i], c.text) for i, c in enumerate(question.choices))
    revealed = tuple(
        k.RevealedChoice(letters[i], c.text, c.right, c.why, 9999)
        for i, c in enumerate(question.choices)
    )
    about = k.Subject(question.track, "Generative models", question.level, question.title)
    asked = k.QuestionCard(
        10**9, about, 9999, Format.CHOICE, question.prompt, choices, 9999, AT, ZONE, AT
    )
    streaks = (k.StreakMention("*_" * 20, 995, best=True),) * 5
    drill = k.DrillCard(10**9, 19, 20, about, question.prompt, choices, _feedback(question, about))
    return [
        asked,
        replace(asked, format=Format.OPEN, choices=()),
        k.RevealCard(
            1, about, 9999, Format.CHOICE, question.prompt, revealed, 9999, 9999, WORST_NAMES,
            9999, streaks, AT, ZONE, "r" * 300,
        ),
        k.AnswerCard(1, about, question.answer, question.key_points, question.references),
        k.MineCard(1, about, "", "*" * 4000, None, 5,
                   tuple(k.KeyPointMark(p, True) for p in question.key_points), True),
        *([drill] if choices else []),  # a quiz asks nothing without choices
    ]  # fmt: skip


def _feedback(question: Question, about: k.Subject) -> k.DrillFeedback:
    longest = max(question.choices, key=lambda c: len(str(c)), default=None)
    told = longest.why if longest else ()
    text = longest.text if longest else ()
    return k.DrillFeedback(about, "B", False, "A", text, told, told)


@pytest.mark.slow
def test_every_shipped_question_fits_every_card_whole() -> None:
    for question in load_bank().questions.values():
        asked, _, reveal, answer, _, *drills = question_cards(question)
        for card in question_cards(question):
            shown(card)
        assert len(shown(asked)) == 1, question.id
        for drill in drills:
            assert len(shown(drill)) == 1, question.id
            assert "longer than a message" not in text_of(drill), question.id
        assert isinstance(reveal, k.RevealCard)
        common = replace(reveal, right_names=("Someone Named",) * 20, streaks=(), corrected="")
        assert "-# …" not in text_of(common), f"{question.id}: the reveal shortens the prompt"
        for message in shown(answer):
            assert words(message).count("```") % 2 == 0, question.id


@given(documents, st.integers(0, 4000))
def test_whatever_is_asked_fits_and_no_fence_is_left_open(tree: Document, more: int) -> None:
    prompt = (*tree, *paragraph("word " * more), CodeBlock("x = 1\n" * more, "python"))
    about = k.Subject("t", "T", ABOUT.level, "Title")
    cards: list[k.Card] = [
        k.QuestionCard(1, about, 1, Format.CHOICE, prompt, SHOWN, 0, AT, ZONE),
        k.RevealCard(
            1, about, 1, Format.CHOICE, prompt, REVEALED, 4, 0, WORST_NAMES, 3, (), AT, ZONE
        ),
        k.AnswerCard(1, about, prompt, (), ()),
        k.DrillCard(1, 0, 5, about, prompt, SHOWN, None),
    ]
    for card in cards:
        for message in shown(card):
            assert words(message).count("```") % 2 == 0


def test_a_long_question_goes_on_and_nothing_of_it_is_lost() -> None:
    prompt = tuple(b for n in range(300) for b in paragraph(f"sentence number {n} of the prompt"))
    card = k.QuestionCard(1, ABOUT, 1, Format.CHOICE, prompt, SHOWN, 0, AT, ZONE)
    first, *rest = shown(card)
    assert "Continued in the thread" in words(first)
    assert rest
    seen = "\n".join(words(message) for message in (first, *rest))
    assert all(f"sentence number {n} of" in seen for n in range(300))
    assert custom_ids(first)
    assert not any(custom_ids(message) for message in rest)


@settings(max_examples=30)
@given(st.integers(1, 16), st.integers(0, 2000))
def test_however_many_and_long_the_choices_are_they_fit(count: int, length: int) -> None:
    content = (Text("*" * length),)
    offered = tuple(k.ShownChoice(letter, content) for letter in ascii_uppercase[:count])
    revealed = tuple(replace(REVEALED[0], letter=c.letter, text=content, why=content)
                     for c in offered)  # fmt: skip
    told = replace(FEEDBACK, right_text=content, why_right=content, why_wrong=content)
    shown(replace(REVEAL, choices=revealed, right_names=WORST_NAMES))
    shown(k.QuestionCard(1, ABOUT, 1, Format.CHOICE, paragraph("Why?"), offered, 0, AT, ZONE))
    shown(k.DrillCard(1, 0, 5, ABOUT, paragraph("Why?"), offered, told))
    points = tuple(k.KeyPointMark(content, True) for _ in range(count % 9))
    shown(replace(MINE, key_points=points))


def test_twelve_are_named_and_the_rest_is_counted() -> None:
    card = replace(REVEAL, right_names=("y" * 60,) * 20, right_more=5)
    assert text_of(card).count("y" * 59) == 12
    assert " and 13 more" in text_of(card)


def test_the_votes_stand_behind_their_choice() -> None:
    seen = text_of(CARDS["reveal"])
    assert "✅ **A  a leaf (3\u00a0votes)**" in seen
    assert "**B**  a root (1\u00a0vote)" in seen


def test_long_words_come_whole_before_the_key_points() -> None:
    card = replace(MINE, words="w " * 2000)
    *before, last = shown(card)
    assert before
    assert "Tap a number" in words(last)
    assert text_of(card).count("w") >= 2000


def test_a_full_board_and_a_full_queue_fit() -> None:
    lines = tuple(
        k.BoardLine(n, (n, n), (HOSTILE * 5, HOSTILE * 5), 10**6, 10**9, (10**4, 10**4))
        for n in range(10)
    )
    board = CARDS["leaderboard"]
    assert isinstance(board, k.LeaderboardCard)
    shown(replace(board, lines=lines))
    queue = k.NoticeCard("11 waiting", tuple(HOSTILE * 50 for _ in range(11)))
    assert len(shown(queue)) > 1
    days = tuple(k.StreakDay(AT.date(), k.DayMark.KEPT, "") for _ in range(40))
    lines = tuple(k.StreakLine(AT.date(), AT.date(), k.DayMark.KEPT, "*" * 100) for _ in range(40))
    shown(k.StreakCard(1, 1, 1, 1, k.WeekSoFar(1, 1), days, lines, AT.date(), AT.date()))


def test_no_card_before_the_reveal_holds_the_key_or_the_why() -> None:
    question = next(iter(load_bank().questions.values()))
    sent = json.dumps(shown(question_cards(question)[0]))
    for choice in question.choices:
        assert not any(isinstance(i, Text) and len(i.text) > 20 and i.text in sent
                       for i in choice.why)  # fmt: skip


def test_a_long_confirmation_keeps_what_matters_and_tells_how_much_is_missing() -> None:
    marks = tuple(f"{number} " + "*_`" * 130 for number in range(9))
    lines = ("3 new.", *marks, "2 have no choices.")
    told = text_of(k.ConfirmCard("Import?", lines, "Add", "import-1"))
    assert "3 new." in told
    assert "2 have no choices." in told
    assert "Too long to show here: 5 lines." in told
