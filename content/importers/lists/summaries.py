"""Summaries of folded details, and the tags within a line that only format it."""

import re

from content.importers.lists import words

_FORMATTING = re.compile(
    r"</?(?:a|font|span|strong|b|i|em|u|center|div|p|br|sup|sub)\b[^<>]*>", re.I
)


def without_tags(text: str) -> str:
    """Return a line without the tags that only format it."""
    return _FORMATTING.sub("", text) if "<" in text else text


def opens_answer(summary: str) -> bool:
    """Tell whether a summary only announces an answer: ``Show answer``, ``Solution``."""
    text = without_tags(summary)
    return (
        words.OPENS_ANSWER.search(text) is not None
        and len(text.split()) <= 6
        and not re.search(r"[?？]", text)
    )
