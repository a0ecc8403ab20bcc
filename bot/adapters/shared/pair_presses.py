"""Buttons of a mock interview in pairs: what each asks of the engine."""

from datetime import datetime
from typing import get_args

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared import pair_actions as pa
from bot.adapters.shared.interview_presses import ticked
from bot.engine import pair_commands as pc
from bot.engine.commands import Command
from bot.engine.model.people import Actor

BUTTONS: tuple[type[pa.PairAction], ...] = get_args(pa.PairAction)
"""Buttons whose answer takes the place of the message they are on, also in direct messages."""


def pressed(action: ids.Action, actor: Actor, at: datetime, chosen: str = "") -> Command | None:
    """Return what a press asks for; None for what is none of these buttons.

    ``chosen`` has the ticked boxes' values, separated by commas.
    """
    match action:
        case pa.PairAccept(pair_id):
            return pc.AcceptPair(actor, at, pair_id)
        case pa.PairDecline(pair_id):
            return pc.DeclinePair(actor, at, pair_id)
        case pa.PairOff(pair_id):
            return pc.CallOffPair(actor, at, pair_id)
        case pa.PairSwap(pair_id, asks):
            return pc.SwapSides(actor, at, pair_id, asks == 1)
        case pa.PairAgain(pair_id):
            return pc.ProposeSwap(actor, at, pair_id)
        case pa.PairBegin(pair_id):
            return pc.BeginPair(actor, at, pair_id)
        case pa.PartnerStop():
            return pc.StopWaiting(actor, at)
        case _:
            return _at_step(action, actor, at, chosen)


def _at_step(action: ids.Action, actor: Actor, at: datetime, chosen: str) -> Command | None:
    match action:
        case pa.PairTick(pair_id, step, index, on):
            return pc.TickPairPoint(actor, at, pair_id, step, index, on == 1)
        case pa.PairBoxes(pair_id, step):
            return pc.TickPairPoints(actor, at, pair_id, step, ticked(chosen))
        case pa.PairNext(pair_id, step):
            return pc.NextPairQuestion(actor, at, pair_id, step)
        case pa.PairEnd(pair_id, step):
            return pc.EndPair(actor, at, pair_id, step)
        case _:
            return None
