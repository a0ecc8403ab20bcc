"""A command reads the same on every platform."""

from typing import Any

from discord import app_commands

from bot.adapters.console.commands import help as console_help
from bot.adapters.shared.command_table import COMMANDS, GROUPS, TABLE, entry, verbs
from bot.adapters.shared.help_lines import FOR_MANAGERS, FOR_MEMBERS
from bot.adapters.slack.commands import help as slack_help
from tests.support.discord.rig import running

# What Discord asks for by an option, where people elsewhere type a word of its own.
OPTIONS_ON_DISCORD = {"me back", "me show", "question accept", "question decline"}


def test_each_entry_is_there_once_and_short_enough_for_discord() -> None:
    paths = [each.path for each in TABLE]
    assert len(paths) == len(set(paths))
    for each in TABLE:
        assert 0 < len(each.does) <= 100
        assert all(0 < len(words) <= 100 for words in each.options.values())
    assert {name for name in COMMANDS if verbs(name)} == GROUPS.keys()


async def test_discords_commands_are_those_of_the_table() -> None:
    async with running() as rig:
        tree: list[Any] = list(rig.client.bot.tree.walk_commands())
    groups = {each.qualified_name for each in tree if isinstance(each, app_commands.Group)}
    shown = {each.qualified_name: each for each in tree if each.qualified_name not in groups}
    assert groups == GROUPS.keys()
    assert shown.keys() == {each.path for each in TABLE} - OPTIONS_ON_DISCORD
    for name, command in shown.items():
        assert command.description == entry(name).does
        options = {each.display_name: str(each.description) for each in command.parameters}
        assert options == dict(entry(name).options)


def test_the_short_help_names_commands_of_the_table_and_managers_theirs() -> None:
    for heading in FOR_MEMBERS.values():
        assert not any(entry(path).managers for path in heading)
    paths = [path for heading in FOR_MANAGERS.values() for path in heading]
    assert all(entry(path).managers for path in paths if path != "daily list")


def test_slacks_help_and_the_terminals_say_what_the_table_says() -> None:
    told = {line.command: line.about for line in slack_help.ALL.entries}
    assert len(told) == len(TABLE)
    for each in TABLE:
        line = told[f"{slack_help.spelled(each.path)} {each.usage}".rstrip()]
        assert line == each.does + (" (managers)" if each.managers else "")
    shared = {f"/{each.path} {each.usage}".rstrip(): each.does for each in TABLE}
    typed = {line.command: line.about for line in console_help.COMMANDS}
    assert len(typed.items() & shared.items()) >= 9
    assert all(shared[line] == typed[line] for line in typed.keys() & shared.keys())
