"""The part of an id or a tag that is made from words: of any language, in ASCII.

Words of other scripts are spelled in Latin letters by ``anyascii``: a name that can be read and
typed says more than a number. Two titles may become one slug: whoever makes ids numbers them.
"""

import re
import unicodedata
from functools import lru_cache

SLUG_LENGTH = 60
UNNAMED = "question"
"""What a question is called in its id where its title spells nothing; numbered, as any other."""
_WORD = re.compile(r"[a-z0-9]+")


def slug(text: str, length: int = SLUG_LENGTH) -> str:
    """Return ``text`` in lowercase ASCII letters, digits and hyphens, cut at a word.

    Emoji and other symbols count only where there is nothing else: ``🚀`` is ``rocket``.
    Empty where nothing can be spelled.
    """
    composed = unicodedata.normalize("NFKC", text)
    words = _words("".join(map(_letters, composed))) or _words("".join(map(_spelled, composed)))
    whole = "-".join(words)
    if len(whole) <= length:
        return whole
    return whole[: length + 1].rpartition("-")[0] or whole[:length]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("'", ""))


def _letters(char: str) -> str:
    """Return a character spelled in ASCII; a symbol that isn't ASCII parts words."""
    if char.isascii():
        return char
    return " " if unicodedata.category(char) in ("So", "Sk", "Cn", "Co") else _spelled(char)


@lru_cache(maxsize=4096)
def _spelled(char: str) -> str:
    """Return a character in ASCII letters; one that is a word, such as 库, as a word."""
    if char.isascii():
        return char
    from anyascii import anyascii  # noqa: PLC0415  # most titles need no table

    spelled = anyascii(char)
    return f" {spelled} " if _is_a_word(char) else spelled


def _is_a_word(char: str) -> bool:
    return unicodedata.category(char) == "So" or "IDEOGRAPH" in unicodedata.name(char, "")
