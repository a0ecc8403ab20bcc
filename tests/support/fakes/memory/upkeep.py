"""Settings, delivered events and plans that wait, in memory."""

from datetime import datetime

from bot.engine.model.people import Platform
from bot.engine.model.schedules import WaitingPlan
from bot.engine.model.settings import Setting
from tests.support.fakes.memory.tables import Repository, aware, drop_some, need


class MemorySettings(Repository):
    def get(self, setting: Setting) -> str | None:
        return self.tables.settings.get(setting)

    def put(self, setting: Setting, value: str) -> None:
        self.tables.settings[setting] = value


class MemoryEvents(Repository):
    def first_time(self, event: str, at: datetime) -> bool:
        aware(at)
        new = event not in self.tables.events
        self.tables.events.setdefault(event, at)
        return new

    def prune(self, before: datetime, limit: int) -> int:
        aware(before)
        events = self.tables.events
        return drop_some(events, (event for event, at in events.items() if at < before), limit)


class MemoryWaitingPlans(Repository):
    def put(self, plan: WaitingPlan) -> None:
        aware(plan)
        if plan.schedule_id:
            need(self.tables.schedules, plan.schedule_id, "schedule")
        self.tables.waiting_plans[plan.token] = plan

    def get(self, token: str, now: datetime) -> WaitingPlan | None:
        aware(now)
        plan = self.tables.waiting_plans.get(token)
        return plan if plan is not None and plan.expires_at > now else None

    def remove(self, token: str) -> None:
        self.tables.waiting_plans.pop(token, None)

    def of_owner(self, platform: Platform, workspace: str, user: str) -> tuple[WaitingPlan, ...]:
        owner = (platform, workspace, user)
        held = sorted(self.tables.waiting_plans.items())
        return tuple(
            plan
            for _, plan in held
            if (plan.channel.platform, plan.channel.workspace, plan.user) == owner
        )

    def prune(self, now: datetime, limit: int) -> int:
        aware(now)
        plans = self.tables.waiting_plans
        return drop_some(plans, (p.token for p in plans.values() if p.expires_at <= now), limit)
