"""The section "Follow-ups": a list of questions, each with its answer quoted below it."""

from collections.abc import Sequence

from markdown_it.token import Token

from bot.engine.model.questions import FollowUp
from content.format.lists import Wrong, list_items, quoted_line
from content.markdown import blocks

_SHAPE = "Write one '- ' line for each question, and below it two spaces, > and the answer."


def read_follow_ups(content: Sequence[Token]) -> tuple[tuple[FollowUp, ...], list[Wrong]]:
    """Return the follow-ups of the section's block tokens, and what is wrong with them."""
    items = list_items(content, "follow-ups", "follow-ups", _SHAPE)
    if isinstance(items, Wrong):
        return (), [items]
    found = [_follow_up(item) for item in items]
    wrongs = [each for each in found if isinstance(each, Wrong)]
    return tuple(each for each in found if isinstance(each, FollowUp)), wrongs


def _follow_up(item: Sequence[Token]) -> FollowUp | Wrong:
    first, *below = blocks.groups(item[1:-1]) or [()]
    if not first or first[0].type != "paragraph_open":
        return Wrong(item[0], "follow-up", "A follow-up has no question.", _SHAPE)
    missing = "A follow-up has no answer."
    answer = quoted_line(item[0], below, "follow-up-answer", missing, _SHAPE)
    if isinstance(answer, Wrong):
        return answer
    return FollowUp(blocks.inlines(first[1].children or []), answer)
