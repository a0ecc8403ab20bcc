"""The commands as described to people on Slack, made from the table of all commands."""

from dataclasses import dataclass, replace

from bot.adapters.shared.command_table import COMMANDS, GROUPS, TABLE, Entry, entry
from bot.adapters.shared.help_lines import managers_help, members_help
from bot.adapters.slack.serving.handler import Handler
from bot.engine import queries as q
from bot.engine.cards import Card, HelpCard, HelpEntry
from bot.engine.model.people import Actor

RESERVED = ("me", "help")
"""What goes by /warmup: Slack keeps /me for itself and refuses an app that registers it, and
/help is anybody's."""
REST = "Help, time off and privacy"
"""What ``/warmup`` is for, besides the commands that have their own name."""


def spelled(name: str) -> str:
    """Return a command, or one with its subcommand, as people type it on Slack."""
    return f"/warmup {name}" if name.partition(" ")[0] in RESERVED else f"/{name}"


def about(name: str) -> str:
    """Return what a command does, in a line."""
    return GROUPS[name] if name in GROUPS else entry(name).does


def hint(name: str) -> str:
    """Return what may follow a command, as Slack shows it while people type."""
    if name not in GROUPS:
        return entry(name).usage
    return " | ".join(f"{each.verb} {each.usage}".rstrip() for each in TABLE if each.group == name)


def help_for(name: str) -> HelpCard:
    """Return the help of one command."""
    return HelpCard(f"How to use {spelled(name)}", _lines(name))


def _lines(name: str) -> tuple[HelpEntry, ...]:
    return tuple(_line(each) for each in TABLE if each.group == name)


def _line(each: Entry) -> HelpEntry:
    who = " (managers)" if each.managers else ""
    return HelpEntry(f"{spelled(each.path)} {each.usage}".rstrip(), f"{each.does}{who}")


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """Someone asks what they can do; managers see theirs first."""

    actor: Actor


async def answer(handler: Handler, asked: HelpWanted) -> Card:
    """Return what whoever asks can do."""
    person = await handler.people.get(asked.actor.user, asked.actor.name)
    actor = await handler.groups.joined(replace(asked.actor, manager=person.manager))
    manages = await handler.engine.ask(q.MayManage(actor))
    return managers_help(spelled) if manages else members_help(spelled)


ALL = HelpCard(
    "All commands",
    tuple(line for name in COMMANDS for line in _lines(name)),
)
