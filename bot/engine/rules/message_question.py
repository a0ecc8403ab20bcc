"""A message that somebody suggests as a question: what the form holds when it opens."""

import re

from bot.engine.errors import Refused
from bot.engine.model.question_form import QuestionForm
from bot.engine.rules.text import clean_text, cut

TITLE_LENGTH = 80
BY_AN_APP = "That message is an app's, not a person's."
NO_WORDS = "That message has no words to ask."
FIX = "Choose a message that somebody wrote, or write the question with /question suggest."
_MARKS = re.compile(r"^(?:#{1,6} |> ?|[-*+] |\d{1,3}[.)] |```\w*\s*$|\s)+")
"""What Markdown puts in front of the words of a line."""
_AROUND = re.compile(
    r"(`{1,3})(?P<code>[^`]{1,200})\1|`+"
    r"|(?<![\w*_~])[*_~]{1,4}(?=\S)|(?<=\S)[*_~]{1,4}(?![\w*_~])"
)
"""What Markdown puts around words, and code, whose own marks stay: ``__init__``, ``read_csv``."""
_ENDS = re.compile(r"(?<=[?!])\s|(?<=\w{3}\.)\s")
"""The end of a sentence; a shorter word with a full stop may be an abbreviation."""


def form_of_message(text: str, longest: int, *, by_app: bool = False) -> QuestionForm:
    """Return the form of a question with a message's words, as its author wrote them.

    What is longer than ``longest``, all that the platform's field takes, ends in an ellipsis.
    Raises Refused for a message of an app, and for one without words, such as files alone.
    """
    if by_app:
        raise Refused(BY_AN_APP, FIX)
    words = clean_text(text).strip()
    title = _title(words)
    if not title:
        raise Refused(NO_WORDS, FIX)
    return QuestionForm(title=title, prompt=cut(words, longest))


def _title(words: str) -> str:
    """Return the first sentence of the first line that says something."""
    for line in words.splitlines():
        plain = " ".join(_AROUND.sub(_code, _MARKS.sub("", line)).split())
        if any(char.isalnum() for char in plain):
            return cut(_ENDS.split(plain, maxsplit=1)[0].rstrip(".:"), TITLE_LENGTH)
    return ""


def _code(found: re.Match[str]) -> str:
    """Return what stays of a mark: the code that it stands around."""
    return found["code"] or ""
