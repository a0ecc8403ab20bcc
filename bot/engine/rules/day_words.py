"""What a team day was, in the words of ``docs/rules.md``."""

from collections.abc import Mapping

from bot.engine.model.scores import DayRule, StreakState, TeamDay
from bot.engine.rules.text import count_of

NOT_COUNTED: Mapping[DayRule, str] = {
    DayRule.HOLIDAY: "not counted: a holiday",
    DayRule.WEEKEND: "not counted: a weekend",
    DayRule.OFF_DAY: "not counted: an extra question on a day off",
    DayRule.SHORT: "not counted: open for under an hour",
    DayRule.OUTAGE: "not counted: Warmup was down for more than half of the open hours",
    DayRule.PAUSE: "not counted: the schedule was paused or removed while the question was open",
}


def explain(line: TeamDay, before: StreakState) -> str:
    """Return why a day is what it is, given the streak before it."""
    match line.rule:
        case DayRule.ANSWERED:
            return f"answered (day {line.after.current})"
        case DayRule.FREEZE_EARNED:
            return f"answered (day {line.after.current}) and earned a freeze"
        case DayRule.LEAVE:
            return "on leave"
        case DayRule.FREEZE_USED:
            return f"missed; a freeze saved your streak ({line.after.freezes} left)"
        case DayRule.MISSED if before.current:
            best = f" (best: {before.best} days)" if before.best > before.current else ""
            ended = f"your streak of {count_of(before.current, 'day')} ended{best}"
            return f"missed with no freeze left: {ended}"
        case DayRule.MISSED:
            return "missed"
        case (
            DayRule.HOLIDAY
            | DayRule.WEEKEND
            | DayRule.OFF_DAY
            | DayRule.SHORT
            | DayRule.OUTAGE
            | DayRule.PAUSE
        ):
            return NOT_COUNTED[line.rule]


def explain_run(rule: DayRule, days: int) -> str:
    """Return what several plain days in a row were."""
    return f"{days} days {'on leave' if rule is DayRule.LEAVE else 'answered'}"
