"""Words that carry meaning, cut to their stems: "scaling" and "scaled" count as one."""

import re

_WORD = re.compile(r"[a-z][a-z0-9]+")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "about above after again all also am an and another any are as at be because been before "
        "being below between both but by can could did do does doing down during each either else "
        "ever every few for from further get gets give gives given had has have having he her "
        "here hers him his how if in into is it its just let lets like made make makes many may "
        "me mean means might more most much must my need needs neither no nor not now of off on "
        "once one only or other our out over own per put same say says see she should since so "
        "some still such take takes than that the their them then there these they thing things "
        "this those though through to too two under until up upon us use used uses using very "
        "want wants was we were what when where which while who whom whose why will with within "
        "without would yes yet you your",
    )
)
_SUFFIXES = (
    ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"),
    ("iveness", "ive"), ("ations", "ate"), ("ation", "ate"), ("ators", "ate"), ("ator", "ate"),
    ("ingly", ""), ("edly", ""), ("ities", ""), ("ments", ""), ("ment", ""), ("ness", ""),
    ("ity", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("er", ""),
    ("ed", ""), ("ly", ""), ("es", ""), ("s", ""),
)  # fmt: skip
_SHORTEST_STEM = 3


def meaningful(text: str) -> list[str]:
    """Return the words of ``text`` that carry meaning, folded, in order; no numbers."""
    return [word for word in _WORD.findall(text.casefold()) if word not in _STOP]


def stem(word: str) -> str:
    """Return what forms of a word share; exact enough to compare texts, not to print."""
    word = word.removesuffix("es") if word.endswith("sses") else word
    if word.endswith("ss"):
        return word
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return _plain_end(word.removesuffix(suffix) + instead)
    return _plain_end(word)


def _plain_end(word: str) -> str:
    """Drop a last "e", and one of a doubled consonant that a suffix brought ("stopp")."""
    if len(word) > _SHORTEST_STEM and word.endswith("e"):
        return word[:-1]
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        return word[:-1]
    return word
