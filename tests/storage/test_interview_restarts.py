"""A mock interview loses nothing: the bot ends and starts again after every single step."""

from datetime import timedelta

import pytest

from bot.engine import interview_commands as ic
from bot.engine.cards import (
    Card,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
)
from bot.engine.commands import Command
from bot.engine.dispatcher import Engine
from bot.engine.errors import AlreadyServed
from bot.engine.model.interviews import How
from storage.store import SqlStore
from tests.support.builders import actor, at, bank

ANN = actor("ann")
NOW = at("2026-11-25 10:00")


async def serve(url: str, command: Command, delivery: str = "") -> Card:
    """Serve one command by an engine of its own, which ends right after it."""
    with SqlStore(url) as store:
        return await Engine(store, bank()).handle(command, delivery)


def next_press(card: Card, number: int) -> Command:
    """Return what someone presses on ``card``, the ``number``-th press of all."""
    when = NOW + number * timedelta(minutes=1)
    match card:
        case InterviewOfferCard(interview_id):
            return ic.BeginInterview(ANN, when, interview_id)
        case InterviewQuestionCard(interview_id, step):
            here = (ANN, when, interview_id, step)
            if number % 3 == 0:
                return ic.PassStep(*here, How.SPOKEN)
            return ic.AnswerInterview(*here, f"words at {step}")
        case InterviewPointsCard(interview_id, step, points=points):
            here = (ANN, when, interview_id, step)
            if any(mark.covered for mark in points):
                return ic.SaveInterviewPoints(*here)
            return ic.TickInterviewPoint(*here, 1, covered=True)
        case _:
            raise AssertionError(card)


async def test_every_step_survives_the_end_of_the_process(url: str) -> None:
    card, shown = await serve(url, ic.StartInterview(ANN, NOW)), 0
    while not isinstance(card, InterviewReportCard):
        shown += 1
        press = next_press(card, shown)
        card = await serve(url, press, f"press-{shown}")
        # The platform delivers it again to the next process: it has no second effect.
        with pytest.raises(AlreadyServed):
            await serve(url, press, f"press-{shown}")
        # A second press on the message as it was shows the same card and changes nothing.
        again = await serve(url, press)
        assert again == card
    assert (card.covered, card.points) == (4, 8)
    assert card.seconds == 8 * 60
    answers = await serve(url, ic.ShowInterviewAnswers(ANN, NOW, 1))
    assert "words at 1" in repr(answers)
    assert "words at 7" in repr(answers)


async def test_coming_back_in_another_process_shows_the_step_that_was_left(url: str) -> None:
    card, shown = await serve(url, ic.StartInterview(ANN, NOW)), 0
    while not isinstance(card, InterviewReportCard):
        shown += 1
        press = next_press(card, shown)
        card = await serve(url, press)
        if isinstance(card, InterviewQuestionCard | InterviewPointsCard):
            back = await serve(url, ic.StartInterview(ANN, press.at))
            assert isinstance(back, type(card))
            assert (back.step, back.note) == (card.step, "You're back where you stopped.")
