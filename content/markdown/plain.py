"""Text in which no Markdown is, told at a glance: most titles and choices are such."""

import re

_PLAIN = re.compile(r"[^\W\d_][^\\`*_\[\]!&<$~|^\x00-\x1f]*")


def is_plain(text: str) -> bool:
    """Tell whether ``text`` is one paragraph of nothing but text, as Markdown reads it.

    It begins with a letter, stays on one line, and has no character that Markdown gives a
    meaning to; of other texts it may be true, too, which only the parser can tell.
    """
    return _PLAIN.fullmatch(text) is not None
