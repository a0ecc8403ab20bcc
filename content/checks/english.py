"""Plain American English, as far as it can be measured: words, spelling, sentences."""

import re
from collections.abc import Iterator

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines
from content.checks.passages import Passage, passages
from content.format.parsed import CHOICES, Parsed
from content.format.problems import Problem

SENTENCE_WORDS = 25
SEMICOLONS = 1  # in a paragraph

_BANNED = {
    r"mend(?:s|ed|ing)?": "fix",
    r"anew": "again",
    r"cur(?:e|es|ed|ing)": "fix",
    r"dear(?:er|est|ly)?": "expensive",
    r"hence": "so",
    r"plights?": "what is wrong",
    r"rituals?": "step",
    r"kindness(?:es)?": "what it does",
    r"wreck(?:s|ed|ing|age)?": "break",
    r"readily": "easily",
    r"at heart": "",
    r"ha(?:s|ve|d) (?:its|their) say": "",
    r"all but (?!its\b|this\b|his\b)\w+(?:ed|es|s)": "almost",
    r"comes? about": "happens",
    r"kick(?:s|ed)? (?:on|in)": "start",
    r"hangs? on": "depends on",
    r"bought|buys": "gains, saves or costs",
}
"""Words that read like a translated book, and what an engineer would say instead."""
_BANNED_WORD = re.compile(rf"\b(?:{'|'.join(f'({words})' for words in _BANNED)})\b", re.I)
_INSTEAD = tuple(_BANNED.values())

_ISE = (
    "apolog author binar capital categor central character color critic custom digit discret "
    "emphas equal external factor final formal general global harmon initial item linear local "
    "marginal material maxim memor minim modular neutral normal optim organ orthogonal parallel "
    "parameter parametr penal polar popular prior priorit quant random real recogn regular "
    "sanit serial special stabil standard steril summar symbol synchron token util vector visual"
)
_BRITISH = (
    (rf"((?:de|re|un|pre)?(?:{'|'.join(_ISE.split())})i)s(e[drs]?|ing|ations?|able)", r"\1z\2"),
    (r"((?:mis)?behavi|col|fav|flav|harb|hon|hum|lab|neighb|rum|vap)our(\w*)", r"\1or\2"),
    (r"((?:re)?model|cancel|channel|fuel|label|level|signal|total|travel|tunnel)l(ed|ing|ers?)",
     r"\1\2"),
    (r"(anal|catal|paral)ys(e[dr]?|ing)", r"\1yz\2"),
    (r"((?:centi|kilo|milli)?met|cent|fib|lit|theat)re(s?)", r"\1er\2"),
    (r"(de|of)fence(s?)", r"\1fense\2"),
    (r"licence(s?)", r"license\1"),
    (r"practis(e[ds]?|ing)", r"practic\1"),
    (r"grey(s|ed|scale)?", r"gray\1"),
    (r"(enrol|fulfil|instal)(s|ments?)", r"\1l\2"),
    (r"skilful", "skillful"),
    (r"programme(s?)", r"program\1"),
    (r"artefact(s?)", r"artifact\1"),
    (r"(acknowledg|judg)ement(s?)", r"\1ment\2"),
    (r"ageing", "aging"),
    (r"(burn|learn|spoil)t", r"\1ed"),
    (r"spelt", "spelled"),
    (r"whilst", "while"),
    (r"amongst", "among"),
    (r"maths", "math"),
    (r"sceptic(\w*)", r"skeptic\1"),
)  # fmt: skip
"""British spellings, and what Americans write. "analyses" stays: it is also a plural."""
_AMERICAN = tuple((re.compile(rf"\b{pattern}\b", re.I), instead) for pattern, instead in _BRITISH)
_BRITISH_WORD = re.compile(rf"\b(?:{'|'.join(pattern for pattern, _ in _BRITISH)})\b", re.I)
_CONTRACTION = re.compile(
    r"\b\w+n['’]t\b"
    r"|\b(?:it|that|there|they|we|you|he|she|who|what|here|let|I)['’](?:s|re|ve|ll|d|m)\b",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'’”)\]]*\s+|\n")


def check_english(parsed: Parsed, question: Question) -> Iterator[Problem]:
    """Yield what is not plain American English in the prose of ``question``."""
    for passage in passages(question):
        yield from _words(parsed, passage)
        yield from _sentences(parsed, passage)
    for number, choice in enumerate(question.choices, 1):
        for found in _CONTRACTION.finditer(plain_inlines(choice.text)):
            message = f"Choice {number} has the contraction {found[0]!r}."
            yield parsed.problem(CHOICES, "contraction", message, "Write it out.", number)


def american(word: str) -> str:
    """Return a British spelling as Americans write it; any other word stays as it is."""
    for pattern, replacement in _AMERICAN:
        changed = pattern.sub(replacement, word)
        if changed != word:
            return changed
    return word


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph. An abbreviation's period ends one, too."""
    return [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]


def _words(parsed: Parsed, passage: Passage) -> Iterator[Problem]:
    for found in _BANNED_WORD.finditer(passage.text):
        instead = _INSTEAD[(found.lastindex or 1) - 1]
        message = f"{found[0]!r} is on the list of words to avoid."
        fix = f"Say {instead!r}, or say it another way." if instead else "Say it another way."
        yield parsed.problem(passage.part, "banned-word", message, fix, passage.number)
    for found in _BRITISH_WORD.finditer(passage.text):
        message = f"{found[0]!r} is a British spelling."
        fix = f"Write {american(found[0])!r}."
        yield parsed.problem(passage.part, "british-spelling", message, fix, passage.number)


def _sentences(parsed: Parsed, passage: Passage) -> Iterator[Problem]:
    for sentence in sentences(passage.text):
        words = sentence.split()
        if len(words) > SENTENCE_WORDS:
            message = f"The sentence '{' '.join(words[:5])} …' has {len(words)} words."
            fix = f"Split it: at most {SENTENCE_WORDS} words, one idea each."
            yield parsed.problem(passage.part, "long-sentence", message, fix, passage.number)
    semicolons = passage.text.count(";")
    if semicolons > SEMICOLONS:
        message = f"A paragraph has {semicolons} semicolons."
        fix = "Keep one at most: make the others sentences."
        yield parsed.problem(passage.part, "semicolons", message, fix, passage.number)
