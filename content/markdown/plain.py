"""Text in which no Markdown is, told at a glance: most titles and choices are such."""

import re

_PLAIN = re.compile(r"[^\W\d_][^\\`*_\[\]!&<$~|^\x00-\x1f\x7f\ud800-\udfff]*")


def is_plain(text: str) -> bool:
    """Tell whether ``text`` is one paragraph of nothing but text, as Markdown reads it.

    It begins with a letter, stays on one line, and has no control character nor one that
    Markdown gives a meaning to. There are other such texts, but only the parser can tell.
    """
    return _PLAIN.fullmatch(text) is not None
