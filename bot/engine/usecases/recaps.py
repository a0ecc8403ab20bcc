"""When the team's week is summed up in its channels: by default, after the last reveal."""

from dataclasses import replace

from bot.engine.cards import Card, NoticeCard
from bot.engine.commands import SetRecap
from bot.engine.errors import Refused
from bot.engine.model.people import Team
from bot.engine.ports.context import Context
from bot.engine.records.members import team_of
from bot.engine.records.recaps import DEFAULT_TIME, replan_recaps
from bot.engine.records.rights import require_manager
from bot.engine.rules import schedule_text

HOW = "Use /team recap on, /team recap off, or a day and time: /team recap fri 17:00."
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def set_recap(ctx: Context, command: SetRecap) -> Card:
    """Set when the team gets its recap; without words, say when it comes."""
    actor = command.actor
    team = team_of(ctx.tx, actor.platform, actor.workspace, command.at)
    words = command.words.lower().split()
    if not words:
        return NoticeCard("The weekly recap", (_when(team), HOW))
    require_manager(ctx.tx, actor)
    changed = _changed(team, words)
    ctx.tx.teams.save(changed)
    replan_recaps(ctx.tx, changed, command.at)
    return NoticeCard("The weekly recap", (_when(changed),))


def _changed(team: Team, words: list[str]) -> Team:
    if words in (["off"], ["on"]):
        return replace(team, recap_off=words == ["off"], recap_day=None, recap_at=None)
    day, *more = words
    days = schedule_text.parse_days(day)
    if len(days) != 1 or len(more) > 1:
        raise Refused("A recap comes on one day of the week.", HOW)
    at = schedule_text.parse_time(more[0]) if more else None
    return replace(team, recap_off=False, recap_day=days[0], recap_at=at)


def _when(team: Team) -> str:
    if team.recap_off:
        return "It's off."
    if team.recap_day is None:
        return "It comes on the week's last working day, an hour after the reveal."
    at = team.recap_at or DEFAULT_TIME
    return f"It comes on {_DAYS[team.recap_day]} at {at:%H:%M}, {team.zone}."
