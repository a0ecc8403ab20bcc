"""What may follow what has been typed: commands, their words, tracks and levels."""

from collections.abc import Collection, Iterator

from bot.adapters.console.commands.help import COMMANDS, NAMES
from bot.adapters.shared.typed import LEVELS, PERIODS
from bot.engine.model.practice import Focus

FEWEST = 2
"""Letters before words are offered: one letter may be a key."""


def candidates(line: str, tracks: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield what may stand in place of the last word of ``line``, and that word's length."""
    *before, last = line.split(" ")
    if not before:
        yield from _commands(last)
        return
    typed = [word for word in before if word]
    for word in _following(typed, tracks):
        if word.startswith(last.lower()) and word != last and word not in typed:
            yield word, len(last)


def _commands(word: str) -> Iterator[tuple[str, int]]:
    slash = "/" if word.startswith("/") else ""
    name = word.removeprefix("/").lower()
    if not slash and len(name) < FEWEST:
        return
    for known in NAMES:
        if known.startswith(name) and known != name:
            yield f"{slash}{known}", len(word)


def _following(typed: list[str], tracks: Collection[str]) -> Iterator[str]:
    name = typed[0].removeprefix("/").lower()
    if name == "quiz":
        yield from (*sorted(tracks), *LEVELS, *(each.value for each in Focus if each.value))
    elif name == "leaderboard":
        yield from (*PERIODS, *sorted(tracks))
    elif len(typed) == 1:
        yield from _verbs(name)


def _verbs(name: str) -> Iterator[str]:
    """Yield the second words of the commands that have some: ``list`` of ``/question list``."""
    for entry in COMMANDS:
        first, *rest = entry.command.removeprefix("/").split()
        if first == name and rest and rest[0].isalpha() and rest[0].islower():
            yield rest[0]
