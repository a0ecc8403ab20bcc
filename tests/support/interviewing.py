"""Going through a mock interview: Ann is offered one, answers, ticks, and sees the report."""

from bot.engine import interview_commands as ic
from bot.engine.cards import (
    Card,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
)
from bot.engine.model.interviews import How, Interview
from tests.support.builders import actor
from tests.support.world import World, the

ANN = actor("ann")


def held(world: World, number: int = 1) -> Interview:
    """Return an interview as it is stored."""
    return world.store.tables.interviews[number]


async def offered(world: World, track: str = "", minutes: int | None = None) -> InterviewOfferCard:
    """Have Ann offered an interview."""
    asked = ic.StartInterview(ANN, world.clock.now, track, None, minutes)
    return the(InterviewOfferCard, await world.ask(asked))


async def begun(world: World, track: str = "", minutes: int | None = None) -> InterviewQuestionCard:
    """Have Ann start an interview, and return its first question."""
    offer = await offered(world, track, minutes)
    begin = ic.BeginInterview(ANN, world.clock.now, offer.interview_id)
    return the(InterviewQuestionCard, await world.ask(begin))


async def said(world: World, words: str = "", how: How = How.SPOKEN, step: int = 0) -> Card:
    """Answer the current step, or ``step``: with words, or as ``how`` says."""
    here = (ANN, world.clock.now, 1, step or held(world).step)
    asked = ic.AnswerInterview(*here, words) if words else ic.PassStep(*here, how)
    return await world.ask(asked)


async def to_points(world: World) -> InterviewPointsCard:
    """Answer every question and follow-up that is left."""
    card: Card = await said(world)
    while isinstance(card, InterviewQuestionCard):
        card = await said(world)
    return the(InterviewPointsCard, card)


async def saved(world: World) -> Card:
    """Have Ann save the ticks of the points that are shown."""
    return await world.ask(ic.SaveInterviewPoints(ANN, world.clock.now, 1, held(world).step))


async def to_report(world: World) -> InterviewReportCard:
    """Answer and save everything that is left."""
    card: Card = await to_points(world)
    while isinstance(card, InterviewPointsCard):
        card = await saved(world)
    return the(InterviewReportCard, card)
