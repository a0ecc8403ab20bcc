"""Reminders: off by default, before every reveal, or only to save a streak."""

from collections.abc import Mapping
from dataclasses import replace

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import SetReminders, SkipReminders
from bot.engine.model.people import Remind
from bot.engine.ports.context import Context
from bot.engine.records.members import member_asked
from bot.engine.records.reminders import replan_reminders
from bot.engine.records.rounds import ANSWER_LATEST, round_of

_WHEN: Mapping[Remind, str] = {
    Remind.OFF: "",
    Remind.EVERY: "before every reveal, unless you've answered",
    Remind.STREAK: "only when your streak is at risk",
}


def set_reminders(ctx: Context, command: SetReminders) -> Card:
    """Keep when the member wants to be reminded; rounds that are open go by it, too."""
    before = member_asked(ctx.tx, command.actor, command.at, command.round_id)
    at = command.at_time if command.remind is not Remind.OFF else None
    member = replace(before, remind=command.remind, remind_at=at, reminders_offered=True)
    ctx.tx.members.save(member)
    replan_reminders(ctx.tx, member, command.at)
    if member.remind is Remind.OFF:
        return NoticeCard("No reminders.", ("Turn them on any time with me remind.",))
    when = f"at {at:%H:%M} in your team's time zone" if at else "two hours before the reveal"
    return NoticeCard(
        "Reminders are on.",
        (
            f"You get a private message {when}, {_WHEN[member.remind]}.",
            "Never while you're on leave or on a holiday.",
        ),
    )


def skip_reminders(ctx: Context, command: SkipReminders) -> Card:
    """Send no further reminder of the round's day; that isn't leave."""
    member = member_asked(ctx.tx, command.actor, command.at, command.round_id)
    asked = round_of(ctx.tx, member.team_id, command.round_id, ANSWER_LATEST)
    ctx.tx.members.save(replace(member, quiet_on=asked.slot))
    return NoticeCard(
        "No more reminders for this question.",
        ("You can still answer it. For days off, plan a leave: me leave.",),
    )
