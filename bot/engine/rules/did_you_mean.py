"""What to suggest for a word that isn't known: the one that was probably meant, or the choices.

No suggestion is better than a wrong one, so only words that a person would call similar count.
"""

from collections.abc import Iterable
from difflib import get_close_matches

SIMILAR = 0.66
"""The least similarity of a suggestion: ``pytroch`` and ``pytorch``, not ``nlp`` and ``sql``."""
MAX_LISTED = 12
"""How many choices are listed before the sentence gets too long to read."""


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that ``word`` is a misspelling of, or an empty string."""
    by_lower = {option.lower(): option for option in sorted(known)}
    found = get_close_matches(word.strip().lower(), list(by_lower), n=1, cutoff=SIMILAR)
    return by_lower[found[0]] if found else ""


def suggest(word: str, known: Iterable[str], prefix: str = "") -> str:
    """Return a sentence that helps: "Did you mean x?", else the choices, when they are few.

    ``prefix`` goes before each word, such as the slash of a command. Choices are listed in
    the order given. The sentence is empty when there is nothing to suggest.
    """
    options = list(known)
    meant = closest(word, options)
    if meant:
        return f"Did you mean {prefix}{meant}?"
    if not 0 < len(options) <= MAX_LISTED:
        return ""
    *first, last = [f"{prefix}{option}" for option in options]
    return f"Use {', '.join(first)} or {last}." if first else f"Use {last}."
