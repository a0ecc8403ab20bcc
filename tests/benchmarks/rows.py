"""Rows that more than one benchmark fills a database with."""

from datetime import datetime
from datetime import time as wall
from typing import Any

from bot.engine.model.people import Platform
from bot.engine.model.questions import Format
from bot.engine.model.schedules import ScheduleState


def schedule_row(number: int, platform: Platform, workspace: str, at: datetime) -> dict[str, Any]:
    """Return the row of a schedule of team 1, made at ``at``: workdays at 9, revealed at 16 UTC."""
    return {
        "id": number,
        "team_id": 1,
        "platform": platform,
        "workspace": workspace,
        "channel": f"c{number}",
        "at": wall(9),
        "zone": "UTC",
        "days": (0, 1, 2, 3, 4),
        "tracks": (),
        "levels": (),
        "format": Format.CHOICE,
        "reveal_at": wall(16),
        "owner": "u1",
        "created_at": at,
        "since": at,
        "state": ScheduleState.ACTIVE,
        "pause_reason": "",
        "number": number,
    }
