"""What is typed in the console: a letter, or a command."""

from dataclasses import dataclass
from difflib import get_close_matches

from bot.engine.cards import HelpEntry
from bot.engine.errors import Refused


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as understood: the command's name (``letter`` for a bare letter), its words."""

    name: str
    words: str = ""


COMMANDS: tuple[HelpEntry, ...] = (
    HelpEntry("A, B, C, D", "answer with a choice; the last one before the reveal counts"),
    HelpEntry("/answer WORDS", "answer in your own words"),
    HelpEntry("/reveal", "end the day now: the answer, the votes, the points (console only)"),
    HelpEntry("/next", "go to the next working day (console only)"),
    HelpEntry("/mine", "your own response to the latest question"),
    HelpEntry("/mark 1 3", "mark the key points your own words covered, after the reveal"),
    HelpEntry("/quiz [TRACK] [LEVEL] [COUNT]", "questions for you alone; ? for don't know"),
    HelpEntry("/practice", "the reviews due for you"),
    HelpEntry("/stop", "leave a quiz"),
    HelpEntry("/leaderboard [week|month|all] [TRACK]", "the board, you in it"),
    HelpEntry("/streak", "your streak and why it is what it is"),
    HelpEntry("/stats", "your accuracy by track"),
    HelpEntry("/daily list", "this channel's schedule"),
    HelpEntry(
        "/me leave FIRST LAST | back | hide | show", "vacation (dates as 2026-12-24); privacy"
    ),
    HelpEntry("/help", "this list"),
    HelpEntry("/quit", "leave; everything is kept"),
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
        raise Refused("That is neither a letter nor a command.", "Own words go after /answer.")
    name, _, words = text[1:].partition(" ")
    if name.lower() in NAMES:
        return Typed(name.lower(), words.strip())
    near = get_close_matches(name[:30].lower(), NAMES, n=1)
    meant = f"Did you mean /{near[0]}? " if near else ""
    raise Refused(f'There is no command "/{name[:30]}".', f"{meant}/help lists all.")
