"""An interview in pairs loses nothing: the bot ends and starts again after every single step."""

from datetime import timedelta

import pytest

from bot.engine import interview_commands as ic
from bot.engine import pair_commands as pc
from bot.engine.cards import (
    Card,
    InterviewReportCard,
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PartnerWaitCard,
)
from bot.engine.commands import Command, HideMe
from bot.engine.dispatcher import Engine
from bot.engine.errors import AlreadyServed
from bot.engine.model.people import Actor
from storage.store import SqlStore
from tests.support.builders import actor, at, bank

ANN, BEN, CY = actor("ann"), actor("ben"), actor("cy")
NOW = at("2026-11-25 10:00")


async def serve(url: str, command: Command, delivery: str = "") -> Card:
    """Serve one command by an engine of its own, which ends right after it."""
    with SqlStore(url) as store:
        return await Engine(store, bank()).handle(command, delivery)


async def shown(url: str, who: Actor, number: int) -> Card:
    """Return what someone finds by ``/interview`` in another process."""
    return await serve(url, ic.StartInterview(who, NOW + number * timedelta(minutes=1)))


def next_press(card: Card, number: int) -> Command:
    """Return what Ben presses on ``card``, the ``number``-th press of all."""
    when = NOW + number * timedelta(minutes=1)
    match card:
        case PairCard(pair_id, stage):
            kind = pc.BeginPair if stage == "agreed" else pc.AcceptPair
            return kind(BEN, when, pair_id)
        case PairSheetCard(pair_id, step, points=points):
            if any(mark.covered for mark in points):
                return pc.NextPairQuestion(BEN, when, pair_id, step)
            return pc.TickPairPoint(BEN, when, pair_id, step, 1, covered=True)
        case _:
            raise AssertionError(card)


async def test_every_step_survives_the_end_of_the_process(url: str) -> None:
    await serve(url, HideMe(BEN, NOW, hidden=False))
    await serve(url, pc.InviteMember(ANN, NOW, "ben"))
    card, number = await shown(url, BEN, 0), 0
    seen: list[Card] = []
    while not isinstance(card, PairNotesCard):
        number += 1
        press = next_press(card, number)
        card = await serve(url, press, f"press-{number}")
        # The platform delivers it again to the next process: it has no second effect.
        with pytest.raises(AlreadyServed):
            await serve(url, press, f"press-{number}")
        # A second press on the message as it was shows the same card and changes nothing.
        assert await serve(url, press) == card
        if not isinstance(card, PairNotesCard):
            seen.append(await shown(url, ANN, number))
    assert (card.covered, card.points) == (4, 8)
    questions = [each.number for each in seen if isinstance(each, PairQuestionCard)]
    assert questions == [1, 1, 2, 2, 3, 3, 4, 4]
    report = await serve(url, pc.EndPair(ANN, NOW, 1, 1))
    assert isinstance(report, InterviewReportCard)
    assert (report.covered, report.points, report.interviewer) == (4, 8, "Ben")


async def test_who_waits_for_a_partner_still_waits_after_a_restart(url: str) -> None:
    waits = await serve(url, pc.FindPartner(ANN, NOW))
    assert isinstance(waits, PartnerWaitCard)
    assert await serve(url, pc.FindPartner(ANN, NOW + timedelta(minutes=1))) == waits
    paired = await serve(url, pc.FindPartner(BEN, NOW + timedelta(minutes=2)))
    assert isinstance(paired, PairCard)
    assert isinstance(await serve(url, pc.FindPartner(CY, NOW)), PartnerWaitCard)
    again = await serve(url, pc.FindPartner(ANN, NOW + timedelta(minutes=3)))
    assert isinstance(again, PairCard)
    assert (again.other, again.you_ask) == ("Ben", False)
