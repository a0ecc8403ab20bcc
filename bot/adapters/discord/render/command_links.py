"""Commands that our texts name: links that put the command into the reader's message field.

``spoken`` marks them in a text of ours, and ``linked`` turns the marks of a finished message into
links. Only texts of messages have marks: Discord links nothing in labels, options and code. The
marks are characters that ``markdown`` takes from all that anybody wrote.

Where people type a word after a command elsewhere (``/quiz together``), Discord has an option:
``spoken`` names that instead.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from discord import app_commands, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render.layout import Panel
from bot.adapters.discord.render.markdown import MARK_BEGIN, MARK_END, inert
from bot.adapters.shared.command_table import TABLE

_PATHS = sorted((entry.path for entry in TABLE), key=len, reverse=True)
_NAMED = re.compile(rf"(?<![\w/.:<`])/({'|'.join(_PATHS)})(?![\w/-])")
_MARKED = re.compile(f"{MARK_BEGIN}([a-z ]+){MARK_END}")
_MARKED_WITH_WORD = re.compile(rf"({_MARKED.pattern}) ([a-z]+)\b")

OPTIONS: Mapping[tuple[str, str], str] = {
    ("quiz", "together"): "who",
    ("interview", "pair"): "pair",
    ("interview", "with"): "with",
}
"""The option for a word that is typed after a command on other platforms."""


class CommandLinks:
    """Discord's ids of the commands, by their paths (``quiz``, ``daily setup``); none at first."""

    def __init__(self, ids: Mapping[str, str] | None = None) -> None:
        self._ids: Mapping[str, str] = ids or {}

    def learn(self, ids: Mapping[str, str]) -> None:
        """Use these ids from now on."""
        self._ids = ids

    def link(self, path: str) -> str:
        """Return a link to a command; its name as code while Discord's id isn't known."""
        known = self._ids.get(path)
        return f"</{path}:{known}>" if known else named(path)


NO_LINKS = CommandLinks()


def named(path: str) -> str:
    """Return a command's name without a link."""
    return f"`/{path}`"


def spoken(text: str) -> str:
    """Return a text of ours, literal, with the commands that it names marked."""
    marked = _NAMED.sub(rf"{MARK_BEGIN}\1{MARK_END}", inert(text))
    return _MARKED_WITH_WORD.sub(_with_option, marked)


def _with_option(found: re.Match[str]) -> str:
    command, path, word = found.groups()
    option = OPTIONS.get((path, word))
    return f"{command} (option `{option}`)" if option else found[0]


def linked(panel: Panel, links: CommandLinks) -> Panel:
    """Return a message with its marked commands as links; as names where links don't fit."""
    texts = [part for part in panel.walk_children() if isinstance(part, ui.TextDisplay)]
    marked = [(part, part.content) for part in texts if MARK_BEGIN in part.content]
    for part, content in marked:
        part.content = _without_marks(content, links.link)
    if panel.content_length() > limits.MESSAGE_TEXT:
        for part, content in marked:
            part.content = _without_marks(content, named)
    return panel


def _without_marks(content: str, told: Callable[[str], str]) -> str:
    """Return a text with its marked commands as ``told`` says; a mark may have been cut in half."""
    whole = _MARKED.sub(lambda found: told(found[1]), content)
    return whole.replace(MARK_BEGIN, "").replace(MARK_END, "")


def paths_of(tree: app_commands.CommandTree[Any]) -> set[str]:
    """Return the paths of all commands of a tree that can be linked to: groups can't."""
    return {
        command.qualified_name
        for command in tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }
