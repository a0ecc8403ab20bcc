"""What a question's own line says besides the question: choices, a key, *True* or *False*."""

import re

from content.importers.lists.choices import Choice
from content.importers.lists.clean import Line

_LETTER = re.compile(r"(?<=\s)[*_]{0,2}[(\[]?(?P<letter>[A-Ha-h])[.)\]][*_]{0,2}\s+(?=\S)")
_MAY_HAVE_CHOICES = re.compile(r"\s[*_]{0,2}[(\[]?[aA][.)\]].*\s[*_]{0,2}[(\[]?[bB][.)\]]")
_LAST_LETTER = re.compile(r"[*_]{0,2}[(\[](?P<letter>[A-Ha-h])[)\]][*_]{0,2}$")
_JOINS = re.compile(r"(?:\b(?:and|or|not|both|only|und|oder|y|o|et|ou|e)|[,&/+])$", re.IGNORECASE)
"""What stands before a letter that is part of the last choice: ``c) both (a) and (b)``."""
_ASKED = ("?", "？", ":", "：", "_", "…", "...", "-", "–", "—")
_VERDICTS = {
    "true": ("True", "False"),
    "t": ("True", "False"),
    "wahr": ("Wahr", "Falsch"),
    "richtig": ("Richtig", "Falsch"),
    "vrai": ("Vrai", "Faux"),
    "verdadero": ("Verdadero", "Falso"),
    "verdadeiro": ("Verdadeiro", "Falso"),
}
"""How each language calls what holds, and what doesn't."""
_FALSE = {
    "false": ("True", "False"),
    "f": ("True", "False"),
    "falsch": ("Wahr", "Falsch"),
    "faux": ("Vrai", "Faux"),
    "falso": ("Verdadero", "Falso"),
}
_WORDS = "|".join(word for word in (*_VERDICTS, *_FALSE) if len(word) > 1)
_VERDICT = re.compile(
    rf"(?<=[\s–—→>:-])(?:[*_]{{0,2}}[(\[][*_]{{0,2}}(?P<held>{_WORDS}|t|f)[*_.]{{0,3}}[)\]][*_]{{0,2}}"
    rf"|(?P<mark>\*\*|__|\*|_)(?P<bold>{_WORDS})[.!]?(?P=mark))[.!\s]*$",
    re.IGNORECASE,
)
_PART_OF_IT = re.compile(
    r"(?:\b(?:is|are|be|being|to|as|returns?|either|or|not|if|when|equals?|of|was|were|evaluates"
    r"|always|ist|sind|est|es|oder|ou|o)|=)\s*$",
    re.IGNORECASE,
)
"""What stands before the word where it belongs to the sentence: ``that are **true**``."""
_SHORTEST = 2
"""Words of a statement."""


def told_verdict(text: str) -> tuple[str, str]:
    """Return a statement that ends in its verdict without it, and the verdict's word.

    The word is empty for all other texts.
    """
    if not text.endswith((")", "]", "*", "_", ".", "!", " ")):
        return text, ""
    found = _VERDICT.search(text)
    if not found:
        return text, ""
    said = text[: found.start()].rstrip(" \t–—→>:-")
    part = found["bold"] and _PART_OF_IT.search(said)
    if part or (len(said.split()) < _SHORTEST and said.isascii()) or said.endswith(("?", "？")):
        return text, ""
    return said, (found["held"] or found["bold"]).lower()


def verdict_choices(verdict: str, at: int) -> tuple[tuple[Choice, ...], frozenset[int]]:
    """Return the two choices of a statement on line ``at`` (from 0), and which is right."""
    right = 0 if verdict in _VERDICTS else 1
    shown = _VERDICTS[verdict] if right == 0 else _FALSE[verdict]
    return tuple(Choice("", (Line(at, word),)) for word in shown), frozenset({right})


def has_line_choices(text: str) -> bool:
    """Tell whether choices stand on the line behind a question."""
    return len(_letters(text)) > 1


def told_letter(text: str) -> tuple[str, str]:
    """Return a line of choices without the bare letter behind them, and that letter: ``(b)``.

    The letter is empty for all other texts.
    """
    bare = text.rstrip(" .")
    if not bare.endswith((")", "]", "*", "_")) or not (found := _LAST_LETTER.search(bare[-8:])):
        return text, ""
    said = bare[: len(bare) - len(found[0])].rstrip()
    letters = {each["letter"].lower() for each in _letters(f" {said}")}
    if found["letter"].lower() not in letters or _JOINS.search(said[-8:]):
        return text, ""
    return said, found["letter"]


def line_choices(text: str, *, keyed: bool) -> tuple[str, list[str]]:
    """Return ``What is X? a) … b) … c) …`` as its question and a text for each choice.

    ``keyed`` tells whether something says which is right. Without it, only three or more
    behind what asks are choices: *Explain a) … and b) …* has parts.
    """
    found = _letters(text)
    if len(found) < 2:
        return text, []
    asked = text[: found[0].start()].rstrip()
    sure = len(found) >= 3 and asked.rstrip("*").endswith(_ASKED)
    if not asked or not (keyed or sure):
        return text, []
    ends = [*(each.start() for each in found[1:]), len(text)]
    said = [
        f"{each['letter']}) {text[each.end() : end].strip(' ,;|/')}"
        for each, end in zip(found, ends, strict=True)
    ]
    return asked, said


def _letters(text: str) -> list[re.Match[str]]:
    """Return the letters that follow each other: from the last A on, or more from the first."""
    if not _MAY_HAVE_CHOICES.search(text):
        return []
    found = list(_LETTER.finditer(text))
    begins = [index for index, each in enumerate(found[:-1]) if each["letter"] in "Aa"]
    runs = [_run(found[at:]) for at in begins[-1:] + begins[:1]]
    return max(runs, key=len) if runs else []


def _run(letters: list[re.Match[str]]) -> list[re.Match[str]]:
    run = letters[:1]
    for each in letters[1:]:
        if ord(each["letter"]) == ord(run[-1]["letter"]) + 1:
            run.append(each)
    return run
