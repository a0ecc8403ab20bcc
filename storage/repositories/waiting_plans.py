"""Plans waiting to be confirmed, on a database connection."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.engine.model.people import Platform
from bot.engine.model.plan_json import plain, plan_from
from bot.engine.model.schedules import ChannelRef, WaitingPlan
from storage import tables as db
from storage.repositories.sql import Repository, first_rows, values
from storage.tables.types import UtcTime

_c = db.waiting_plans.c
_NOW = bindparam("now", type_=UtcTime)
_ONE = select(db.waiting_plans).where(_c.token == bindparam("token"), _c.expires_at > _NOW)
_REMOVE = delete(db.waiting_plans).where(_c.token == bindparam("token"))
_OF_OWNER = (
    select(db.waiting_plans)
    .where(
        _c.platform == bindparam("platform"),
        _c.workspace == bindparam("workspace"),
        _c.user == bindparam("user"),
    )
    .order_by(_c.token)
)
_PRUNE = first_rows(db.waiting_plans, _c.expires_at <= _NOW)


class SqlWaitingPlans(Repository):
    """Plans waiting to be confirmed, stored so that a restart doesn't lose them."""

    def put(self, plan: WaitingPlan) -> None:
        """Store a plan; replaces an earlier one with the same token."""
        self._put(
            db.waiting_plans,
            {
                "token": plan.token,
                **values(plan.channel),
                "user": plan.user,
                "plan": plain(plan.plan),
                "schedule_id": plan.schedule_id or None,
                "expires_at": plan.expires_at,
            },
        )

    def get(self, token: str, now: datetime) -> WaitingPlan | None:
        """Return the plan stored under ``token``; None if it's gone or has expired."""
        return self._one(_waiting_plan, _ONE, token=token, now=now)

    def remove(self, token: str) -> None:
        """Delete the plan, if there is one."""
        self._delete(_REMOVE, token=token)

    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[WaitingPlan, ...]:
        """Return the account's plans, sorted by token."""
        return self._many(
            _waiting_plan, _OF_OWNER, platform=platform, workspace=workspace, user=user
        )

    def prune(self, now: datetime, limit: int) -> int:
        """Delete up to ``limit`` expired plans; return how many."""
        return self._runner.count(_PRUNE, {"now": now, "limit": limit})


def _waiting_plan(
    token: str,
    platform: Platform,
    workspace: str,
    channel: str,
    user: str,
    plan: Mapping[str, Any],
    schedule_id: int | None,
    expires_at: datetime,
) -> WaitingPlan:
    where = ChannelRef(platform, workspace, channel)
    return WaitingPlan(token, where, user, plan_from(plan), schedule_id or 0, expires_at)
