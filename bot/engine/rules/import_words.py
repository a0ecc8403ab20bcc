"""What an import changes, in words: the same in chat and on the command line."""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from bot.engine.model.import_plan import Change, PartChange, Update
from bot.engine.model.read_notes import ReadNotes
from bot.engine.rules.text import count_of, cut

JUDGED = "Answers already given stay judged by what people saw."
_BEFORE, _EXCERPT = 20, 70
"""Characters of a text before its first difference, and of all that is shown of it."""
_NEW, _CHANGED, _UNCHECKED, _REMARKS = 4, 3, 2, 3
"""How many of each a preview in chat shows: all of it has to fit one message."""
_LINE = 240
NO_CHOICES = "Questions without choices are only asked where people answer in their own words."


def change_line(part: PartChange) -> str:
    """Return how a part of a question changes, with excerpts from before and after."""
    before, after = _excerpts(part.before, part.after)
    if not part.before.strip():
        told = f"{part.part} added: {after}"
    elif not part.after.strip():
        told = f"{part.part} removed: {before}"
    else:
        told = f"{part.part}: {before} → {after}"
    return f"{told} (replaces what was edited here)" if part.edited else told


def preview_lines(read: ReadNotes, update: Update, secret: Collection[str]) -> tuple[str, ...]:
    """Return what an import would do, in lines for chat; the counts are of everything.

    Of the ``secret`` questions, which are open right now, only the names of the parts are told.
    """
    after = (*update.new, *(change.after for change in update.changed))
    unchecked = [f"Not asked before you check it: {each.id} shows {each.unchecked}."
                 for each in after if each.unchecked]  # fmt: skip
    changed = [_changed(change, hidden=change.before.id in secret) for change in update.changed]
    lines = chain(
        [_counts(read, update)],
        _first(changed, _CHANGED, "to update"),
        [JUDGED] if changed else [],
        _first([f"{each.id}: {each.title}" for each in update.new], _NEW, "new"),
        _first(unchecked, _UNCHECKED, "to check"),
        [f"{read.with_answer} with an answer, {len(read.questions) - read.with_answer} without."],
        _first(read.report, _REMARKS, "remarks"),
        [] if all(question.choices for question in after) else [NO_CHOICES],
    )
    return tuple(cut(line, _LINE) for line in lines)


def _counts(read: ReadNotes, update: Update) -> str:
    edited = f" ({len(update.edited):,} of them edited here)" if update.edited else ""
    counts = (
        (len(update.new), "new"),
        (len(update.changed), "changed"),
        (len(update.unchanged), f"unchanged{edited}"),
        (read.left_out, "left out"),
    )
    found = count_of(len(read.questions), "question")
    return f"{found}: {', '.join(f'{count:,} {what}' for count, what in counts if count)}."


def _first(lines: Sequence[str], most: int, what: str) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"and {len(lines) - most:,} more {what}"


def _changed(change: Change, *, hidden: bool) -> str:
    if hidden:
        parts = ", ".join(part.part for part in change.parts)
        return f"{change.before.id}: {parts} (open right now, so the words aren't shown)"
    return f"{change.before.id}: {'; '.join(map(change_line, change.parts))}"


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Return both texts on one line, from shortly before the place where they differ."""
    texts = [" ".join(text.split()) for text in (before, after)]
    differ = next(
        (at for at, (one, other) in enumerate(zip(*texts, strict=False)) if one != other),
        min(map(len, texts)),
    )
    start = max(differ - _BEFORE, 0)
    start = texts[0].rfind(" ", 0, start) + 1 if start else 0
    return _quoted(texts[0], start), _quoted(texts[1], start)


def _quoted(text: str, start: int) -> str:
    return f'"{"…" if start else ""}{cut(text[start:], _EXCERPT)}"'
