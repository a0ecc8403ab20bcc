"""Plans that wait for a confirmation, kept so that they can be confirmed after a restart."""

import json
from dataclasses import dataclass

from bot.engine.model.plan_json import plain, plan_from
from bot.engine.model.schedules import ChannelRef, Plan
from bot.engine.ports.repositories import Transaction


@dataclass(frozen=True, slots=True)
class WaitingPlan:
    """A plan for a channel; ``schedule_id`` is 0 for a new schedule."""

    channel: ChannelRef
    plan: Plan
    schedule_id: int
    user: str


def keep(tx: Transaction, token: str, waiting: WaitingPlan) -> None:
    """Keep a plan under ``token``."""
    channel = waiting.channel
    values = {
        "channel": [channel.platform, channel.workspace, channel.channel],
        "plan": plain(waiting.plan),
        "schedule": waiting.schedule_id,
        "user": waiting.user,
    }
    tx.facts.put(_key(token), json.dumps(values))


def find(tx: Transaction, token: str) -> WaitingPlan | None:
    """Return the plan that waits under ``token``, None when there is none any more."""
    text = tx.facts.get(_key(token))
    if not text:
        return None
    values = json.loads(text)
    channel = ChannelRef(*values["channel"])
    return WaitingPlan(channel, plan_from(values["plan"]), values["schedule"], values["user"])


def drop(tx: Transaction, token: str) -> None:
    """Keep nothing under ``token`` any longer."""
    tx.facts.put(_key(token), "")


def _key(token: str) -> str:
    return f"plan:{token}"
