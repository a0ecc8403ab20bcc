"""What the key of a question says: which of its choices are right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.importers.lists.choices import ROMANS, SYMBOLS, Choice

_SEPARATOR = r"\s*(?:,|;|/|&|\+|、|，|and|or|und|y|et|e)\s*"
_KEY = re.compile(
    rf"(?:option|choice|letter|antwort|opción|opci[oó]n|alternativa|вариант|选项?)?\s*(?P<letters>[(\[]?[A-Za-zА-Г][)\]]?(?:{_SEPARATOR}[(\[]?[A-HА-Г][)\]]?)*)"
    r"(?:\s*$|\s*[.):：,;\-–—=>(]+\s*(?P<after>.*)|\s+(?P<said>\S.*))",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_KEY = re.compile(
    r"(?:option|choice|number|no\.?|#)?\s*[(\[]?(?P<number>\d{1,2})[)\]]?(?:\s*$|\s*[.):：,\-–—]\s*(?P<after>.*))",
    re.IGNORECASE | re.DOTALL,
)
_MARKS = re.compile(r"[*_`]+")
_LONE = re.compile(r"[*_(\[`]*[A-Ja-j](?:[*_)\]`]*(?:$|[.):：,])|[*_)\]`]+\s*(?:$|[-–—]))")
_LONE_NUMBER = re.compile(r"[*_(\[`]*\d{1,2}(?:[*_)\]`]*(?:$|[.):：,]))")
_NUMBERS = re.compile(
    rf"(?:options?|choices?)?\s*[(\[]?\d{{1,2}}[)\]]?(?:{_SEPARATOR}[(\[]?\d{{1,2}}[)\]]?)+\W*"
)


@dataclass(frozen=True, slots=True)
class Key:
    """Which choices (from 0) are right, and what the key line says besides."""

    right: frozenset[int]
    rest: str = ""


def read_lone_key(text: str, items: Sequence[Choice]) -> Key | None:
    """Return what a line that nothing announces says is right: ``C) 7``, ``**B**``, ``echo``."""
    plain = re.sub(r"<[^<>]*>", "", text).strip()
    numbered = _LONE_NUMBER.match(plain) and _are_numbered(items)
    if numbered or _LONE.match(plain) or _plain(plain) in {_plain(item.words) for item in items}:
        return read_key(plain, items)
    return None


def read_key(text: str, items: Sequence[Choice]) -> Key | None:
    """Return what ``text`` (behind *Answer:*) says is right, by letter, number or words."""
    bare = text.strip().strip("|").lstrip("*_ ").strip()
    plain = _MARKS.sub("", bare).strip()
    if plain[:1] in SYMBOLS and not plain[1:2].isalpha():
        plain = f"{SYMBOLS[plain[0]]}{plain[1:]}"
        bare = plain
    roman = plain.strip("().").lower()
    if roman in ROMANS and _are_numbered(items):
        place = ROMANS.index(roman)
        return Key(frozenset({place})) if place < len(items) else None
    letters = {item.letter: index for index, item in enumerate(items) if item.letter}
    if found := _KEY.match(plain):
        named = re.findall(r"(?<![^\W\d_])[A-Za-zА-Г](?![^\W\d_])", found["letters"])
        chosen = [
            letters.get(letter.upper(), _nth(letter, items, known=bool(letters)))
            for letter in named
        ]
        said = found["said"]
        sure = (
            said is None
            or found["letters"][-1] in ")]"
            or _same(said, items, [each for each in chosen if each is not None])
            or (found["letters"] in "BCDEFGH" and len(found["letters"]) == 1)
            or re.match(r"(?:because|since|as|is)\b", said, re.IGNORECASE) is not None
        )
        if sure and named and all(each is not None for each in chosen):
            right = frozenset(each for each in chosen if each is not None)
            rest = _after_key(bare, found["after"] or said or "", items, right)
            return Key(right, rest)
    if _NUMBERS.fullmatch(plain) and _are_numbered(items):
        numbers = frozenset(int(number) - 1 for number in re.findall(r"\d+", plain))
        if max(numbers) < len(items) and min(numbers) >= 0:
            return Key(numbers)
    if (found := _NUMBER_KEY.match(plain)) and not any(i.letter.isalpha() for i in items):
        number = int(found["number"])
        named = 1 <= number <= len(items)
        after = _plain(found["after"] or "")
        repeated = named and bool(after) and after == _plain(items[number - 1].words)
        if repeated or (named and not any(_plain(i.words) == found["number"] for i in items)):
            return Key(frozenset({number - 1}), "" if repeated else found["after"] or "")
    return _by_words(plain, items)


def _are_numbered(items: Sequence[Choice]) -> bool:
    return all(item.letter.isdigit() for item in items)


def _nth(letter: str, items: Sequence[Choice], *, known: bool) -> int | None:
    index = ord(letter.upper()) - ord("A")
    return index if not known and 0 <= index < len(items) else None


def _same(said: str, items: Sequence[Choice], chosen: Sequence[int]) -> bool:
    return len(chosen) == 1 and _plain(said).startswith(_plain(items[chosen[0]].words)[:40])


def _after_key(bare: str, after: str, items: Sequence[Choice], right: frozenset[int]) -> str:
    """Return what follows the letter, unless it only repeats the choice."""
    if not after.strip() or not right:
        return ""
    words = _plain(items[min(right)].words)
    said = _plain(after)
    if said == words or (words and said.rstrip(".)") == words.rstrip(".)")):
        return ""
    if words and said.startswith(words):
        after = _MARKS.sub("", after)[len(words) :].lstrip(" .,:;-–—()")
        return after if re.search(r"\w", after) else ""
    place = bare.find(after[:12])
    return (bare[place:] if place >= 0 else after).strip()


def _by_words(plain: str, items: Sequence[Choice]) -> Key | None:
    said = _plain(plain)
    if not said:
        return None
    equal = [index for index, item in enumerate(items) if _plain(item.words) == said]
    if len(equal) == 1:
        return Key(frozenset(equal))
    starts = [
        index
        for index, item in enumerate(items)
        if len(_plain(item.words)) >= 3 and _begins_with(said, _plain(item.words))
    ]
    if len(starts) == 1:
        return Key(frozenset(starts), plain[len(items[starts[0]].words) :].lstrip(" .,:;-–—"))
    return None


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).casefold().split()).rstrip(".;, ")


def _begins_with(said: str, words: str) -> bool:
    """Tell whether a text begins with whole words."""
    return said.startswith(words) and not said[len(words) : len(words) + 1].isalnum()
