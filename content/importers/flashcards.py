"""A flashcard note, its fields in HTML, to questions: basic, cloze, multiple choice."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.engine.model.rich_text import plain_text
from content.importers.clozes import Part, gaps_in, parts_of, shown
from content.importers.found import FoundQuestion, LeftOut, Markup, Written
from content.importers.html import html_document
from content.importers.own_note import own_note
from content.importers.tabular import Columns, Row, columns_of, made, question_of, split_choices

MOST_GAPS = 50
"""Numbers of gaps of one note: each makes a card with the whole text, so the work is a square."""
_MEDIA = re.compile(r"<img\b|\[sound:|<video\b|<audio\b", re.IGNORECASE)
_BITS = re.compile(r"[01](?:\s+[01])+")
_NUMBERED = re.compile(r"q_?\d{1,2}", re.IGNORECASE)
_PLUMBING = re.compile(r"^(?:qtype|sort|(?:id|sources?|index)$)|guid|audio", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a deck: its number (from 1), its fields by name, its tags, its deck.

    ``guid`` is what decks call it by, wherever it is imported.
    """

    number: int
    fields: Mapping[str, str]
    tags: str = ""
    deck: str = ""
    guid: str = ""


def named_fields(names: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    """Return a note's texts by the names of its type, or by number where those don't reach."""
    all_names = [*names, *(f"Field {number}" for number in range(len(names) + 1, len(texts) + 1))]
    return dict(zip(all_names, texts, strict=False))


def questions_of(note: Note) -> list[FoundQuestion | LeftOut]:
    """Return the note's questions; a cloze note has one for each number of gap."""
    found = _questions_of(note)
    return [
        replace(each, source_id=f"anki:{note.guid}:{place}")
        if note.guid and isinstance(each, FoundQuestion) and not each.source_id
        else each
        for place, each in enumerate(found)
    ]


def _questions_of(note: Note) -> list[FoundQuestion | LeftOut]:
    if own := own_note(note.number, note.fields):
        return [own]
    fields = {name: text for name, text in note.fields.items() if text.strip()}
    if not fields:
        return [LeftOut(note.number, "a note", "all its fields are empty")]
    for name, text in fields.items():
        if any(gaps_in(parts := parts_of(text))):
            return _clozes(note, fields, name, parts)
    if found := _multiple(note, fields):
        return [found]
    return [_basic(note, fields)]


def _text(html: str) -> str:
    return " ".join(plain_text(html_document(html)).split())


def _bare(html: str) -> str:
    """Return what can be read in a field besides its media."""
    return re.sub(r"\((?:image|sound)[^()]*\)", "", _text(html)).strip()


def _basic(note: Note, fields: Mapping[str, str]) -> FoundQuestion | LeftOut:
    names = list(note.fields)
    columns = columns_of(names)
    asked = names[columns.fields["question"]] if "question" in columns.fields else names[0]
    if not fields.get(asked, "").strip():
        asked = next(iter(fields))
    rest = [name for name in fields if name != asked and not _PLUMBING.search(name)]
    if "answer" in columns.fields and names[columns.fields["answer"]] in rest:
        first = names[columns.fields["answer"]]
        rest = [first, *(name for name in rest if name != first)]
    if not _bare(fields[asked]):
        why = (
            "its front is only a picture or a sound"
            if _MEDIA.search(fields[asked])
            else "it asks nothing"
        )
        return LeftOut(note.number, _text(fields[asked])[:60] or "a card", why)
    return made(
        note.number,
        Written(fields[asked], Markup.HTML),
        [],
        frozenset(),
        [Written(fields[name], Markup.HTML) for name in rest],
        track=note.deck,
        tags=note.tags,
    )


def _multiple(note: Note, fields: Mapping[str, str]) -> FoundQuestion | None:
    """Return the question of a note type with choices, or None for any other."""
    names = list(note.fields)
    numbered = [name for name in names if _NUMBERED.fullmatch(name) and fields.get(name)]
    columns = columns_of(names)
    bits = _bits(fields) if len(numbered) >= 2 else []
    if bits:
        right = frozenset(
            index for index, bit in enumerate(bits) if bit == "1" and index < len(numbered)
        )
        extra = [text for name, text in fields.items() if name.lower().startswith("extra")]
        return made(
            note.number,
            Written(fields.get(_asked(names, columns), ""), Markup.HTML),
            [Written(fields[name], Markup.HTML) for name in numbered],
            right,
            [Written(text, Markup.HTML) for text in extra],
            track=note.deck,
            tags=note.tags,
        )
    listed = _listed(fields, names, columns)
    if len(columns.choices) < 2 and len(columns.wrong) < 1 and not listed:
        return None
    row = Row(note.number, tuple(_cell(name, note.fields[name]) for name in names))
    found = question_of(row, columns, markup=Markup.HTML)
    if isinstance(found, LeftOut) or not found.offered:
        return None
    return replace(found, title="", track=note.deck, level=None, tags=tuple(note.tags.split()))


def _bits(fields: Mapping[str, str]) -> list[str]:
    """Return a one for each right choice and a zero for each wrong one, if a field has them."""
    return next((text for text in map(_text, fields.values()) if _BITS.fullmatch(text)), "").split()


def _cell(name: str, html: str) -> str:
    """Return a key's field as text; all other fields stay HTML."""
    return _text(html) if columns_of(["question", name]).fields.keys() & {"correct"} else html


def _listed(fields: Mapping[str, str], names: Sequence[str], columns: Columns) -> bool:
    place = columns.fields.get("choices")
    return place is not None and len(split_choices(fields.get(names[place], ""))) >= 2


def _asked(names: Sequence[str], columns: Columns) -> str:
    return names[columns.fields.get("question", 0)]


def _clozes(
    note: Note, fields: Mapping[str, str], clozed: str, parts: Sequence[Part]
) -> list[FoundQuestion | LeftOut]:
    text = fields[clozed]
    if "image-occlusion:" in text:
        return [LeftOut(note.number, "a picture with parts covered", "it only asks by its picture")]
    hidden: dict[int, list[str]] = {}
    for gap in gaps_in(parts):
        hidden.setdefault(gap.number, []).append(shown(gap.parts))
    if len(hidden) > MOST_GAPS:
        why = f"it has more than {MOST_GAPS} gaps, each a question with all of its text"
        return [LeftOut(note.number, _text(text[:200])[:60], why)]
    extra = [
        Written(said, Markup.HTML)
        for name, said in fields.items()
        if name != clozed and not _PLUMBING.search(name)
    ]
    found: list[FoundQuestion | LeftOut] = []
    for number in sorted(hidden):
        asked = shown(parts, number)
        if not _bare(asked.replace("[…]", "")):
            found.append(LeftOut(note.number, _text(asked)[:60], "nothing is left around the gap"))
            continue
        said = "<br>".join(dict.fromkeys(hidden[number]))
        answers = [Written(said, Markup.HTML), *extra]
        prompt = Written(asked, Markup.HTML)
        found.append(
            made(note.number, prompt, [], frozenset(), answers, track=note.deck, tags=note.tags)
        )
    return found
