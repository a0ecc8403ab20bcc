"""A plan as plain JSON values and back: ``plan_from(plain(p)) == p`` for every plan."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import Plan

_SAID_OF_POSTS = ("title", "intro", "notify", "pin", "quiet", "reveal_next_day")
"""Fields that are JSON values as they are; a plan saved before they existed lacks them."""


def plain(plan: Plan) -> Mapping[str, Any]:
    """Return ``plan`` as JSON values; a span is in seconds."""
    return {
        "at": plan.at.isoformat(),
        "zone": plan.zone,
        "days": list(plan.days),
        "tracks": list(plan.tracks),
        "levels": [level.value for level in plan.levels],
        "format": plan.format.value,
        "reveal_after": plan.reveal_after.total_seconds() if plan.reveal_after else None,
        "reveal_at": plan.reveal_at.isoformat() if plan.reveal_at else None,
        **{name: getattr(plan, name) for name in _SAID_OF_POSTS},
    }


def plan_from(values: Mapping[str, Any]) -> Plan:
    """Return the plan that ``plain`` wrote."""
    after, at = values["reveal_after"], values["reveal_at"]
    return Plan(
        at=time.fromisoformat(values["at"]),
        zone=values["zone"],
        days=tuple(values["days"]),
        tracks=tuple(values["tracks"]),
        levels=tuple(Level(level) for level in values["levels"]),
        format=Format(values["format"]),
        reveal_after=None if after is None else timedelta(seconds=after),
        reveal_at=None if at is None else time.fromisoformat(at),
        **{name: values[name] for name in _SAID_OF_POSTS if name in values},
    )
