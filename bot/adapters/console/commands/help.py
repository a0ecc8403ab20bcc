"""What is typed in the console: a letter, or a command."""

from dataclasses import dataclass

from bot.engine.cards import HelpEntry
from bot.engine.errors import Refused
from bot.engine.rules.suggestions import closest


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as understood: the command's name (``letter`` for a bare letter), its words."""

    name: str
    words: str = ""


COMMANDS: tuple[HelpEntry, ...] = (
    HelpEntry("A, B, C, D", "answer with a choice; the last one before the reveal counts"),
    HelpEntry("/answer WORDS", "answer in your own words"),
    HelpEntry("/reveal", "end the day and see the answer"),
    HelpEntry("/next", "go to the next working day"),
    HelpEntry("/mine", "your answer to the latest question"),
    HelpEntry("/mark 1 3", "check off the key points you covered, after the reveal"),
    HelpEntry("/quiz [TRACK] [LEVEL] [COUNT]", "practice on your own (? = don't know)"),
    HelpEntry("/practice", "questions due for review"),
    HelpEntry("/stop", "stop a quiz"),
    HelpEntry("/leaderboard [week|month|all] [TRACK]", "the leaderboard"),
    HelpEntry("/streak", "your streak, explained day by day"),
    HelpEntry("/stats", "your accuracy by track"),
    HelpEntry("/daily list", "this channel's schedule"),
    HelpEntry(
        "/me leave [FIRST] LAST | back | hide | show",
        "time off, from today or FIRST (dates like 2026-12-24); hide from the leaderboard",
    ),
    HelpEntry("/help", "show this help"),
    HelpEntry("/quit", "quit (your answers are saved)"),
)
NAMES = tuple(
    entry.command.split()[0].removeprefix("/") for entry in COMMANDS if entry.command[0] == "/"
)


def understand(line: str) -> Typed | None:
    """Return what a line asks, None for an empty one; raises Refused naming what is near."""
    text = line.strip()
    if not text:
        return None
    if text == "?" or (len(text) == 1 and text.isascii() and text.isalpha()):
        return Typed("letter", "" if text == "?" else text.upper())
    if not text.startswith("/"):
        raise Refused("I didn't understand that.", "Type a letter, or /answer and your own words.")
    name, _, words = text[1:].partition(" ")
    if name.lower() in NAMES:
        return Typed(name.lower(), words.strip())
    near = closest(name[:30], NAMES)
    meant = f"Did you mean /{near}? " if near else ""
    raise Refused(f'There is no command "/{name[:30]}".', f"{meant}/help lists them all.")
