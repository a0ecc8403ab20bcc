"""Which function serves each command of a mock interview in pairs."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.engine import pair_commands as pc
from bot.engine.cards import Card
from bot.engine.commands import Command
from bot.engine.ports.context import Context
from bot.engine.usecases import pair_interviews, pairs, partners

PAIR_WRITES: Mapping[type[Command], Callable[[Context, Any], Card]] = {
    pc.InviteMember: pairs.invite,
    pc.FindPartner: partners.find,
    pc.StopWaiting: partners.stop_waiting,
    pc.AcceptPair: pairs.accept,
    pc.DeclinePair: pairs.decline,
    pc.CallOffPair: pairs.call_off,
    pc.SwapSides: pairs.swap,
    pc.BeginPair: pair_interviews.begin,
    pc.ProposeSwap: pairs.propose_swap,
    pc.TickPairPoint: pair_interviews.tick,
    pc.TickPairPoints: pair_interviews.tick_all,
    pc.NextPairQuestion: pair_interviews.next_question,
    pc.EndPair: pair_interviews.end,
}
