"""Another team's ids don't open anything: using them shows nothing and changes nothing."""

from copy import deepcopy
from dataclasses import fields
from datetime import time
from typing import Any

import pytest

from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import interview_commands as ic
from bot.engine import key_point_commands as kc
from bot.engine import pair_commands as pc
from bot.engine import question_commands as qc
from bot.engine.cards import ProblemCard
from bot.engine.handlers import READS, WRITES
from bot.engine.model.interviews import How
from bot.engine.model.people import Actor
from bot.engine.model.question_form import DraftPurpose, QuestionForm
from bot.engine.model.schedules import ChannelRef, MessageRef
from tests.support.builders import plan
from tests.support.world import World, suggest

RED = ChannelRef("console", "red", "general")
BLUE = ChannelRef("console", "blue", "general")
NAMED = {
    *("round_id", "schedule_id", "drill_id", "quiz_id", "interview_id", "proposal_id"),
    "pair_id",
    *("message", "channel"),
}
KINDS = sorted({*READS, *WRITES}, key=lambda kind: kind.__name__)
NAMES_A_TEAM = (c.SetReminders, c.StartPractice)
"""Take a round only to find the actor's team where a direct message doesn't tell it."""
REACHING = [
    kind
    for kind in KINDS
    if {field.name for field in fields(kind)} & NAMED and kind not in NAMES_A_TEAM
]


OF_ONES_OWN = (c.ListSchedules, c.ReviewQueue, qc.SendDraft, ic.DropInterview)
"""What says that the actor's own team has none, or that there is none now."""
OF_A_REPORT = (qc.CorrectReported, qc.RetireReported)
"""What red has nothing for: its one item is a suggestion."""


def person(team: str, who: str, manager: bool = False) -> Actor:
    return Actor("console", team, who, who.title(), manager)


async def two_teams() -> World:
    """Return a world in which red has one of everything, and blue plays, too."""
    world = World()
    lead = person("red", "lead", manager=True)
    await world.schedule(RED, lead, plan())
    await world.schedule(BLUE, person("blue", "lead", manager=True), plan(at=time(10)))
    await world.to("2026-11-02 09:00")
    now = world.clock.now
    await world.ask(c.SubmitChoice(lead, now, 1, "A"))
    await world.ask(c.StartQuiz(lead, now, "maths"))
    await world.ask(ic.StartInterview(lead, now, "maths"))
    await world.ask(c.HideMe(person("red", "cy"), now, hidden=False))
    await world.ask(pc.InviteMember(lead, now, "cy"))
    await suggest(world, lead)
    await world.ask(gc.StartGroupQuiz(lead, now, ChannelRef("console", "red", "second"), "maths"))
    await world.to("2026-11-02 10:00")
    await world.ask(c.SubmitChoice(person("blue", "ann"), world.clock.now, 2, "A"))
    return world


def reaching(kind: type[c.Command], who: Actor, world: World, nothing: bool) -> c.Command:
    """Return a command that names red's things, or things that do not exist at all."""
    number = 999 if nothing else 1
    asked = world.round(1).message
    assert asked is not None
    values: dict[str, Any] = {
        "actor": who, "at": world.clock.now, "round_id": number, "schedule_id": number,
        "drill_id": number, "interview_id": number, "step": 1, "minutes": 10,
        "how": How.SPOKEN, "message_id": "1.1", "position": 0, "letter": "B", "words": "words",
        "private": False, "author_id": number, "index": 0,
        "text": "text", "covered": (0,), "question_id": "", "number": 2, "reason": "why",
        "accept": True, "message": MessageRef(RED, "none") if nothing else asked,
        "plan": plan(at=time(12)),
        "channel": RED, "token": "", "confirmed": True,
        "proposal_id": number, "draft_id": 0, "purpose": DraftPurpose.REVIEW, "target": "",
        "form": QuestionForm("T", "Why?", "* a\nb"), "keep_mistakes": True, "look": True,
        "agreed": True, "pair_id": number, "interviewer": True,
        "choice": 2, "role": "", "quiz_id": number, "track": "maths", "level": None,
    }  # fmt: skip
    return kind(**{field.name: values[field.name] for field in fields(kind)})


@pytest.mark.parametrize("manager", [False, True])
@pytest.mark.parametrize("kind", REACHING)
async def test_naming_another_teams_things_changes_nothing_and_tells_nothing(
    kind: type[c.Command], manager: bool
) -> None:
    world = await two_teams()
    intruder = person("blue", "ann", manager)
    before = deepcopy(world.store.tables)
    card = await world.ask(reaching(kind, intruder, world, nothing=False))
    of_nothing = await world.ask(reaching(kind, intruder, world, nothing=True))
    told, told_of_nothing = str(card), str(of_nothing).replace("999", "1")
    assert told == told_of_nothing, "it can't even be told from something that does not exist"
    assert isinstance(card, ProblemCard) or kind in OF_ONES_OWN, card
    assert world.store.tables == before


@pytest.mark.parametrize("kind", REACHING)
async def test_the_same_command_works_for_the_team_itself(kind: type[c.Command]) -> None:
    world = await two_teams()
    lead = person("red", "lead", manager=True)
    card = await world.ask(reaching(kind, lead, world, nothing=False))
    after = (
        ic.ShowInterviewAnswer,
        ic.ShowInterviewAnswers,
        kc.MarkKeyPoints,
        kc.TickKeyPoint,
        kc.KeepTicks,
        kc.SuggestTicks,
        c.ShowReasons,
        c.PracticeLater,
    )
    too_early = kind in (*after, *OF_A_REPORT, c.Applaud, c.TakeOutWords)  # the round is open
    assert isinstance(card, ProblemCard) == too_early, card
