"""What is typed in the console: a letter, or a command."""

from dataclasses import dataclass

from bot.adapters.shared.command_table import entry, verbs
from bot.engine.cards import HelpEntry
from bot.engine.errors import Refused
from bot.engine.rules.did_you_mean import closest


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as understood: the command's name (``letter`` for a bare letter), its words."""

    name: str
    words: str = ""


def _shared(path: str) -> HelpEntry:
    """Return a command that works as on the other platforms."""
    found = entry(path)
    return HelpEntry(f"/{path} {found.usage}".rstrip(), found.does)


QUESTION = (
    "suggest", "history", "review", "accept", "decline", "add", "edit", "show", "list", "next",
    "restore", "flag", "correct", "retire",
)  # fmt: skip
"""What works in the terminal of ``/question``."""
ME = ("leave", "remind", "privacy", "reviews", "back", "hide", "show", "export")
"""What works in the terminal of ``/me``."""

COMMANDS: tuple[HelpEntry, ...] = (
    HelpEntry("A, B, C, D", "Answer with a choice; the last one before the reveal counts"),
    HelpEntry("/answer WORDS", "Answer in your own words"),
    HelpEntry("/reveal", "End the day and see the answer"),
    HelpEntry("/next", "Go to the next working day"),
    HelpEntry("/mine", "Your answer to the latest question"),
    HelpEntry("/private", "Keep your words out of the thread, before or after the reveal"),
    HelpEntry("/mark 1 3", "Tick the key points you covered, after the reveal"),
    HelpEntry("/ticks", "Have a model suggest which key points you covered, if one is set up"),
    HelpEntry("/why", "Why the other choices are wrong, after the reveal; or just w"),
    HelpEntry("/later", "Practice the latest question later, after the reveal; or just p"),
    _shared("quiz"),
    HelpEntry("?", "Skip a question of a quiz: you don't know"),
    HelpEntry("/interview [track] [level] [minutes]", "A mock interview, with a report"),
    HelpEntry("/stop", "Stop a quiz, or leave an interview for later"),
    *(
        _shared(path)
        for path in ("practice", "leaderboard", "home", "streak", "stats", "daily list")
    ),
    *(_shared(f"team {verb}") for verb in verbs("team")),
    *(_shared(f"me {verb}") for verb in ME),
    *(_shared(f"question {verb}") for verb in QUESTION),
    HelpEntry("/question send", "Send the question you wrote; /question discard drops it"),
    _shared("help"),
    HelpEntry("/quit", "Quit (your answers are saved)"),
)
NAMES = tuple(
    dict.fromkeys(
        line.command.split()[0].removeprefix("/") for line in COMMANDS if line.command[0] == "/"
    )
)


WITH_WORDS = ("answer", "daily", "leaderboard", "mark", "me", "question", "quiz", "team")
"""Commands that work without their slash also when words follow."""

KEYS = {"w": "why", "p": "later"}
"""Single keys that stand for a command: no question has so many choices."""


def understand(line: str) -> Typed | None:
    """Return what a line asks, None for an empty one; raises Refused naming what is near."""
    text = line.strip()
    if not text:
        return None
    if text.lower() in KEYS:
        return Typed(KEYS[text.lower()])
    if text == "?" or (len(text) == 1 and text.isascii() and text.isalpha()):
        return Typed("letter", "" if text == "?" else text.upper())
    if not text.startswith("/") and _is_bare_command(text):
        text = f"/{text}"
    if not text.startswith("/"):
        raise Refused("I didn't understand that.", "Type a letter, or /answer and your own words.")
    name, _, words = text[1:].partition(" ")
    if name.lower() in NAMES:
        return Typed(name.lower(), words.strip())
    near = closest(name[:30], NAMES)
    meant = f"Did you mean /{near}? " if near else ""
    raise Refused(f'There is no command "/{name[:30]}".', f"{meant}/help lists them all.")


def _is_bare_command(text: str) -> bool:
    """Tell whether a line is a command without its slash, rather than someone's own words."""
    name, _, words = text.lower().partition(" ")
    return name in NAMES if not words else name in WITH_WORDS
