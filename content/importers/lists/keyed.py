"""The lines around choices: what heads them, the key below them, and the rest of the answer."""

import re
from collections.abc import Sequence

from content.importers.lists import words
from content.importers.lists.choices import LONE_LETTERS, Choice
from content.importers.lists.clean import Line
from content.importers.lists.keys import Key, read_key, read_lone_key
from content.importers.lists.unfolding import lines_of

_VERDICT = re.compile(
    r"(?:[-*+]\s*)?[*_(]*(?P<letter>[A-Ha-h])[*_).:]*"
    r"(?:\s*(?:[-–—:(]\s*)?(?:(?P<right>correct|right|true|richtig|correct[ao]|✅|✔️?)"
    r"|incorrect|wrong|false|falsch|❌))?\W*",
    re.IGNORECASE,
)
"""A choice's letter again, and whether it's right: ``- B - Correct``."""


def without_label(prompt: Sequence[Line]) -> tuple[Line, ...]:
    """Return the prompt without a last line such as *Options:*, which heads the choices."""
    last = len(prompt) - 1
    while last >= 0 and prompt[last].blank:
        last -= 1
    if last >= 0 and not prompt[last].code and words.CHOICES_TITLE.fullmatch(prompt[last].text):
        return (*prompt[:last], *prompt[last + 1 :])
    return tuple(prompt)


def keyed(
    lines: list[Line], items: Sequence[Choice], *, letter: bool, hidden: bool
) -> tuple[tuple[Line, ...], Key | None]:
    """Return what is left of the lines below choices without the key, and the key.

    ``hidden`` tells whether the lines begin in folded details that announce an answer.
    """
    lines, key = _without_verdicts(lines, items)
    kept: list[Line] = []
    expecting = False
    first = next((line for line in lines if not line.blank), None)
    for line in lines:
        if line.code or not line.text.strip():
            kept.append(line)
            continue
        said, announced = _announcement(line, letter=letter and key is None)
        if not announced:
            read = None
            if key is None and expecting:
                read = read_key(line.text, items)
            elif line is first and (
                hidden or LONE_LETTERS.fullmatch(line.text) or words.KEY_ARROW.match(line.text)
            ):
                read = read_lone_key(words.KEY_ARROW.sub("", line.text), items)
            kept.extend(lines_of(read.rest, line) if read else (line,))
            key = key or read
            expecting = False
            continue
        if key is None and said and (read := read_key(said, items)):
            key = read
            kept.extend(lines_of(read.rest, line))
        elif said:
            kept.append(line.saying(said))
        expecting = not said
    return tuple(kept), key


def _without_verdicts(lines: list[Line], items: Sequence[Choice]) -> tuple[list[Line], Key | None]:
    """Return the lines without a list of the choices' letters, and what that says is right."""
    letters = {item.letter: index for index, item in enumerate(items)}
    found = {
        at: verdict
        for at, line in enumerate(lines)
        if not line.code
        and (verdict := _VERDICT.fullmatch(line.text.strip()))
        and verdict["letter"].upper() in letters
    }
    right = frozenset(
        letters[verdict["letter"].upper()] for verdict in found.values() if verdict["right"]
    )
    if len(found) != len(items) or not right:
        return lines, None
    return [line for at, line in enumerate(lines) if at not in found], Key(right)


def _announcement(line: Line, *, letter: bool) -> tuple[str, bool]:
    """Return what a line says behind *Answer:* or *Correct option:*, and whether it says that."""
    text = line.text[:2_000]
    found = (
        words.ANSWER_LINE.fullmatch(text)
        or words.KEY_LINE.fullmatch(text)
        or (words.SHORT_ANSWER.fullmatch(text) if letter else None)
    )
    return (words.said_behind(found), True) if found else ("", False)
