"""Buttons and forms of a mock interview: what each asks of the engine."""

from datetime import datetime

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.problems import OLD_BUTTON
from bot.engine import interview_commands as ic
from bot.engine.cards import Card
from bot.engine.commands import Command
from bot.engine.model.interviews import How
from bot.engine.model.people import Actor

STEPS: tuple[type[ids.Action], ...] = (
    ids.InterviewBegin,
    ids.InterviewShorter,
    ids.InterviewDrop,
    ids.InterviewPass,
    ids.InterviewEnd,
    ids.InterviewTick,
    ids.InterviewBoxes,
    ids.InterviewSuggest,
    ids.InterviewSave,
)
"""Buttons whose answer takes the place of the step they are on."""
BUTTONS: tuple[type[ids.Action], ...] = (
    ids.NewInterview,
    *STEPS,
    ids.InterviewModel,
    ids.InterviewAnswers,
)
_PASSES = {how.value: how for how in How}


def pressed(
    action: ids.Action, actor: Actor, at: datetime, chosen: str = ""
) -> Command | Card | None:
    """Return what a press asks for; None for what is none of these buttons.

    ``chosen`` has the ticked boxes' values, separated by commas.
    """
    match action:
        case ids.NewInterview():
            return ic.StartInterview(actor, at)
        case ids.InterviewBegin(interview_id):
            return ic.BeginInterview(actor, at, interview_id)
        case ids.InterviewShorter(interview_id, minutes):
            return ic.ShortenInterview(actor, at, interview_id, minutes)
        case ids.InterviewDrop(interview_id):
            return ic.DropInterview(actor, at, interview_id)
        case ids.InterviewAnswers(interview_id):
            return ic.ShowInterviewAnswers(actor, at, interview_id)
        case _:
            return _at_step(action, actor, at, chosen)


def _at_step(action: ids.Action, actor: Actor, at: datetime, chosen: str) -> Command | Card | None:
    match action:
        case ids.InterviewPass(interview_id, step, how):
            known = _PASSES.get(how)
            return ic.PassStep(actor, at, interview_id, step, known) if known else OLD_BUTTON
        case ids.InterviewEnd(interview_id, step):
            return ic.EndInterview(actor, at, interview_id, step)
        case ids.InterviewTick(interview_id, step, index, on):
            return ic.TickInterviewPoint(actor, at, interview_id, step, index, on == 1)
        case ids.InterviewBoxes(interview_id, step):
            return ic.TickInterviewPoints(actor, at, interview_id, step, ticked(chosen))
        case ids.InterviewSuggest(interview_id, step, agreed):
            return ic.SuggestInterviewTicks(actor, at, interview_id, step, agreed == 1)
        case ids.InterviewSave(interview_id, step):
            return ic.SaveInterviewPoints(actor, at, interview_id, step)
        case ids.InterviewModel(interview_id, step):
            return ic.ShowInterviewAnswer(actor, at, interview_id, step)
        case _:
            return None


def submitted(action: ids.Action | None, actor: Actor, at: datetime, words: str) -> Command | None:
    """Return what a submitted form asks for; None for any other form."""
    if isinstance(action, ids.InterviewWords):
        return ic.AnswerInterview(actor, at, action.interview_id, action.step, words)
    return None


def ticked(chosen: str) -> tuple[int, ...]:
    """Return the numbers of the ticked boxes, from their values separated by commas."""
    values = chosen.split(",")
    return tuple(
        int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 4
    )
