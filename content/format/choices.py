"""The section "Choices": a task list, each item with a quoted line that says why."""

from collections.abc import Sequence

from markdown_it.token import Token

from bot.engine.model.questions import Choice
from bot.engine.model.rich_text import Inlines, Text
from content.format.lists import Wrong, list_items, quoted_line
from content.markdown import blocks

_MARKS = {"[ ]": False, "[x]": True, "[X]": True}
WRITE_WHY = "Below the choice write one line: two spaces, > and why it is right or wrong."


def read_choices(content: Sequence[Token]) -> tuple[tuple[Choice, ...], list[Wrong]]:
    """Return the choices of the section's block tokens, and what is wrong with them."""
    fix = "Write one '- [ ] ' or '- [x] ' item for each choice, and nothing else."
    items = list_items(content, "choices", "choices", fix)
    if isinstance(items, Wrong):
        return (), [items]
    found = [_choice(item) for item in items]
    choices = tuple(each for each in found if isinstance(each, Choice))
    wrongs = [each for each in found if isinstance(each, Wrong)]
    return choices, wrongs or _as_a_whole(choices, content[0])


def _as_a_whole(choices: Sequence[Choice], first: Token) -> list[Wrong]:
    right = sum(choice.right for choice in choices)
    if len(choices) < 2:
        fix = "Write four, or two or three if there truly are no more."
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
        fix = "Start it with [x] if it is right, otherwise with [ ], and a space."
        return Wrong(item[0], "choice-mark", "A choice isn't marked right or wrong.", fix)
    if not parts[1:]:  # as in imported lists; the check of a finished question asks for it
        return Choice(text, _MARKS[mark], ())
    missing = "What is below a choice isn't its reason."
    why = quoted_line(item[0], parts[1:], "choice-why", missing, WRITE_WHY)
    if isinstance(why, Wrong):
        return why
    return Choice(text, _MARKS[mark], why)


def _after_mark(inlines: Inlines) -> Inlines:
    """Return a choice's text without its ``[ ] ``."""
    if not inlines or not isinstance(inlines[0], Text):
        return ()
    first = inlines[0].text
    if first[3:4] not in ("", " "):
        return ()
    rest = first[4:].lstrip()
    return (Text(rest), *inlines[1:]) if rest else inlines[1:]
