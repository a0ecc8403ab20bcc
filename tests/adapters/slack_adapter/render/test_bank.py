"""Every shipped question, in every card that can carry it, at its fullest."""

from functools import cache
from string import ascii_uppercase

import pytest

from bot.adapters.slack.limits import MESSAGE_CHARACTERS, size
from bot.adapters.slack.render.cards import render
from bot.adapters.slack.render.modals import modal_of
from bot.engine import cards as c
from bot.engine.cards import Card
from bot.engine.model.questions import Format, Question
from content.format.loader import load_bank
from tests.support.fakes.block_kit import problems, view_problems
from tests.support.slack.samples import AT

NAME = "W" * 40


@cache
def questions() -> tuple[Question, ...]:
    return tuple(load_bank().questions.values())


def cards_of(question: Question) -> list[Card]:
    """Return the cards that carry a question, with the longest names and the most votes."""
    subject = c.Subject(question.track, "Data structures", question.level, question.title)
    shown = tuple(
        c.ShownChoice(letter, choice.text)
        for letter, choice in zip(ascii_uppercase, question.choices, strict=False)
    )
    revealed = tuple(
        c.RevealedChoice(letter, choice.text, choice.right, choice.why, 999)
        for letter, choice in zip(ascii_uppercase, question.choices, strict=False)
    )
    streaks = tuple(c.StreakMention(NAME, 1000, best=True) for _ in range(5))
    points = tuple(c.KeyPointMark(point, covered=True) for point in question.key_points)
    found: list[Card] = []
    for kind in Format:
        asked = shown if kind is Format.CHOICE else ()
        found.append(c.QuestionCard(99999, subject, 9999, kind, question.prompt, asked, 999, AT,
                                    "America/Argentina/Buenos_Aires", AT))  # fmt: skip
    found.append(c.RevealCard(99999, subject, 9999, Format.CHOICE, question.prompt, revealed, 3996,
                              999, (NAME,) * 20, 979, streaks, AT, "UTC", "x" * 400))  # fmt: skip
    found.append(
        c.AnswerCard(
            1,
            subject,
            question.answer,
            question.key_points,
            question.references,
        )
    )
    found.append(c.MineCard(1, subject, "", "w" * 4000, None, 5, points, can_mark=True))
    if question.key is not None:
        key = question.choices[question.key]
        for wrong in question.choices:
            feedback = c.DrillFeedback(subject, "A", wrong.right, "B", key.text, key.why, wrong.why)
            found.append(c.DrillCard(99999, 19, 20, subject, question.prompt, shown, feedback))
    return found


@pytest.mark.parametrize("track", sorted({question.track for question in questions()}))
def test_every_question_of_a_track_fits_every_card(track: str) -> None:
    for question in questions():
        if question.track != track:
            continue
        for card in cards_of(question):
            messages = render(card)
            for message in messages:
                assert problems(message.blocks) == [], question.id
                assert size(message.blocks) <= MESSAGE_CHARACTERS, question.id
            if not isinstance(card, c.AnswerCard | c.MineCard):
                assert len(messages) == 1, f"{question.id} does not fit one message"
            if isinstance(card, c.RevealCard):
                told = str(messages[0].blocks)
                assert "…" not in told or "…" in str(question), f"{question.id} was cut"
            if isinstance(card, c.MineCard):
                assert view_problems(modal_of(card, {})) == [], question.id
