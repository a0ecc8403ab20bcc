"""The section "Choices": a task list, each item with a quoted line on why."""

from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.token import Token

from bot.engine.model.questions import Choice
from bot.engine.model.rich_text import Inlines, Text
from content.markdown import blocks

_MARKS = {"[ ]": False, "[x]": True, "[X]": True}


class Wrong(NamedTuple):
    """What is wrong with a choice: where, the problem's code, the message and the fix."""

    token: Token | None
    code: str
    message: str
    fix: str


def read_choices(content: Sequence[Token]) -> tuple[tuple[Choice, ...], list[Wrong]]:
    """Return the choices of the section's block tokens, and what is wrong with them."""
    groups = blocks.groups(content)
    if len(groups) != 1 or groups[0][0].type != "bullet_list_open":
        at = next((g[0] for g in groups if g[0].type != "bullet_list_open"), None)
        fix = "Write one '- [ ] ' or '- [x] ' item for each choice, and nothing else."
        return (), [Wrong(at, "choices", "The choices are not one list.", fix)]
    choices: list[Choice] = []
    wrongs: list[Wrong] = []
    for item in blocks.groups(groups[0][1:-1]):
        found = _choice(item)
        if isinstance(found, Wrong):
            wrongs.append(found)
        else:
            choices.append(found)
    if not wrongs:
        wrongs.extend(_as_a_whole(choices, groups[0][0]))
    return tuple(choices), wrongs


def _as_a_whole(choices: Sequence[Choice], first: Token) -> list[Wrong]:
    right = sum(choice.right for choice in choices)
    if len(choices) < 2:
        fix = "Write four, or two or three if there are no more."
        return [Wrong(first, "choices-few", "There is only one choice.", fix)]
    if right != 1:
        message = f"{right or 'None'} of the choices {'are' if right else 'is'} marked right."
        return [Wrong(first, "choices-right", message, "Mark exactly one of them with [x].")]
    return []


def _choice(item: Sequence[Token]) -> Choice | Wrong:
    parts = blocks.groups(item[1:-1])
    kinds = [block[0].type for block in parts]
    if kinds[:1] != ["paragraph_open"]:
        return Wrong(item[0], "choice", "A choice has no text.", "Write - [ ] and the choice.")
    mark = parts[0][1].content[:3]
    text = _after_mark(blocks.inlines(parts[0][1].children or []))
    if mark not in _MARKS or not text:
        fix = "Begin it with [x] if it is right, else with [ ], and a space."
        return Wrong(item[0], "choice-mark", "A choice is not marked right or wrong.", fix)
    if kinds[1:] != ["blockquote_open"]:
        fix = "Below the choice write one line: two spaces, > and the reason."
        return Wrong(item[0], "choice-why", "A choice does not say why.", fix)
    reason = blocks.groups(parts[1][1:-1])
    if [block[0].type for block in reason] != ["paragraph_open"]:
        fix = "Make the line after > one paragraph."
        return Wrong(parts[1][0], "choice-why", "The reason is not one paragraph.", fix)
    return Choice(text, _MARKS[mark], blocks.inlines(reason[0][1].children or []))


def _after_mark(inlines: Inlines) -> Inlines:
    """Return a choice's text without its ``[ ] ``."""
    if not inlines or not isinstance(inlines[0], Text):
        return ()
    first = inlines[0].text
    if first[3:4] not in ("", " "):
        return ()
    rest = first[4:].lstrip()
    return (Text(rest), *inlines[1:]) if rest else inlines[1:]
