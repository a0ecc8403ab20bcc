"""What managers ask about their team, and what members let it show of them."""

from dataclasses import dataclass

from bot.engine.commands import Command


@dataclass(frozen=True, slots=True)
class ShowReport(Command):
    """See how the team did in the last weeks: who took part, what was hard."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy(Command):
    """See what others may see of one."""


@dataclass(frozen=True, slots=True)
class SetPrivacy(Command):
    """Let the team's report name one, or be in its totals only."""

    named: bool


@dataclass(frozen=True, slots=True)
class SetSuggestions(Command):
    """Let a model read the team's answers if their authors want it, or let none."""

    on: bool


@dataclass(frozen=True, slots=True)
class ShowManagers(Command):
    """See who manages the team."""


@dataclass(frozen=True, slots=True)
class SetManagers(Command):
    """Choose who manages the team besides admins, by the platform's ids; nobody: admins only."""

    roles: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
