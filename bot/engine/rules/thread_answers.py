"""Which of a member's replies in a question's thread is their answer.

The rule, as people are told it: your first reply with words is your answer. Edit it to change it,
or start a later reply with "Answer:". Delete it, and your next reply with words counts.

Which reply counts depends only on the messages that are there now, never on the order in which
they were heard of, so reading the thread again always leads to the same answer.
"""

import re
from collections.abc import Iterable

from bot.engine.model.rounds import Reply

MARK = "Answer:"
"""How a later reply begins that is to replace the answer."""

_MARK_WORD = re.compile(r"answer[*_~`]*\s*[:\uff1a]", re.IGNORECASE)
_MARKED = re.compile(r"[\s*_~`>]*answer[*_~`]*\s*[:\uff1a]", re.IGNORECASE)
_NO_WORDS = re.compile(
    r"<?https?://\S+"  # links: a GIF is one
    r"|<a?:\w+:\d+>|:[\w+'-]+:"  # Discord's and Slack's emoji
    r"|<[@#!][^<>]*>|(?<!\S)@[UW][A-Z0-9]{7,}\b"  # mentions
    r"|[0-9#*]\ufe0f?\u20e3"  # keycaps are emoji, too
)
_MATHS = re.compile("[\u2200-\u22ff]")


def has_words(text: str) -> bool:
    """Return whether a message says anything: emoji, links and mentions alone do not."""
    said = _NO_WORDS.sub(" ", _MARK_WORD.sub("", text, count=1))
    return bool(_MATHS.search(said)) or any(char.isalnum() for char in said)


def is_marked(text: str) -> bool:
    """Return whether a message begins with ``Answer:``, in bold or not."""
    return _MARKED.match(text) is not None


def counting_reply(replies: Iterable[Reply]) -> Reply | None:
    """Return the one of a member's replies that is their answer, or None."""
    counted: Reply | None = None
    for reply in replies:
        if has_words(reply.text) and (counted is None or takes_over(reply, counted)):
            counted = reply
    return counted


def takes_over(reply: Reply, counted: Reply) -> bool:
    """Return whether ``reply``, which has words, is the answer rather than ``counted``."""
    if is_marked(reply.text) != is_marked(counted.text):
        return is_marked(reply.text)
    later = order(reply.id) > order(counted.id)
    return later if is_marked(reply.text) else not later


def order(reply_id: str) -> tuple[int, ...]:
    """Return what sorts replies by when they were written: on each platform, ids grow with time.

    As whole numbers: Slack's would lose digits as a float.
    """
    return tuple(int(part) for part in re.findall(r"\d+", reply_id, re.ASCII))
