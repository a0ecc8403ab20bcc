"""What a character means: a key that acts at once, or the beginning of a line.

Keys and words share their letters: ``s`` shows the streak, and so does typing ``streak``. A key
acts when it's pressed; when the next character makes it the beginning of a command, and comes as
fast as people type, both are taken as typed.
"""

from dataclasses import dataclass

from bot.adapters.console.commands.help import understand
from bot.adapters.console.screen.keys import Key, begins_word, key_for, word_of
from bot.engine.errors import Refused

WORD_SECONDS = 0.7
"""Longest pause between two characters of a word."""
KEYS_SECONDS = 0.25
"""Shortest pause between two keys, where they could as well be the beginning of a word."""
WAIT_SECONDS = 0.5
"""How long a key that can't be undone waits for a second character."""


@dataclass(frozen=True, slots=True)
class Acted:
    """The key that acted last, as it was typed, and when (seconds, monotonic)."""

    key: Key
    char: str
    at: float


@dataclass(frozen=True, slots=True)
class Insert:
    """Put ``text`` at the cursor. ``maybe`` is the key that acts if nothing follows."""

    text: str
    maybe: Key | None = None


def typed(
    char: str, line: str, keys: tuple[Key, ...], last: Acted | None, at: float
) -> Key | Insert:
    """Return what typing ``char`` does when ``line`` is in the input: a key, or text."""
    if line:
        return Insert(char)
    key = key_for(keys, char)
    pause = WORD_SECONDS if key is None else KEYS_SECONDS
    if last is not None and at - last.at <= pause and begins_word(last.char + char):
        return Insert(last.char + char)
    if key is None:
        return Insert(char)
    return Insert(char, key) if key.waits else key


def is_done(line: str, last: Acted | None) -> bool:
    """Tell whether a line says only what its first letter, a key, has done already."""
    if last is None or not line.lower().startswith(last.char.lower()):
        return False
    try:
        asked = understand(line)
    except Refused:
        return False
    return asked is not None and not asked.words and asked.name == word_of(last.key)
